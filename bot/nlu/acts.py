"""Steering phrases -> commands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.engine.commands import (
    Absence,
    Answer,
    Back,
    Cancel,
    Command,
    Correct,
    Explain,
    Human,
    Later,
    Pause,
    Restart,
    Resume,
    Skip,
    Status,
    Submit,
    Summary,
    Undo,
)

from .phrases import Match

#: Section of the lexicon -> its command, the more binding ones first: of two sections that hold a phrase the first counts.
CONTROLS: Final[dict[str, Command]] = {
    "human": Human(),
    "undo": Undo(),
    "wrong": Correct(None),
    "submit": Submit(),
    "back": Back(),
    "later.who": Later(),
    "later": Later(),
    "explain": Explain(),
    "repeat": Explain(),
    "summary": Summary(),
    "status": Status(),
    "restart": Restart(),
    "skip": Skip(),
    "pause": Pause(),
    "resume": Resume(),
    "cancel": Cancel(),
}
#: Ways to say that there is no value.
ABSENCES: Final[dict[str, Absence]] = {
    "not_applicable": Absence.NOT_APPLICABLE,
    "dont_know": Absence.DONT_KNOW,
    "none": Absence.NONE,
}


def control(matches: Iterable[Match], but: Iterable[str] = ()) -> Command | None:
    """The command of the most binding section among the matches, or None; sections in ``but`` do not count."""
    by_section = {match.section: match for match in matches if match.section not in but}
    section = next((one for one in CONTROLS if one in by_section), None)
    if section is None:
        return None
    return Later(by_section[section].who) if section == "later.who" else CONTROLS[section]


def absence(matches: Iterable[Match], raw: str, but: Iterable[str] = ()) -> Answer | None:
    """「没有」, 「不适用」, 「不知道」 as the answer to the open question, or None."""
    sections = {match.section for match in matches}.difference(but)
    return next((Answer(None, kind, raw) for section, kind in ABSENCES.items() if section in sections), None)
