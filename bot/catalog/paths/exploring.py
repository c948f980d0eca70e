"""All paths of a scenario, or a stated part of them, each walked to its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.engine.catalog import Release

from .all_walks import all_walks, may_be_few
from .aspects import Aspects, aspects_of
from .goals import Goals, Side
from .options import option_faults
from .pairwise import apart, pairwise_walks
from .rows import Row, row_of
from .samples import Samples
from .walk import Walk, Walker

#: Paths up to which all are walked.
MOST: Final = 300

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exploration:
    """The paths of one release on one day.

    Args:
        whole: every combination of answers that a condition can tell apart was walked; else every two of them, and every
            condition on both its sides.
        met, apart: of two answers each: how many were walked together, and how many were given, but never together.
        unseen: sides of conditions that no walk was on.
        never_asked: the scenario's questions that no walk asked.
    """

    release: Release
    day: date
    rows: tuple[Row, ...]
    whole: bool
    met: int
    apart: int
    unseen: tuple[Side, ...]
    never_asked: tuple[str, ...]

    @property
    def bound(self) -> str:
        """What was walked, in words that a reader can rely on."""
        looked = "条件分得出差别的回答"
        others = "别的选项，能收下的也都选过一遍。"
        if self.whole:
            return f"{looked}，每一种组合都走了：{len(self.rows)} 条路。{others}"
        return (
            f"{looked}，任意两项的搭配走了 {self.met} 种，主题里的条件能成立和能不成立的也都走了，一共 {len(self.rows)} 条路；"
            f"另有 {self.apart} 种搭配，试了几种走法没有走到一起。三项以上的组合没有全走。{others}"
        )


def explore(
    release: Release,
    samples: Samples,
    *,
    today: date,
    most: int = MOST,
    progress: Progress = lambda done, all_: None,
    pairs: bool = True,
) -> Exploration:
    """The paths of the release; all of them up to ``most``, else a set in which every two answers meet.

    Args:
        pairs: without, a smaller set in which each answer is given and each condition is on both its sides: a third of the time.

    Raises:
        FigureExpired: a condition compares with a figure that has no value on the day.
    """
    aspects = aspects_of(release, today)
    walker = Walker(release, aspects, samples, today)
    goals = Goals(release, aspects)
    whole = all_walks(walker, most) if may_be_few(walker, 2 * most) else None
    met = unmet = 0
    walks: Sequence[Walk]
    if whole is None:
        covering = pairwise_walks(walker, goals, progress, pairs=pairs)
        walks, met, unmet = covering.kept, len(covering.met), len(apart(covering))
    else:
        walks = whole
        for number, walk in enumerate(walks, 1):
            goals.take(walk)
            progress(number, len(walks))
    ways = [(walk, row_of(release, aspects, walk)) for walk in walks]
    rows = sorted((row for _, row in ways), key=lambda row: _place(release, aspects, row))
    rows += option_faults(walker, [walk for walk, row in ways if row.fault is None])
    asked = {fact for row in rows for fact in row.asked}
    return Exploration(
        release=release,
        day=today,
        rows=tuple(rows),
        whole=whole is not None,
        met=met,
        apart=unmet,
        unseen=tuple(goals.open()),
        never_asked=tuple(one.fact for one in release.scenario.questions if one.fact not in asked),
    )


def _place(release: Release, aspects: Aspects, row: Row) -> tuple[object, ...]:
    """Rows in a lasting order: by outcome as the scenario lists them, applications last, then by their answers."""
    outcomes = list(release.scenario.outcomes)
    at = outcomes.index(row.result.outcome) if row.result.outcome in outcomes else len(outcomes)
    ranks = tuple(
        (release.plan.order[fact], tuple(aspect.class_of(value) or 0 for aspect in aspects[fact]))
        for fact, value in sorted(row.answers.items(), key=lambda one: release.plan.order[one[0]])
    )
    return row.fault is None, at, ranks
