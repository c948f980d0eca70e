"""Prints what understanding reaches on the held-out utterances: ``[--missed] [SET …]``.

Without a set, on all that the tests hold to. ``--missed`` lists the lines that were missed.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.nlu import Understander

from .routes import questions_of, routes_of, with_stubs
from .rows import ROOT, SETS
from .turns import measured, turns_of
from .values import Score, values_of

_HEAD: Final = f"{'':24} lines  right  wrong value  ms (median, 95 %)"


def main(arguments: Sequence[str]) -> None:
    """Every kind over all sets, then each set, then all of them."""
    random.seed(20261124)
    sets = [one for one in arguments if one != "--missed"] or SETS
    catalog = measured(ROOT)
    understander, many = Understander(catalog), Understander(with_stubs(catalog))
    understander.warm()
    many.warm()
    facts = {name: fact for release in catalog.current.values() for name, fact in release.facts.items()}
    confused: Counter[tuple[str, str]] = Counter()
    by_set: dict[str, list[Score]] = {}
    kinds: dict[str, list[Score]] = {}
    for which in sets:
        values = list(values_of(which, facts))
        for score in values:
            kinds.setdefault(score.name, []).append(score)
        acts, of_turns, taken = turns_of(which, catalog, understander)
        confused.update(taken)
        others = [*routes_of(which, many, catalog), *questions_of(which, catalog)]
        by_set[which] = [_sum("all values", values), acts, of_turns, *others]
    alone = [one for which in sets for one in values_of(which, facts, asked=False) if one.name == "boolean"]
    print(f"kinds, all sets\n{_HEAD}")
    _table([_sum(kind, scores) for kind, scores in sorted(kinds.items())])
    _table([_sum("boolean, unasked", alone)])
    for which, scores in by_set.items():
        print(f"\n{which}\n{_HEAD}")
        _table(scores)
    print(f"\nall sets\n{_HEAD}")
    _table([_sum(scores[0].name, scores) for scores in zip(*by_set.values(), strict=True)])
    print(
        "acts taken for others:",
        ", ".join(f"{want} as {got} {count}" for (want, got), count in confused.most_common(15)),
    )
    if "--missed" in arguments:
        every = [score for scores in (*kinds.values(), *by_set.values()) for score in scores]
        print("\n".join(f"  {score.name}: {text}" for score in every for text in score.missed))


def _table(scores: Sequence[Score]) -> None:
    for score in scores:
        if score.total:
            print(_line(score))


def _sum(name: str, scores: Sequence[Score]) -> Score:
    return Score(
        name,
        sum(one.total for one in scores),
        sum(one.right for one in scores),
        [text for one in scores for text in one.wrong],
        [text for one in scores for text in one.missed],
        [second for one in scores for second in one.seconds],
    )


def _line(score: Score) -> str:
    right, wrong = score.right / score.total, len(score.wrong) / score.total
    spent = ""
    if len(score.seconds) > 1:
        times = sorted(score.seconds)
        spent = f"{1000 * statistics.median(times):6.2f} {1000 * times[int(0.95 * len(times))]:6.2f}"
    return f"{score.name:24} {score.total:5} {right:6.1%} {len(score.wrong):4} {wrong:6.2%}  {spent}"


main(sys.argv[1:])
