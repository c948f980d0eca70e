"""Rules that set or add facts, put together by what they decide, and brought into an order that can be followed.

Of rules that set a fact the first that holds decides, so they stay together where the last of them can be told. Rules
that only add stand by themselves: each comes where it can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    found = [decision for names, members in groups for decision in _told(tuple(names), members, stop_of)]
    return _followable(sorted(found, key=lambda one: one.after))


def _told(names: tuple[str, ...], rules: Sequence[Rule], stop_of: Callable[[Rule], int]) -> Iterator[Decision]:
    """One decision, or where nothing is set, one for each stop at which some of the rules can be told."""
    stops = [stop_of(rule) for rule in rules]
    if any(rule.set for rule in rules):
        yield Decision(names, tuple(rules), max(stops))
        return
    for stop in dict.fromkeys(stops):
        here = tuple(rule for rule, at in zip(rules, stops, strict=True) if at == stop)
        added = {name for rule in here for name in rule.add}
        yield Decision(tuple(name for name in names if name in added), here, stop)


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
