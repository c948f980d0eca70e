"""A holder shows a licence, through the place that signed them in; a clerk or an enforcement officer takes what is shown, once, or looks by identifier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from actions.local_time import ZONE

from ..intake.requests import allowed, body_of
from ..security import MakeRates
from . import openapi
from .asked import read_check, read_shown, read_to_show
from .identifier import read_identifier
from .licences import VALID, Held
from .services import HOLDERS, PRIVATE, VERIFY, LibraryServices
from .shown_fields import shown_fields
from .telling import verified

#: Times a minute that one holder shows a licence, and that one client takes what is shown or looks by identifier.
SHOWN_A_MINUTE: Final = 30
TAKEN_A_MINUTE: Final = 600


def add_showings(router: APIRouter, services: LibraryServices, rates: MakeRates) -> None:
    """Show and take, and look by identifier."""
    clients, showings = services.clients, services.showings
    showing, taking = rates(SHOWN_A_MINUTE, "library-shown"), rates(TAKEN_A_MINUTE, "library-taken")

    @router.post(
        "/showings", status_code=201, response_class=Response, responses=openapi.SHOWN, openapi_extra=openapi.SHOW
    )
    async def show(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """A text for a code that the holder shows: it tells nothing by itself, lasts a minute, and is taken once."""
        client = await allowed(clients, authorization, HOLDERS)
        number, identifier = read_to_show(await body_of(request))
        showing.spend(showings.mark(number))
        made = await run_in_threadpool(showings.show, client.name, number, identifier)
        told = {"token": made.token, "text": made.text, "expires_at": made.until.astimezone(ZONE).isoformat()}
        return JSONResponse(told, 201, PRIVATE)

    @router.post(
        "/showings/resolve", response_class=Response, responses=openapi.RESOLVED, openapi_extra=openapi.RESOLVE
    )
    async def resolve(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """What was shown: which licence, whether it is valid now, and of a valid one what a verifier may see."""
        client = await allowed(clients, authorization, VERIFY)
        shown, purpose, by = read_shown(await body_of(request))
        taking.spend(client.name)
        held = await run_in_threadpool(showings.resolve, client.name, shown, purpose, by)
        return JSONResponse(_told(held, services), headers=PRIVATE)

    @router.post(
        "/licences/{identifier}/checks", response_class=Response, responses=openapi.CHECKED, openapi_extra=openapi.CHECK
    )
    async def check(
        identifier: str, request: Request, authorization: str | None = Header(None, include_in_schema=False)
    ) -> Response:
        """What everybody with the identifier is told, for an officer: its holder reads who looked and what for."""
        client = await allowed(clients, authorization, VERIFY)
        purpose, by = read_check(await body_of(request))
        taking.spend(client.name)
        held = await run_in_threadpool(services.reading.checked, client.name, identifier, purpose, by)
        return JSONResponse(verified(held, services.register, services.today()), headers=PRIVATE)


def _told(held: Held, services: LibraryServices) -> dict[str, Any]:
    told = verified(held, services.register, services.today())
    valid = told["status"] == VALID
    fields, withheld = shown_fields(_in_order(held, services)) if valid else ({}, [])
    return {**told, "valid": valid, "fields": fields, "withheld": withheld}


def _in_order(held: Held, services: LibraryServices) -> Mapping[str, Any]:
    """What stands on it, in the order of its type's fields; it is kept in another."""
    kind = services.register.type_coded(read_identifier(held.identifier).type)
    places = {name: at for at, name in enumerate(kind.fields if kind is not None else ())}
    content: Mapping[str, Any] = held.body.get("content", {})
    return dict(sorted(content.items(), key=lambda one: places.get(one[0], len(places))))
