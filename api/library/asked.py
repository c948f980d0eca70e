"""What is asked about holders, checked: whose licences, what for, which types. Refusals are Problems that name every place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from .consents import Agreed
from .identifier import TYPE
from .order import LONGEST_TEXT, invalid
from .register import Register
from .uses import LARGEST

#: Days that a consent may hold at most.
LONGEST_CONSENT: Final = 366
MOST_TYPES: Final = 100
_TEXT: Final = f"应当是不超过 {LONGEST_TEXT} 个字的文字"
_Errors = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Search:
    """The licences of whoever has this number, for a purpose; no types: all that the holder agreed to."""

    holder: str
    purpose: str
    types: Sequence[str]


def read_search(body: Any) -> Search:
    """The search. Raises Problem 422."""
    found, errors = _members(body, {"holder", "purpose", "types"})
    holder, purpose = _text(found, "holder", errors), _text(found, "purpose", errors)
    types = _types(found, errors) if "types" in found else ()
    _refuse(errors)
    return Search(holder, purpose, types)


def read_cause(body: Any) -> tuple[str, str, bool]:
    """Purpose and cause of fetching a licence, and whether its PDF is wanted. Raises Problem 422."""
    found, errors = _members(body, {"purpose", "use_cause", "pdf"})
    purpose, cause = _text(found, "purpose", errors), _text(found, "use_cause", errors)
    pdf = found.get("pdf", True)
    if not isinstance(pdf, bool):
        errors.append(("/pdf", "应当是 true 或 false"))
    _refuse(errors)
    return purpose, cause, pdf


def read_to_show(body: Any) -> tuple[str, str]:
    """The holder's number, and which licence they want to show. Raises Problem 422."""
    found, errors = _members(body, {"holder", "identifier"})
    holder, identifier = _text(found, "holder", errors), _text(found, "identifier", errors)
    _refuse(errors)
    return holder, identifier


def read_shown(body: Any) -> tuple[str, str, str]:
    """What was shown, what for it is looked at, and by whom, which may be left out. Raises Problem 422."""
    found, errors = _members(body, {"shown", "purpose", "by"})
    shown, purpose = _text(found, "shown", errors), _text(found, "purpose", errors)
    by = _text(found, "by", errors) if "by" in found else ""
    _refuse(errors)
    return shown, purpose, by


def read_holder(body: Any) -> str:
    """The holder's number. Raises Problem 422."""
    found, errors = _members(body, {"holder"})
    holder = _text(found, "holder", errors)
    _refuse(errors)
    return holder


def read_page(body: Any) -> tuple[str, int]:
    """The holder's number, and before which use the log is told. Raises Problem 422."""
    found, errors = _members(body, {"holder", "before"})
    holder, before = _text(found, "holder", errors), found.get("before", LARGEST)
    if type(before) is not int or not 1 <= before <= LARGEST:
        errors.append(("/before", "应当是上一页给出的 next"))
    _refuse(errors)
    return holder, before


def read_consent(body: Any, register: Register, today: date) -> tuple[str, Agreed]:
    """The holder's number, and what they agree to. Raises Problem 422."""
    found, errors = _members(body, {"holder", "purpose", "types", "until", "notice"})
    holder, purpose, notice = (_text(found, name, errors) for name in ("holder", "purpose", "notice"))
    types = _types(found, errors)
    if any(register.type_coded(one) is None for one in types):
        errors.append(("/types", "有证照库没有的证照类型"))
    until = _day(found.get("until"))
    if until is None or not today <= until <= today + timedelta(days=LONGEST_CONSENT):
        errors.append(("/until", f"应当是一个日期，今天或者以后，最多 {LONGEST_CONSENT} 天"))
    _refuse(errors)
    return holder, Agreed(purpose, types, str(until), notice)


def _members(body: Any, known: set[str]) -> tuple[Mapping[str, Any], _Errors]:
    if not isinstance(body, dict):
        raise invalid([("", "应当是一个对象")])
    return body, [(f"/{name}", "没有这一项") for name in sorted(body.keys() - known)]


def _text(body: Mapping[str, Any], name: str, errors: _Errors) -> str:
    text = body.get(name)
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
        errors.append((f"/{name}", _TEXT))
        return ""
    return text.strip()


def _types(body: Mapping[str, Any], errors: _Errors) -> tuple[str, ...]:
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


def _refuse(errors: _Errors) -> None:
    if errors:
        raise invalid(errors)
