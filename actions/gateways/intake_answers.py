"""What intake's answers say: a receipt, a standing, events, or a refusal; what cannot be read says nothing, and is asked again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.engine import StatusReported, read_report
from bot.engine.moments import read_moment
from bot.engine.reports import BadReport
from bot.engine.values import Json

from ..ports import Delivery, Payment, Receipt, Refused, Standing, Unavailable

#: How the problems that are intake's own begin.
_OURS: Final = "urn:daoban:problem:"
#: Where applicants may be sent to pay: an https address, or a page of our own site.
_PAGE: Final = re.compile(
    r"https://[a-z0-9.:\[\]-]+(?:[/?#][!-\[\]-~]{0,1000})?|/payments/v1/pay/[a-z0-9/]{1,200}", re.IGNORECASE | re.ASCII
)


def refusal(status: int, answer: Mapping[str, Any], form: str) -> Exception:
    """The exception that such an answer is: what was decided, what was not, or nothing that can be understood."""
    if status == 422:
        return Refused("invalid", _problems(answer, form))
    if status == 409:
        return Refused(named(answer))
    if is_unknown(status, answer):
        return Refused("unknown_reference")
    if 400 <= status < 500:
        return Refused(f"http_{status}", decided=False)
    return Unavailable(f"http_{status}")


def named(answer: Mapping[str, Any]) -> str:
    """The problem's name as a code, ``no_open_correction``; empty where it is none of ours."""
    kind = answer.get("type")
    if not isinstance(kind, str) or not kind.startswith(_OURS):
        return ""
    return kind.removeprefix(_OURS).replace("-", "_")


def is_unknown(status: int, answer: Mapping[str, Any]) -> bool:
    """Whether intake itself says that it has no such application; any other 404 may come from something on the way."""
    return status == 404 and named(answer) == "no_such_application"


def answered_in(answer: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The answer in a list of ratings; None where none is answered. Raises Unavailable where this is no such list."""
    told = answer.get("ratings")
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise Unavailable("no_ratings")
    return next((one["answer"] for one in told if isinstance(one.get("answer"), dict)), None)


def no_paper(status: int, answer: Mapping[str, Any]) -> Exception:
    """The exception that an answer without the paper is. That nothing can be printed says nothing of intake's health."""
    if status == 404 and named(answer) in ("no_such_notice", "no_such_application"):
        return Refused("unknown_paper")
    if status == 503 and named(answer) in ("not_printable", "not_printed"):
        return Refused("not_printed")
    return Unavailable(f"http_{status}")


def _problems(answer: Mapping[str, Any], form: str) -> list[Mapping[str, Json]]:
    """The places that intake names, as pointers into the application."""
    found: list[Mapping[str, Json]] = []
    errors = answer.get("errors")
    for error in errors if isinstance(errors, list) else []:
        if isinstance(error, dict):
            pointer = str(error.get("pointer", "")).removeprefix("#").removeprefix("/application")
            found.append({"form": form, "pointer": pointer, "message": str(error.get("detail", ""))})
    return found


def receipt_of(form: str, answer: Mapping[str, Any]) -> Receipt:
    """Raises Unavailable where it is none: then nobody knows whether it was taken."""
    reference, received = answer.get("reference"), answer.get("received_at")
    if not isinstance(reference, str) or not reference or not isinstance(received, str):
        raise Unavailable("no_receipt")
    try:
        return Receipt(form, reference, read_moment(received))
    except ValueError as fault:
        raise Unavailable("no_receipt") from fault


def name_of(answer: Mapping[str, Any], name: str) -> str:
    """A member that must be there. Raises Unavailable."""
    found = answer.get(name)
    if not isinstance(found, str) or not found:
        raise Unavailable("no_receipt")
    return found


def events_of(told: Any, reference: str, after: int) -> tuple[StatusReported, ...]:
    """Raises Unavailable where this is no list of the application's later events, each with the next number."""
    if not isinstance(told, list):
        raise Unavailable("no_events")
    try:
        found = tuple(read_report(one) for one in told)
    except BadReport as fault:
        raise Unavailable("bad_event") from fault
    if [(one.reference, one.event.seq) for one in found] != [
        (reference, after + at) for at in range(1, len(found) + 1)
    ]:
        raise Unavailable("bad_events")
    return found


def standing_of(answer: Mapping[str, Any]) -> Standing:
    """Raises Unavailable where the answer does not say where the application stands."""
    names = ("reference", "status", "status_text", "received_at", "updated_at")
    told, code = [answer.get(name) for name in names], answer.get("status_code")
    if not isinstance(code, int) or not all(isinstance(one, str) for one in told):
        raise Unavailable("no_standing")
    reference, status, text, received, updated = (str(one) for one in told)
    try:
        times = read_moment(received), read_moment(updated)
    except ValueError as fault:
        raise Unavailable("no_standing") from fault
    beside = _delivery(answer.get("delivery")), _payment(answer.get("payment"))
    return Standing(reference, status, code, text, *times, *beside)


def _delivery(told: Any) -> Delivery | None:
    """None where it is not told, or cannot be read: nothing hangs on it."""
    try:
        method, number, steps = told["method_text"], told.get("number", ""), told.get("steps", [])
        found = tuple((one["text"], read_moment(one["at"]).isoformat()) for one in steps)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    texts = (method, number, *(text for text, _ in found))
    return Delivery(method, number, found) if method and all(isinstance(one, str) for one in texts) else None


def _payment(told: Any) -> Payment | None:
    """None where it is not told, or cannot be read; a page that nobody should be sent to is left out."""
    try:
        items = tuple((one["title"], one["cents"]) for one in told["items"])
        state, number, page = told["text"], told.get("number", ""), told.get("page", "")
        paid = read_moment(told["paid_at"]).isoformat() if "paid_at" in told else ""
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    texts = (state, number, page, *(title for title, _ in items))
    if not items or not all(isinstance(one, str) for one in texts):
        return None
    if not all(type(cents) is int and cents > 0 for _, cents in items):
        return None
    return Payment(items, state, number, page if _PAGE.fullmatch(page) else "", paid)
