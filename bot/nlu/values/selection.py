"""Which of several values in one text is the answer: the result before what led to it, the whole before its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from .speech import PART, RESULT


class Placed(Protocol):
    """A value with its place in a text, from ``start`` to ``end`` (not included)."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)
_PAUSE: Final = re.compile(r"[,，。;；!！]")


def answering(text: str, said: Sequence[P]) -> list[P]:
    """The values that may be the answer, in the order said.

    Example: of 「以前50，现在80」 the second, of 「楼上50楼下30，一共80」 the third, of 「八十平，其中厨房二十」 the first.
    """
    if len(said) < 2:
        return list(said)
    mark = last_mark(text, said[-1].start)
    after = [one for one in said if one.start >= mark]
    if mark and after:
        return after[:1]
    parts = PART.search(text, said[0].end)
    return [one for one in said if parts is None or one.start < parts.start()]


def last_mark(text: str, before: int) -> int:
    """Where the last word stands that announces a result, 0 when there is none."""
    return max((match.start() for match in RESULT.finditer(text) if match.end() <= before), default=0)


def last_pause(text: str, before: int) -> int:
    """Where the clause begins that ``before`` stands in."""
    return max((match.end() for match in _PAUSE.finditer(text, 0, before)), default=0)


def words_around(text: str, said: Sequence[Placed], shift: int = 0) -> str:
    """The words around the values; ``shift``: where the text begins in the one the values stand in."""
    rest, at = "", 0
    for one in said:
        if one.start >= shift:
            rest, at = rest + text[at : one.start - shift] + " ", one.end - shift
    return rest + text[at:]


def clauses_of(text: str, said: Sequence[Placed]) -> str:
    """The clauses in which the values stand: a story told in another one takes nothing from them."""
    kept, at = [], 0
    for clause in _PAUSE.split(text):
        if any(at <= one.start < at + len(clause) + 1 for one in said):
            kept.append(clause)
        at += len(clause) + 1
    return ",".join(kept)
