"""Lists of persons, warehouses, equipment: items are opened, counted and closed here."""

from __future__ import annotations

from dataclasses import replace

from .address import Address
from .case import Roster
from .commands import Understood
from .events import Notice, Rejected
from .limits import LIST_ITEMS
from .values import Json, Rejection, Value
from .work import Work


def is_list(work: Work, address: Address) -> bool:
    """Whether the address names a list or one of its items, not a fact."""
    return work.view is not None and work.view.release.facts[address.fact].kind == "list"


def more(work: Work, address: Address, understood: Understood) -> None:
    """Takes yes or no to "another one?": yes opens the next item, no completes the list."""
    if not isinstance(understood, Value) or not isinstance(understood.value, bool):
        work.emit(Notice("unclear.confirm"))
        return
    if understood.value:
        open_item(work, address.fact)
        return
    roster = work.case.lists.get(address.fact, Roster())
    fact = work.facts.release.facts[address.fact]
    least = fact.limits.min_items or 0
    if len(roster.items) < least:
        params: dict[str, Json] = {"label": fact.label, "bound": least, "unit": ""}
        work.emit(Rejected(Rejection("answer.min_items", params, address.key), address))
        return
    # Only a correction asks a list that is complete again, and has to know since when it is.
    turn = work.case.seq if work.position.corrections else roster.turn
    complete = replace(roster, complete=True, turn=turn)
    work.case = replace(work.case, lists={**work.case.lists, address.fact: complete})


def open_item(work: Work, name: str) -> None:
    """Adds an item to the list, so that its facts are asked next; rejected when the list is full."""
    roster = work.case.lists.get(name, Roster())
    full = _full(work, name, roster)
    if full is not None:
        work.emit(Rejected(full, Address(name)))
        return
    opened = replace(roster, items=(*roster.items, str(roster.next)), next=roster.next + 1, complete=False)
    work.case = replace(work.case, lists={**work.case.lists, name: opened})


def just_opened(work: Work, address: Address) -> Address | None:
    """Where what is said with the yes to "another one?" belongs (「还有王五」): the first fact of the item it opened."""
    roster = work.case.lists.get(address.fact, Roster())
    if not roster.items:
        return None
    parts = [Address(part.id, roster.items[-1]) for part in work.facts.release.facts[address.fact].items]
    return None if any(one.key in work.case.answers for one in parts) else parts[0]


def no_such_item(work: Work, address: Address) -> Rejection | None:
    """Why the address's item cannot take an answer: it is neither in the list nor the list's next one."""
    owner = address.fact.partition(".")[0]
    roster = work.case.lists.get(owner, Roster())
    if address.item in roster.items:
        return None
    if address.item != str(roster.next):
        return Rejection("answer.no_such_item", {}, address.key)
    return _full(work, owner, roster)


def _full(work: Work, name: str, roster: Roster) -> Rejection | None:
    fact = work.facts.release.facts[name]
    most = fact.limits.max_items if fact.limits.max_items is not None else LIST_ITEMS
    if len(roster.items) < most:
        return None
    return Rejection("budget.items", {"label": fact.label, "bound": most}, name)
