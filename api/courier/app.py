"""The courier put together, and its HTTP: order for who has the key, and moving papers on for the courier's own people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.engine import Engine
from starlette.concurrency import run_in_threadpool

from actions.cipher import Cipher
from actions.database import Database
from actions.migrating import upgrade

from ..intake.callbacks import Callbacks
from ..intake.checking import checked_key
from ..intake.problem_route import ProblemRoute
from ..intake.requests import body_of
from ..intake.subscriptions import Fixed, Subscription
from ..intake.telling import Telling
from ..ordering import Orders, check_key
from ..problems import Problem
from .migrating import COURIER
from .shipments import TERMS, open_shipments
from .tables import TABLES

PREFIX: Final = "/courier/v1"
_LONGEST: Final = 500
_MEMBERS: Final = ("what", "name", "address", "phone")


@dataclass(frozen=True, slots=True)
class CourierServices:
    """What the routes stand on; ``telling`` is to be run for as long as the courier serves. ``key``: opens its routes."""

    shipments: Orders
    telling: Telling
    key: str


def open_courier(
    engine: Engine, cipher: Cipher, clock: Callable[[], datetime], key: str, hears: Subscription
) -> CourierServices:
    """The courier on its database, brought to its present shape. ``hears``: where each step is told, and signed with what."""
    upgrade(engine, COURIER)
    database = Database(engine)
    shipments = open_shipments(database, cipher, clock)
    telling = Telling(Callbacks(database, clock, TABLES.callbacks), Fixed(hears), shipments.letter, clock)
    return CourierServices(shipments, telling, key)


def router(services: CourierServices) -> APIRouter:
    """The routes under ``/courier/v1``. They are no part of what is published: a real courier has its own."""
    routes = APIRouter(prefix=PREFIX, route_class=ProblemRoute, include_in_schema=False)
    shipments = services.shipments

    @routes.post("/shipments")
    async def order(
        request: Request, authorization: str | None = Header(None), idempotency_key: str | None = Header(None)
    ) -> Response:
        """The papers are to be carried; the same key and body are answered as before."""
        check_key(services.key, authorization)
        key, body = checked_key(idempotency_key), _order(await body_of(request))
        ordered = await run_in_threadpool(shipments.order, key, body)
        return JSONResponse(ordered.told(), 201)

    @routes.get("/shipments/{number}")
    async def find(number: str, authorization: str | None = Header(None)) -> Response:
        """Where the papers are, and where they go."""
        check_key(services.key, authorization)
        told = (await run_in_threadpool(shipments.at, number)).told()
        return JSONResponse({**told, "to": await run_in_threadpool(shipments.said, number)})

    @routes.post("/shipments/{number}/steps")
    async def move(number: str, request: Request, authorization: str | None = Header(None)) -> Response:
        """The papers have come further."""
        check_key(services.key, authorization)
        body = await body_of(request)
        state = body.get("state") if isinstance(body, dict) else None
        if not isinstance(state, str) or state not in TERMS.next:
            raise Problem(422, "invalid-request", "有 1 处不对。", [("/state", "应当是：" + "、".join(TERMS.next))])
        return JSONResponse((await run_in_threadpool(shipments.move, number, state)).told())

    return routes


def _order(body: Any) -> bytes:
    """The order in one form. Raises Problem 422."""
    if not isinstance(body, dict):
        raise Problem(422, "invalid-request", "有 1 处不对。", [("", "应当是一个对象")])
    errors = [(f"/{name}", "没有这一项") for name in sorted(body.keys() - set(_MEMBERS))]
    for name in _MEMBERS:
        text = body.get(name, "" if name == "phone" else None)
        if not isinstance(text, str) or len(text) > _LONGEST or (name != "phone" and not text.strip()):
            errors.append((f"/{name}", f"应当是不超过 {_LONGEST} 个字的文字"))
    if errors:
        raise Problem(422, "invalid-request", f"有 {len(errors)} 处不对。", errors)
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
