"""The e-licences of who is signed in: which they have, and showing one (亮证). Nothing of anybody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.exchange.exchange import Exchange
from actions.exchange.ports import Licences, NotGiven, OwnLicence, Showing
from actions.ports import Unavailable
from actions.principals import Party

from ..openapi_exchange import LICENCES_ANSWERS, SHOW_ANSWERS
from ..owning import owner, parties, told_number, told_party
from ..printing.qr import qr_address
from ..problems import Problem
from ..security import same_origin
from ..services import Services

#: Times a minute that one person may look at their licences, and show one.
LOOKED: Final = 30
SHOWN: Final = 20
#: Seconds that a code is counted down from at most, however the library's clock goes.
_LONGEST: Final = 600
_PRIVATE: Final = {"Cache-Control": "no-store"}
_AWAY: Final = "电子证照库现在没有答复，看不了证照，证照本身不受影响。请过一会儿再试；急用的，请出示纸质证照。"
_NOWHERE: Final = "这里没有接通电子证照库，看不了证照。请用纸质证照，以受理窗口为准。"


def router(services: Services, exchange: Exchange) -> APIRouter:
    """``GET /api/v1/licences`` and ``POST /api/v1/licences/{identifier}/showing``."""
    routes = APIRouter(prefix="/api/v1/licences", tags=["exchange"])
    looked, shown = services.rates(LOOKED, "own-licences"), services.rates(SHOWN, "own-licences-shown")

    @routes.get("", response_class=Response, responses=LICENCES_ANSWERS)
    async def licences(request: Request) -> Response:
        """All licences of who is signed in, and of the firm that they answer for, whatever their status."""
        principal = owner(services, request)
        looked.spend(principal.id)
        library, whose = _library(exchange), parties(principal)
        try:
            found = await asyncio.gather(*(library.own(one.number) for one in whose))
        except (Unavailable, NotGiven) as fault:
            raise _away() from fault
        told = [_told(party, own) for party, own in zip(whose, found, strict=True)]
        return ORJSONResponse({"holders": told}, headers=_PRIVATE)

    @routes.post("/{identifier}/showing", status_code=201, response_class=Response, responses=SHOW_ANSWERS)
    async def show(identifier: str, request: Request) -> Response:
        """A code for one's own valid licence: taken once, for as many seconds as it says."""
        same_origin(request)
        principal = owner(services, request)
        shown.spend(principal.id)
        made = await _shown(_library(exchange), parties(principal), identifier)
        told = {"qr": qr_address(made.text), "seconds": _seconds(made.until, exchange.clock())}
        return ORJSONResponse(told, 201, _PRIVATE)

    return routes


async def _shown(library: Licences, whose: Sequence[Party], identifier: str) -> Showing:
    """Raises Problem 404 where it is none of theirs, 409 where it is not valid, 503 where the library does not tell."""
    for party in whose:
        try:
            return await library.show(party.number, identifier)
        except NotGiven as fault:
            if fault.code == "unknown":
                continue
            if fault.code == "refused":
                raise _away() from fault
            raise Problem(409, "not-valid", "这张证照现在不是有效的，不能出示。") from fault
        except Unavailable as fault:
            raise _away() from fault
    raise Problem(404, "no-such-licence", "您名下没有这张证照。")


def _library(exchange: Exchange) -> Licences:
    if exchange.licences is None:
        raise Problem(503, "library-away", _NOWHERE)
    return exchange.licences


def _away() -> Problem:
    return Problem(503, "library-away", _AWAY, headers={"Retry-After": "5"})


def _told(party: Party, own: Sequence[OwnLicence]) -> dict[str, Any]:
    """The latest issued first. What the library does not tell is null: the page says so."""
    ordered = sorted(own, key=lambda one: (one.issued, one.identifier), reverse=True)
    licences = [
        {
            "identifier": one.identifier, "title": one.title, "office": one.office, "status": one.status,
            "number": None if one.number is None else told_number(party, one.number), "issued": one.issued.isoformat(),
            "valid_until": None if one.valid_until is None else one.valid_until.isoformat(),
            "certain": one.certain, "invented": one.invented,
        }
        for one in ordered
    ]  # fmt: skip
    return {**told_party(party), "licences": licences}


def _seconds(until: datetime, now: datetime) -> int:
    return max(0, min(_LONGEST, round((until - now).total_seconds())))
