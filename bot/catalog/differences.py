"""What differs between two releases of a scenario: definitions compared by name, never lines of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.engine.condition_parser import ConditionError, parse_condition

from .bundles import Bundle, release_of_bundle
from .parts import OF_FORM, ORDERED, Part, parts_of

#: Members that hold a condition: written another way, it may still say the same.
_CONDITIONS: Final = frozenset({"when", "refuse"})
#: Members that may be left out, with what that means.
_LEFT_OUT: Final = {"certain": True, "required": True, "optional": False, "state": "current"}


@dataclass(frozen=True, slots=True)
class Detail:
    """One member that differs, as it is written; None where it is not written.

    Args:
        what: the member, e.g. ``when``; ``set business_items``, ``options juice`` for what is inside one; ``position`` for
            the place in the order, from 1.
    """

    what: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that differs.

    Args:
        kind: ``scenario``, ``question``, ``rule`` … as ``bot.catalog.parts`` has them.
        change: ``added``, ``removed``, ``changed`` or ``moved`` (nothing but its place in the order).
        label: what people call it, as it is after the change.
        details: of a part that is new or gone, everything it says.
    """

    kind: str
    name: str
    change: str
    label: str
    details: tuple[Detail, ...] = ()


def differences(before: Bundle, after: Bundle) -> tuple[Difference, ...]:
    """What ``after`` says otherwise than ``before``, by kind, in the order authors wrote it. Raises BundleInvalid."""
    old, new = (parts_of(bundle, release_of_bundle(bundle)) for bundle in (before, after))
    both = old["form"].keys() & new["form"].keys()
    found: list[Difference] = []
    for kind in new:
        earlier, later = old[kind], new[kind]
        if kind in OF_FORM:  # a form that is new or gone is told of once
            earlier = {name: part for name, part in earlier.items() if name.partition("/")[0] in both}
            later = {name: part for name, part in later.items() if name.partition("/")[0] in both}
        found += _compared(kind, earlier, later)
    return tuple(found)


def _compared(kind: str, before: Mapping[str, Part], after: Mapping[str, Part]) -> Iterator[Difference]:
    places = moves(list(before), list(after)) if kind in ORDERED else {}
    for name, part in after.items():
        if name not in before:
            yield Difference(kind, name, "added", part.label, tuple(_details({}, part.members)))
            continue
        details = tuple(_details(before[name].members, part.members))
        moved = (Detail("position", *places[name]),) if name in places else ()
        if details or moved:
            yield Difference(kind, name, "changed" if details else "moved", part.label, details + moved)
    for name, part in before.items():
        if name not in after:
            yield Difference(kind, name, "removed", part.label, tuple(_details(part.members, {})))


def _details(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Detail]:
    for what in dict.fromkeys((*before, *after)):
        old, new = (members.get(what, _LEFT_OUT.get(what)) for members in (before, after))
        if what == "options" and old is not None and new is not None:
            # Choices that come or go are told of one by one; here only their order counts.
            old, new = [one for one in old if one in new], [one for one in new if one in old]
        if not _same(what, old, new):
            yield Detail(what, old, new)


def _same(what: str, old: Any, new: Any) -> bool:
    if what in _CONDITIONS and isinstance(old, str) and isinstance(new, str):
        try:
            return parse_condition(old) == parse_condition(new)
        except ConditionError:
            return old == new
    return (
        type(old) is type(new) and bool(old == new)
        if isinstance(old, bool) or isinstance(new, bool)
        else bool(old == new)
    )


def moves(before: Sequence[str], after: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The fewest parts that must have been moved, with their places before and after, from 1."""
    old = {name: at for at, name in enumerate(before, 1)}
    new = {name: at for at, name in enumerate(after, 1)}
    common = [name for name in after if name in old]
    still = _longest_rise([old[name] for name in common])
    return {name: (old[name], new[name]) for at, name in enumerate(common) if at not in still}


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Places of a longest rising subsequence; the numbers are distinct."""
    ends: list[int] = []  # at length n: the place where the rise of that length with the least end ends
    before: list[int | None] = []
    for at, number in enumerate(numbers):
        length = bisect_left([numbers[end] for end in ends], number)
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [at]
    found: set[int] = set()
    place = ends[-1] if ends else None
    while place is not None:
        found.add(place)
        place = before[place]
    return found
