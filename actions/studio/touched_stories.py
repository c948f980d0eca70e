"""The authors' stories that a change of one scenario may spoil: those it plays in, and those it may draw to itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.catalog import CatalogInvalid, read_story
from bot.engine import Catalog
from bot.nlu import Understander

from ..rehearsal import Rehearsal
from ..stories import Failure, run_story, stories_of
from ..stories.situation import scenarios_of

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
        for story in stories_of(root)
        if any(scenario in _plays_in(story, played, clock) for played in (before, after))
    ]
    return [replace(failure, file=story.name) for story in touched for failure in run_story(story, *after)]


def _plays_in(story: Path, played: Played, clock: Callable[[], datetime]) -> set[str | None]:
    """The scenarios that a story names or its opening leads to."""
    try:
        told = read_story(story).data
    except CatalogInvalid:
        return set()  # the checks say so
    found: set[str | None] = {one for part in (told, *told.get("cases", ())) for one in scenarios_of(part)}
    for openings in ([told["say"]] if "say" in told else [], [turn["say"] for turn in told.get("turns", ())[:_SOON]]):
        rehearsal = Rehearsal(*played, clock)
        for text in openings:
            if rehearsal.case.scenario is None:
                rehearsal.say(text)
        found.add(rehearsal.case.scenario)
    return found
