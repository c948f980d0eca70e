"""What a made-up applicant answers: the example that the author wrote, or else the first thing that could be said.

Nothing here is drawn by chance, and nobody real can be meant: the dictionary's examples are printed samples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from bot.engine import Release, Value
from bot.engine.facts import Fact, Limits, Option, Wording
from bot.engine.kinds import NUMERIC
from bot.engine.values import Json
from bot.nlu.fact_reader import read_fact

_NO: Final = re.compile(r"^(?:没|不|无)")
_NUMBERS: Final = (1, 2, 0, 5, 10, 50, 100, 1000)


def made_up(release: Release, name: str, today: date) -> Iterator[Json]:
    """Values to offer for a fact, the plainest first; None stands for 「没有」.

    The first is 「没有」 where that will do, then the example, then every other choice or a few more numbers and days.
    """
    fact = release.facts[name]
    if fact.optional:
        yield None
    yield from _example(release, fact, today)
    yield from _others(release, fact, today)


def _example(release: Release, fact: Fact, today: date) -> Iterator[Json]:
    question = release.plan.question.get(fact.id)
    own = question.wording.example if question is not None and question.wording is not None else ""
    example = own or fact.wording.example
    if fact.kind == "boolean":
        yield not _NO.match(example)
        return
    options = release.offered(fact.id)
    value = _read(fact.kind, fact.label, fact.limits.not_after, example, options, today)
    if value is not None:
        yield value


@lru_cache(maxsize=4096)
def _read(kind: str, label: str, not_after: str | None, example: str, options: tuple[Option, ...], today: date) -> Json:
    """An example as a value; None where it is none. A situation asks for the same examples again and again."""
    fact = Fact("", label, kind, Wording(""), options=options, limits=Limits(not_after=not_after))
    found = read_fact(fact, example, today, options).value
    return found.value if isinstance(found, Value) else None


def _others(release: Release, fact: Fact, today: date) -> Iterator[Json]:
    options = release.offered(fact.id)
    if fact.kind == "boolean":
        yield from (False, True)
    elif fact.kind == "multi_choice":
        every: list[Json] = [one.value for one in options]
        yield every
        for one in every:
            yield [one]
    elif options:
        yield from (one.value for one in options)
    elif fact.kind in NUMERIC:
        yield from _NUMBERS
    elif fact.kind == "date":
        yield from ((today + timedelta(days=days)).isoformat() for days in (365, 0, -365))
