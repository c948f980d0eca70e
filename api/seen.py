"""Requests whose texts are read by somebody else: what nobody sees is not taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from bot.engine.pointers import escaped
from bot.engine.unseen import has_unseen

from .problems import Problem

#: Places named in one answer.
_MOST: Final = 200
_SAID: Final = "不能有看不见的控制字符，或者改变文字方向的字符"


def all_seen(body: Any) -> Any:
    """The same body, in whose texts and names everything is seen. ``body``: JSON of a bounded depth.

    Raises:
        Problem: 422, naming each place.
    """
    errors = [(place, _SAID) for place in _unseen(body, "")]
    if errors:
        raise Problem(422, "unseen-characters", f"有 {len(errors)} 处带有看不见的字符。", errors[:_MOST])
    return body


def _unseen(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, str):
        if has_unseen(value):
            yield place
    elif isinstance(value, dict):
        for name, inner in value.items():
            if has_unseen(name):
                yield place  # the name itself is not repeated
            else:
                yield from _unseen(inner, f"{place}/{escaped(name)}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _unseen(inner, f"{place}/{at}")
