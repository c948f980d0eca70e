"""At the counter: a case is begun for somebody who stands there, and their own screen is let in."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.holding import LASTS
from bot.engine import Case

from ...bodies import read_object
from ...desk_services import DeskServices
from ...printing.qr import qr_address
from ...problems import Problem
from ...security import hashed, new_token
from ..conversations import new_conversation
from ..handover import own_origin
from .entering import entered

#: Conversations that are begun at a window; nobody's own device holds them.
CHANNEL = "window"


def router(services: DeskServices) -> APIRouter:
    """``POST /desk/api/conversations`` and ``…/{id}/pair``."""
    routes = APIRouter(prefix="/api/conversations")
    begun = services.rates(600, "desk.begun")

    @routes.post("", status_code=201)
    async def begin(request: Request) -> Response:
        """A case for who stands at the counter; it is the clerk's at once."""
        person = await run_in_threadpool(services.door.signed_in, request)
        begun.spend(person.id)
        await read_object(request, ())
        conversation = new_conversation()
        await run_in_threadpool(
            services.allow_and_note, request, person, "case.begin", services.seat_of(person), conversation
        )
        await run_in_threadpool(
            lambda: services.conversations.store.create(
                conversation,
                channel=CHANNEL,
                token_hash=hashed(new_token()),
                case=Case(conversation),
                consent=True,
                organisation=person.organisation,
            )
        )
        await run_in_threadpool(services.desk.take_over, conversation, services.as_clerk(person))
        return ORJSONResponse({"conversation": conversation}, 201)

    @routes.post("/{conversation}/pair", status_code=201)
    async def pair(conversation: str, request: Request) -> Response:
        """A code by which the applicant's phone, or the screen on their side, is let in: they look through, agree and hand in there."""
        person, row, _ = await entered(services, request, conversation, "case.pair")
        begun.spend(person.id)
        await read_object(request, ())
        if row.channel != CHANNEL:
            raise Problem(409, "held-elsewhere", "申请人在自己的设备上办这一件，不用再连一个屏幕。")
        await run_in_threadpool(services.note, request, person, "case.pair", conversation)
        token = new_token()
        code = await run_in_threadpool(services.holding.issue, conversation, row.token_hash or "", hashed(token))
        url = f"{own_origin(request)}/r/{token}"
        return ORJSONResponse(
            {"code": code.digits, "url": url, "qr": qr_address(url), "seconds": int(LASTS.total_seconds())}, 201
        )

    return routes
