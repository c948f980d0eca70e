"""Options of a multiple choice that no condition tells apart: choosing one, the other or both comes to the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.engine.conditions import And, Compare, Condition, FactRef, Literal, Not, Or

#: One place where an option is asked for: the "or" that asks for it among others, or the comparison alone.
_Place = int


def alike_options(conditions: Iterable[Condition]) -> dict[str, list[list[str]]]:
    """Fact -> its options that conditions name, those together that stand side by side in the same "or" everywhere.

    ``a has 'x' or a has 'y'`` only asks whether one of them was chosen.
    """
    places: defaultdict[str, defaultdict[str, set[_Place]]] = defaultdict(lambda: defaultdict(set))
    for condition in conditions:
        for fact, option, place in _asked(condition, condition):
            places[fact][option].add(place)
    found: dict[str, list[list[str]]] = {}
    for fact, options in places.items():
        groups: defaultdict[frozenset[_Place], list[str]] = defaultdict(list)
        for option, where in options.items():
            groups[frozenset(where)].append(option)
        found[fact] = list(groups.values())
    return found


def _asked(condition: Condition, around: Condition) -> Iterator[tuple[str, str, _Place]]:
    """Each option that is asked for, with its place; ``around``: the "or" it stands in, or itself."""
    if isinstance(condition, (And, Or)):
        for part in condition.parts:
            yield from _asked(part, condition if isinstance(condition, Or) else part)
    elif isinstance(condition, Not):
        yield from _asked(condition.part, condition.part)
    elif isinstance(condition, Compare):
        side_by_side = condition.op == "has" and isinstance(around, Or)
        for fact, value in _named(condition):
            yield fact, value, id(around) if side_by_side else id(condition)


def _named(compare: Compare) -> Iterator[tuple[str, str]]:
    for one, other in ((compare.left, compare.right), (compare.right, compare.left)):
        if isinstance(one, FactRef) and isinstance(other, Literal):
            values = other.value if isinstance(other.value, tuple) else (other.value,)
            yield from ((one.fact, value) for value in values if isinstance(value, str))
