"""Corrections: what a change of answers would do, and doing or undoing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from .address import Address
from .answers import write
from .case import Case, Change, Inverse, Roster, Stored
from .conditions import ABSENT, UNKNOWN
from .needs import active_permits, wanted
from .values import Json
from .view import View

#: Parts of an address by which another place is told from a slip.
_FAR: Final = ("district_code", "road")


@dataclass(frozen=True, slots=True)
class Consequences:
    """What else a change does. ``added`` and ``removed`` are ids of forms, materials and outcomes.

    ``ask_again`` are questions that become open, ``parked`` answers that stop counting, ``restored`` ones that count again.
    """

    ask_again: tuple[Address, ...] = ()
    parked: tuple[Address, ...] = ()
    restored: tuple[Address, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.ask_again, self.parked, self.restored, self.added, self.removed))


def apply(case: Case, changes: Iterable[Change]) -> Case:
    """The case with the changes written and the way back kept in ``undo``."""
    changed = case
    for change in changes:
        if change.stored is not None:
            changed = _without(write(changed, change.address, change.stored), change.forget)
        else:
            changed = _without_item(changed, change.address)
    keys = {key for key in (*case.answers, *changed.answers) if case.answers.get(key) != changed.answers.get(key)}
    lists = {
        name: case.lists.get(name, Roster()) for name in changed.lists if case.lists.get(name) != changed.lists[name]
    }
    return replace(changed, undo=Inverse({key: case.answers.get(key) for key in keys}, lists, case.order, case.todos))


def moved(view: View, change: Change) -> Change:
    """The change with what it makes forget: the parts of another address that were answered by themselves (the street of the old place).

    An address moves when it names another district or road; another number or floor may be a slip that was mended.
    """
    fact, stored = view.release.facts[change.address.fact], change.stored
    if stored is None or not fact.parts or change.address.item is not None:
        return change
    new = stored.parts
    places = [part for name in _FAR if (part := fact.parts.get(name)) is not None and part in new]
    far = any(view.resolve(part).value not in (UNKNOWN, ABSENT, new[part]) for part in places)
    forget = tuple(part for part in fact.parts.values() if part not in new and part in view.case.answers)
    return replace(change, forget=forget) if far else change


def _without(case: Case, facts: Iterable[str]) -> Case:
    gone = frozenset(facts)
    if not gone:
        return case
    return replace(
        case,
        answers={key: stored for key, stored in case.answers.items() if key not in gone},
        order=tuple(key for key in case.order if key not in gone),
    )


def revert(case: Case) -> Case:
    """The case before the latest correction, later answers kept; the case itself when there is none to undo."""
    inverse = case.undo
    if inverse is None:
        return case
    answers = dict(case.answers)
    for key, stored in inverse.answers.items():
        if stored is None:
            answers.pop(key, None)
        else:
            answers[key] = stored
    later = (key for key in case.order if key not in inverse.order)
    return replace(
        case,
        answers=answers,
        lists={
            **case.lists,
            **{name: _merged(roster, case.lists.get(name), name, answers) for name, roster in inverse.lists.items()},
        },
        order=tuple(key for key in (*inverse.order, *later) if key in answers),
        todos={key: todo for key, todo in {**inverse.todos, **case.todos}.items() if key not in answers},
        undo=None,
    )


def _merged(before: Roster, now: Roster | None, name: str, answers: Mapping[str, Stored]) -> Roster:
    """The list as it was, with the items that joined it since and still have answers."""
    since = [
        item
        for item in (now.items if now is not None else ())
        if item not in before.items and any(key.startswith(f"{name}[{item}].") for key in answers)
    ]
    if not since:
        return before
    return replace(before, items=(*before.items, *since), next=max(int(item) for item in since) + 1)


def consequences(before: View, after: View, changed: Iterable[Address]) -> Consequences:
    """What differs between two views of a case beyond the changed answers themselves."""
    touched = {address.key for address in changed}
    active_before, active_after = _active(before), _active(after)
    asked_before, asked_after = wanted(before), wanted(after)
    things_before, things_after = _things(before), _things(after)
    stays = [key for key in before.case.answers if key in after.case.answers and key not in touched]
    return Consequences(
        ask_again=tuple(
            one.address for key, one in asked_after.items() if key not in asked_before and key not in touched
        ),
        parked=_addresses(key for key in stays if key in active_before and key not in active_after),
        restored=_addresses(key for key in stays if key not in active_before and key in active_after),
        added=tuple(thing for thing in things_after if thing not in things_before),
        removed=tuple(thing for thing in things_before if thing not in things_after),
    )


def parked(view: View) -> tuple[Address, ...]:
    """The answers that do not count now because their facts are not relevant."""
    active = _active(view)
    return _addresses(key for key in view.case.answers if key not in active)


def _active(view: View) -> set[str]:
    """Keys of the answers that are not parked."""
    active = set()
    for key in view.case.answers:
        address = Address.parse(key)
        if address is not None and address.fact in view.release.facts and view.relevant(address) is not False:
            active.add(key)
    return active


def _things(view: View) -> dict[str, None]:
    """Ids of forms, materials and outcomes that are certain."""
    found: dict[str, None] = {}
    for form, when in active_permits(view):
        if when is not None:
            continue
        found[form.id] = None
        found.update(
            {f"{form.id}/{material.id}": None for material in form.materials if view.truth(material.when) is True}
        )
    for rule in view.release.scenario.rules:
        if rule.outcome is not None and view.truth(rule.when) is True:
            found[rule.outcome] = None
    return found


def _without_item(case: Case, address: Address) -> Case:
    owner, item = address.fact, address.item or ""
    roster = case.lists[owner]
    prefix = f"{owner}[{item}]."
    keep = {key: stored for key, stored in case.answers.items() if not key.startswith(prefix)}
    return replace(
        case,
        answers=keep,
        lists={**case.lists, owner: replace(roster, items=tuple(one for one in roster.items if one != item))},
        order=tuple(key for key in case.order if key in keep),
        todos={key: todo for key, todo in case.todos.items() if not key.startswith(prefix)},
    )


def _addresses(keys: Iterable[str]) -> tuple[Address, ...]:
    return tuple(address for key in keys if (address := Address.parse(key)) is not None)


def same(stored: Stored | None, other: Stored) -> bool:
    """Whether two answers say the same, wherever they come from."""
    return stored is not None and (stored.value, stored.absence, dict(stored.parts)) == (
        other.value,
        other.absence,
        dict(other.parts),
    )


#: Width of brackets, and spaces, tell nobody anything.
_FOLDED: Final = str.maketrans({"（": "(", "）": ")", " ": None, "\u3000": None, "\t": None})


def alike(one: Stored, other: Stored) -> bool:
    """Whether two that hold a fact mean the same, however they write it: an address with the city or without."""
    return one.absence == other.absence and _bare(one.value) == _bare(other.value)


def _bare(value: Json) -> Json:
    return value.translate(_FOLDED).removeprefix("上海市") if isinstance(value, str) else value


def value_now(view: View, address: Address) -> object:
    """The value at an address as a correction shows it: None when it is unknown or absent."""
    value = view.at(address).value
    return None if value is UNKNOWN or value is ABSENT else value
