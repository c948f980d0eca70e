"""What others hold about who is signed in: taken back, and what they applied for before, to be seen and forgotten."""

from __future__ import annotations

import logging
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.exchange.dossier import Earlier
from actions.exchange.exchange import Exchange
from actions.masking import mask
from actions.speech import Speaker
from actions.store import ConversationRow
from bot.catalog import NEVER
from bot.engine import Address, Catalog, ExchangeWithdrawn
from bot.engine.address import fact_of
from bot.engine.exchanging import falling, is_withdrawable
from bot.engine.facts import Fact
from bot.engine.review import is_held
from bot.engine.shown import shown

from ..openapi_exchange import DOSSIER_ANSWERS, FORGET_ANSWERS, LOOKED_UP_ANSWERS, TAKE_BACK, TAKE_BACK_ANSWERS
from ..owning import owner, told_party
from ..problems import Problem
from ..security import admitted, same_origin
from ..services import Services

_LOG: Final = logging.getLogger("daoban.exchange")
_PRIVATE: Final = {"Cache-Control": "no-store"}


def router(services: Services, exchange: Exchange) -> APIRouter:
    """``GET`` and ``DELETE /api/v1/conversations/{id}/exchange``, ``GET /api/v1/dossier`` and ``DELETE /api/v1/dossier/{reference}``."""
    routes = APIRouter(prefix="/api/v1", tags=["exchange"])

    @routes.get(
        "/conversations/{conversation}/exchange",
        response_class=Response,
        responses=LOOKED_UP_ANSWERS,
        openapi_extra=TAKE_BACK,
    )
    async def looked_up(conversation: str, request: Request) -> Response:
        """Whether a consent can be taken back here, and the names of the answers that go with it."""
        row = admitted(services.store, request, conversation)
        return ORJSONResponse(_held(services, row), headers=_PRIVATE)

    @routes.delete(
        "/conversations/{conversation}/exchange",
        response_class=Response,
        responses=TAKE_BACK_ANSWERS,
        openapi_extra=TAKE_BACK,
    )
    async def take_back_consent(conversation: str, request: Request) -> Response:
        """Nothing is looked up any more; what was is gone, unless it was handed in. Again: no change."""
        row = admitted(services.store, request, conversation)
        await take_back(services, row)
        return ORJSONResponse({"withdrawn": True})

    @routes.get("/dossier", response_class=Response, responses=DOSSIER_ANSWERS)
    async def dossier(request: Request) -> Response:
        """What who is signed in, or the firm that they act for, applied for before, and how it is used again."""
        principal = owner(services, request)
        found = await run_in_threadpool(exchange.dossier.of, principal.subject)
        facts = _facts(services.conversations.catalog)
        told = [_told(exchange, one, facts) for one in found]
        return ORJSONResponse({"subject": told_party(principal.subject), "applications": told}, headers=_PRIVATE)

    @routes.delete("/dossier/{reference}", response_class=Response, responses=FORGET_ANSWERS)
    async def forget(reference: str, request: Request) -> Response:
        """The application is not used again; intake keeps its own."""
        same_origin(request)
        principal = owner(services, request)
        if not await run_in_threadpool(exchange.dossier.forget, principal.subject, reference):
            raise Problem(404, "unknown-reference", "没有这一件以前的申请。")
        return ORJSONResponse({"forgotten": True})

    return routes


def _held(services: Services, row: ConversationRow) -> dict[str, Any]:
    standing = services.conversations.standing(row.id)
    case, speaker = standing.row.case, Speaker(standing.catalog, standing.position)
    going = falling(case)
    # In the order in which they were taken; two items of a list are told once.
    names = (speaker.label(address) for key in case.answers if key in going and (address := Address.parse(key)))
    return {
        "withdrawable": is_withdrawable(case),
        "handed_in": is_held(case),
        "labels": list(dict.fromkeys(names)),
    }


async def take_back(services: Services, row: ConversationRow) -> None:
    """The case holds nothing that was looked up; the library is told at once where it answers, and else as soon as it does."""
    if row.case.exchange is None and not is_withdrawable(row.case):
        return
    services.conversations.report(row.id, ExchangeWithdrawn(), cause=f"withdrawn:{row.case.seq}")
    await services.worker.run_for(row.id, services.settings.workers_wait)


def _facts(catalog: Catalog) -> dict[str, Fact]:
    return {name: fact for release in catalog.current.values() for name, fact in release.facts.items()}


def _told(exchange: Exchange, one: Earlier, facts: dict[str, Fact]) -> dict[str, Any]:
    """The application with what of it is used again, masked where others might look on."""
    told = []
    for key, (value, _, none) in one.answers.items():
        fact = facts.get(fact_of(key))
        reuse = exchange.sources.reuse(fact_of(key))
        if fact is not None and reuse != NEVER:
            display = "没有" if none else mask(fact.sensitivity, shown(fact, value, None))
            told.append({"label": fact.label, "display": display, "reuse": reuse})
    return {"reference": one.reference, "title": one.title, "accepted": one.accepted.isoformat(), "facts": told}
