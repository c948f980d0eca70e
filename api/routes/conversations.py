"""The applicant's conversation: begin, say, look."""

from __future__ import annotations

import secrets
from base64 import b32encode
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.store import ConversationExists
from bot.engine import Case

from ..bodies import read_message, read_object
from ..followups import with_followups
from ..openapi import (
    BEGIN,
    BEGIN_ANSWERS,
    LOOK,
    LOOK_ANSWERS,
    SAY,
    SAY_ANSWERS,
)
from ..problems import Problem
from ..security import COOKIE, SESSION_COOKIE, Rates, admitted, hashed, new_token, same_origin
from ..services import Services

#: Where a conversation is held -> seconds that the browser keeps its cookie; None: until it is closed, because the
#: next person uses the same machine.
_CHANNELS: Final = {"web": 7 * 24 * 3600, "window": None, "kiosk": None}


def router(services: Services) -> APIRouter:
    """The routes under ``/api/v1/conversations``."""
    routes = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])
    begun, said = Rates(1200), Rates(1200)

    @routes.post("", status_code=201, response_class=Response, responses=BEGIN_ANSWERS, openapi_extra=BEGIN)
    async def begin(request: Request) -> Response:
        """Opens a conversation."""
        same_origin(request)
        begun.spend(request.client.host if request.client is not None else "")
        body = await read_object(request, ("channel",))
        return begin_conversation(services, request, body)

    @routes.post("/{conversation}/messages", response_class=Response, responses=SAY_ANSWERS, openapi_extra=SAY)
    async def say(conversation: str, request: Request) -> Response:
        """Takes one message; the same message again gives the same turn."""
        row = admitted(services.store, request, conversation)
        said.spend(conversation)
        inbound = await read_message(request)
        outcome = await services.dialogue.take(conversation, inbound)
        return ORJSONResponse(await with_followups(services, row, conversation, outcome))

    @routes.get("/{conversation}", response_class=Response, responses=LOOK_ANSWERS, openapi_extra=LOOK)
    async def look(conversation: str, request: Request) -> Response:
        """Where the conversation stands, with the messages of its latest turn."""
        admitted(services.store, request, conversation)
        return ORJSONResponse(services.conversations.state(conversation))

    return routes


def begin_conversation(services: Services, request: Request, body: dict[str, Any]) -> Response:
    """A new conversation with its token, which is shown once and set as a cookie; what the session's licences hold is in it."""
    channel = body.get("channel", "web")
    if not isinstance(channel, str) or channel not in _CHANNELS:
        raise Problem(422, "invalid-request", "请求的内容不对。", [("/channel", "、".join(_CHANNELS))])
    conversation, token = new_conversation(), new_token()
    session = request.cookies.get(SESSION_COOKIE)
    identity = services.sessions.identity(hashed(session)) if session else None
    services.store.create(
        conversation, channel=channel, token_hash=hashed(token), case=Case(conversation), identity=identity
    )
    response = ORJSONResponse({"id": conversation, "token": token}, 201)
    path = f"/api/v1/conversations/{conversation}"
    secure = request.url.scheme == "https"
    response.set_cookie(
        COOKIE, token, max_age=_CHANNELS[channel], httponly=True, samesite="lax", secure=secure, path=path
    )
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
