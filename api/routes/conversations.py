"""The applicant's conversation: begin, say, look."""

from __future__ import annotations

import secrets
from base64 import b32encode
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.store import ConversationExists, ConversationRow
from bot.engine import Case

from ..bodies import read_message, read_object
from ..followups import with_followups
from ..letting_in import let_in, note_device, read_channel, set_device, signed_in
from ..openapi import (
    BEGIN,
    BEGIN_ANSWERS,
    LOOK,
    LOOK_ANSWERS,
    SAY,
    SAY_ANSWERS,
)
from ..problems import Problem
from ..security import admitted, hashed, new_token, presented, same_origin
from ..services import Services


def router(services: Services) -> APIRouter:
    """The routes under ``/api/v1/conversations``."""
    routes = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])
    begun, said = services.rates(1200, "begun"), services.rates(1200, "said")

    @routes.post("", status_code=201, response_class=Response, responses=BEGIN_ANSWERS, openapi_extra=BEGIN)
    async def begin(request: Request) -> Response:
        """Opens a conversation."""
        same_origin(request)
        begun.spend(request.client.host if request.client is not None else "")
        body = await read_object(request, ("channel", "asks_consent"))
        return begin_conversation(services, request, body)

    @routes.post("/{conversation}/messages", response_class=Response, responses=SAY_ANSWERS, openapi_extra=SAY)
    async def say(conversation: str, request: Request) -> Response:
        """Takes one message; the same message again gives the same turn."""
        row = admitted(services.store, request, conversation)
        said.spend(conversation)
        # Who talks is there: their session does not run out meanwhile.
        signed_in(services, request)
        inbound = await read_message(request)
        device = note_device(services, request, row)
        outcome = await services.dialogue.take(conversation, inbound)
        response = ORJSONResponse({**await with_followups(services, row, conversation, outcome), **_agreed(row)})
        if device is not None:
            set_device(services, request, response, device)
        return response

    @routes.get("/{conversation}", response_class=Response, responses=LOOK_ANSWERS, openapi_extra=LOOK)
    async def look(conversation: str, request: Request) -> Response:
        """Where the conversation stands, with the messages of its latest turn."""
        row = admitted(services.store, request, conversation)
        elsewhere = {"elsewhere": True} if presented(request) != row.token_hash else {}
        return ORJSONResponse({**services.conversations.state(conversation), **_agreed(row), **elsewhere})

    return routes


def _agreed(row: ConversationRow) -> dict[str, Any]:
    """What the applicant agreed to, where the client asks for it."""
    return {} if row.consent is None else {"consent": sorted(row.consent)}


def begin_conversation(services: Services, request: Request, body: dict[str, Any]) -> Response:
    """A new conversation with its token, which is shown once and set as a cookie; what the session's licences hold is in it."""
    channel, asks = read_channel(body), body.get("asks_consent", False)
    if not isinstance(asks, bool):
        raise Problem(422, "invalid-request", "请求的内容不对。", [("/asks_consent", "true 或 false")])
    conversation, token = new_conversation(), new_token()
    services.store.create(
        conversation,
        channel=channel,
        token_hash=hashed(token),
        case=Case(conversation),
        identity=signed_in(services, request),
        consent=asks,
    )
    return let_in(services, request, conversation, token, channel, 201)


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
