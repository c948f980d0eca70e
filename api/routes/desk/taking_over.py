"""Whose a case is: a clerk takes it over, a supervisor gives it to another."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.access import Matter
from actions.store import ConversationRow

from ...bodies import read_object
from ...desk_services import DeskServices
from ...problems import Problem
from ...staff import Staff
from .entering import entered
from .refusals import tried

#: Of what names somebody, so much is put on record.
_LONGEST: Final = 64


def router(services: DeskServices) -> APIRouter:
    """``POST /desk/api/conversations/{id}/take`` and ``…/reassign``, and ``GET …/clerks``."""
    routes = APIRouter(prefix="/api/conversations/{conversation}")
    desk, acted = services.desk, services.rates(1200, "desk.taken")

    @routes.post("/take")
    async def take(conversation: str, request: Request) -> Response:
        """The case is one's own; its applicant is told."""
        person, row, _ = await entered(services, request, conversation, "case.take")
        acted.spend(person.id)
        await read_object(request, ())
        await run_in_threadpool(services.note, request, person, "case.take", conversation)
        await run_in_threadpool(tried, partial(desk.take_over, conversation, services.as_clerk(person)))
        if row.case.clerk is None or row.case.clerk.id != person.id:
            await run_in_threadpool(services.note, request, person, "case.taken", conversation, _waited(services, row))
        return Response(status_code=204)

    @routes.post("/reassign")
    async def reassign(conversation: str, request: Request) -> Response:
        """The case is another clerk's: ``{"clerk", "instead"}``; ``instead`` is whose it is now, empty where it is nobody's."""
        person, row, matter = await entered(services, request, conversation, "case.reassign")
        acted.spend(person.id)
        body = await read_object(request, ("clerk", "instead"))
        known = {one.id: one for one in _clerks(services, person, matter)}
        to = known.get(str(body.get("clerk", "")))
        if to is None:
            wrong = [("/clerk", "本区一位能办这个事项的窗口人员或网点人员的编号")]
            raise Problem(422, "invalid-request", "请求的内容不对。", wrong)
        instead = str(body.get("instead", ""))
        detail = {"to": to.id, "instead": instead[:_LONGEST]}
        await run_in_threadpool(services.note, request, person, "case.reassign", conversation, detail)
        await run_in_threadpool(tried, partial(desk.take_over, conversation, services.as_clerk(to), instead))
        if row.case.clerk is None or row.case.clerk.id != to.id:
            await run_in_threadpool(services.note, request, person, "case.taken", conversation, _waited(services, row))
        return Response(status_code=204)

    @routes.get("/clerks")
    async def clerks(conversation: str, request: Request) -> Response:
        """Whom the case may be given to."""
        person, _, matter = await entered(services, request, conversation, "case.reassign")
        told = (services.as_clerk(one) for one in _clerks(services, person, matter))
        return ORJSONResponse({"clerks": [{"id": one.id, "name": one.name} for one in told]})

    return routes


def _waited(services: DeskServices, row: ConversationRow) -> dict[str, int | None]:
    """How many seconds the applicant had waited for somebody; None: they did not."""
    call = row.case.call
    return {"waited": int((services.clock() - call.since).total_seconds()) if call is not None else None}


def _clerks(services: DeskServices, person: Staff, matter: Matter) -> list[Staff]:
    """Who works where the supervisor supervises, and may do what the case is about once it is theirs."""
    return [
        one
        for one in services.directory.people.values()
        if services.is_allowed(one, "case.fill", replace(matter, owner=one.id))
        and services.is_allowed(person, "case.reassign", services.seat_of(one))
    ]
