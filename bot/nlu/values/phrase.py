"""The words a reader reads, and the two ways a reader says no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.engine.values import Json, Rejection

from ..normalise import clean_words, normalise
from ..particles import in_standard_words

_NUMERALS: Final = "零一二三四五六七八九十百千万亿〇两廿卅幺点0-9"
#: Speech is written down without punctuation: a space between words is a pause, one inside a number or a name is none.
_PAUSE: Final = re.compile(
    rf"(?<=[\u3400-\u9fff0-9A-Za-z][\u3400-\u9fff]) (?=[\u3400-\u9fff][\u3400-\u9fff0-9A-Za-z])(?!(?<=[{_NUMERALS}] )[{_NUMERALS}])"
)
#: A clause said to its end, without a stop: 「肯定要的呀现在没外卖怎么活」. The particle makes room for the pause.
_BREATH: Final = re.compile(r"(?<=[的了有要没是好对行会做卖过])[呀啊哎诶咯啦](?=[\u3400-\u9fff]{3})")
#: Punctuation at the ends of an answer; the point of 「.5」 is none.
_ENDS: Final = re.compile(r"^(?:(?!\.\d)[ ,，。.;；!！~…、:：\"'“”‘’])+|[ ,，。.;；!！~…、:：\"'“”‘’]+$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One answer: ``original`` keeps traditional characters and case, ``text`` is for matching. Both have one length."""

    original: str
    text: str

    @classmethod
    def of(cls, raw: str) -> Phrase:
        """The phrase that ``raw`` is, punctuation at its ends taken off."""
        original = _ENDS.sub("", clean_words(raw))
        return cls(original, _BREATH.sub(",", _PAUSE.sub(",", in_standard_words(normalise(original)))))


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One of the offered choices: its value, its label, and other ways to say it."""

    value: str
    label: str
    names: tuple[str, ...] = ()


def unreadable(kind: str, phrase: Phrase, **params: Json) -> Rejection:
    """No value of the kind was found in the words."""
    return Rejection(f"{kind}.unreadable", {"understood": phrase.original[:60], **params})


def refused(code: str, phrase: Phrase, **params: Json) -> Rejection:
    """A value was found and breaks the rule that ``code`` names."""
    return Rejection(code, {"understood": phrase.original[:60], **params})
