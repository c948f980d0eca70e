"""What an answer of the platform's comes to: it went well, a refusal, or nobody knows. Nothing is guessed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from actions.local_time import ZONE
from bot.catalog.platforms import STATUSES, Answer, Decided, Platform
from bot.engine.moments import is_tellable
from bot.engine.values import Json

from ...ports import Receipt, Refused, Standing, Stuck, Unavailable
from ..asking import TRY_AGAIN, Answered
from .wire import place_in, text_at

#: Outcomes that are told to whoever called, and not as a refusal.
_NO_REFUSALS: Final = ("held", "done")


class Unmapped(Exception):
    """A status of theirs that the file has nothing for."""


def outcome_of(platform: Platform, answered: Answered, form: str = "") -> str:
    """``ok``, ``held`` or ``done``.

    Args:
        form: what the problems of a refusal are told of.

    Raises:
        Refused: they say so, in words that the file knows.
        Unavailable: to be tried again. Stuck: an answer that the file has nothing for, so nobody knows what was done.
    """
    if answered.status >= 500 or answered.status in TRY_AGAIN:
        raise answered.ask_again()
    code = text_at(answered.body, platform.code)
    if not code:
        # Not the platform's word, but that of something on the way; a former try may have been taken.
        if 200 <= answered.status < 300:
            raise Unavailable("no_answer")
        raise Refused(f"http_{answered.status}", decided=False)
    if code in platform.success:
        if not 200 <= answered.status < 300:
            raise Stuck(f"platform_{code}")
        return "ok"
    meant = platform.errors.get(code, "stuck")
    if meant in _NO_REFUSALS:
        return meant
    if meant == "again":
        raise Unavailable(f"platform_{code}", answered.retry_after)
    if meant == "stuck":
        raise Stuck(f"platform_{code}")
    raise Refused(meant, _problems(platform, answered.body, form) if meant == "invalid" else ())


def receipt_of(platform: Platform, answer: Answer, told: Mapping[str, Any], form: str) -> Receipt:
    """Raises Unavailable where it is none: then nobody knows whether it was taken. Refused where it was withdrawn since."""
    reference, received = text_at(told, answer.reference), place_in(told, answer.received_at)
    if not reference:
        raise Unavailable("no_receipt")
    status = text_at(told, answer.status)
    if status and platform.statuses.get(status) == "withdrawn":
        raise Refused("withdrawn")
    return Receipt(form, reference, moment_of(platform, received, "no_receipt"))


def status_of(platform: Platform, code: str, told: Any) -> str:
    """Our name of a status of theirs. ``told``: the step that it is told in.

    Raises:
        Unmapped: the file has nothing for it. Stuck: it is several of ours, and what would decide does not.
    """
    meant = platform.statuses.get(code)
    if meant is None:
        raise Unmapped(code)
    if isinstance(meant, Decided):
        found = meant.values.get(text_at(told, meant.by))
        if found is None:
            raise Stuck(f"ambiguous_status_{code}")
        return found
    return meant


def standing_of(reference: str, status: str, received: datetime, updated: datetime) -> Standing:
    """Where the application stands, in our words."""
    code, text = STATUSES[status]
    return Standing(reference, status, code, text, received, updated)


def moment_of(platform: Platform, told: Any, fault: str) -> datetime:
    """A moment of theirs; without a zone it is the time here. Raises Unavailable with the code ``fault``."""
    try:
        if platform.times == "epoch_ms":
            found = datetime.fromtimestamp(int(told) / 1000, ZONE)
        elif platform.times == "iso":
            found = datetime.fromisoformat(str(told).replace("Z", "+00:00"))
        else:
            found = datetime.strptime(str(told), platform.times)
    except (TypeError, ValueError, OverflowError, OSError) as unreadable:
        raise Unavailable(fault) from unreadable
    moment = found if found.tzinfo is not None else found.replace(tzinfo=ZONE)
    if not is_tellable(moment):
        raise Unavailable(fault)
    return moment


def _problems(platform: Platform, told: Mapping[str, Any], form: str) -> list[Mapping[str, Json]]:
    if platform.problems is None:
        return []
    listed = place_in(told, platform.problems.list)
    return [
        {
            "form": form,
            "pointer": text_at(one, platform.problems.pointer),
            "message": text_at(one, platform.problems.message),
        }
        for one in (listed if isinstance(listed, list) else [])
    ]
