"""What the self-check finds: one line each, and what is to be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Standing(Enum):
    """How it stands, as the line says it."""

    GOOD = "好"
    #: It works without, but not in everything.
    NOTE = "注意"
    MISSING = "缺"
    #: Nobody looked, because something before it is missing.
    UNSEEN = "没查"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``remedy``: what to do; empty where there is nothing to do."""

    standing: Standing
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        line = f"[{self.standing.value}] {self.what}"
        return f"{line}\n     怎么办：{self.remedy}" if self.remedy else line


def good(what: str) -> Finding:
    """It is in order."""
    return Finding(Standing.GOOD, what)


def note(what: str, remedy: str = "") -> Finding:
    """It is to be known."""
    return Finding(Standing.NOTE, what, remedy)


def missing(what: str, remedy: str) -> Finding:
    """It has to be put in order."""
    return Finding(Standing.MISSING, what, remedy)


def unseen(what: str) -> Finding:
    """It was not looked at."""
    return Finding(Standing.UNSEEN, what)
