"""The library over HTTP: issue and end for who issues, verify for everybody; holders and readers have files of their own."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from ..intake.checking import checked_key
from ..intake.problem_route import ProblemRoute
from ..intake.requests import allowed, body_of, known
from ..problems import Problem
from ..security import MakeRates
from . import openapi
from .asked import read_holder
from .holder_routes import add_holders
from .identifier import BadIdentifier, read_identifier
from .licences import ENDS
from .order import invalid, read_order
from .reading_routes import add_reading
from .services import ISSUE, PRIVATE, LibraryServices
from .showing_routes import add_showings
from .telling import told, told_type, verified

PREFIX: Final = "/library/v1"
#: Times a minute that one address may ask whether licences are valid.
VERIFIED_A_MINUTE: Final = 60


def make_router(services: LibraryServices, rates: MakeRates) -> APIRouter:
    """The library's routes."""
    router = APIRouter(prefix=PREFIX, route_class=ProblemRoute, tags=["library"])
    _add_issuing(router, services)
    _add_own(router, services)
    add_holders(router, services)
    add_reading(router, services)
    add_showings(router, services, rates)
    verifying = rates(VERIFIED_A_MINUTE, "library-verify")

    @router.get("/verify/{identifier}", response_class=Response, responses=openapi.VERIFIED)
    async def verify(identifier: str, request: Request) -> Response:
        """Whether the licence is valid, for whoever has its identifier: with what it is and its holder masked."""
        verifying.spend(request.client.host if request.client is not None else "")
        try:
            read_identifier(identifier)
        except BadIdentifier as fault:
            raise Problem(404, "no-such-licence", "这不是电子证照标识，请核对有没有抄错。") from fault
        held = await run_in_threadpool(services.licences.find, identifier)
        return JSONResponse(verified(held, services.register, services.today()), headers=PRIVATE)

    return router


def _add_issuing(router: APIRouter, services: LibraryServices) -> None:
    licences, clients = services.licences, services.clients

    @router.post(
        "/licences", status_code=201, response_class=Response, responses=openapi.TAKEN, openapi_extra=openapi.TAKE
    )
    async def issue(
        request: Request,
        authorization: str | None = Header(None, include_in_schema=False),
        idempotency_key: str | None = Header(None, include_in_schema=False),
    ) -> Response:
        """The licence is in the library, under the identifier that its parts make."""
        client = await allowed(clients, authorization, ISSUE)
        key, order = checked_key(idempotency_key), read_order(await body_of(request))
        if order.identifier.invented:
            raise invalid([("/serial", "DEMO 开头、像演示数据的流水号不能用来发证")])
        held, replayed = await run_in_threadpool(licences.take, client.name, key, order)
        headers = {**PRIVATE, **({"Idempotent-Replayed": "true"} if replayed else {})}
        return JSONResponse(told(held, services.register, services.today()), 201, headers)

    @router.post(
        "/licences/{identifier}/end", response_class=Response, responses=openapi.ENDED, openapi_extra=openapi.END
    )
    async def end(
        identifier: str, request: Request, authorization: str | None = Header(None, include_in_schema=False)
    ) -> Response:
        """The licence is recalled or revoked."""
        client = await allowed(clients, authorization, ISSUE)
        status, reason = _ending(await body_of(request))
        held = await run_in_threadpool(licences.end, client.name, identifier, status, reason)
        return JSONResponse(told(held, services.register, services.today()), headers=PRIVATE)


def _add_own(router: APIRouter, services: LibraryServices) -> None:
    """Whoever issues sees what they have issued, without anybody's consent."""

    @router.get("/types", response_class=Response, responses=openapi.TYPES, openapi_extra=openapi.KEY)
    async def types(authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """The types of licences: who issues them and to whom, what stands on them, and how long they are valid."""
        await known(services.clients, authorization)
        return JSONResponse({"types": [told_type(one) for one in services.register.types]})

    @router.get("/licences/{identifier}", response_class=Response, responses=openapi.FOUND, openapi_extra=openapi.KEY)
    async def look(identifier: str, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """The licence, whole, for who has issued it."""
        client = await allowed(services.clients, authorization, ISSUE)
        held = await run_in_threadpool(services.licences.find_own, client.name, identifier)
        return JSONResponse(told(held, services.register, services.today()), headers=PRIVATE)

    # A holder's number stands in the body and not in the address, which servers on the way write down.
    @router.post("/issued", response_class=Response, responses=openapi.ISSUED, openapi_extra=openapi.OF_HOLDER)
    async def issued(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """What the client has issued to the holder with this number (统一社会信用代码, or a person's), whole."""
        client = await allowed(services.clients, authorization, ISSUE)
        number = read_holder(await body_of(request))
        found = await run_in_threadpool(services.licences.of_holder, number)
        own = [told(one, services.register, services.today()) for one in found if one.client == client.name]
        return JSONResponse({"licences": own}, headers=PRIVATE)


def _ending(body: Any) -> tuple[str, str]:
    """How and why. Raises Problem 422."""
    if not isinstance(body, dict):
        raise invalid([("", "应当是一个对象")])
    errors = [(f"/{name}", "没有这一项") for name in sorted(body.keys() - {"status", "reason"})]
    status, reason = body.get("status"), body.get("reason", "")
    if status not in ENDS:
        errors.append(("/status", "应当是 recalled（撤回）或 revoked（撤销）"))
    if not isinstance(reason, str) or len(reason) > 1000:
        errors.append(("/reason", "应当是不超过 1000 个字的文字"))
    if errors:
        raise invalid(errors)
    return str(status), reason
