"""What an answer can make a difference by: per fact that a condition reads, the kinds of answers to tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bot.engine.catalog import Release
from bot.engine.conditions import OPERATORS, Compare, Condition, FactRef, FigureRef, Literal, Operand
from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC

from ..shaping import compares, conditions_of, known_facts, shaping_facts

#: The answer 「没有」.
NOTHING: Final = None
#: Stands for a text that no condition names.
OTHER_TEXT: Final = "其他"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing about a fact that conditions look at.

    Args:
        key: the fact's id; for one option of a multiple choice ``fact has option``; for a list ``fact[]``.
        classes: kinds of answers, each as the values to try; within one, no comparison with a fixed value can tell them
            apart. Of an option: not chosen, chosen. Of a list: how many items. ``NOTHING`` is the answer 「没有」.
        option: the option of a multiple choice, or None.
        compares: the comparisons with fixed values that tell the classes apart.
    """

    key: str
    fact: str
    classes: tuple[tuple[Any, ...], ...]
    option: str | None = None
    compares: tuple[Compare, ...] = ()

    def class_of(self, value: Any) -> int | None:
        """The number of the class that an answer to the fact falls in, or None when it is like none of them."""
        if self.option is not None:
            return int(value is not NOTHING and self.option in value)
        sign = _signature(value, self.compares)
        return next(
            (at for at, values in enumerate(self.classes) if _signature(values[0], self.compares) == sign), None
        )


Aspects = Mapping[str, tuple[Aspect, ...]]


def aspects_of(release: Release, today: date) -> dict[str, tuple[Aspect, ...]]:
    """Fact -> its aspects, for every fact whose answer some condition of the release can tell apart."""
    conditions = tuple(all_conditions(release))
    looked_at: dict[str, dict[Compare, None]] = {}
    for condition in conditions:
        for compare in compares(condition):
            _note(looked_at, _fixed(release, compare, today))
    whether_known = {fact for condition in conditions for fact in known_facts(condition)}
    return {
        fact.id: found
        for fact in _read(release, conditions)
        if (found := _aspects(release, fact, tuple(looked_at.get(fact.id, ())), fact.id in whether_known))
    }


def all_conditions(release: Release) -> Iterator[Condition]:
    """Every condition that plays a part: the scenario's, its forms', and those of the facts that shape it."""
    forms = list(release.forms.values())
    yield from conditions_of(release.scenario, forms)
    for name in sorted(shaping_facts(release.scenario, forms, release.facts)):
        fact = release.facts[name]
        yield from (part.when for part in (fact, *fact.items) if part.when is not None)


def _read(release: Release, conditions: Sequence[Condition]) -> Iterator[Fact]:
    """The facts that conditions read, and those from which such a fact is derived, each once."""
    waiting = [name for condition in conditions for name in condition.facts()]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in release.facts:
            continue
        seen.add(name)
        fact = release.facts[name]
        waiting += list(fact.derive.facts()) if fact.derive is not None else []
        yield fact


def _fixed(release: Release, compare: Compare, today: date) -> Compare:
    """The comparison with today's figures written out."""

    def operand(side: Operand) -> Operand:
        return Literal(release.figures[side.name].on(today).value) if isinstance(side, FigureRef) else side

    return Compare(operand(compare.left), compare.op, operand(compare.right))


def _note(looked_at: dict[str, dict[Compare, None]], compare: Compare) -> None:
    """Files a comparison of a fact with a fixed value under the fact; two facts compared are left to the walks."""
    left, right = compare.left, compare.right
    if isinstance(left, FactRef) and isinstance(right, Literal):
        looked_at.setdefault(left.fact, {})[compare] = None
    elif isinstance(right, FactRef) and isinstance(left, Literal):
        looked_at.setdefault(right.fact, {})[compare] = None


def _aspects(release: Release, fact: Fact, looked: tuple[Compare, ...], known: bool) -> tuple[Aspect, ...]:
    if fact.id in release.scenario.assume or fact.derive is not None:
        return ()
    if fact.kind == "list":
        least = fact.limits.min_items or 0
        return (Aspect(f"{fact.id}[]", fact.id, ((least,), (least + 1,))),) if known or least == 0 else ()
    if fact.kind == "multi_choice":
        return _of_choices(release, fact, looked)
    nothing = [NOTHING] if fact.optional else []
    classes = _alike([*_values(release, fact, looked), *nothing], looked)
    return (Aspect(fact.id, fact.id, classes, compares=looked),) if len(classes) > 1 else ()


def _of_choices(release: Release, fact: Fact, looked: Sequence[Compare]) -> tuple[Aspect, ...]:
    """One aspect for each offered option that a condition asks for."""
    named = {value for compare in looked for value in _literals(compare)}
    return tuple(
        Aspect(f"{fact.id} has {option.value}", fact.id, ((False,), (True,)), option.value)
        for option in release.offered(fact.id)
        if option.value in named
    )


def _values(release: Release, fact: Fact, looked: Sequence[Compare]) -> list[Any]:
    """Answers worth trying: every option; the bounds and what lies just beside them; the texts that are named."""
    if fact.kind == "boolean":
        return [True, False]
    if options := release.offered(fact.id):
        return [option.value for option in options]
    points = [value for compare in looked for value in _literals(compare)]
    if fact.kind in NUMERIC:
        step = 1 if fact.kind == "integer" else 0.5
        bounds = [point for point in points if isinstance(point, (int, float)) and not isinstance(point, bool)]
        return sorted({bound + offset for bound in bounds for offset in (-step, 0, step)})
    if fact.kind == "date":
        days = [date.fromisoformat(point) for point in points if isinstance(point, str)]
        return sorted({(day + timedelta(days=step)).isoformat() for day in days for step in (-1, 0, 1)})
    texts = [value for value in points if isinstance(value, str)]
    return list(dict.fromkeys((*texts, OTHER_TEXT))) if texts else []


def _alike(values: Sequence[Any], looked: Sequence[Compare]) -> tuple[tuple[Any, ...], ...]:
    """The values, grouped by how the comparisons come out."""
    groups: dict[tuple[bool, ...] | None, list[Any]] = {}
    for value in values:
        groups.setdefault(_signature(value, looked), []).append(value)
    return tuple(tuple(group) for group in groups.values())


def _signature(value: Any, looked: Sequence[Compare]) -> tuple[bool, ...] | None:
    """How each comparison comes out for the value; None for 「没有」. A bare yes-or-no fact is looked at by itself."""
    if value is NOTHING:
        return None
    return (
        value is True,
        *(
            OPERATORS[one.op](
                one.left.value if isinstance(one.left, Literal) else value,
                one.right.value if isinstance(one.right, Literal) else value,
            )
            for one in looked
        ),
    )


def _literals(compare: Compare) -> Iterator[Any]:
    for side in (compare.left, compare.right):
        if isinstance(side, Literal):
            yield from side.value if isinstance(side.value, tuple) else (side.value,)
