"""Yes and no to whatever waits for it: a proposal, a preview, a dangerous act, another item of a list."""

from __future__ import annotations

from dataclasses import replace

from .address import Address
from .answering import take
from .answers import refuse_in_context, write
from .case import (
    FETCH,
    HAND_IN,
    UNDERTAKE,
    UNFETCH,
    WHICH,
    Asked,
    AwaitAct,
    AwaitChange,
    AwaitChoice,
    AwaitValue,
    Case,
    Change,
)
from .checking import KNOWN, all_right, chosen, not_right
from .clerks import CLERK
from .commands import Answer, Confirm, Reject
from .correcting import apply_waiting, change
from .events import Accepted, ChangeApplied, ChangeDropped, ItemRemoved, Notice, Rejected, StaleReply
from .exchanging import agree, decline, end_consent, withdraw
from .guiding import start
from .lists import is_list, more
from .offering import agree_to, pick
from .submitting import request
from .values import Value
from .withdrawing import request_withdrawal
from .work import Work


def confirm(work: Work, _: Confirm) -> None:
    """Does what waits for a yes; a yes to an open yes-or-no question answers it."""
    frame = work.top
    if isinstance(frame, AwaitValue):
        _write_proposed(work, frame)
    elif isinstance(frame, AwaitChange):
        apply_waiting(work, frame)
    elif isinstance(frame, AwaitAct) and frame.act.startswith(WHICH):
        work.emit(Notice("unclear.confirm"))
    elif isinstance(frame, AwaitAct):
        work.pop()
        _act(work, frame.act)
    else:
        _plain(work, True)


def reject(work: Work, _: Reject) -> None:
    """Drops what waits for a yes; a no to an open yes-or-no question answers it."""
    frame = work.top
    if isinstance(frame, (AwaitValue, AwaitChange, AwaitAct)):
        work.pop()
        if isinstance(frame, AwaitAct) and frame.act.startswith(FETCH):
            decline(work)
            return
        work.emit(ChangeDropped())
        if isinstance(frame, AwaitValue):
            work.missed()
    elif isinstance(frame, AwaitChoice):
        work.pop()
        work.emit(Notice("route.again"))
    else:
        _plain(work, False)


def pressed(work: Work, command: Answer) -> bool:
    """Takes a button of a confirmation; False when the reply belongs to the open question instead."""
    frame = work.top
    value = command.value.value if isinstance(command.value, Value) else None
    if work.position.stage == "review" and command.instance is not None and _is_open(work, REVIEW, command.instance):
        if value == "submit":
            request(work)
        return True
    if command.instance is not None and _is_open(work, KNOWN, command.instance):
        chosen(work, value)
        return True
    if isinstance(frame, (AwaitValue, AwaitChange, AwaitAct, AwaitChoice)) and command.instance == frame.instance:
        if isinstance(frame, AwaitChoice):
            if isinstance(value, str) and value in frame.candidates:
                work.pop()
                start(work, value)
            else:
                work.emit(Notice("route.again"))
        elif isinstance(frame, AwaitAct) and frame.act.startswith(WHICH):
            pick(work, frame.act, str(value))
        elif isinstance(value, bool):
            (confirm if value else reject)(work, Confirm() if value else Reject())  # type: ignore[arg-type]
        else:
            work.emit(Notice("unclear.confirm"))
        return True
    return False


def _is_open(work: Work, address: Address, instance: str) -> bool:
    asked = work.case.asked
    return asked is not None and asked.address == address and asked.instance == instance


#: The address under which the review's own question (「确认提交吗」) is asked.
REVIEW = Address("review")
_CHANGES = (Accepted, ChangeApplied, ItemRemoved)


def _write_proposed(work: Work, frame: AwaitValue) -> None:
    work.pop()
    asked = work.case.asked
    stored = frame.stored if work.turn.actor == CLERK else replace(frame.stored, confirmed=True)
    if frame.address.key in work.case.answers:
        change(work, (Change(frame.address, stored),))
        return
    after = write(work.case, frame.address, stored)
    conflict = refuse_in_context(work.facts, after, frame.address)
    if conflict is not None:
        work.emit(Rejected(conflict, frame.address, stored.raw))
        return
    work.case = after
    work.emit(Accepted(frame.address, stored, asked is not None and asked.address == frame.address))


def _act(work: Work, act: str) -> None:
    name, _, argument = act.partition(":")
    if name == "restart":
        fresh = Case(
            id=work.case.id, seq=work.case.seq, seen=work.case.seen, clerk=work.case.clerk, call=work.case.call
        )
        end_consent(work)
        work.case = fresh
        work.emit(Notice("restarted"))
    elif name == "withdraw":
        request_withdrawal(work, argument)
    elif name == FETCH:
        agree(work)
    elif name == UNFETCH:
        withdraw(work)
    elif name == UNDERTAKE:
        agree_to(work, act)
    elif name == HAND_IN:
        request(work, sure=True)
    elif name == "cancel":
        end_consent(work)
        work.case = replace(work.case, closed="cancelled", stack=(), asked=None)
        work.emit(Notice("cancelled"))
    else:  # switch
        start(work, argument)


def _plain(work: Work, value: bool) -> None:
    """A bare yes or no without anything waiting: it answers an open question that takes one, or submits at review."""
    asked = work.case.asked
    if asked is None or work.view is None:
        work.emit(Notice("nothing_asked"))
    elif asked.address == KNOWN:
        (all_right if value else not_right)(work)
    elif asked.address == REVIEW:
        if value:
            request(work)
        else:
            work.emit(Notice("review.change"))
    elif is_list(work, asked.address):
        more(work, asked.address, Value(value))
    elif work.view.release.facts[asked.address.fact].kind == "boolean":
        take(work, asked.address, Value(value), work.turn.raw, {}, True)
    else:
        work.emit(Notice("unclear.1"))
        work.missed()


def asked_for_review(work: Work) -> Asked:
    """The review's question as the open one; kept when it is open already.

    An answer that has changed makes it another question: whoever looks at the old review hands nothing in with its button.
    """
    asked = work.case.asked
    changed = any(isinstance(event, _CHANGES) for event in work.events)
    return Asked(work.instance, REVIEW) if asked is None or asked.address != REVIEW or changed else asked


def stale(work: Work, command: Answer) -> bool:
    """Says so when a button belongs to a question that is no longer open."""
    asked = work.case.asked
    if command.instance is None or (asked is not None and asked.instance == command.instance):
        return False
    work.emit(StaleReply(command.instance))
    return True
