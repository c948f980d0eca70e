"""The registers over HTTP. Numbers and addresses stand in bodies: servers on the way write addresses of requests down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from ..intake.clients import Client
from ..intake.problem_route import ProblemRoute
from ..intake.requests import allowed, body_of
from ..problems import Problem
from ..security import MakeRates
from . import openapi
from .asked import PropertyAsked, read_address, read_firm, read_page, read_person, read_property
from .places import ROAD, places_of
from .reference import Firm, Person, Property
from .services import PRIVATE, READ, SPEAK, RegistersServices
from .telling import (
    ADDRESSES,
    FIRMS,
    PERSONS,
    PROPERTIES,
    told_firm,
    told_person,
    told_place,
    told_property,
    told_use,
)
from .tenure import Asker, tenure_of
from .uses import MOST_TOLD, Asked

PREFIX: Final = "/registers/v1"
#: Questions a minute of one client.
ASKED_A_MINUTE: Final = 1200
#: Times a minute that one client may try names, or addresses, with one number.
TRIED_A_MINUTE: Final = 20
_NOT_FOUND: Final = "库里没有，或者号码和姓名（名称）对不上。"
#: What is told of each, as the log names it.
_OF_PERSON: Final = ("sex", "ethnicity", "born", "residence")
_OF_FIRM: Final = ("name", "type", "legal_rep", "address", "capital", "established_on", "scope", "status")
_OF_PROPERTY: Final = ("use", "area", "owner")


def make_router(services: RegistersServices, rates: MakeRates) -> APIRouter:
    """The registers' routes."""
    router = APIRouter(prefix=PREFIX, route_class=ProblemRoute, tags=["registers"])
    _add_parties(router, services, rates)
    _add_places(router, services, rates)
    _add_log(router, services)
    return router


def _add_parties(router: APIRouter, services: RegistersServices, rates: MakeRates) -> None:
    asking, trying = rates(ASKED_A_MINUTE, "registers-parties"), rates(TRIED_A_MINUTE, "registers-tried")

    @router.post("/persons", response_class=Response, responses=openapi.PERSON, openapi_extra=openapi.ASK_PERSON)
    async def persons(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """The person, where number and name are one person's; of another name, or an unknown number, nothing is told."""
        client = await allowed(services.clients, authorization, READ)
        number, name, purpose = read_person(await body_of(request))
        asking.spend(client.name)
        trying.spend(f"{client.name}:{services.uses.mark(number)}")
        found = await run_in_threadpool(_person, services, client, number, name, purpose)
        if found is None:
            raise Problem(404, "not-found", _NOT_FOUND)
        return JSONResponse(told_person(found, services.reference.as_of), headers=PRIVATE)

    @router.post("/firms", response_class=Response, responses=openapi.FIRM, openapi_extra=openapi.ASK_FIRM)
    async def firms(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """The firm of the credit code, ended ones too."""
        client = await allowed(services.clients, authorization, READ)
        number, purpose = read_firm(await body_of(request))
        asking.spend(client.name)
        found = await run_in_threadpool(_firm, services, client, number, purpose)
        if found is None:
            raise Problem(404, "not-found", _NOT_FOUND)
        return JSONResponse(told_firm(found, services.reference.as_of), headers=PRIVATE)


def _add_places(router: APIRouter, services: RegistersServices, rates: MakeRates) -> None:
    asking, trying = rates(ASKED_A_MINUTE, "registers-places"), rates(TRIED_A_MINUTE, "registers-tenure")
    as_of = services.reference.as_of

    @router.post("/addresses", response_class=Response, responses=openapi.PLACES, openapi_extra=openapi.ASK_ADDRESS)
    async def addresses(
        request: Request, authorization: str | None = Header(None, include_in_schema=False)
    ) -> Response:
        """Every place that the text may mean, each with its standard address; none where the register knows no such road."""
        client = await allowed(services.clients, authorization, READ)
        text, purpose = read_address(await body_of(request))
        asking.spend(client.name)
        found = await run_in_threadpool(places_of, services.reference, text)
        kinds = ("address",) if found else ()
        await run_in_threadpool(services.note, Asked(client.name, ADDRESSES, purpose, bool(found), kinds))
        return JSONResponse({"candidates": [told_place(one, as_of) for one in found]}, headers=PRIVATE)

    @router.post(
        "/properties", response_class=Response, responses=openapi.PROPERTIES, openapi_extra=openapi.ASK_PROPERTY
    )
    async def properties(
        request: Request, authorization: str | None = Header(None, include_in_schema=False)
    ) -> Response:
        """The properties at the address, or of the certificate: what for, how large, and what proves the party's tenure."""
        client = await allowed(services.clients, authorization, READ)
        asked = read_property(await body_of(request))
        asking.spend(client.name)
        if asked.party:
            trying.spend(f"{client.name}:{services.uses.mark(asked.party)}")
        return JSONResponse({"properties": await run_in_threadpool(_told, services, client, asked)}, headers=PRIVATE)


def _add_log(router: APIRouter, services: RegistersServices) -> None:
    @router.post("/uses/searches", response_class=Response, responses=openapi.USES, openapi_extra=openapi.ASK_LOG)
    async def log(request: Request, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """Who asked about the holder of the number, what for, when, and what kinds of things were told; the latest first."""
        await allowed(services.clients, authorization, SPEAK)
        number, before = read_page(await body_of(request))
        found = await run_in_threadpool(services.uses.about, number, before)
        more = {"next": found[-1].seq} if len(found) == MOST_TOLD else {}
        return JSONResponse({"uses": [told_use(one) for one in found], **more}, headers=PRIVATE)


def _person(services: RegistersServices, client: Client, number: str, name: str, purpose: str) -> Person | None:
    one = services.reference.persons.get(number)
    found = one if one is not None and one.name == name else None
    # A question with a wrong name is in the log too: whom it was about can see that somebody tried.
    services.note(Asked(client.name, PERSONS, purpose, found is not None, _OF_PERSON if found else ()), number)
    return found


def _firm(services: RegistersServices, client: Client, number: str, purpose: str) -> Firm | None:
    found = services.reference.firms.get(number)
    services.note(Asked(client.name, FIRMS, purpose, found is not None, _OF_FIRM if found else ()), number)
    return found


def _told(services: RegistersServices, client: Client, asked: PropertyAsked) -> list[dict[str, Any]]:
    """The properties as they are told, after the question is in the log of the party, the lessor and each owner."""
    found = _properties(services, asked)
    asker = Asker(client.name, asked.purpose, asked.party, asked.lessor)
    today = services.today()
    kinds = (*_OF_PROPERTY, *(("tenure",) if asked.party else ())) if found else ()
    told = [
        told_property(one, asked.party, tenure_of(one, asker, today, services.consented), services.reference.as_of)
        for one in found
    ]
    owners = [one.owner[0] for one in found]
    asking = Asked(client.name, PROPERTIES, asked.purpose, bool(found), kinds)
    services.note(asking, asked.party, asked.lessor, *owners)
    return told


def _properties(services: RegistersServices, asked: PropertyAsked) -> Sequence[Property]:
    reference = services.reference
    if asked.certificate:
        return [one for one in reference.properties if one.certificate == asked.certificate]
    places = places_of(reference, asked.address)
    houses = {one.address for one in places if one.confidence != ROAD}
    return [one for one in reference.properties if one.address in houses]
