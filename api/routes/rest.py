"""Rasa's REST channel: any client that talks to Rasa can talk to us."""

from __future__ import annotations

import hmac
import uuid
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.inbound import Inbound

from ..bodies import LONGEST_TEXT, read_object
from ..followups import with_followups
from ..openapi import STATUS_ANSWERS, WEBHOOK, WEBHOOK_ANSWERS
from ..problems import Problem
from ..security import same_origin
from ..services import Services
from .conversations import ensure_conversation

#: What Rasa's clients send; the last two mean nothing here.
_MEMBERS: Final = ("sender", "message", "metadata", "input_channel")


def router(services: Services) -> APIRouter:
    """``POST /webhooks/rest/webhook``. Senders have conversations of their own that no web token opens."""
    routes = APIRouter(prefix="/webhooks/rest", tags=["rest"])
    rates = services.rates(1200, "rest")

    @routes.get("/", response_class=Response, responses=STATUS_ANSWERS)
    async def alive() -> Response:
        """As Rasa's channel answers."""
        return ORJSONResponse({"status": "ok"})

    @routes.post("/webhook", response_class=Response, responses=WEBHOOK_ANSWERS, openapi_extra=WEBHOOK)
    async def webhook(request: Request) -> Response:
        """The replies to one message, as Rasa's channel gives them."""
        _allowed(services, request)
        body = await read_object(request, _MEMBERS, any_type=True)
        sender, message = body.get("sender", "default"), body.get("message")
        errors = []
        if not isinstance(sender, str) or not 0 < len(sender) <= 120 or not sender.isprintable():
            errors.append(("/sender", "1 到 120 个字的文字"))
        if not isinstance(message, str) or len(message) > LONGEST_TEXT:
            errors.append(("/message", f"不超过 {LONGEST_TEXT} 个字的文字"))
        if errors:
            raise Problem(422, "invalid-request", "请求的内容不对。", errors)
        conversation = f"rest:{sender}"
        rates.spend(conversation)
        ensure_conversation(services, conversation, "rest")
        outcome = await services.dialogue.take(conversation, Inbound(uuid.uuid4().hex, text=str(message)))
        outcome = await with_followups(services, None, conversation, outcome)
        return ORJSONResponse([_reply(str(sender), one) for one in outcome["messages"]])

    return routes


def _allowed(services: Services, request: Request) -> None:
    same_origin(request)
    settings = services.settings
    if not settings.rest_open:
        raise Problem(404, "http-404", "没有这个地址。")
    given = request.headers.get("authorization", "")
    if settings.rest_key is not None and not hmac.compare_digest(
        given.encode(), f"Bearer {settings.rest_key}".encode()
    ):
        raise Problem(401, "wrong-key", "没有带钥匙，或者钥匙不对。", headers={"WWW-Authenticate": "Bearer"})


def _reply(sender: str, message: dict[str, Any]) -> dict[str, Any]:
    reply: dict[str, Any] = {"recipient_id": sender, "text": message["text"]}
    if message.get("choices"):
        reply["buttons"] = [{"title": choice["label"], "payload": choice["label"]} for choice in message["choices"]]
    return reply
