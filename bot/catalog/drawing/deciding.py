"""Rules that set or add facts, put together by what they decide, and brought into an order that can be followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.engine.scenario import Rule


@dataclass(frozen=True, slots=True)
class Decision:
    """Rules that decide the same facts. ``after``: the stop (a position on the way) at which the last of them can be told."""

    facts: tuple[str, ...]
    rules: tuple[Rule, ...]
    after: int


def decided(rule: Rule) -> tuple[str, ...]:
    """The facts that the rule sets or adds to."""
    return (*rule.set, *rule.add)


def decisions(rules: Iterable[Rule], stop_of: Callable[[Rule], int]) -> list[Decision]:
    """The rules grouped by the facts they share, each group after those it reads from, as far as there is no circle."""
    groups: list[tuple[dict[str, None], list[Rule]]] = []
    for rule in rules:
        facts = dict.fromkeys(decided(rule))
        if not facts:
            continue
        joined = [group for group in groups if group[0].keys() & facts.keys()]
        groups = [group for group in groups if group not in joined]
        names = {name: None for group in joined for name in group[0]} | facts
        groups.append((names, [*(one for group in joined for one in group[1]), rule]))
    found = [Decision(tuple(names), tuple(members), max(map(stop_of, members))) for names, members in groups]
    return _followable(sorted(found, key=lambda one: one.after))


def _followable(found: Sequence[Decision]) -> list[Decision]:
    ordered: list[Decision] = []
    left = list(found)
    while left:
        here = [one for one in left if one.after == left[0].after]
        ready = next((one for one in here if not _reads(one, [other for other in here if other is not one])), here[0])
        ordered.append(ready)
        left.remove(ready)
    return ordered


def _reads(decision: Decision, others: Iterable[Decision]) -> bool:
    read = {name for rule in decision.rules if rule.when is not None for name in rule.when.facts()}
    return any(read & set(other.facts) for other in others)
