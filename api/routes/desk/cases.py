"""What clerks do in a case: write, fill in, have it looked through, hand back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.inbound import Inbound
from actions.window.changes import changes
from bot.engine.limits import ANSWER_LENGTH

from ...bodies import read_inbound, read_object
from ...desk_services import DeskServices
from ...problems import Problem
from ...seen import all_seen
from ...staff import Staff
from .entering import entered
from .refusals import tried

_SAYS = ("client_msg_id", "text")
_FILLS = ("client_msg_id", "text", "choice", "edit")


def router(services: DeskServices) -> APIRouter:
    """The routes under ``/desk/api/conversations/{id}``."""
    routes = APIRouter(prefix="/api/conversations/{conversation}")
    desk, acted = services.desk, services.rates(1200, "desk.acted")

    async def allowed(request: Request, conversation: str, action: str) -> Staff:
        person, _, _ = await entered(services, request, conversation, action)
        acted.spend(person.id)
        return person

    async def act(
        request: Request, conversation: str, action: str, do: Callable[..., Any], *more: Any, detail: Any = None
    ) -> Any:
        """What ``do`` gives, once the person may and it is on record; it is called with the conversation, the person's id, and the rest."""
        person = await allowed(request, conversation, action)
        await run_in_threadpool(services.note, request, person, action, conversation, detail)
        return await run_in_threadpool(tried, partial(do, conversation, person.id, *more))

    @routes.post("/back")
    async def back(conversation: str, request: Request) -> Response:
        """The guide goes on."""
        await read_object(request, ())
        await act(request, conversation, "case.back", desk.hand_back)
        return Response(status_code=204)

    @routes.post("/words", status_code=201)
    async def words(conversation: str, request: Request) -> Response:
        """The applicant reads the words; the same message again writes nothing."""
        inbound = read_inbound(all_seen(await read_object(request, _SAYS)))
        text = (inbound.text or "").strip()
        if not 0 < len(text) <= ANSWER_LENGTH:
            raise Problem(422, "invalid-request", "请求的内容不对。", [("/text", f"1 到 {ANSWER_LENGTH} 个字")])
        await act(request, conversation, "case.write", desk.write, inbound.id, text, detail={"message": inbound.id})
        return Response(status_code=201)

    @routes.post("/ask", status_code=201)
    async def ask(conversation: str, request: Request) -> Response:
        """The applicant is asked whether what was filled in is right."""
        inbound = read_inbound({**await read_object(request, ("client_msg_id",)), "text": "?"})
        await act(request, conversation, "case.ask", desk.ask, inbound.id)
        return Response(status_code=201)

    @routes.post("/attempt")
    async def attempt(conversation: str, request: Request) -> Response:
        """What words, a choice or an edit would do; nothing is written."""
        inbound = read_inbound(all_seen(await read_object(request, _FILLS)))
        person = await allowed(request, conversation, "case.fill")
        attempt = await run_in_threadpool(tried, partial(desk.attempt, conversation, person.id, inbound))
        return ORJSONResponse(attempt.told())

    @routes.post("/fill", status_code=201)
    async def fill(conversation: str, request: Request) -> Response:
        """Words, a choice or an edit, filled in for the applicant; what they changed is on record, old and new."""
        inbound = read_inbound(all_seen(await read_object(request, _FILLS)))
        person = await allowed(request, conversation, "case.fill")
        outcome = await run_in_threadpool(_fill_in, services, request, conversation, person, inbound)
        return ORJSONResponse({"messages": outcome["messages"]}, 201)

    return routes


def _fill_in(
    services: DeskServices, request: Request, conversation: str, person: Staff, inbound: Inbound
) -> dict[str, Any]:
    """The outcome of what was filled in. Raises Problem where it is not done."""
    detail = {"message": inbound.id}
    services.note(request, person, "case.fill", conversation, detail)
    outcome = tried(partial(services.desk.fill_in, conversation, person.id, inbound))
    changed = changes(services.conversations, conversation, outcome)
    services.note(request, person, "case.changed", conversation, {**detail, "changes": changed})
    return outcome
