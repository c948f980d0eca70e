"""From the places of a form that an officer names to the questions behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .address import Address
from .case import Case, Reopened
from .document import application
from .forms import Form
from .happenings import Correction
from .limits import LIST_ITEMS
from .view import View
from .wanted import Wanted


def asks_of(view: View, form: Form, correction: Correction) -> tuple[tuple[str, ...], ...]:
    """For each point the keys of the questions behind it; none for a material, and for what no answer settles."""
    return tuple(
        tuple(dict.fromkeys(one.key for place in _places(view, form, point.pointer) for one in _sources(view, place)))
        for point in correction.points
    )


def unsettled(view: View, reopened: Reopened) -> Iterator[Wanted]:
    """The questions of a correction that nobody has answered since, in the order of its points."""
    facts = view.release.facts
    for key in dict.fromkeys(key for keys in reopened.asks for key in keys):
        address = Address.parse(key)
        if address is not None and address.fact in facts and not _is_settled(view, address, reopened.turn):
            fact = facts[address.fact]
            yield Wanted(address, more=fact.kind == "list", optional=fact.optional)


def _is_settled(view: View, address: Address, turn: int) -> bool:
    case, plan = view.case, view.release.plan
    owner = plan.list_of.get(address.fact)
    if address.item is not None and owner is not None and address.item not in _items(case, owner):
        return True
    if view.relevant(address) is False:
        return True
    if view.release.facts[address.fact].kind == "list":
        roster = case.lists.get(address.fact)
        return roster is not None and roster.complete and roster.turn > turn
    keys = [address.key, *([plan.whole[address.fact]] if address.fact in plan.whole else [])]
    return any(case.answers[key].turn > turn for key in keys if key in case.answers)


def reaches(view: View, keys: Iterable[str], address: Address) -> bool:
    """Whether changing these answers may mean changing the one at the address: itself, a part or the whole, an item of the list."""
    plan, found = view.release.plan, frozenset(keys)
    owner = plan.list_of.get(address.fact)
    near = {
        address.key,
        plan.whole.get(address.fact, ""),
        *view.release.facts[address.fact].parts.values(),
        owner or "",
    }
    if address.item is not None:
        near.add(address.fact)
        return bool(found & near) or any(key.startswith(f"{address.fact}[{address.item}].") for key in found)
    return bool(found & near)


def _items(case: Case, name: str) -> tuple[str, ...]:
    roster = case.lists.get(name)
    return roster.items if roster is not None else ()


def _places(view: View, form: Form, pointer: str) -> Iterator[Address]:
    """The addresses at the place, all of those below it, or those of the nearest place above."""
    filled = application(view, form).filled
    place = pointer
    while place:
        below = f"{place}/"
        fields = [field for field in form.fields if field.pointer == place or field.pointer.startswith(below)]
        lists = [field for field in fields if view.release.facts[field.fact].kind == "list"]
        inside = tuple(f"{field.pointer}/" for field in lists)
        found = [
            one.address for one in filled
            if (one.pointer == place or one.pointer.startswith(below)) and not one.pointer.startswith(inside or ("\n",))
        ]  # fmt: skip
        found += [Address(field.fact) for field in fields]
        found += [Address(field.annotations) for field in fields if field.annotations is not None]
        if found:
            yield from dict.fromkeys(found)
            return
        place = place.rpartition("/")[0]


def _sources(view: View, address: Address, path: frozenset[str] = frozenset()) -> Iterator[Address]:
    """The answers that make up what stands at an address: its own, that of the whole address, those it is computed from."""
    facts, plan = view.release.facts, view.release.plan
    if address.fact not in facts or address.key in path or view.relevant(address) is False:
        return
    fact = facts[address.fact]
    if fact.kind == "list":
        yield from _of_list(view, address)
        return
    resolved = view.at(address)
    if address.key in view.case.answers and resolved.source not in ("derived", "scenario"):
        yield address
    elif resolved.stored is not None and address.fact in plan.whole:
        yield Address(plan.whole[address.fact])
    elif resolved.source in ("derived", "scenario"):
        for name in _read_for(view, address):
            item = address.item if plan.list_of.get(name) == plan.list_of.get(address.fact) else None
            yield from _sources(view, Address(name, item), path | {address.key})
    elif fact.wording.ask:
        yield address


def _of_list(view: View, address: Address) -> Iterator[Address]:
    """Whether there is another item; of a list that is full, what stands in its items."""
    fact, items = view.release.facts[address.fact], _items(view.case, address.fact)
    most = fact.limits.max_items if fact.limits.max_items is not None else LIST_ITEMS
    if len(items) < most:
        yield address
    else:
        yield from (Address(part.id, item) for item in items for part in fact.items if part.wording.ask)


def _read_for(view: View, address: Address) -> Iterator[str]:
    """The facts that a computed one is computed from: by its derivation, or by the rules that hold."""
    fact, plan = view.release.facts[address.fact], view.release.plan
    if fact.derive is not None:
        yield from fact.derive.facts()
    for rule in (*plan.setters.get(fact.id, ()), *plan.adders.get(fact.id, ())):
        if rule.when is not None and view.truth(rule.when) is True:
            yield from rule.when.facts()
