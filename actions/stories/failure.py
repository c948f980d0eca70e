"""A place where a story did not go as its author expects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that went another way.

    Args:
        turn: number of the sentence, counted from 1; 0 where the file itself or a situation is at fault.
        said: the sentence.
        situation: name of the row of a table of situations, or empty; ``line``: where the row stands, 0 when unknown.
    """

    file: str
    turn: int
    said: str
    what: str
    situation: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        if self.turn:
            return f"{place}  第 {self.turn} 句「{self.said}」  {self.what}"
        return f"{place}  「{self.situation}」{self.what}" if self.situation else f"{place}  {self.what}"
