"""Commands that change what was answered: with a preview where it touches more than itself."""

from __future__ import annotations

from dataclasses import replace

from .address import Address
from .amend import apply, consequences, moved, revert, same, value_now
from .answers import refuse, refuse_in_context
from .case import Asked, AwaitChange, Change, Revisit
from .commands import Absence, Back, Correct, Undo
from .events import ChangeApplied, ChangeDropped, ItemRemoved, Notice, Previewed, RangeAsked, Rejected
from .happening import is_correctable
from .lists import open_item
from .position import is_known
from .values import Json, Rejection, Value
from .view import View
from .work import Work


def correct(work: Work, command: Correct) -> None:
    """Changes an answer, removes or opens a list's item, or opens the question again when no new value was said."""
    address = command.address or last_answered(work)
    if address is None or work.view is None:
        work.emit(Notice("nothing_to_correct"))
        return
    if not is_known(work.position, address):
        work.emit(Rejected(Rejection("answer.no_such_fact", {}, address.key), None, command.raw))
        return
    if command.remove:
        _remove(work, address)
    elif command.value is None:
        _reopen(work, address)
    elif isinstance(command.value, Rejection):
        work.emit(Rejected(replace(command.value, fact=address.key), address, command.raw))
        _reopen(work, address)
    else:
        _correct_value(work, address, command, command.value)


def _correct_value(work: Work, address: Address, command: Correct, understood: Value | Absence) -> None:
    absence = understood if isinstance(understood, Absence) else None
    if absence is Absence.DONT_KNOW:
        _reopen(work, address)
        return
    if isinstance(understood, Value) and understood.range is not None:
        work.emit(RangeAsked(address, *understood.range))
        _reopen(work, address)
        return
    value: Json = understood.value if isinstance(understood, Value) else None
    rejection = refuse(work.facts, address, value, absence)
    if rejection is not None:
        work.emit(Rejected(rejection, address, command.raw))
        return
    stored = work.stored(value, command.raw, absence=absence, parts=dict(command.parts))
    rough = isinstance(understood, Value) and understood.approx
    change(work, (Change(address, stored),), always_ask=rough)


def change(work: Work, changes: tuple[Change, ...], *, always_ask: bool = False) -> None:
    """Applies the changes, or previews them when they touch more than themselves; joins a preview already waiting."""
    view = work.facts
    for one in changes:
        work.settle(one.address)
    waiting = work.top.changes if isinstance(work.top, AwaitChange) else ()
    joined = _joined(waiting, tuple(moved(view, one) for one in changes))
    if waiting:
        joined = tuple(one for one in joined if not _stands(work, one))
    if not joined:
        work.pop()
        work.emit(ChangeDropped())
        return
    after_case = apply(work.case, joined)
    for one in changes:
        conflict = refuse_in_context(view, after_case, one.address) if one.stored is not None else None
        if conflict is not None:
            work.emit(Rejected(conflict, one.address, one.stored.raw if one.stored is not None else ""))
            return
    after = View(view.release, after_case, view.today, view)
    effect = consequences(view, after, (one.address for one in joined))
    if waiting:
        work.pop()
    if work.turn.previewed or (not effect and not waiting and not always_ask):
        work.case = after_case
        _tell_applied(work, joined, effect.parked, effect.restored)
        return
    work.push(AwaitChange(joined, work.instance))
    shown = tuple((one.address, value_now(view, one.address), value_now(after, one.address)) for one in joined)
    work.emit(
        Previewed(shown, effect.ask_again, effect.parked, effect.restored, effect.added, effect.removed, work.instance)  # type: ignore[arg-type]
    )


def _stands(work: Work, one: Change) -> bool:
    """Whether the change is none: 「还是原来的120吧」 behind the preview of another area."""
    return one.stored is not None and same(work.case.answers.get(one.address.key), one.stored)


def is_being_changed(work: Work, address: Address) -> bool:
    """Whether the change that waits for a yes is of this answer."""
    return isinstance(work.top, AwaitChange) and any(one.address == address for one in work.top.changes)


def apply_waiting(work: Work, frame: AwaitChange) -> None:
    """Writes a previewed correction that got its yes."""
    work.pop()
    view = work.facts
    after_case = apply(work.case, frame.changes)
    after = View(view.release, after_case, view.today, view)
    effect = consequences(view, after, (one.address for one in frame.changes))
    work.case = after_case
    _tell_applied(work, frame.changes, effect.parked, effect.restored)


def _tell_applied(
    work: Work, changes: tuple[Change, ...], parked: tuple[Address, ...] = (), restored: tuple[Address, ...] = ()
) -> None:
    for one in changes:
        if one.stored is None:
            work.emit(ItemRemoved(one.address.fact, one.address.item or ""))
    work.emit(ChangeApplied(tuple(one.address for one in changes if one.stored is not None), parked, restored))


def _joined(waiting: tuple[Change, ...], changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Both, the later change of the same address in place of the one before, and behind all others."""
    anew = {one.address for one in changes}
    return (*(one for one in waiting if one.address not in anew), *changes)


def _remove(work: Work, address: Address) -> None:
    roster = work.case.lists.get(address.fact)
    if roster is None or address.item is None or address.item not in roster.items:
        work.emit(Rejected(Rejection("answer.no_such_item", {}, address.key), address))
        return
    change(work, (Change(address, None),), always_ask=True)


def _reopen(work: Work, address: Address) -> None:
    """Opens an answered question again; for a list without item, opens one more item."""
    view = work.facts
    fact = view.release.facts[address.fact]
    if fact.kind == "list":
        if address.item is None:
            open_item(work, address.fact)
        else:
            revisit(work, Address(fact.items[0].id, address.item))
        return
    if view.relevant(address) is False:
        work.emit(Rejected(Rejection("answer.not_relevant", {"label": fact.label}, address.key), address))
        return
    rejection = refuse(view, address, None, Absence.NONE)
    if rejection is not None and rejection.code == "answer.computed":
        work.emit(Rejected(rejection, address))
        return
    revisit(work, address)


def revisit(work: Work, address: Address) -> None:
    """The question is open again, in place of one opened before; its answer stands until there is a new one."""
    if isinstance(work.top, Revisit):
        work.pop()
    work.push(Revisit(address))
    work.reopen(Asked(work.instance, address))


def back(work: Work, _: Back) -> None:
    """Opens the question answered before the open one."""
    order = [key for key in work.case.order if _can_revisit(work, key)]
    if isinstance(work.top, Revisit) and work.top.address.key in order:
        order = order[: order.index(work.top.address.key)]
    address = Address.parse(order[-1]) if order else None
    if address is None:
        work.emit(Notice("nothing_before"))
        return
    revisit(work, address)


def _can_revisit(work: Work, key: str) -> bool:
    address = Address.parse(key)
    return (
        address is not None
        and is_known(work.position, address)
        and work.view is not None
        and work.view.relevant(address) is not False
        and is_correctable(work, address)
    )


def undo(work: Work, _: Undo) -> None:
    """Takes the latest correction back."""
    if work.case.undo is None:
        work.emit(Notice("nothing_to_undo"))
        return
    before = work.case
    work.case = revert(before)
    keys = [key for key, stored in work.case.answers.items() if not same(before.answers.get(key), stored)]
    addresses = tuple(address for key in keys if (address := Address.parse(key)) is not None)
    work.emit(ChangeApplied(addresses))


def last_answered(work: Work) -> Address | None:
    """The address answered last, or None."""
    return Address.parse(work.case.order[-1]) if work.case.order else None
