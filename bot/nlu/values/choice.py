"""One of several offered choices: by number, by label, by part of it, by another name for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from ..normalise import normalise
from .phrase import ChoiceOption, Phrase, refused, unreadable

_ORDINAL: Final = re.compile(
    r"(?:我?选|要|就)?(?:第\s*(?P<a>[0-9一二三四五六七八九十两]{1,3})\s*(?:个|项|种|条)?|(?P<b>[0-9]{1,2})(?:号|吧|\.|、)?|(?P<c>[A-Za-z])(?:吧|项)?|(?P<last>最后)(?:一)?(?:个|项|种))(?:吧|的)?"
)
_AROUND: Final = re.compile(
    r"^(?:嗯+|呃|那个|就是|应该是|算是|我们?的?是?|我|是|选|就|要|属于|属|为|打算|准备|想|用的?是?|走|填|[\s,，])+|(?:吧|啊|呢|的|哈|了|那种|那个|这个|类|这种|[\s,，。.])+$"
)
_NEGATIVE: Final = re.compile(r"^(?:不是|不要|不用|别|除了|没有?|非|不)")
#: Names that mean an option only when nothing else is said: 「没有」 is, 「没有第二家」 and 「办了一半」 are not.
_ALONE: Final = re.compile(r"[还都没有无不了是的未]+|.了")
_HAN: Final = dict(zip("一二三四五六七八九十两", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2), strict=True))


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The value of the one option that the words mean; two that fit as well are ambiguous."""
    labels = "、".join(option.label for option in options[:8])
    if not options or re.search(r"[吗?？]$|(?<!饿了)么$|什么|哪个", phrase.text):
        return unreadable("choice", phrase, options=labels)
    exact = _exact(phrase.text, options)
    if exact is not None:
        return Value(exact.value)
    ordinal = by_number(phrase.text, options)
    if ordinal is not None:
        return Value(ordinal.value)
    found = best(phrase.text, options)
    if len(found) == 1:
        return Value(found[0].value)
    return (
        refused("choice.ambiguous", phrase, options=labels) if found else unreadable("choice", phrase, options=labels)
    )


def by_number(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    """第二个, 2, B, 最后一个."""
    match = _ORDINAL.fullmatch(text.strip())
    if match is None:
        return None
    if match["last"]:
        return options[-1]
    number = match["a"] or match["b"]
    if match["c"]:
        index = ord(match["c"].upper()) - ord("A") + 1
    else:
        index = int(number) if number.isdigit() else _HAN.get(number, 0)
    return options[index - 1] if 1 <= index <= len(options) else None


def best(text: str, options: Sequence[ChoiceOption]) -> list[ChoiceOption]:
    """The options that the words fit best: the longest name found in them, else a label of which they are a part."""
    core = _AROUND.sub("", text)
    if _NEGATIVE.match(core) and not any(core.startswith(name) for option in options for name in names(option)):
        return []
    scores = {
        index: max((len(name) for name in names(option) if name in text and not _ALONE.fullmatch(name)), default=0)
        for index, option in enumerate(options)
    }
    top = max(scores.values())
    if top >= (2 if len(text) > 4 else 1):
        return [options[index] for index, score in scores.items() if score == top]
    if len(core) >= 2:
        return [option for option in options if any(core in name for name in names(option))]
    return []


def names(option: ChoiceOption) -> list[str]:
    """All ways to say an option, normalised; a label's bracketed remark may be left out."""
    label = normalise(option.label)
    bare = re.sub(r"[（(].*?[)）]", "", label)
    return [name for name in dict.fromkeys((label, bare, *(normalise(name) for name in option.names))) if name]


def _exact(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    core = _AROUND.sub("", text)
    fitting = [option for option in options if text in names(option) or core in names(option) or text == option.value]
    return fitting[0] if len(fitting) == 1 else None
