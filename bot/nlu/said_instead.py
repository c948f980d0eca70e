"""A yes or no that is said in other words: in those the author lists (「只打包」), in those of the matter asked for, or by a distance."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from bot.engine.facts import Fact
from bot.engine.values import Rejection, Value

from .fact_reader import Found
from .folding import fold
from .plausible import words_of_question
from .values.boolean import hedged
from .values.dialect import plain
from .values.distance import by_distance
from .values.evasion import asks_back, before_question, refuses
from .values.topics import Said, about, asks_for_past, said_of

_CLAUSE: Final = re.compile(r"[,，。;；!！ ]")
_BARE: Final = re.compile(r"(?:嗯|哦|那个)*(?:是|有|对|没有?|不是?|要|会|做)(?:的|了|啊|呀|呢)*$")


def said_instead(fact: Fact, words: str, found: Found) -> Found:
    """What the reader found, put right by the author's own words for yes and no, and by a distance; rough where they differ."""
    folded = plain(fold(words))
    said = _said(fact, folded)
    if (
        said is None
        or refuses(folded)
        or _asks(folded, found)
        or (isinstance(found.value, Rejection) and found.value.code == "boolean.unsure")
    ):
        return found
    if not isinstance(found.value, Value):
        return Found(Value(said, approx=hedged(folded)))
    if found.value.value is said:
        return Found(Value(said, approx=found.value.approx and hedged(folded)))
    return Found(replace(found.value, value=found.value.value if _begins_bare(folded) else said, approx=True))


def yes_or_no(fact: Fact, folded: str, telling: int) -> bool | None:
    """The author's words for yes or no, of ``telling`` characters or more, in the text; None where it holds none, or both."""
    said = _by_words(fact, folded, telling)
    return said.yes if said is not None else None


def _said(fact: Fact, folded: str) -> bool | None:
    near = by_distance(fact.wording.ask, words_of_question(fact), folded)
    if near is not None:
        return near.within
    said = _by_words(fact, folded) or about(fact.wording.ask, folded)
    return said.yes if said is not None else None


def _by_words(fact: Fact, folded: str, telling: int = 1) -> Said | None:
    past = asks_for_past(fact.wording.ask)
    return said_of(folded, _folded(fact.says_yes), _folded(fact.says_no), telling, was=past)


@lru_cache(maxsize=256)
def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, phrases))


def _asks(folded: str, found: Found) -> bool:
    return isinstance(found.value, Rejection) and asks_back(folded) and not before_question(folded)


def _begins_bare(folded: str) -> bool:
    return _BARE.fullmatch(_CLAUSE.split(folded.strip(), maxsplit=1)[0]) is not None
