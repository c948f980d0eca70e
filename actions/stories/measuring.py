"""Stories played to measure what they cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.catalog import Built
from bot.engine import Catalog
from bot.engine.view import View
from bot.nlu import Understander

from .coverage import Coverage, Seen, coverage, watched
from .failure import Failure
from .played import Played
from .playing import read, run


def measure(
    built: Built,
    catalog: Catalog,
    understander: Understander,
    stories: Sequence[Path],
    today: date,
    chosen: Sequence[str],
    progress: Callable[[], None] = lambda: None,
    keep: Callable[[Played], None] = lambda _: None,
) -> tuple[list[Coverage], list[Failure]]:
    """The coverage of each chosen scenario, and what went another way in the stories that play in them.

    Args:
        keep: called with every situation that went as it expects.
    """
    seen = {name: Seen(catalog.current[name], watched(built, catalog.current[name])) for name in chosen}
    failures: list[Failure] = []
    for story in stories:
        last: dict[str, View] = {}

        def look(view: View, asked: str | None, refused: bool, last: dict[str, View] = last) -> None:
            name = view.release.scenario.id
            if name not in seen:
                return
            seen[name].look(view, asked, refused)
            if refused:
                return
            earlier = last.get(name)
            if earlier is not None and view.case.seq < earlier.case.seq:
                seen[name].chose(earlier)
            last[name] = view

        document = read(story)
        failures += (
            document
            if isinstance(document, list)
            else run(document, catalog, understander, look, frozenset(chosen), keep)
        )
        for name, view in last.items():
            seen[name].chose(view)
            seen[name].stories += 1
        progress()
    return [coverage(built, seen[name], today) for name in chosen], failures
