"""Several of the offered choices: 1和3, 前两个, 奶茶和咖啡, 除了裱花都有, 都没有."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Json, Rejection, Value

from .choice import by_number, names
from .phrase import ChoiceOption, Phrase, unreadable

_ALL: Final = re.compile(
    r"(?:以上|这些|上面)?(?:全部|全都|所有|统统|都)(?:要|有|做|卖|选|是|会|的|可以|涉及|包括)*(?:吧|了|的)?|全选|全要|全有"
)
_NONE: Final = re.compile(
    r"(?:以上|这些|上面)?(?:都|全|一个|一样)?(?:也|都)?(?:没有?|不(?:做|卖|要|是|选|涉及|用|需要))(?:的|了|吧)?|无|没|均无"
)
_EXCEPT: Final = re.compile(
    r"除了?(?P<but>.+?)(?:以外|之外|外)?[,，]?(?:其他|其余|别的|剩下的?|全|都)+(?:的)?(?:都|全)?(?:有|要|做|卖|选|会)*(?:吧|了)?"
)
_FIRST: Final = re.compile(r"(?P<which>前|后|最后)(?P<n>[一二两三四五六七八九2-9])(?:个|项|种|样)(?:吧|都要|都有)?")
_NOT: Final = re.compile(r"(?:不|没|别|无)(?:做|卖|要|有|是|会|用|需要|打算|准备)*$")
_SPLIT: Final = re.compile(r"[、,，;；\s]|和|跟|还有|以及|加上?|与|及|也(?=[做卖有要])|另外|外加|\+")
_DIGITS: Final = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The values meant, in the order offered; an empty list for 「都没有」."""
    labels = "、".join(option.label for option in options[:8])
    text = phrase.text
    if not options or re.search(r"[吗?？]$|(?<!饿了)么$|什么|哪些", text):
        return unreadable("multi_choice", phrase, options=labels)
    if _ALL.fullmatch(text):
        return _values(options, list(options))
    if _NONE.fullmatch(text):  # a question may offer "none" as a choice of its own
        return _values(options, [option for option in options if text in names(option)])
    but = _EXCEPT.fullmatch(text)
    if but is not None:
        left_out = _named(but["but"], options)
        return (
            _values(options, [one for one in options if one not in left_out])
            if left_out
            else unreadable("multi_choice", phrase, options=labels)
        )
    first = _FIRST.fullmatch(text)
    if first is not None:
        count = int(first["n"]) if first["n"].isdigit() else _DIGITS[first["n"]]
        return _values(options, list(options[:count] if first["which"] == "前" else options[-count:]))
    chosen = _named(text, options)
    return _values(options, chosen) if chosen else unreadable("multi_choice", phrase, options=labels)


def _named(text: str, options: Sequence[ChoiceOption]) -> list[ChoiceOption]:
    """The options named in the text and not denied there: by number in each part, else by their names, longest first."""
    parts = [part for part in _SPLIT.split(text) if part]
    numbered = [by_number(part, options) for part in parts]
    if parts and all(one is not None for one in numbered):
        return [one for one in numbered if one is not None]
    found: list[tuple[int, int, ChoiceOption]] = []
    for option in options:
        for name in sorted(names(option), key=len, reverse=True):
            at = text.find(name)
            if at >= 0 and (len(name) > 1 or len(text) <= 3 or name in parts):
                found.append((at, at + len(name), option))
                break
    outer = [
        one
        for one in found
        if not any(
            other is not one and other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]
            for other in found
        )
    ]
    kept = [option for start, _, option in outer if not _denied(text, start)]
    return kept or _parts_of_labels(parts, options)


def _denied(text: str, start: int) -> bool:
    clause = re.split(r"[,，。;；]|但|不过", text[:start])[-1]
    return _NOT.search(clause) is not None


def _parts_of_labels(parts: Sequence[str], options: Sequence[ChoiceOption]) -> list[ChoiceOption]:
    """Options of which every part of the answer is a piece of exactly one label."""
    found = []
    for part in parts:
        fitting = [option for option in options if len(part) >= 2 and any(part in name for name in names(option))]
        if len(fitting) != 1:
            return []
        found.append(fitting[0])
    return found


def _values(options: Sequence[ChoiceOption], chosen: Sequence[ChoiceOption]) -> Value:
    values: list[Json] = [option.value for option in options if option in chosen]
    return Value(values)
