"""The double at an address: put together, and served in the event loop that runs."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .aside import Aside
from .chances import Faults
from .clock import Clock
from .codes import SetUp
from .delivery import Delivery
from .double import Double
from .interface import Interface
from .messages import Messages
from .official import OfficialAccount
from .page import page_routes
from .phone import Phone
from .records import Shown
from .signing_in import SigningIn
from .tokens import Tokens
from .wire import Wire


def put_together(
    webhook: str | tuple[str, ...],
    url: str,
    account: OfficialAccount,
    faults: Faults | None = None,
    patience: float = 5.0,
) -> Double:
    """A double whose interface will be at the url. ``webhook``: where the account takes pushes, or the places of several processes; ``patience``: seconds of a try."""
    clock, aside, phones = Clock(), Aside(), dict[str, Phone]()

    def tell(phone: Phone, event: str, more: Mapping[str, Any]) -> None:
        async def telling() -> None:
            await phone.told(event, more)

        aside.start(telling())

    def show(person: str, one: Shown) -> None:
        phones[person].show(one)

    urls = (webhook,) if isinstance(webhook, str) else webhook
    delivery = Delivery(urls, Wire(account), show, aside.start, patience)
    setup, signing_in = SetUp(), SigningIn(account, clock)
    messages = Messages(clock, phones, tell, setup.templates)
    interface = Interface(account, Tokens(clock), messages, signing_in, setup, lambda: double.faults)
    double = Double(url, account, delivery, interface, clock, phones, faults or Faults(), aside)
    return double


def routes(double: Double) -> list[Route]:
    """The interface's addresses."""

    async def picture(request: Request) -> Response:
        found = double.interface.media.get(request.path_params["media"])
        return Response(found[1], media_type=found[0]) if found else Response(status_code=404)

    return [
        Route("/cgi-bin/{rest:path}", double.interface.answer, methods=["GET", "POST"]),
        Route("/connect/oauth2/authorize", double.interface.sign_in),
        Route("/sns/oauth2/access_token", double.interface.answer),
        Route("/mmbiz/{media}", picture),
        Route("/", double.interface.nothing),
    ]


def listening(port: int = 0) -> socket.socket:
    """A socket on this machine alone, which is already taken: its address can be told to others before anybody answers there."""
    # asyncio sends small answers at once only on a socket that says it is TCP; else each waits 40 ms for the other side's receipt.
    listens = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listens.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listens.bind(("127.0.0.1", port))
    listens.listen(512)
    return listens


def address(listens: socket.socket) -> str:
    """Where a socket is reached."""
    return f"http://127.0.0.1:{listens.getsockname()[1]}"


@contextlib.asynccontextmanager
async def playing(
    webhook: str | tuple[str, ...],
    listens: socket.socket,
    account: OfficialAccount,
    faults: Faults | None = None,
    *,
    patience: float = 5.0,
    page: bool = False,
) -> AsyncIterator[Double]:
    """WeChat's side, in this event loop. ``page``: there is a phone in a page at the interface's address."""
    double = put_together(webhook, address(listens), account, faults, patience)
    try:
        async with served([*(page_routes(double) if page else ()), *routes(double)], listens):
            yield double
    finally:
        await double.aside.close()


@contextlib.asynccontextmanager
async def served(addresses: list[Route], listens: socket.socket) -> AsyncIterator[None]:
    """The addresses are answered at the socket."""
    app = Starlette(routes=addresses)
    # The interface tells its own time.
    settings = uvicorn.Config(
        app, log_level="warning", ws="none", lifespan="off", timeout_graceful_shutdown=1, date_header=False
    )
    server = _Server(settings)
    serving = asyncio.create_task(server.serve(sockets=[listens]))
    while not server.started:
        await asyncio.sleep(0.005)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """uvicorn, which leaves signals to who runs it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
