"""What authors should look at first: per question, where people leave and what was not understood, the most harmful on top."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from sqlalchemy.engine import Engine

from bot.engine import Catalog

from ..cipher import Cipher
from ..database import Database
from ..store import Store
from .miss import PLACES
from .miss_log import KEPT_DAYS, Counted, counted
from .passages import Passage, Place, passages

#: Days after which a conversation that stands still counts as left.
IDLE_DAYS: Final = 3
#: Examples of one question.
MOST_EXAMPLES: Final = 8


@dataclass(frozen=True, slots=True)
class Example:
    """Words that were missed, scrubbed, and how often."""

    text: str
    kind: str
    times: int


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """One question of one scenario, in numbers.

    Args:
        scenario: empty where none had been chosen. ``title``: its title, or empty.
        question: a fact's id, or ``routing``, ``confirm`` or ``review``. ``label``: what it is called.
        asked, answered, left: conversations that were asked it, went past it with an answer, and stopped at it.
        explained, put_off, human: conversations in which 「为什么问」, 「以后再说」 or a person was asked for at it.
        misses: kind of miss -> how often; kinds are those of ``miss.KINDS``.
        attempts: median number of replies until it was answered, None when nobody answered.
        examples: words that may be shown, the most frequent first; ``hidden``: misses whose words are not shown.
    """

    scenario: str
    title: str
    question: str
    label: str
    asked: int
    answered: int
    left: int
    explained: int
    put_off: int
    human: int
    misses: Mapping[str, int]
    attempts: float | None
    examples: tuple[Example, ...]
    hidden: int

    @property
    def harm(self) -> int:
        """What the list is sorted by: somebody lost counts most, a value read wrongly next, then every reply missed."""
        return 10 * self.left + 3 * self.human + 3 * self.misses.get("corrected", 0) + sum(self.misses.values())


def report(
    engine: Engine,
    cipher: Cipher,
    catalog: Catalog,
    *,
    now: datetime,
    days: int = 30,
    idle_days: int = IDLE_DAYS,
    scenario: str | None = None,
) -> list[QuestionReport]:
    """The questions of the last ``days`` (90 at most), the most harmful first; of one scenario, where it is named.

    Raises:
        DatabaseUnavailable: the database cannot be reached.
        SealBroken: a stored turn was sealed with a key that is not configured.
    """
    database = Database(engine)
    since = now - timedelta(days=min(days, KEPT_DAYS))
    passed = passages(
        Store(engine, cipher, lambda: now), database, since=since, idle=timedelta(days=idle_days), now=now
    )
    missed: dict[Place, list[Counted]] = defaultdict(list)
    for row in counted(database, cipher, since.date().isoformat()):
        missed[row.scenario, row.question].append(row)
    wanted = [place for place in {**passed, **missed} if scenario is None or place[0] == scenario]
    found = [_question(catalog, place, passed.get(place, Passage()), missed.get(place, [])) for place in wanted]
    return sorted(found, key=lambda one: (-one.harm, -one.asked, one.scenario, one.question))


def _question(catalog: Catalog, place: Place, passage: Passage, rows: list[Counted]) -> QuestionReport:
    scenario, question = place
    release = catalog.current.get(scenario)
    fact = release.facts.get(question) if release is not None else None
    examples = _examples(rows)
    total = sum(row.times for row in rows)
    return QuestionReport(
        scenario=scenario,
        title=release.scenario.title if release is not None else "",
        question=question,
        label=PLACES.get(question) or (fact.label if fact is not None else question),
        asked=passage.asked,
        answered=passage.answered,
        left=passage.left,
        explained=passage.explained,
        put_off=passage.put_off,
        human=passage.human,
        misses=dict(_by_kind(rows)),
        attempts=median(passage.replies.elements()) if passage.replies else None,
        examples=examples[:MOST_EXAMPLES],
        hidden=total - sum(example.times for example in examples),
    )


def _by_kind(rows: Iterable[Counted]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row.kind] += row.times
    return found


def _examples(rows: Sequence[Counted]) -> tuple[Example, ...]:
    """The words that are kept, the most frequent first."""
    texts = {row.said: row.words for row in rows if row.words is not None}
    times: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.said in texts:
            times[texts[row.said], row.kind] += row.times
    found = [Example(text, kind, count) for (text, kind), count in times.items()]
    return tuple(sorted(found, key=lambda one: (-one.times, one.text, one.kind)))
