"""Who has a holder's consent lists the holder's licences and fetches them, one use a row in the log."""

from __future__ import annotations

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from ..intake.requests import allowed, body_of
from . import openapi
from .asked import read_cause, read_search
from .documents import Fetching
from .services import PRIVATE, READ, LibraryServices
from .telling import listed, told


def add_reading(router: APIRouter, services: LibraryServices) -> None:
    """List and fetch, and the keys that documents are checked by."""
    clients, reading, register = services.clients, services.reading, services.register

    @router.post("/searches", response_class=Response, responses=openapi.LISTED, openapi_extra=openapi.SEARCH)
    async def search(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """Which licences the holder has, of the types that they agreed to for this purpose; nothing of what stands on them."""
        client = await allowed(clients, authorization, READ)
        asked = read_search(await body_of(request))
        found = await run_in_threadpool(reading.listed, client.name, asked.holder, asked.purpose, asked.types)
        told_all = [listed(one, register, services.today()) for one in found]
        return JSONResponse({"licences": told_all}, headers=PRIVATE)

    @router.post(
        "/licences/{identifier}/uses", response_class=Response, responses=openapi.FETCHED, openapi_extra=openapi.FETCH
    )
    async def fetch(
        identifier: str, request: Request, authorization: str | None = Header(None, include_in_schema=False)
    ) -> Response:
        """A valid licence, whole and as a signed document, by the holder's consent for this purpose."""
        client = await allowed(clients, authorization, READ)
        purpose, cause, with_pdf = read_cause(await body_of(request))
        held = await run_in_threadpool(reading.usable, client.name, identifier, purpose)
        licence = told(held, register, services.today())
        made = await services.documents.make(licence, Fetching(client.name, purpose, cause), with_pdf=with_pdf)
        # The document took its time: what was agreed to may be over by now, and then nobody gets it.
        await run_in_threadpool(reading.fetched, client.name, held, purpose, cause, made.sha256)
        pdf = {"pdf": made.pdf} if made.pdf is not None else {}
        return JSONResponse({**licence, "signed": made.signed, **pdf}, headers=PRIVATE)

    @router.get("/keys", response_class=Response, responses=openapi.KEYS)
    async def keys() -> Response:
        """What documents are signed with, for whoever was handed one."""
        return JSONResponse({"keys": services.documents.signer.public})
