"""Where intake tells what happened to applications. Source: Standard Webhooks, for the signature and its headers."""

from __future__ import annotations

import logging
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response
from standardwebhooks import Webhook

from actions.happened import BadEvent, Happened, read_happened
from actions.ports import Refused, Unavailable
from actions.rating_answers import TYPE, RatingAnswers, read_answer
from actions.ratings import Answer
from actions.status_inbox import Heard, StatusInbox

from ..problems import Problem

PATH: Final = "/api/v1/intake/events"
#: Bytes of an event.
_LARGEST: Final = 1 << 20
_LOG: Final = logging.getLogger("daoban.intake_events")


def router(inbox: StatusInbox, answers: RatingAnswers, secret: str) -> APIRouter:
    """``POST /api/v1/intake/events``, for who knows the secret (``whsec_…``)."""
    routes, webhook = APIRouter(), Webhook(secret)

    @routes.post(PATH, status_code=204, response_class=Response, include_in_schema=False)
    async def hear(request: Request) -> Response:
        """The conversation of the application knows what happened to it, or what was said to its rating.

        410: it is gone, and nothing more is wanted.
        """
        told = _signed(webhook, request, await _body(request))
        try:
            if isinstance(told, dict) and told.get("type") == TYPE:
                heard = await answers.told(*_answer(told))
            else:
                heard = await inbox.told(*_event(told))
        except (Unavailable, Refused) as fault:
            raise Problem(
                503, "intake-unavailable", "缺的事件问不到，请再通知。", headers={"Retry-After": "30"}
            ) from fault
        if heard is Heard.gone:
            raise Problem(410, "gone", "这件事已经删除，不用再通知。")
        return Response(status_code=204)

    return routes


async def _body(request: Request) -> bytes:
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > _LARGEST:
            raise Problem(413, "too-large", f"请求内容最多 {_LARGEST} 字节。")
    return bytes(content)


def _signed(webhook: Webhook, request: Request, body: bytes) -> Any:
    """What the body says, if its signature is right and not older than five minutes."""
    try:
        webhook.verify(body, dict(request.headers), json_parse=False)
        return orjson.loads(body)
    except Exception as fault:  # the library raises whatever a malformed header makes it stumble over
        _LOG.warning("an event was not signed as it should be: %s", type(fault).__name__)
        raise Problem(401, "unauthorized", "签名不对。") from fault


def _event(told: Any) -> tuple[str, Happened]:
    """The key and the event. Raises Problem 422."""
    try:
        event = read_happened(told)
    except BadEvent as fault:
        raise Problem(422, "bad-event", "这不是一个事件。") from fault
    return _key(told), event


def _answer(told: dict[str, Any]) -> tuple[str, str, Answer]:
    """The key, the application's reference, and what was said. Raises Problem 422."""
    reference = told.get("reference")
    try:
        answer = read_answer(told)
    except BadEvent as fault:
        raise Problem(422, "bad-event", "这不是对评价的答复。") from fault
    if not isinstance(reference, str) or not reference:
        raise Problem(422, "bad-event", "这不是对评价的答复。", [("/reference", "应当是收件编号")])
    return _key(told), reference, answer


def _key(told: dict[str, Any]) -> str:
    key = told.get("key")
    if not isinstance(key, str):
        raise Problem(422, "bad-event", "这不是一个事件。", [("/key", "应当是递交时的 Idempotency-Key")])
    return key
