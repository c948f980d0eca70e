"""What holders do, through the place that signed them in: see what they have, agree, take it back, see what they agreed to and who used what."""

from __future__ import annotations

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from ..intake.requests import allowed, body_of
from . import openapi
from .asked import read_consent, read_holder, read_page
from .services import HOLDERS, PRIVATE, LibraryServices
from .telling import told_consent, told_own, told_use
from .uses import MOST_TOLD


def add_holders(router: APIRouter, services: LibraryServices) -> None:
    """Own licences, consents and the log of uses. A holder's number stands in the body: servers on the way write addresses down."""
    clients, consents = services.clients, services.consents

    @router.post(
        "/consents", status_code=201, response_class=Response, responses=openapi.AGREED, openapi_extra=openapi.AGREE
    )
    async def agree(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """The holder agrees that this client uses licences of these types for the purpose, until the day; the same again changes nothing."""
        client = await allowed(clients, authorization, HOLDERS)
        number, agreed = read_consent(await body_of(request), services.register, services.today())
        given = await run_in_threadpool(consents.give, client.name, number, agreed)
        return JSONResponse(told_consent(given, services.today()), 201, PRIVATE)

    @router.post(
        "/consents/{consent}/withdrawal",
        response_class=Response,
        responses=openapi.WITHDRAWN,
        openapi_extra=openapi.OF_HOLDER,
    )
    async def withdraw(
        consent: str, request: Request, authorization: str | None = Header(None, include_in_schema=False)
    ) -> Response:
        """The holder takes the consent back, whichever client has it: from now on nothing is used by it."""
        await allowed(clients, authorization, HOLDERS)
        number = read_holder(await body_of(request))
        ended = await run_in_threadpool(consents.withdraw, number, consent)
        return JSONResponse(told_consent(ended, services.today()), headers=PRIVATE)

    @router.post(
        "/consents/searches", response_class=Response, responses=openapi.CONSENTS, openapi_extra=openapi.OF_HOLDER
    )
    async def given(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """What the holder agreed to, the latest first; what was taken back too."""
        await allowed(clients, authorization, HOLDERS)
        number = read_holder(await body_of(request))
        found = await run_in_threadpool(consents.of_holder, number)
        return JSONResponse({"consents": [told_consent(one, services.today()) for one in found]}, headers=PRIVATE)

    @router.post("/holders/licences", response_class=Response, responses=openapi.OWN, openapi_extra=openapi.OF_HOLDER)
    async def own(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """All licences of the holder, of whatever status, for themselves: what they are and their numbers."""
        client = await allowed(clients, authorization, HOLDERS)
        number = read_holder(await body_of(request))
        found = await run_in_threadpool(services.reading.own, client.name, number)
        told_all = [told_own(one, services.register, services.today()) for one in found]
        return JSONResponse({"licences": told_all}, headers=PRIVATE)

    @router.post("/uses/searches", response_class=Response, responses=openapi.USES, openapi_extra=openapi.LOG)
    async def log(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """Who used the holder's licences, what for, when and which; the latest first, a page at a time."""
        await allowed(clients, authorization, HOLDERS)
        number, before = read_page(await body_of(request))
        found = await run_in_threadpool(services.uses.of_holder, number, before)
        more = {"next": found[-1].seq} if len(found) == MOST_TOLD else {}
        return JSONResponse({"uses": [told_use(one) for one in found], **more}, headers=PRIVATE)
