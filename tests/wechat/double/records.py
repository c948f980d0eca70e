"""What is kept of everything that happened, for tests to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from .links import Part, parts

#: What a phone shows where an account gave no answer that can be shown.
SORRY = "该公众号暂时无法提供服务，请稍后再试"


class Way(Enum):
    """How something came onto a phone's screen."""

    OWN = "own"
    REPLY = "reply"
    MESSAGE = "message"
    NOTICE = "notice"
    FAULT = "fault"


@dataclass(frozen=True)
class Shown:
    """One thing on a phone's screen.

    Args:
        at: by a clock that only goes forward.
        push: number of the person's push that was answered with it, or that it was; 0 where it came by itself.
        url: where a tap on it leads, or where a picture is.
    """

    at: float
    way: Way
    text: str
    push: int = 0
    url: str = ""

    @property
    def parts(self) -> list[Part]:
        """The text, apart by what can be tapped. What somebody typed has no links."""
        return [Part(self.text)] if self.way is Way.OWN else parts(self.text)


class Verdict(Enum):
    """How a try at the webhook ended."""

    TEXT = "text"
    NOTHING = "nothing"
    MALFORMED = "malformed"
    UNANSWERED = "unanswered"
    LOST = "lost"


@dataclass(frozen=True)
class Answer:
    """One try of a push, and its answer. ``number``: of the try, 0 for a duplicate; ``seconds``: until it was answered or given up."""

    person: str
    push: int
    number: int
    began: float
    seconds: float
    verdict: Verdict
    text: str = ""
    told: str = ""


@dataclass(frozen=True)
class Call:
    """One call of the interface, and the code it was answered with; 0: it was done. ``heard``: the answer reached who called; ``looks``: it changes nothing."""

    at: float
    path: str
    body: dict[str, Any]
    code: int
    raw: bytes = field(repr=False, default=b"")
    heard: bool = True
    looks: bool = False
    query: dict[str, str] = field(default_factory=dict)
