"""A yes or no that is said in other words: in those the author lists (「只打包」), or by a distance (「隔了两条街」, 「走过去十米」)."""

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
from .values.denial import denied_before
from .values.numerals import parse_number
from .values.options import WRITTEN, named_options
from .values.phrase import ChoiceOption

_CLAUSE: Final = re.compile(r"[,，。;；!！ ]")
_BARE: Final = re.compile(r"(?:嗯|哦|那个)*(?:是|有|对|没有?|不是?|要|会|做)(?:的|了|啊|呀|呢)*$")
_NOT_THAT: Final = re.compile(
    r"(?:这个|那个|我们?|嘛|呢|都|也|是|倒是|就|还)*(?:没有?|不(?:做|有|要|是|用|搞|开|卖|上|弄|设|摆|放|会)?)(?:的|了|啊|呀|吧|呢)*(?=$|[,，。;；!！ ])"
)
_WITHIN: Final = re.compile(r"([0-9]+)米")
_AWAY: Final = re.compile(
    r"(?P<n>[0-9零一二两三四五六七八九十百千几.]+)(?P<more>多|来|几)?(?P<unit>米|公里|里路|里地|站路|条街|条马路)"
)
_METRES: Final = {"米": 1, "公里": 1000, "里路": 500, "里地": 500, "站路": 500, "条街": 100, "条马路": 30}


def said_instead(fact: Fact, words: str, found: Found) -> Found:
    """What the reader found, put right by the author's own words for yes and no, and by a distance; rough where they differ."""
    folded = fold(words)
    said = _by_distance(fact, folded)
    said = said if said is not None else _by_words(fact, folded)
    if said is None or (isinstance(found.value, Rejection) and found.value.code == "boolean.unsure"):
        return found
    if not isinstance(found.value, Value):
        return Found(Value(said, approx=hedged(folded)))
    if found.value.value is said:
        return Found(Value(said, approx=found.value.approx and hedged(folded)))
    return Found(replace(found.value, value=found.value.value if _begins_bare(folded) else said, approx=True))


def yes_or_no(fact: Fact, folded: str, telling: int) -> bool | None:
    """The author's words for yes or no, of ``telling`` characters or more, in the text; None where it holds none, or both."""
    return _by_words(fact, folded, telling) if fact.says_yes or fact.says_no else None


def _by_words(fact: Fact, folded: str, telling: int = 1) -> bool | None:
    options = _options(fact.says_yes, fact.says_no)
    named = (
        [one for one in named_options(folded, options) if one.strength == WRITTEN and one.end - one.start >= telling]
        if options
        else []
    )
    said = {(one.option.value == "yes") is not _denied(folded, one.start, one.end) for one in named}
    return said.pop() if len(said) == 1 else None


def _denied(folded: str, start: int, end: int) -> bool:
    """「不做外卖」, 「外卖不做的」; the denial in 「只做外卖不摆堂食」 is of something else."""
    return denied_before(folded, start) or _NOT_THAT.match(folded, end) is not None


@lru_cache(maxsize=256)
def _options(yes: tuple[str, ...], no: tuple[str, ...]) -> tuple[ChoiceOption, ...]:
    return tuple(
        ChoiceOption(value, fold(phrases[0]), tuple(map(fold, phrases[1:])))
        for value, phrases in (("yes", yes), ("no", no))
        if phrases
    )


def _by_distance(fact: Fact, folded: str) -> bool | None:
    """「马路对面就是小学，二三十米」 to a question about 100 metres: whether it is nearer than that."""
    bound = _WITHIN.search(fact.wording.ask)
    away = _AWAY.search(folded)
    asked = words_of_question(fact)
    named = any(folded[at : at + 2] in asked and folded[at + 1] not in "米0123456789" for at in range(len(folded) - 1))
    if bound is None or away is None or not named:
        return None
    number = parse_number("五十" if away["n"] == "几十" else away["n"])
    if number is None:
        return None
    metres = float(number.value if number.value is not None else (number.range or (0, 0))[1]) * _METRES[away["unit"]]
    limit = float(bound[1])
    return None if metres == limit else metres < limit


def _begins_bare(folded: str) -> bool:
    return _BARE.fullmatch(_CLAUSE.split(folded.strip(), maxsplit=1)[0]) is not None
