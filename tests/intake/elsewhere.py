"""Other places as tests meet them: a real library and a real courier over HTTP, and faults on the way there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

import httpx
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions.retrying import Backoff
from api.intake import IntakeServices
from api.intake.billing import HttpPayments
from api.intake.elsewhere import Bill, BillOrder, LicenceOrder, Payment, ShipmentOrder, Step
from api.intake.http_courier import HttpCourier
from api.intake.http_library import HttpLibrary, library_client
from api.payments.app import PAGES
from tests.actions.conftest import Clock
from tests.intake.http_server import serving

KEY: Final = "e" * 40
#: Seconds that intake waits for an answer in tests.
PATIENCE: Final = 0.5
#: What may become of a request: nothing hears of it; it is done and 500 is answered, or the answer comes too late, or it is
#: no answer; it is done twice.
FAULTS: Final = ("down", "error_after", "late", "garbled", "twice")


@dataclass
class Faulty:
    """Does to the requests of an application what ``faults`` say, one each, in their order; then leaves them alone."""

    app: ASGIApp
    faults: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = self.faults.pop(0) if scope["type"] == "http" and self.faults else None
        if fault is None:
            await self.app(scope, receive, send)
        elif fault == "down":
            await _respond(send, 503, b"")
        else:
            body = await _whole(receive)
            for _ in range(2 if fault == "twice" else 1):
                answer: list[Message] = []
                await self.app(scope, _again(body), _into(answer))
            if fault == "error_after":
                await _respond(send, 500, b"")
            elif fault == "garbled":
                await _respond(send, 200, b"<html>")
            else:
                if fault == "late":
                    await asyncio.sleep(2 * PATIENCE)
                for message in answer:
                    await send(message)


async def _respond(send: Send, status: int, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": body})


async def _whole(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


def _again(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _into(answer: list[Message]) -> Send:
    async def send(message: Message) -> None:
        answer.append(message)

    return send


@contextmanager
def faulty(app: FastAPI) -> Iterator[tuple[Faulty, str]]:
    """The application served through faults, and its address."""
    way = Faulty(app)
    with serving(way) as address:
        yield way, address


@dataclass(frozen=True)
class Reached:
    """The library, the courier and the payments at these addresses, by connections that soon give up an answer and end with the request."""

    library: str = ""
    courier: str = ""
    payments: str = ""

    async def issue(self, order: LicenceOrder) -> None:
        """See ``Library.issue``."""
        async with _impatient(self.library) as client:
            await HttpLibrary(client).issue(order)

    async def end(self, identifier: str, status: str, reason: str) -> None:
        """See ``Library.end``."""
        async with _impatient(self.library) as client:
            await HttpLibrary(client).end(identifier, status, reason)

    async def ship(self, order: ShipmentOrder) -> Step:
        """See ``Courier.ship``."""
        async with _impatient(self.courier) as client:
            return await HttpCourier(client).ship(order)

    async def bill(self, order: BillOrder) -> Bill:
        """See ``Payments.bill``."""
        async with _impatient(self.payments) as client:
            return await HttpPayments(client, PAGES).bill(order)

    async def look(self, number: str) -> tuple[str, Payment]:
        """See ``Payments.look``."""
        async with _impatient(self.payments) as client:
            return await HttpPayments(client).look(number)

    async def cancel(self, number: str) -> tuple[str, Payment]:
        """See ``Payments.cancel``."""
        async with _impatient(self.payments) as client:
            return await HttpPayments(client).cancel(number)


def _impatient(address: str) -> httpx.AsyncClient:
    return library_client(address, KEY, httpx.Timeout(PATIENCE))


def carry(services: IntakeServices, clock: Clock, times: int = 1) -> None:
    """What is to be done elsewhere is tried so many times, each time when it is due again."""

    async def run() -> None:
        errands = replace(services.errands, backoff=Backoff(10.0, 10.0))
        for _ in range(times):
            await errands.run_once()
            clock.pass_seconds(61)

    asyncio.run(run())


def undone(services: IntakeServices) -> int:
    """How much is still to be done elsewhere."""
    return services.errands.queue.count().get("waiting", 0)


def kinds(services: IntakeServices, reference: str) -> Sequence[str]:
    """What happened to the application."""
    return [one.status for one in services.desk.history.of(reference)]


def searched(address: str, number: str) -> list[dict[str, Any]]:
    """The licences that the intake has issued to the holder in the library at this address."""
    answer = httpx.post(
        f"{address}/library/v1/issued",
        json={"holder": number},
        headers={"Authorization": f"Bearer {KEY}"},
        timeout=60,
        trust_env=False,
    )
    assert answer.status_code == 200, answer.text
    return list(answer.json()["licences"])
