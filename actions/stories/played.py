"""A situation's run without mistakes, kept as its answers alone: the views of thousands of runs take gigabytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Optional

from bot.engine import Case, Catalog, locate
from bot.engine.values import Json
from bot.engine.view import View
from bot.nlu import Understander

from .expecting import Reached
from .situation import Situation
from .situation_run import Memory, Watch, play, unexpected


@dataclass(frozen=True, slots=True)
class Played:
    """Where a situation went as it expects.

    Args:
        memory: address key -> what a made-up applicant answered.
        ended: the case at the end. ``refusals``: the case with each answer that was not taken.
        asked, refused, reviewed: as ``Reached`` has them.
    """

    situation: Situation
    memory: Mapping[str, Json]
    ended: Case
    refusals: tuple[Case, ...]
    asked: tuple[str, ...]
    refused: tuple[str, ...]
    reviewed: bool

    def reached(self, catalog: Catalog) -> Reached:
        """Where the situation ends, computed anew from its answers."""
        position = locate(catalog, self.ended, self.situation.today)
        return Reached(position, self.asked, refused=self.refused, reviewed=self.reviewed)

    def views(self, end: View) -> tuple[View, ...]:
        """The facts at the end, and with each answer that was not taken. ``end``: the view of where it ends."""
        return (end, *(View(end.release, case, end.today, end) for case in self.refusals))


#: File, line, name and scenario of a situation.
RunKey = tuple[str, int, str, Optional[str]]


def run_key(situation: Situation) -> RunKey:
    """What tells the situation from all others of a project."""
    return situation.file, situation.line, situation.name, situation.scenario


class Outcome(NamedTuple):
    """What became of a situation: the run, or what did not go as it expects."""

    played: Played | None
    wrong: tuple[str, ...]


def play_once(
    situation: Situation, catalog: Catalog, understander: Understander | None = None, watch: Watch | None = None
) -> Outcome:
    """The situation played to its end; ``understander`` and ``watch`` as in ``play``."""
    refusals: list[Case] = []
    memory: Memory = {}

    def look(view: View, asked: str | None, refused: bool) -> None:
        if refused:
            refusals.append(view.case)
        if watch is not None:
            watch(view, asked, refused)

    reached = play(situation, catalog, understander, watch=look, memory=memory)
    wrong = tuple(unexpected(situation, reached))
    if wrong or isinstance(reached, str) or reached.position.view is None:
        return Outcome(None, wrong)
    ended = reached.position.view.case
    made = Played(
        situation, memory, ended, tuple(refusals), tuple(reached.asked), tuple(reached.refused), reached.reviewed
    )
    return Outcome(made, ())
