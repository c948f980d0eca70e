"""A plain yes to a question that offers choices: 「对嘞」 to 「营业执照办好了吗？」 is the choice that the question itself names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.engine.values import Value

from ..normalise import normalise
from .options import names
from .phrase import ChoiceOption

_YES: Final = re.compile(r"(?:是|对|嗯+|恩|没错|当然)(?:是|对|的|啊|呀|呢|哈)*")
#: A question to which yes is an answer, and one that puts two things side by side.
_ASKS_WHETHER: Final = re.compile(r"[^?？]*[吗么](?=[?？])")
_EITHER: Final = re.compile(r"还是|哪|什么|怎么|多少")
_DENIES: Final = re.compile(r"[不没未无]|还[不没未]")


def plain_yes(text: str, options: Sequence[ChoiceOption], ask: str) -> Value | None:
    """The one choice that the question names; None where the words are more than a yes, or it names none or several.

    A choice that it names by another name only is rough: 「报告出来了吗」 may mean one that is too old.
    """
    question = _ASKS_WHETHER.match(ask)
    asked = normalise(question[0]) if question is not None else ""
    if not asked or _YES.fullmatch(text) is None or _EITHER.search(asked) is not None:
        return None
    named = [one for one in options if any(len(name) > 1 and _stands(name, asked) for name in names(one))]
    if len(named) != 1 or _DENIES.match(named[0].label) is not None:
        return None
    label = normalise(named[0].label)
    return Value(named[0].value, approx=not any(label[at : at + 2] in asked for at in range(len(label) - 1)))


def _stands(name: str, asked: str) -> bool:
    """Whether the question has the name, and does not deny it."""
    at = asked.find(name)
    return at >= 0 and (at == 0 or _DENIES.match(asked, at - 1) is None)
