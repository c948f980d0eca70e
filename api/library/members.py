"""The members of a request's body, read one by one: every mistake is gathered with its place, and told in one Problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from .order import LONGEST_TEXT, invalid

#: Place and what should stand there, of each mistake.
Errors = list[tuple[str, str]]
_TEXT: Final = f"应当是不超过 {LONGEST_TEXT} 个字的文字"


def members(body: Any, known: set[str]) -> tuple[Mapping[str, Any], Errors]:
    """The body's members, and what does not belong there. Raises Problem 422 where it is no object."""
    if not isinstance(body, dict):
        raise invalid([("", "应当是一个对象")])
    return body, [(f"/{name}", "没有这一项") for name in sorted(body.keys() - known)]


def text_of(body: Mapping[str, Any], name: str, errors: Errors) -> str:
    """The text under the name, without blanks around it; empty, and a mistake, where there is none."""
    text = body.get(name)
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
        errors.append((f"/{name}", _TEXT))
        return ""
    return text.strip()


def page_of(body: Any, largest: int) -> tuple[str, int]:
    """The holder's number, and before which entry of the log it is told. Raises Problem 422."""
    found, errors = members(body, {"holder", "before"})
    holder, before = text_of(found, "holder", errors), found.get("before", largest)
    if type(before) is not int or not 1 <= before <= largest:
        errors.append(("/before", "应当是上一页给出的 next"))
    refuse(errors)
    return holder, before


def refuse(errors: Errors) -> None:
    """Raises Problem 422 where there is a mistake."""
    if errors:
        raise invalid(errors)
