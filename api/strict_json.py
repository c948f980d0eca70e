"""JSON read without guessing: two programs that read the same bytes must see the same document.

Source: RFC 7493 (I-JSON).
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

#: Objects and arrays within each other.
DEPTH: Final = 32
#: Values in all: a form has some hundreds. Checks that compare all items with each other stay cheap.
VALUES: Final = 20_000
_LARGEST: Final = 2**53 - 1
_DIGITS: Final = 40


class NotStrict(ValueError):
    """The bytes are not strict JSON; the message says why, in Chinese, and never quotes them."""


def read_strict(content: bytes) -> Any:
    """The value that the bytes spell.

    Raises:
        NotStrict: not UTF-8, not JSON, a name twice in one object, NaN or infinity, a number no double holds exactly,
            half a surrogate pair, nested deeper than ``DEPTH``, or more than ``VALUES`` values.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotStrict("不是 UTF-8 编码") from fault
    try:
        value = _DECODER.decode(text)
    except NotStrict:
        raise
    except RecursionError as fault:
        raise NotStrict("嵌套太深") from fault
    except ValueError as fault:
        raise NotStrict("不是正确的 JSON") from fault
    _check(value)
    return value


def _check(root: Any) -> None:
    """Walks without recursion: the depth is the sender's."""
    level, seen = [root], 0
    for _ in range(DEPTH + 1):
        seen += len(level)
        if seen > VALUES:
            raise NotStrict("内容太多")
        for value in level:
            _check_text(value)
        level = [child for value in level for child in _children(value)]
        if not level:
            return
    raise NotStrict("嵌套太深")


def _children(value: Any) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _check_text(value: Any) -> None:
    for text in value if isinstance(value, dict) else (value,):
        if isinstance(text, str) and not text.isascii():
            try:
                text.encode("utf-8")
            except UnicodeEncodeError as fault:
                raise NotStrict("文字里有不完整的字符") from fault


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrict("同一个对象里有重复的名称")
    return found


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS or abs(number := int(digits)) > _LARGEST:
        raise NotStrict("数字太大")
    return number


def _fraction(digits: str) -> float:
    number = float(digits)
    if len(digits) > _DIGITS or abs(number) > _LARGEST:
        raise NotStrict("数字太大或太长")
    return number


def _constant(_: str) -> NoReturn:
    raise NotStrict("不是正确的 JSON 数字")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_constant
)
