"""A case as a clerk looks at it, and one of its values whole."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.audit.seldom import Seldom
from actions.window.asking_about import about
from actions.window.suggesting import suggestion
from actions.window.unmasking import whole
from actions.window.viewing import viewed

from ...bodies import read_object
from ...desk_services import DeskServices
from ...problems import Problem
from ...seen import all_seen
from ...staff import Staff
from .entering import entered

#: What the page has buttons for.
_SHOWN: Final = ("case.take", "case.reassign", "case.fill", "case.pair", "case.print", "value.unmask", "miss.report")
#: A reason in words: not a space or a dot to get past it, and no letter.
_REASON: Final = (2, 100)
#: Letters by their category that show nothing (fillers of Hangul).
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0")
_LONGEST_FACT: Final = 200


def router(services: DeskServices) -> APIRouter:
    """``GET /desk/api/conversations/{id}``, ``…/fields/{fact}`` and ``…/suggestion``, ``POST …/unmask``."""
    routes = APIRouter(prefix="/api/conversations/{conversation}")
    looks, unmasked = Seldom(services.clock), services.rates(60, "desk.unmasked")

    def note_look(request: Request, person: Staff, conversation: str) -> None:
        if looks.is_due(person.id, conversation):
            services.note(request, person, "case.open", conversation)
            looks.done(person.id, conversation)

    @routes.get("")
    async def look(conversation: str, request: Request) -> Response:
        """The case with its latest turns, as its applicant sees it; whether it is one's own, and what one may do."""
        person, row, matter = await entered(services, request, conversation, "case.open")
        await run_in_threadpool(note_look, request, person, conversation)
        told = await run_in_threadpool(viewed, services.conversations, conversation)
        owner = row.case.clerk
        return ORJSONResponse(
            {
                **told,
                "conversation": conversation,
                "channel": row.channel,
                "owner": {"id": owner.id, "name": owner.name} if owner is not None else None,
                "own": owner is not None and owner.id == person.id,
                "may": [one for one in _SHOWN if services.is_allowed(person, one, matter)],
            }
        )

    @routes.get("/fields/{fact}")
    async def field(conversation: str, fact: str, request: Request) -> Response:
        """How an answer is put in: its kind, unit, limits and options; how it is asked, and why (``about``)."""
        await entered(services, request, conversation, "case.fill")
        found = await run_in_threadpool(services.conversations.field, conversation, fact)
        if found is None:
            raise Problem(404, "no-such-field", "申请表里没有这一项，或者它不能改。")
        told = {name: told for name, told in found.items() if name != "value"}
        why = await run_in_threadpool(about, services.conversations, conversation, fact)
        return ORJSONResponse({**told, "about": why})

    @routes.get("/suggestion")
    async def suggested(conversation: str, request: Request) -> Response:
        """What the guide would say to the applicant's latest words; null where there is nothing of the kind."""
        await entered(services, request, conversation, "case.write")
        return ORJSONResponse(await run_in_threadpool(suggestion, services.conversations, conversation))

    @routes.post("/unmask")
    async def unmask(conversation: str, request: Request) -> Response:
        """The value of ``fact`` whole, for a ``reason``; who saw it and why is on record before it is told."""
        person, _, _ = await entered(services, request, conversation, "value.unmask")
        unmasked.spend(person.id)
        fact, reason = _asked(all_seen(await read_object(request, ("fact", "reason"))))
        found = await run_in_threadpool(whole, services.conversations, conversation, fact)
        if found is None:
            raise Problem(404, "no-such-value", "这一项还没有填。")
        detail = {"fact": fact, "label": found.label, "reason": reason}
        await run_in_threadpool(services.note, request, person, "value.unmask", conversation, detail)
        return ORJSONResponse({"label": found.label, "value": found.value})

    return routes


def _asked(body: dict[str, object]) -> tuple[str, str]:
    fact, reason = body.get("fact"), body.get("reason")
    wrong = []
    if not isinstance(fact, str) or not 0 < len(fact) <= _LONGEST_FACT:
        wrong.append(("/fact", "要看哪一项"))
    least, most = _REASON
    if (
        not isinstance(reason, str)
        or not least <= sum(one.isalnum() and one not in _BLANK for one in reason)
        or len(reason) > most
    ):
        wrong.append(("/reason", f"为什么要看，{least} 到 {most} 个字"))
    if wrong:
        raise Problem(422, "invalid-request", "请求的内容不对。", wrong)
    return str(fact), str(reason).strip()
