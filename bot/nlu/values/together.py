"""One word for several things, put as the things: 「早中晚三顿」 is 「早餐、午餐、晚餐」. Kept in ``lexicon/together.txt``."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ..lexicon_reader import lexicon

_MARK: Final = " = "


def in_single_words(text: str) -> str:
    """The text with each such word replaced by those it stands for."""
    for pattern, things in _groups():
        text = pattern.sub(things, text)
    return text


@cache
def _groups() -> tuple[tuple[re.Pattern[str], str], ...]:
    parts = [line.partition(_MARK) for line in lexicon("together")["together"]]
    return tuple((re.compile(pattern), things) for pattern, _, things in parts)
