"""A situation: what is so, and what must follow, whatever the order of the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timezone
from typing import Any

from bot.catalog import Document

from .failure import Failure


@dataclass(frozen=True, slots=True)
class Situation:
    """One row of a story file.

    Args:
        scenario: its id; None where ``say`` has to be understood as one.
        given: fact -> value, the file's and the row's together; None means 「没有」, for a list a list of objects.
        own: the facts that the row itself gives: each of them has to be asked.
        said: sentences said after the opening, before anything is asked.
        among: all scenarios that the row is played in, this one among them; what it names has to be known in one of them.
        otherwise: ``example``: what is not given is answered as the dictionary's example; ``refuse``: it may not be asked.
    """

    file: str
    line: int
    name: str
    today: date
    scenario: str | None
    say: str | None
    given: Mapping[str, Any]
    own: frozenset[str]
    said: tuple[str, ...]
    otherwise: str
    expect: Mapping[str, Any]
    among: tuple[str, ...] = ()

    def speaks_of(self, facts: frozenset[str]) -> int:
        """How many of the facts the row itself gives, or expects something of."""
        return len(facts & self.own) + len(facts & set(self.expect.get("facts", ())))

    def failure(self, what: str) -> Failure:
        """A failure of this situation."""
        return Failure(self.file, 0, "", what, self.name, self.line)


def situations(document: Document) -> Iterator[Situation]:
    """The rows of a story file in each of their scenarios: one for each of ``cases``, or the file itself where there are none."""
    data = document.data
    if "scenario" not in data and "say" not in data:
        return
    rows = data.get("cases") or [{}]
    among = tuple(dict.fromkeys(one for part in (data, *rows) for one in scenarios_of(part)))
    for index, row in enumerate(rows):
        chosen = scenarios_of(row) or scenarios_of(data) or (None,)
        for scenario in chosen:
            found = _situation(document, index, row, scenario)
            several = len(chosen) > 1
            yield replace(found, among=among, name=f"{found.name}（{scenario}）" if several else found.name)


def scenarios_of(part: Mapping[str, Any]) -> tuple[str, ...]:
    """The scenarios that a story file or one of its rows names: none, one, or several that share it."""
    named = part.get("scenario", ())
    return (named,) if isinstance(named, str) else tuple(named)


def _situation(document: Document, index: int, row: Mapping[str, Any], scenario: str | None) -> Situation:
    data = document.data
    own = row.get("given", {}) if "cases" in data else data.get("given", {})
    return Situation(
        file=document.file,
        line=document.line("cases", index) if "cases" in data else document.line("expect"),
        name=row.get("name", ""),
        today=date.fromisoformat(row.get("today", data["today"])),
        scenario=scenario,
        say=data.get("say"),
        given={**data.get("given", {}), **own},
        own=frozenset(own),
        said=(*data.get("said", ()), *row.get("said", ())),
        otherwise=data.get("otherwise", "example"),
        expect={**data.get("expect", {}), **row.get("expect", {})},
    )


def at_nine(day: date) -> datetime:
    """The moment at which stories of a day are played."""
    return datetime.combine(day, time(9), timezone.utc)
