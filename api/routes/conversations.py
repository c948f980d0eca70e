"""The applicant's conversation: begin, say, look, follow, print."""

from __future__ import annotations

import asyncio
import secrets
from base64 import b32encode
from collections.abc import AsyncIterator
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from sse_starlette.sse import EventSourceResponse

from actions.store import ConversationExists
from bot.engine import Case

from ..bodies import read_inbound, read_object
from ..followups import with_followups
from ..openapi import CREATE, EVENTS, MESSAGE, STATE
from ..pdf import application_pdf
from ..problems import Problem
from ..security import COOKIE, SESSION_COOKIE, Rates, admitted, hashed, new_token, same_origin
from ..services import Services

#: Seconds between looks at the store while a client follows a conversation.
POLL: Final = 0.5
_CHANNELS: Final = frozenset({"web", "window", "kiosk"})


def router(services: Services) -> APIRouter:
    """The routes under ``/api/v1/conversations``."""
    routes = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])
    begun, said = Rates(1200), Rates(1200)

    @routes.post("", status_code=201, openapi_extra=CREATE)
    async def begin(request: Request) -> Response:
        same_origin(request)
        begun.spend(request.client.host if request.client is not None else "")
        body = await read_object(request)
        return begin_conversation(services, request, body)

    @routes.post("/{conversation}/messages", openapi_extra=MESSAGE)
    async def say(conversation: str, request: Request) -> Response:
        row = admitted(services.store, request, conversation)
        said.spend(conversation)
        inbound = read_inbound(await read_object(request))
        outcome = await services.dialogue.take(conversation, inbound)
        return ORJSONResponse(await with_followups(services, row, conversation, outcome))

    @routes.get("/{conversation}", openapi_extra=STATE)
    async def look(conversation: str, request: Request) -> Response:
        admitted(services.store, request, conversation)
        return ORJSONResponse(services.conversations.state(conversation))

    @routes.get("/{conversation}/events", openapi_extra=EVENTS)
    async def follow(conversation: str, request: Request, after: int = 0) -> Response:
        admitted(services.store, request, conversation)
        last = request.headers.get("last-event-id", "")
        start = int(last) if last.isdigit() and len(last) < 10 else max(after, 0)
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        return EventSourceResponse(_events(services, conversation, start), headers=headers, ping=15)

    @routes.get("/{conversation}/application.pdf", responses={200: {"content": {"application/pdf": {}}}})
    async def printed(conversation: str, request: Request) -> Response:
        admitted(services.store, request, conversation)
        state = services.conversations.state(conversation)
        if not state["case"]["applications"]:
            raise Problem(404, "no-application", "还没有申请表，先选要办的事。")
        content = await asyncio.to_thread(application_pdf, services.conversations.catalog, state)
        name = {"Content-Disposition": 'inline; filename="application.pdf"', "Cache-Control": "no-store"}
        return Response(content, media_type="application/pdf", headers=name)

    return routes


def begin_conversation(services: Services, request: Request, body: dict[str, Any]) -> Response:
    """A new conversation with its token, which is shown once and set as a cookie; what the session's licences hold is in it."""
    extra = [name for name in body if name != "channel"]
    channel = body.get("channel", "web")
    if extra or channel not in _CHANNELS:
        errors = [(f"/{name}", "没有这个成员") for name in extra] or [("/channel", "、".join(sorted(_CHANNELS)))]
        raise Problem(422, "invalid-request", "请求的内容不对。", errors)
    conversation, token = new_conversation(), new_token()
    session = request.cookies.get(SESSION_COOKIE)
    identity = services.sessions.identity(hashed(session)) if session else None
    services.store.create(
        conversation, channel=channel, token_hash=hashed(token), case=Case(conversation), identity=identity
    )
    response = ORJSONResponse({"id": conversation, "token": token}, 201)
    path = f"/api/v1/conversations/{conversation}"
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure, path=path)
    return response


def new_conversation() -> str:
    """An id that cannot be guessed: ``c_`` and 128 random bits."""
    return "c_" + b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def ensure_conversation(services: Services, conversation: str, channel: str) -> None:
    """The conversation exists; one that has no token can only be reached through its own channel."""
    if services.store.find(conversation) is None:
        try:
            services.store.create(conversation, channel=channel, token_hash=None, case=Case(conversation))
        except ConversationExists:
            return


async def _events(services: Services, conversation: str, after: int) -> AsyncIterator[dict[str, Any]]:
    """The turns after ``after`` and every later one, as they happen."""
    yield {"retry": 3000, "comment": "hello"}
    while True:
        for turn in services.store.turns_after(conversation, after):
            after = turn.seq
            yield {"id": str(turn.seq), "event": "turn", "data": orjson.dumps(turn.outcome).decode()}
        await asyncio.sleep(POLL)
