"""A conversation's turns as they happen, as a stream or by requests that wait."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse

from ..following import HELLO, HELLO_EVERY, LONGEST_WAIT, awaited, events
from ..openapi import FOLLOW, FOLLOW_ANSWERS, LOG, LOG_ANSWERS, TURNS, TURNS_ANSWERS
from ..problems import Problem
from ..security import admitted
from ..services import Services

#: Turns in one answer of what was said, and the greatest number that a turn can have.
_LOGGED: Final = 40
_LAST: Final = 10**9 - 1


def router(services: Services) -> APIRouter:
    """``GET /api/v1/conversations/{id}/events``, ``/turns`` and ``/log``."""
    routes = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])

    @routes.get("/{conversation}/events", response_class=Response, responses=FOLLOW_ANSWERS, openapi_extra=FOLLOW)
    async def follow(request: Request) -> Response:
        """The turns after a number, and every later one as it happens."""
        conversation = request.path_params["conversation"]
        admitted(services.store, request, conversation)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        turns = events(services.store, services.signals, conversation, _after(request))
        return EventSourceResponse(turns, headers=headers, ping=HELLO_EVERY, ping_message_factory=_hello)

    @routes.get("/{conversation}/turns", response_class=Response, responses=TURNS_ANSWERS, openapi_extra=TURNS)
    async def later(request: Request) -> Response:
        """The same in one answer, for networks that hold a stream up: waits for a turn where there is none yet."""
        conversation = request.path_params["conversation"]
        admitted(services.store, request, conversation)
        seconds = _number(request.query_params.get("wait", "0"), "wait", f"0 到 {LONGEST_WAIT} 的整数", LONGEST_WAIT)
        turns = await awaited(services.store, services.signals, conversation, _after(request), seconds)
        return ORJSONResponse([turn.outcome for turn in turns], headers={"Cache-Control": "no-store"})

    @routes.get("/{conversation}/log", response_class=Response, responses=LOG_ANSWERS, openapi_extra=LOG)
    async def log(request: Request) -> Response:
        """What was said on both sides, without where it stood then: for a page that was not there."""
        conversation = request.path_params["conversation"]
        admitted(services.store, request, conversation)
        before = _number(request.query_params.get("before", str(_LAST)), "before", "最早收到的 seq", _LAST)
        turns = services.store.turns_before(conversation, before, _LOGGED)
        return ORJSONResponse([spoken(turn.outcome) for turn in turns], headers={"Cache-Control": "no-store"})

    return routes


def _hello() -> ServerSentEvent:
    """A sign of life that a page hears, as it does not hear the comments of the protocol."""
    return ServerSentEvent(HELLO["data"], event=HELLO["event"])


def spoken(outcome: dict[str, Any]) -> dict[str, Any]:
    """The turn's words alone."""
    said = {"said": outcome["said"]} if "said" in outcome else {}
    messages = [{key: one[key] for key in ("kind", "text", "help") if key in one} for one in outcome["messages"]]
    return {"seq": outcome["seq"], **said, "messages": messages}


def _after(request: Request) -> int:
    """The turn that the client knows: what its browser says when it comes back, or the query. Raises Problem 422."""
    known = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    return _number(known, "after", "0 或者已经收到的 seq", _LAST)


def _number(text: str, name: str, expected: str, highest: int) -> int:
    """The whole number that a member of the query is. Raises Problem 422 when it is none, or too high."""
    if not text.isascii() or not text.isdigit() or len(text) > len(str(highest)) or int(text) > highest:
        raise Problem(422, "invalid-request", "请求的内容不对。", [(f"/query/{name}", expected)])
    return int(text)
