"""After handing in: where each application stands, and how content the applicant is."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import ORJSONResponse

from actions.aftermath import describe_event
from actions.hand_off_state import Latest, hand_off
from actions.ports import Delivery, Payment, Refused, Unavailable
from actions.rating_answers import rated_reference
from actions.rating_reasons import REASONS, words_of
from actions.ratings import GRADES, AlreadyRated, Rating
from actions.status_inbox import known_of
from actions.store import ConversationRow
from bot.engine.happenings import DECIDED, DECISIONS, ENDED
from bot.engine.standing import all_decided
from bot.engine.unseen import without_unseen

from ..bodies import read_object
from ..openapi import RATE, RATE_ANSWERS, STANDING_ANSWERS, STANDING_ASKED
from ..problems import Problem
from ..security import admitted
from ..services import Services

#: Characters that may be added to a grade.
_LONGEST: Final = 500
#: The event from which on a licence is on its way.
_ISSUED: Final = 17
#: Seconds that intake has to say where a licence is; what has happened is told without it.
_PATIENCE: Final = 3.0


def router(services: Services) -> APIRouter:
    """``GET /api/v1/conversations/{id}/standing`` and ``POST …/rating``."""
    routes, asked = APIRouter(prefix="/api/v1/conversations", tags=["conversations"]), services.rates(60, "afterwards")

    @routes.get(
        "/{conversation}/standing", response_class=Response, responses=STANDING_ANSWERS, openapi_extra=STANDING_ASKED
    )
    async def standing(conversation: str, request: Request) -> Response:
        """What has happened to each application that was handed in, the latest last; or that intake has not answered yet."""
        row = admitted(services.store, request, conversation)
        asked.spend(conversation)
        grades = [{**_grade(one), "reasons": _reasons(one)} for one in GRADES]
        if (sent := await run_in_threadpool(_sent, services, row)) is not None:
            return ORJSONResponse({"applications": [], "hand_off": sent, "grades": grades, "asks_rating": False})
        titles = _titles(services, row)
        told = [
            {"form": form, "title": titles.get(form, form), "reference": reference, **await _happened(services, row, reference)}
            for form, reference in _references(row).items()
        ]  # fmt: skip
        rated = await run_in_threadpool(_rated, services, conversation)
        asks = not rated and all_decided([[one["code"] for one in of["events"]] for of in told])
        return ORJSONResponse({"applications": told, "grades": grades, "asks_rating": asks, **rated})

    @routes.post("/{conversation}/rating", response_class=Response, responses=RATE_ANSWERS, openapi_extra=RATE)
    async def rate(conversation: str, request: Request) -> Response:
        """Keeps how content the applicant is once it is decided, once a matter; the same again changes nothing."""
        row = admitted(services.store, request, conversation)
        rating = _rating(await read_object(request, ("grade", "words", "reasons")))
        _references(row)
        reference = rated_reference(row.case.submission) or ""
        known = (await _happened(services, row, reference))["events"]
        if not any(one["code"] in DECIDED | DECISIONS | ENDED for one in known):
            raise Problem(409, "not-decided", "还没有办完，办完再请您评；办理中有意见请打12345。")
        try:
            await run_in_threadpool(services.ratings.rate, conversation, rating, reference)
        except AlreadyRated as fault:
            raise Problem(409, "already-rated", "这件事已经评过了，谢谢。") from fault
        return ORJSONResponse(_told(rating))

    return routes


def _rated(services: Services, conversation: str) -> dict[str, Any]:
    """The member ``rating`` with what was answered to it; nothing before somebody rated."""
    rating, answer = services.ratings.of(conversation), services.ratings.answer_of(conversation)
    if rating is None:
        return {}
    return {"rating": {**_told(rating), **({"answer": asdict(answer)} if answer is not None else {})}}


def _references(row: ConversationRow) -> dict[str, str]:
    """Form -> reference. Raises Problem 404 while intake holds nothing."""
    submission = row.case.submission
    if submission is None or submission.state != "received":
        raise Problem(404, "not-handed-in", "还没有收件，没有可以查的进度。")
    return dict(submission.references)


def _sent(services: Services, row: ConversationRow) -> dict[str, str] | None:
    """What is told of applications that are on their way; None of others."""
    submission = row.case.submission
    if submission is None or submission.state != "requested":
        return None
    found = hand_off(submission, services.outbox.tries(row.id))
    return found.told() if found is not None else None


async def _happened(services: Services, row: ConversationRow, reference: str) -> dict[str, Any]:
    """The application's events and how far it has come by them: those the conversation knows, and what intake tells beyond.

    Raises:
        Problem: 503 where the conversation knows nothing and intake tells nothing.
    """
    submission = row.case.submission
    heard = submission.happened.get(reference, ()) if submission is not None else ()
    known = list(heard[: max(0, known_of(submission, reference) - heard[0].seq + 1)]) if heard else []
    try:
        news = await services.desk.events(reference, known[-1].seq if known else 0)
    except Refused:
        news = ()
    except Unavailable as fault:
        if not known:
            problem = "受理系统暂时查不到，申请不受影响，请过一会儿再看。"
            raise Problem(503, "intake-unavailable", problem, headers={"Retry-After": "30"}) from fault
        news = ()
    events = [describe_event(one) for one in (*known, *(one.event for one in news))]
    latest = Latest(events[-1]["code"], events[-1]["text"]) if events else None
    found = hand_off(submission, latest=latest)
    told = any(one["code"] == _ISSUED or "charge" in one for one in events)
    beside = await _elsewhere(services, reference) if told else {}
    return {"events": events, **({"hand_off": found.told()} if found is not None else {}), **beside}


async def _elsewhere(services: Services, reference: str) -> dict[str, Any]:
    """The members ``payment`` and ``delivery``; nothing where intake does not tell them at once."""
    try:
        found = await asyncio.wait_for(services.desk.look_up(reference), _PATIENCE)
    except (Refused, Unavailable, asyncio.TimeoutError):
        return {}
    if found is None:
        return {}
    paid = {} if found.payment is None else {"payment": _told_payment(found.payment)}
    return {**paid, **({} if found.delivery is None else {"delivery": _told_delivery(found.delivery)})}


def _told_delivery(sent: Delivery) -> dict[str, Any]:
    number = {"number": sent.number} if sent.number else {}
    steps = [{"text": text, "at": at} for text, at in sent.steps]
    return {"method": sent.method, **number, "steps": steps}


def _told_payment(payment: Payment) -> dict[str, Any]:
    told = {
        "cents": payment.cents,
        "items": [{"title": title, "cents": cents} for title, cents in payment.items],
        "state": payment.state,
    }
    more = {"number": payment.number, "page": payment.page, "paid_at": payment.paid}
    return {**told, **{name: text for name, text in more.items() if text}}


def _titles(services: Services, row: ConversationRow) -> dict[str, str]:
    release = services.conversations.catalog.pinned(row.case.scenario or "", row.case.version)
    return {name: form.title for name, form in release.forms.items()} if release is not None else {}


def _rating(body: dict[str, Any]) -> Rating:
    errors = []
    grade, words = body.get("grade"), body.get("words", "")
    if type(grade) is not int or grade not in GRADES:
        errors.append(("/grade", "5（非常满意）到 1（非常不满意）的整数"))
    if not isinstance(words, str) or len(words) > _LONGEST:
        errors.append(("/words", f"不超过 {_LONGEST} 个字的文字"))
    reasons = body.get("reasons", [])
    known = REASONS.get(grade, {}) if type(grade) is int else {}
    if not isinstance(reasons, list) or any(not isinstance(one, str) or one not in known for one in reasons):
        errors.append(("/reasons", "这个等级的原因的编号：" + "、".join(known)))
    if errors:
        raise Problem(422, "invalid-request", "请求的内容不对。", errors)
    return Rating(grade, without_unseen(words).strip(), tuple(dict.fromkeys(reasons)))  # type: ignore[arg-type]


def _told(rating: Rating) -> dict[str, Any]:
    return {**_grade(rating.grade), "reasons": words_of(rating.grade, rating.reasons)}


def _grade(grade: int) -> dict[str, Any]:
    return {"grade": grade, "text": GRADES[grade]}


def _reasons(grade: int) -> list[dict[str, str]]:
    return [{"id": name, "text": text} for name, text in REASONS[grade].items()]
