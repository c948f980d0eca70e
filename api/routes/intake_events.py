"""Where intake tells what happened to applications. Source: Standard Webhooks, for the signature and its headers."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from standardwebhooks import Webhook

from actions.ports import Refused, Unavailable
from actions.rating_answers import TYPE, RatingAnswers, read_answer
from actions.ratings import Answer
from actions.status_inbox import Heard, StatusInbox
from bot.engine import StatusReported, read_report
from bot.engine.reports import BadReport

from ..problems import Problem
from ..security import MakeRates, Rates
from ..signed import signed_json

PATH: Final = "/api/v1/intake/events"
#: Events a minute from one address: several times what one intake tells, which tells again what was too much.
_MOST: Final = 6000


def router(inbox: StatusInbox, answers: RatingAnswers, secret: str, rates: MakeRates = Rates) -> APIRouter:
    """``POST /api/v1/intake/events``, for who knows the secret (``whsec_…``)."""
    routes, webhook, limit = APIRouter(), Webhook(secret), rates(_MOST, "intake.events")

    @routes.post(PATH, status_code=204, response_class=Response, include_in_schema=False)
    async def hear(request: Request) -> Response:
        """The conversation of the application knows what happened to it, or what was said to its rating.

        410: it is gone, and nothing more is wanted.
        """
        limit.spend(request.client.host if request.client is not None else "")
        told = await signed_json(webhook, request)
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


def _event(told: Any) -> tuple[str, StatusReported]:
    """The key and the event. Raises Problem 422."""
    try:
        event = read_report(told)
    except BadReport as fault:
        raise Problem(422, "bad-event", "这不是一个事件。") from fault
    return _key(told), event


def _answer(told: dict[str, Any]) -> tuple[str, str, Answer]:
    """The key, the application's reference, and what was said. Raises Problem 422."""
    reference = told.get("reference")
    try:
        answer = read_answer(told)
    except BadReport as fault:
        raise Problem(422, "bad-event", "这不是对评价的答复。") from fault
    if not isinstance(reference, str) or not reference:
        raise Problem(422, "bad-event", "这不是对评价的答复。", [("/reference", "应当是收件编号")])
    return _key(told), reference, answer


def _key(told: dict[str, Any]) -> str:
    key = told.get("key")
    if not isinstance(key, str):
        raise Problem(422, "bad-event", "这不是一个事件。", [("/key", "应当是递交时的 Idempotency-Key")])
    return key
