"""The intake over HTTP, for clients: parse, call the desk, tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from actions.apart import Apart
from actions.local_time import ZONE

from ..security import MakeRates, Rates
from . import openapi
from .clients import READ, SUBMIT, Clients
from .desk import LONGEST_REASON, Desk
from .event import Event
from .item_routes import add_items
from .notice_routes import add_notices
from .paperwork import Papers
from .problem_route import ProblemRoute
from .rating_routes import add_ratings
from .ratings import Taking
from .registry import Entry
from .requests import allowed, body_of, reason_of
from .status import STATUSES

PREFIX: Final = "/intake/v1"
_PRIVATE: Final = {"Cache-Control": "no-store"}
#: Tells something of an application, of which this happened, besides what it is.
Told = Callable[[Entry, Sequence[Event]], "dict[str, Any] | None"]


def make_router(
    desk: Desk,
    clients: Clients,
    papers: Papers,
    printer: Apart,
    beside: Mapping[str, Told],
    taking: Taking,
    rates: MakeRates = Rates,
) -> APIRouter:
    """The intake's routes.

    Args:
        printer: has a Printer in it. beside: member of an application's look-up -> what tells it, None where there is nothing to tell.
    """
    router = APIRouter(prefix=PREFIX, route_class=ProblemRoute, tags=["intake"])
    _add_submission(router, desk, clients)
    _add_look_up(router, desk, clients, beside)
    _add_aftermath(router, desk, clients, papers)
    add_items(router, desk)
    add_notices(router, desk, clients, papers, printer, rates)
    add_ratings(router, taking, clients)

    @router.get("/forms/{form}/schema", response_class=Response, responses=openapi.SCHEMA)
    async def schema(form: str, request: Request) -> Response:
        """The JSON Schema that applications of this form are checked against."""
        found = desk.checking.form(form)
        headers = {"ETag": f'"{found.version}"', "Cache-Control": "public, max-age=300"}
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return JSONResponse(dict(found.schema), headers=headers, media_type="application/schema+json")

    return router


def _add_submission(router: APIRouter, desk: Desk, clients: Clients) -> None:
    @router.post(
        "/applications",
        status_code=201,
        response_class=Response,
        responses=openapi.TAKEN,
        openapi_extra=openapi.HAND_IN,
    )
    async def hand_in(
        request: Request,
        authorization: str | None = Header(None, include_in_schema=False),
        idempotency_key: str | None = Header(None, include_in_schema=False),
        validate_: Literal["only"] | None = Query(None, alias="validate"),
    ) -> Response:
        """The application is held under a reference; with ``validate=only`` it is checked and not held."""
        client = await allowed(clients, authorization, SUBMIT)
        body = await body_of(request)
        if validate_ == "only":
            held = await run_in_threadpool(desk.check, client.name, idempotency_key, body)
            return Response(status_code=204) if held is None else _receipt(held, 200, replayed=True)
        entry, replayed = await run_in_threadpool(desk.take, client.name, idempotency_key, body)
        return _receipt(entry, 201, replayed=replayed)


def _add_look_up(router: APIRouter, desk: Desk, clients: Clients, beside: Mapping[str, Told]) -> None:
    def found(client: str, reference: str) -> dict[str, Any]:
        entry = desk.find(client, reference)
        history = desk.history.of(reference)
        more = {name: told for name, tell in beside.items() if (told := tell(entry, history)) is not None}
        return {**_told(entry), "form_version": entry.form_version, **more, **entry.document()}

    @router.get(
        "/applications/{reference}", response_class=Response, responses=openapi.FOUND, openapi_extra=openapi.KEY
    )
    async def look_up(reference: str, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """The application as it is now: its status, what is to be paid for it, how its licence is handed over once it is issued."""
        client = await allowed(clients, authorization, READ)
        return JSONResponse(await run_in_threadpool(found, client.name, reference), headers=_PRIVATE)


def _add_aftermath(router: APIRouter, desk: Desk, clients: Clients, papers: Papers) -> None:
    @router.get(
        "/applications/{reference}/events",
        response_class=Response,
        responses=openapi.HAPPENED,
        openapi_extra=openapi.KEY,
    )
    async def events(
        reference: str,
        authorization: str | None = Header(None, include_in_schema=False),
        after: int = Query(0, ge=0, le=1_000_000_000),
    ) -> Response:
        """What happened to the application after the event of this number, in order."""
        client = await allowed(clients, authorization, READ)
        entry = await run_in_threadpool(desk.find, client.name, reference)
        return JSONResponse({"events": await run_in_threadpool(papers.told, entry, after)}, headers=_PRIVATE)

    @router.post(
        "/applications/{reference}/supplements",
        response_class=Response,
        responses=openapi.CORRECTED,
        openapi_extra=openapi.SUPPLEMENT,
    )
    async def supplement(
        reference: str,
        request: Request,
        authorization: str | None = Header(None, include_in_schema=False),
        idempotency_key: str | None = Header(None, include_in_schema=False),
    ) -> Response:
        """The open correction is answered: the application stands as the body says, under the same reference."""
        client = await allowed(clients, authorization, SUBMIT)
        body = await body_of(request)
        entry, replayed = await run_in_threadpool(desk.supplement, client.name, reference, idempotency_key, body)
        return _receipt(entry, 200, replayed=replayed)

    @router.post(
        "/applications/{reference}/withdrawal",
        response_class=Response,
        responses=openapi.WITHDRAWN,
        openapi_extra=openapi.WITHDRAW,
    )
    async def withdraw(
        reference: str, request: Request, authorization: str | None = Header(None, include_in_schema=False)
    ) -> Response:
        """The application is withdrawn."""
        client = await allowed(clients, authorization, SUBMIT)
        reason = await reason_of(request, LONGEST_REASON)
        entry = await run_in_threadpool(desk.withdraw, client.name, reference, reason)
        return JSONResponse(_told(entry), headers=_PRIVATE)


def _receipt(entry: Entry, status: int, *, replayed: bool) -> JSONResponse:
    headers = {**_PRIVATE, "Location": f"{PREFIX}/applications/{entry.reference}"}
    if replayed:
        headers["Idempotent-Replayed"] = "true"
    return JSONResponse(_told(entry), status, headers)


def _told(entry: Entry) -> dict[str, Any]:
    status = STATUSES[entry.status]
    return {
        "reference": entry.reference,
        "form": entry.form,
        "key": entry.key,
        "status": status.name,
        "status_code": status.code,
        "status_text": status.text,
        "seq": entry.seq,
        "received_at": entry.received.astimezone(ZONE).isoformat(),
        "updated_at": entry.updated.astimezone(ZONE).isoformat(),
    }
