"""Every option on some path: those that no condition reads as well, since the form itself may refuse one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.engine.address import Address
from bot.engine.answers import refuse, write
from bot.engine.position import locate

from .rows import Row, row_of
from .walk import Walk, Walker, contradicted


def option_faults(walker: Walker, walks: Sequence[Walk]) -> Iterator[Row]:
    """The rows of options that lead nowhere, among those that none of the walks has chosen; each by itself.

    Args:
        walks: with a proper end. Many options are chosen on one further walk, and singly only where that goes wrong.
    """
    left = _not_chosen(walker, walks)
    while left and walks:
        base = max(walks, key=lambda walk: sum(fact in left for fact in walk.asked))
        forced = {fact: _with(walker, base, fact, left[fact].pop(0)) for fact in base.asked if fact in left}
        if not forced:
            return
        left = {fact: values for fact, values in left.items() if values}
        if _row(walker, base, forced).fault is not None:
            yield from _singly(walker, base, forced)


def _singly(walker: Walker, base: Walk, forced: dict[str, Any]) -> Iterator[Row]:
    """The rows of the options that go wrong alone; if none does, the row of all of them."""
    rows = [(fact, _row(walker, base, {fact: value})) for fact, value in forced.items()]
    wrong = [(fact, row) for fact, row in rows if row.fault is not None]
    if not wrong:
        yield _row(walker, base, forced)
    for fact, row in wrong:
        if row.fault is not None:
            yield replace(row, fault=replace(row.fault, fact=fact))


def _row(walker: Walker, base: Walk, forced: dict[str, Any]) -> Row:
    walk = _answered_otherwise(walker, base, forced)
    if walk is None:
        walk = walker.walk(lambda aspect, _: base.chosen.get(aspect.key, 0), forced)
    return row_of(walker.release, {*walker.aspects, *forced}, walk)


def _answered_otherwise(walker: Walker, base: Walk, forced: dict[str, Any]) -> Walk | None:
    """The walk with these answers in place of its own, which need not be walked anew; None where they may lead elsewhere."""
    before, view = base.position, base.position.view if base.position is not None else None
    if before is None or view is None:
        return None
    case = view.case
    for key, stored in view.case.answers.items():
        address = Address.parse(key)
        if address is None or address.fact not in forced:
            continue
        value = forced[address.fact]
        if refuse(view, address, value, None) is None:  # what is not taken is answered as before
            case = write(case, address, replace(stored, value=value, absence=None))
    position = locate(walker.catalog, case, walker.today, before)
    same = (position.stage, position.outcome, position.next) == (before.stage, before.outcome, before.next)
    return replace(base, position=position) if same and not contradicted(position) else None


def _not_chosen(walker: Walker, walks: Sequence[Walk]) -> dict[str, list[Any]]:
    """Fact -> its options on no walk, for the facts that some walk asks."""
    chosen: dict[str, set[Any]] = {}
    for walk in walks:
        for fact, value in _answers(walk):
            chosen.setdefault(fact, set()).update(value if isinstance(value, tuple) else (value,))
    found = {fact: [one for one in _options(walker, fact) if one not in values] for fact, values in chosen.items()}
    return {fact: values for fact, values in found.items() if values}


def _options(walker: Walker, name: str) -> list[Any]:
    if walker.release.facts[name].kind == "boolean":
        return [True, False]
    return [option.value for option in walker.release.offered(name)]


def _answers(walk: Walk) -> Iterator[tuple[str, Any]]:
    """The answers of one walk that can be options."""
    view = walk.position.view if walk.position is not None else None
    for key, stored in view.case.answers.items() if view is not None else ():
        address = Address.parse(key)
        if address is not None and isinstance(stored.value, (bool, str, tuple, list)):
            yield address.fact, tuple(stored.value) if isinstance(stored.value, list) else stored.value


def _with(walker: Walker, base: Walk, name: str, value: Any) -> Any:
    """The answer that chooses this option: of a multiple choice beside what the walk chose."""
    if walker.release.facts[name].kind != "multi_choice":
        return value
    before = dict(_answers(base)).get(name, ())
    return tuple(one for one in _options(walker, name) if one == value or one in before)
