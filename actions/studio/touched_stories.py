"""The authors' stories that a change of one scenario may spoil: those it plays in, and those it may draw to itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.catalog import CatalogInvalid, read_story
from bot.engine import Catalog
from bot.nlu import Understander

from ..rehearsal import Rehearsal
from ..stories import Failure, run_story

#: Turns within which a story has chosen its scenario.
_SOON: Final = 4
#: A catalog with its understanding.
Played = tuple[Catalog, Understander]


def failing_stories(
    root: Path, scenario: str, before: Played, after: Played, clock: Callable[[], datetime]
) -> list[Failure]:
    """Where the stories that play in the scenario, before or after its change, go wrong after it."""
    touched = [
        story
        for story in sorted((root / "scenarios" / "stories").glob("*.yml"))
        if any(scenario == _plays_in(story, played, clock) for played in (before, after))
    ]
    return [
        Failure(story.name, failure.turn, failure.said, failure.what)
        for story in touched
        for failure in run_story(story, *after)
    ]


def _plays_in(story: Path, played: Played, clock: Callable[[], datetime]) -> str | None:
    """The scenario that the story's first turns lead to; None where they lead to none, or the file cannot be read."""
    try:
        turns = read_story(story)["turns"]
    except CatalogInvalid:
        return None  # the checks say so
    rehearsal = Rehearsal(*played, clock)
    for turn in turns[:_SOON]:
        rehearsal.say(turn["say"])
        if rehearsal.case.scenario is not None:
            break
    return rehearsal.case.scenario
