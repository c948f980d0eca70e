"""The words a reader reads, and the two ways a reader says no."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.values import Json, Rejection

from ..normalise import clean, normalise


@dataclass(frozen=True, slots=True)
class Phrase:
    """One answer: ``original`` keeps traditional characters and case, ``text`` is for matching. Both have one length."""

    original: str
    text: str

    @classmethod
    def of(cls, raw: str) -> Phrase:
        """The phrase that ``raw`` is, punctuation at its ends taken off."""
        original = clean(raw).strip(" ,，。.;；!！~…、:：\"'“”‘’")
        return cls(original, normalise(original))


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
