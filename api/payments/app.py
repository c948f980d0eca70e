"""The payments put together, and their HTTP: bills for who has the key, and a page a bill for who pays it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.engine import Engine
from starlette.concurrency import run_in_threadpool

from actions.cipher import Cipher
from actions.database import Database
from actions.migrating import upgrade
from actions.yuan import yuan

from ..intake.callbacks import Callbacks
from ..intake.checking import checked_key
from ..intake.problem_route import ProblemRoute
from ..intake.requests import body_of
from ..intake.subscriptions import Fixed, Subscription
from ..intake.telling import Telling
from ..ordering import check_key
from ..plain_pages import templates
from ..problem_page import answer
from ..problems import Problem
from ..security import MakeRates, Rates, same_origin
from .bills import Bills, open_bills
from .migrating import PAYMENTS
from .order import read_order
from .tables import TABLES

PREFIX: Final = "/payments/v1"
#: How the address of a bill's page begins, on the site that applicants reach.
PAGES: Final = f"{PREFIX}/pay/"
_HERE: Final = Path(__file__).parent
_PAGE: Final = templates(_HERE / "templates").get_template("pay.html")
_SCRIPT: Final = (_HERE / "pay.js").read_bytes()
#: Times a minute that one address may look at, or pay, bills.
_A_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class PaymentsServices:
    """What the routes stand on; ``telling`` is to be run for as long as the payments serve. ``key``: opens their routes."""

    bills: Bills
    telling: Telling
    key: str


def open_payments(
    engine: Engine, cipher: Cipher, clock: Callable[[], datetime], key: str, hears: Subscription
) -> PaymentsServices:
    """The payments on their database, brought to its present shape. ``hears``: where each step is told, and signed with what."""
    upgrade(engine, PAYMENTS)
    database = Database(engine)
    bills = open_bills(database, cipher, clock)
    telling = Telling(Callbacks(database, clock, TABLES.callbacks), Fixed(hears), bills.letter, clock)
    return PaymentsServices(bills, telling, key)


def router(services: PaymentsServices, rates: MakeRates = Rates) -> APIRouter:
    """The routes under ``/payments/v1``. They are no part of what is published: a real platform has its own."""
    routes = APIRouter(prefix=PREFIX, route_class=ProblemRoute, include_in_schema=False)
    _add_bills(routes, services)
    _add_page(routes, services.bills, rates(_A_MINUTE, "payments-page"))
    return routes


def _add_bills(routes: APIRouter, services: PaymentsServices) -> None:
    bills = services.bills

    @routes.post("/bills")
    async def order(
        request: Request, authorization: str | None = Header(None), idempotency_key: str | None = Header(None)
    ) -> Response:
        """There is a bill; the same key and body are answered as before."""
        check_key(services.key, authorization)
        key, body = checked_key(idempotency_key), read_order(await body_of(request))
        ordered = await run_in_threadpool(bills.orders.order, key, body)
        page = f"{PAGES}{ordered.number}/{bills.secret(ordered.number)}"
        return JSONResponse({**await run_in_threadpool(bills.told, ordered), "page": page}, 201)

    @routes.get("/bills/{number}")
    async def find(number: str, authorization: str | None = Header(None)) -> Response:
        """How the bill stands."""
        check_key(services.key, authorization)
        ordered = await run_in_threadpool(bills.orders.at, number)
        return JSONResponse(await run_in_threadpool(bills.told, ordered))

    @routes.post("/bills/{number}/cancel")
    async def cancel(number: str, authorization: str | None = Header(None)) -> Response:
        """The bill cannot be paid any more, unless it was paid before."""
        check_key(services.key, authorization)
        ordered = await run_in_threadpool(bills.cancel, number)
        return JSONResponse(await run_in_threadpool(bills.told, ordered))


def _add_page(routes: APIRouter, bills: Bills, looks: Rates) -> None:
    def shown(number: str, secret: str) -> str:
        bills.check_secret(number, secret)
        state, said = bills.orders.at(number).state, bills.orders.said(number)
        items = [(one["title"], yuan(one["cents"])) for one in said["items"]]
        return _PAGE.render(number=number, payer=said["payer"], items=items, total=yuan(said["cents"]), state=state)

    @routes.get("/pay.js")
    async def script() -> Response:
        """What the page's button does."""
        return Response(_SCRIPT, media_type="text/javascript", headers={"Cache-Control": "public, max-age=300"})

    @routes.get("/pay/{number}/{secret}")
    async def page(number: str, secret: str, request: Request) -> Response:
        """The page where the bill is paid, in play."""
        try:
            looks.spend(_address(request))
            found = await run_in_threadpool(shown, number, secret)
        except Problem as problem:
            return answer(request, problem)
        return Response(found, media_type="text/html; charset=utf-8")

    @routes.post("/pay/{number}/{secret}", status_code=204, response_class=Response)
    async def pay(number: str, secret: str, request: Request) -> Response:
        """The bill is paid, in play."""
        same_origin(request)
        looks.spend(_address(request))
        bills.check_secret(number, secret)
        await run_in_threadpool(bills.orders.move, number, "paid")
        return Response(status_code=204)


def _address(request: Request) -> str:
    return request.client.host if request.client is not None else ""
