"""Value readers on held-out answers: how many are right, and how many wrote silently what was not meant."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.engine.facts import Fact
from bot.nlu import ChoiceOption, read_value

from .rows import FOLDER, Row, accepted, outcome, rows, said_on, same


@dataclass
class Score:
    """Lines, right ones, those with a wrong value written unasked, CPU seconds each."""

    name: str
    total: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def values_of(which: str, facts: Mapping[str, Fact], *, asked: bool = True) -> Iterator[Score]:
    """One score a kind; ``asked``: whether the reader is told the question; ``facts`` give the other names of options."""
    for path in sorted((FOLDER / which / "values").glob("*.jsonl")):
        score = Score(path.stem)
        for row in rows(path):
            _count(score, path.stem, row, facts, said_on(which, row), asked=asked)
        yield score


def _count(score: Score, kind: str, row: Row, facts: Mapping[str, Fact], today: date, *, asked: bool) -> None:
    options = _options(row, facts)
    ask = row.get("ask", "") if asked else ""
    start = time.process_time()
    got = outcome(read_value(kind, row["text"], today=today, options=options, ask=ask))
    score.seconds.append(time.process_time() - start)
    score.total += 1
    if accepted(got, row["accept"]):
        score.right += 1
        return
    score.missed.append(row["text"])
    exact = "value" in got and "approx" not in got
    if exact and not any("value" in one and same(got["value"], one["value"]) for one in row["accept"]):
        score.wrong.append(row["text"])


def _options(row: Row, facts: Mapping[str, Fact]) -> tuple[ChoiceOption, ...]:
    """What may be chosen; the other names are the line's own, or those that the project's fact has today."""
    fact = facts[row["fact"]] if "fact" in row else None
    today = {one.value: one.names for one in fact.options} if fact is not None else {}
    return tuple(
        ChoiceOption(one["value"], one["label"], tuple(one.get("names", today.get(one["value"], ()))))
        for one in row.get("options", ())
    )
