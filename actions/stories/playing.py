"""One story file played: its conversation, its situations, or both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.catalog import PHRASES, CatalogInvalid, Document, read_story
from bot.engine import Catalog, Position, locate
from bot.engine.address import fact_of
from bot.engine.kinds import SHAPES
from bot.nlu import Understander

from ..rehearsal import Rehearsal
from .expecting import Reached, differences
from .failure import Failure
from .forking import each
from .naming import unknown_names
from .played import Played, play_once
from .situation import at_nine, situations
from .situation_run import Watch


def run_story(path: Path, catalog: Catalog, understander: Understander) -> list[Failure]:
    """The failures of one story file; empty when everything is as expected."""
    document = read(path)
    return document if isinstance(document, list) else list(run(document, catalog, understander))


def run_stories(
    paths: Sequence[Path],
    catalog: Catalog,
    understander: Understander,
    jobs: int = 1,
    only: Collection[str] | None = None,
) -> Iterator[list[Failure]]:
    """The failures of each story file, in order; ``jobs``: processes that play them.

    ``only``: scenarios that are of interest; files that tell of none of them have no list.
    """

    def play(number: int) -> list[Failure] | None:
        if only is None:
            return run_story(paths[number], catalog, understander)
        return _of_interest(paths[number], catalog, understander, only)

    yield from (found for found in each(play, len(paths), jobs) if found is not None)


def _of_interest(
    path: Path, catalog: Catalog, understander: Understander, only: Collection[str]
) -> list[Failure] | None:
    document, met = read(path), False
    if isinstance(document, list):
        return document

    def watch(*_: Any) -> None:
        nonlocal met
        met = True

    failures = list(run(document, catalog, understander, watch, only))
    return failures if met or failures else None


def stories_of(root: Path) -> list[Path]:
    """The story files of the project under ``root``; the phrases beside them are none."""
    return sorted(file for file in (root / "scenarios" / "stories").glob("*.yml") if file.name != PHRASES)


def read(path: Path) -> Document | list[Failure]:
    """The story file, or what keeps it from being played."""
    try:
        document = read_story(path)
    except CatalogInvalid as mistakes:
        return [Failure(str(path), 0, "", str(issue)) for issue in mistakes.issues]
    days = [document.data["today"], *(row["today"] for row in document.data.get("cases", ()) if "today" in row)]
    wrong = [Failure(str(path), 0, "", f"today {day} 不是日历上的一天。") for day in days if not SHAPES["date"](day)]
    return wrong or Document(str(path), document.data, document.lines)


def run(
    document: Document,
    catalog: Catalog,
    understander: Understander,
    watch: Watch | None = None,
    only: Collection[str] | None = None,
    keep: Callable[[Played], None] = lambda _: None,
) -> Iterator[Failure]:
    """Plays what a file holds. ``watch`` is shown every position that the story comes to.

    Args:
        only: the scenarios that are of interest: a conversation in another is left as soon as it has chosen it.
        keep: called with every situation that went as it expects.
    """
    if "turns" in document.data:
        yield from _conversation(document, catalog, understander, watch, only)
    for situation in situations(document):
        if only is not None and situation.scenario is not None and situation.scenario not in only:
            continue
        wrong = list(unknown_names(situation, catalog))
        yield from wrong
        if not wrong:
            played, differing = play_once(situation, catalog, understander, watch)
            yield from (situation.failure(what) for what in differing)
            if played is not None:
                keep(played)


def _conversation(
    document: Document,
    catalog: Catalog,
    understander: Understander,
    watch: Watch | None,
    only: Collection[str] | None,
) -> Iterator[Failure]:
    moment = at_nine(date.fromisoformat(document.data["today"]))
    rehearsal = Rehearsal(catalog, understander, lambda: moment)
    asked: dict[str, None] = {}
    for number, turn in enumerate(document.data["turns"], 1):
        outcome = rehearsal.say(turn["say"])
        if only is not None and rehearsal.case.scenario is not None and rehearsal.case.scenario not in only:
            return
        position = locate(catalog, rehearsal.case, moment.date())
        if watch is not None and position.view is not None:
            watch(position.view, position.next.address.key if position.next is not None else None, False)
        reached = reached_by(position, outcome, asked)
        for what in differences(reached, turn.get("expect", {})):
            yield Failure(document.file, number, turn["say"], what)


def reached_by(position: Position, outcome: Mapping[str, Any], asked: dict[str, None]) -> Reached:
    """Where a turn of a conversation led; ``asked`` grows by what it asks."""
    asking = outcome["asking"] or {}
    if asking.get("fact"):
        asked[fact_of(asking["fact"])] = None
    said = "\n".join(message["text"] for message in outcome["messages"])
    return Reached(position, tuple(asked), asking.get("fact") or asking.get("kind"), said)
