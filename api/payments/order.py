"""What is ordered to be paid, read whole."""

from __future__ import annotations

from typing import Any, Final

import orjson

from ..problems import Problem

_LONGEST: Final = 500
_MOST_ITEMS: Final = 100
_LARGEST: Final = 10**10
_MEMBERS: Final = ("payer", "items", "cents")


def read_order(body: Any) -> bytes:
    """The order in one form. Raises Problem 422 naming everything that is wrong."""
    if not isinstance(body, dict):
        raise _invalid([("", "应当是一个对象")])
    errors = [(f"/{name}", "没有这一项") for name in sorted(body.keys() - set(_MEMBERS))]
    payer, items, cents = (body.get(name) for name in _MEMBERS)
    if not _is_text(payer):
        errors.append(("/payer", f"应当是不超过 {_LONGEST} 个字的文字"))
    if not isinstance(items, list) or not 0 < len(items) <= _MOST_ITEMS or not all(_is_item(one) for one in items):
        errors.append(("/items", "应当是一到一百项，每项有 title 和 cents（分）"))
    elif cents != sum(one["cents"] for one in items) or type(cents) is not int:
        errors.append(("/cents", "应当是各项的和（分）"))
    if errors:
        raise _invalid(errors)
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)


def _is_item(item: Any) -> bool:
    if not isinstance(item, dict) or item.keys() != {"title", "cents"}:
        return False
    return _is_text(item["title"]) and type(item["cents"]) is int and 0 < item["cents"] <= _LARGEST


def _is_text(text: Any) -> bool:
    return isinstance(text, str) and len(text.strip()) > 0 and len(text) <= _LONGEST


def _invalid(errors: list[tuple[str, str]]) -> Problem:
    return Problem(422, "invalid-request", f"有 {len(errors)} 处不对。", errors)
