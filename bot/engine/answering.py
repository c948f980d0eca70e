"""Commands that answer: the open question, a named fact, a proposal, a skip, a putting-off."""

from __future__ import annotations

from dataclasses import replace

from .address import Address
from .amend import same
from .answers import refuse, refuse_in_context, write
from .case import AwaitValue, Change, Revisit, Todo
from .commands import Absence, Answer, Later, Propose, Skip, Understood, Upload
from .correcting import change, is_being_changed
from .events import Accepted, Notice, Proposed, PutOff, RangeAsked, Rejected
from .limits import ANSWERS
from .lists import is_list, just_opened, more, no_such_item
from .position import address_of, is_known
from .values import Json, Rejection, Value
from .wanted import Wanted
from .work import Work


def answer(work: Work, command: Answer) -> None:
    """Writes the value where it belongs, or says why it cannot be written."""
    asked = work.case.asked
    address = command.address or work.open_address()
    if address is None or work.view is None:
        work.emit(Notice("nothing_asked"))
        return
    if not is_known(work.position, address):
        told = command.value if isinstance(command.value, Rejection) else None
        work.emit(Rejected(told or Rejection("answer.no_such_fact", {}, address.key), None, command.raw))
        return
    is_asked = asked is not None and address == asked.address
    if is_list(work, address):
        first = just_opened(work, address)
        if first is None or not isinstance(command.value, Value) or isinstance(command.value.value, bool):
            more(work, address, command.value)
            return
        address = first
    take(work, address, command.value, command.raw, dict(command.parts), is_asked)


def propose(work: Work, command: Propose) -> None:
    """Puts the value up for a yes."""
    if work.view is None or not is_known(work.position, command.address) or is_list(work, command.address):
        return
    _put_up(work, command.address, command.value, command.raw, dict(command.parts))


def take(
    work: Work, address: Address, understood: Understood, raw: str, parts: dict[str, Json], is_asked: bool
) -> None:
    """One understood value for one address: written, put up for a yes, asked back, put off or rejected."""
    if isinstance(understood, Rejection):
        _reject(work, replace(understood, fact=address.key), address, raw, is_asked)
    elif understood is Absence.DONT_KNOW:
        _put_off(work, address, "")
    elif isinstance(understood, Absence):
        _write(work, address, None, understood, raw, {}, is_asked)
    elif understood.range is not None:
        work.emit(RangeAsked(address, *understood.range))
        if is_asked:
            work.missed()
    elif understood.approx:
        _put_up(work, address, understood, raw, parts)
    else:
        _write(work, address, understood.value, None, raw, parts, is_asked)


def _write(
    work: Work, address: Address, value: Json, absence: Absence | None, raw: str, parts: dict[str, Json], is_asked: bool
) -> None:
    rejection = _refused(work, address, value, absence)
    if rejection is not None:
        _reject(work, rejection, address, raw, is_asked)
        return
    work.settle(address)
    stored = work.stored(value, raw, absence=absence, parts=parts)
    before = work.case.answers.get(address.key)
    revisiting = isinstance(work.top, Revisit) and work.top.address == address
    if before is not None and (not same(before, stored) or is_being_changed(work, address)):
        if revisiting:
            work.pop()
        change(work, (Change(address, stored),))
        return
    after = write(work.case, address, stored)
    conflict = refuse_in_context(work.facts, after, address)
    if conflict is not None:
        _reject(work, conflict, address, raw, is_asked)
        return
    work.case = after
    if revisiting:
        work.pop()
    work.emit(Accepted(address, stored, is_asked))


def _refused(work: Work, address: Address, value: Json, absence: Absence | None) -> Rejection | None:
    view = work.facts
    if view.relevant(address) is False:
        return Rejection("answer.not_relevant", {"label": view.release.facts[address.fact].label}, address.key)
    if address.item is not None and (full := no_such_item(work, address)) is not None:
        return full
    if len(work.case.answers) >= ANSWERS and address.key not in work.case.answers:
        return Rejection("budget.answers", {}, address.key)
    return refuse(view, address, value, absence)


def _reject(work: Work, rejection: Rejection, address: Address, raw: str, is_asked: bool) -> None:
    work.emit(Rejected(rejection, address, raw))
    if is_asked:
        work.missed()


def _put_up(work: Work, address: Address, value: Value, raw: str, parts: dict[str, Json]) -> None:
    """Asks for a yes, unless the value could not be written anyway."""
    rejection = _refused(work, address, value.value, None)
    if rejection is not None:
        _reject(work, rejection, address, raw, address == work.open_address())
        return
    stored = work.stored(value.value, raw, parts=parts)
    if isinstance(work.top, AwaitValue):
        work.pop()
    work.push(AwaitValue(address, stored, work.instance))
    work.emit(Proposed(address, stored, work.instance))


def skip(work: Work, _: Skip) -> None:
    """Leaves an optional question: recorded as 「没有」. A required one can only be put off."""
    wanted = _open_question(work)
    if wanted is None:
        work.emit(Notice("nothing_asked"))
    elif wanted.optional:
        _write(work, wanted.address, None, Absence.NONE, work.turn.raw, {}, True)
    else:
        work.emit(Notice("skip.required"))


def later(work: Work, command: Later) -> None:
    """Puts off what waits for a yes, or the open question; the rest goes on."""
    waiting = work.top
    wanted = _open_question(work)
    if isinstance(waiting, AwaitValue):
        _put_off(work, waiting.address, command.who)
    elif wanted is None:
        work.emit(Notice("nothing_asked"))
    else:
        _put_off(work, wanted.address, command.who)


def _put_off(work: Work, address: Address, who: str) -> None:
    while isinstance(work.top, (Revisit, AwaitValue)) and work.top.address == address:
        work.pop()
    # What a correction names has an answer, and waits for another one all the same.
    if address.key not in work.case.answers or _waits(work, address):
        work.case = replace(work.case, todos={**work.case.todos, address.key: Todo(who[:100], work.case.seq)})
    work.emit(PutOff(address, who))


def _waits(work: Work, address: Address) -> bool:
    return address.key in work.case.disputed or address_of(work.position, address.key) is not None


def _open_question(work: Work) -> Wanted | None:
    address = work.open_address()
    if address is None or work.view is None or address.fact not in work.view.release.facts:
        return None
    fact = work.view.release.facts[address.fact]
    return address_of(work.position, address.key) or Wanted(address, optional=fact.optional)


def upload(work: Work, command: Upload) -> None:
    """A stored file answers a fact of kind ``file``."""
    if work.view is None or not is_known(work.position, command.address):
        work.emit(Notice("nothing_asked"))
        return
    take(work, command.address, Value(dict(command.file)), "", {}, command.address == work.open_address())
