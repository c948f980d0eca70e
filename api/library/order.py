"""What the library is asked to keep, checked: which licence, whose, and since when. Refusals are Problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import orjson

from bot.engine.moments import read_moment

from ..problems import Problem
from .identifier import BadIdentifier, Identifier

LONGEST_TEXT: Final = 200
#: Bytes of what a licence says besides.
LARGEST_CONTENT: Final = 64 << 10
_MEMBERS: Final = frozenset(
    {
        "type",
        "issuer",
        "serial",
        "version",
        "title",
        "office",
        "holder",
        "issued_at",
        "valid_from",
        "valid_until",
        "content",
    }
)


@dataclass(frozen=True, slots=True)
class Order:
    """A licence as its issuing body tells it.

    Args:
        holder: name and number; the number is empty where the holder has none.
        valid_from: the first day; None: the day that it was issued. valid_until: the last one; None: nobody told one.
        body: the request in one form, whatever its members' order.
    """

    identifier: Identifier
    title: str
    office: str
    holder: tuple[str, str]
    issued_at: str
    valid_from: str | None
    valid_until: str | None
    content: Mapping[str, Any]
    body: bytes


def read_order(body: Any) -> Order:
    """The order that a request's JSON tells. Raises Problem 422 naming everything that is wrong."""
    if not isinstance(body, dict):
        raise invalid([("", "应当是一个对象")])
    errors = [(f"/{name}", "没有这一项") for name in sorted(body.keys() - _MEMBERS)]
    texts = {name: _text(body, name, errors) for name in ("type", "issuer", "serial", "title", "office")}
    version, holder, content = body.get("version", 1), body.get("holder"), body.get("content", {})
    if not isinstance(holder, dict) or holder.keys() - {"name", "number"}:
        errors.append(("/holder", "应当是一个对象，只有 name 和 number"))
        holder = {}
    else:
        _text(holder, "name", errors, "/holder")
        if "number" in holder:
            _text(holder, "number", errors, "/holder")
    if not isinstance(content, dict) or len(orjson.dumps(content)) > LARGEST_CONTENT:
        errors.append(("/content", f"应当是一个不超过 {LARGEST_CONTENT} 字节的对象"))
    if not _is_moment(body.get("issued_at")):
        errors.append(("/issued_at", "应当是带时区的时间，比如 2026-11-30T15:04:05+08:00"))
    _check_days(body, errors)
    identifier = _identifier(texts, version)
    if identifier is None:
        errors.append(("/serial", "类型代码、颁发机构代码、流水号（大写字母和数字，最多 32 个）、版本号拼不成证照标识"))
    if errors or identifier is None:
        raise invalid(errors)
    named = (str(holder.get("name", "")), str(holder.get("number", "")))
    days = body.get("valid_from"), body.get("valid_until")
    canonical = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    return Order(identifier, texts["title"], texts["office"], named, body["issued_at"], *days, content, canonical)


def invalid(errors: list[tuple[str, str]]) -> Problem:
    """The refusal of a body with errors: pointer and what would be accepted each."""
    return Problem(422, "invalid-request", f"有 {len(errors)} 处不对。", errors)


def _identifier(texts: Mapping[str, str], version: Any) -> Identifier | None:
    if type(version) is not int:
        return None
    try:
        return Identifier(texts["type"], texts["issuer"], texts["serial"], version)
    except BadIdentifier:
        return None


def _text(body: Mapping[str, Any], name: str, errors: list[tuple[str, str]], under: str = "") -> str:
    text = body.get(name)
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
        errors.append((f"{under}/{name}", f"应当是不超过 {LONGEST_TEXT} 个字的文字"))
        return ""
    return text


def _check_days(body: Mapping[str, Any], errors: list[tuple[str, str]]) -> None:
    wrong = [name for name in ("valid_from", "valid_until") if body.get(name) is not None and not _is_day(body[name])]
    errors += [(f"/{name}", "应当是一个日期，比如 2031-11-29") for name in wrong]
    first, last = body.get("valid_from"), body.get("valid_until")
    if not wrong and first is not None and last is not None and date.fromisoformat(first) > date.fromisoformat(last):
        errors.append(("/valid_until", "应当不早于 valid_from"))


def _is_moment(said: Any) -> bool:
    try:
        read_moment(said)
    except ValueError:
        return False
    return True


def _is_day(said: Any) -> bool:
    try:
        date.fromisoformat(said)
    except (TypeError, ValueError):
        return False
    return True
