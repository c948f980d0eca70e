"""What is asked about holders, checked: whose licences, what for, which types. Refusals are Problems that name every place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from .consents import Agreed
from .identifier import TYPE
from .members import Errors, members, page_of, refuse, text_of
from .register import Register
from .uses import LARGEST

#: Days that a consent may hold at most.
LONGEST_CONSENT: Final = 366
MOST_TYPES: Final = 100


@dataclass(frozen=True, slots=True)
class Search:
    """The licences of whoever has this number, for a purpose; no types: all that the holder agreed to."""

    holder: str
    purpose: str
    types: Sequence[str]


def read_search(body: Any) -> Search:
    """The search. Raises Problem 422."""
    found, errors = members(body, {"holder", "purpose", "types"})
    holder, purpose = text_of(found, "holder", errors), text_of(found, "purpose", errors)
    types = _types(found, errors) if "types" in found else ()
    refuse(errors)
    return Search(holder, purpose, types)


def read_cause(body: Any) -> tuple[str, str, bool]:
    """Purpose and cause of fetching a licence, and whether its PDF is wanted. Raises Problem 422."""
    found, errors = members(body, {"purpose", "use_cause", "pdf"})
    purpose, cause = text_of(found, "purpose", errors), text_of(found, "use_cause", errors)
    pdf = found.get("pdf", True)
    if not isinstance(pdf, bool):
        errors.append(("/pdf", "应当是 true 或 false"))
    refuse(errors)
    return purpose, cause, pdf


def read_to_show(body: Any) -> tuple[str, str]:
    """The holder's number, and which licence they want to show. Raises Problem 422."""
    found, errors = members(body, {"holder", "identifier"})
    holder, identifier = text_of(found, "holder", errors), text_of(found, "identifier", errors)
    refuse(errors)
    return holder, identifier


def read_shown(body: Any) -> tuple[str, str, str]:
    """What was shown, what for it is looked at, and by whom, which may be left out. Raises Problem 422."""
    found, errors = members(body, {"shown", "purpose", "by"})
    shown, purpose = text_of(found, "shown", errors), text_of(found, "purpose", errors)
    by = text_of(found, "by", errors) if "by" in found else ""
    refuse(errors)
    return shown, purpose, by


def read_check(body: Any) -> tuple[str, str]:
    """What for a licence is looked at, and by whom. Raises Problem 422."""
    found, errors = members(body, {"purpose", "by"})
    purpose, by = text_of(found, "purpose", errors), text_of(found, "by", errors)
    refuse(errors)
    return purpose, by


def read_holder(body: Any) -> str:
    """The holder's number. Raises Problem 422."""
    found, errors = members(body, {"holder"})
    holder = text_of(found, "holder", errors)
    refuse(errors)
    return holder


def read_page(body: Any) -> tuple[str, int]:
    """The holder's number, and before which use the log is told. Raises Problem 422."""
    return page_of(body, LARGEST)


def read_consent(body: Any, register: Register, today: date) -> tuple[str, Agreed]:
    """The holder's number, and what they agree to. Raises Problem 422."""
    found, errors = members(body, {"holder", "purpose", "types", "until", "notice"})
    holder, purpose, notice = (text_of(found, name, errors) for name in ("holder", "purpose", "notice"))
    types = _types(found, errors)
    if any(register.type_coded(one) is None for one in types):
        errors.append(("/types", "有证照库没有的证照类型"))
    until = _day(found.get("until"))
    if until is None or not today <= until <= today + timedelta(days=LONGEST_CONSENT):
        errors.append(("/until", f"应当是一个日期，今天或者以后，最多 {LONGEST_CONSENT} 天"))
    refuse(errors)
    return holder, Agreed(purpose, types, str(until), notice)


def _types(body: Mapping[str, Any], errors: Errors) -> tuple[str, ...]:
    types = body.get("types")
    shaped = isinstance(types, list) and all(isinstance(one, str) and TYPE.fullmatch(one) for one in types)
    if not isinstance(types, list) or not shaped or not 1 <= len(types) <= MOST_TYPES:
        errors.append(("/types", f"应当是 1 到 {MOST_TYPES} 个证照类型代码"))
        return ()
    return tuple(sorted(set(types)))


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError):
        return None
