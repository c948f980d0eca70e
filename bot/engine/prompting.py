"""The end of a turn: what is put to the applicant next."""

from __future__ import annotations

from dataclasses import replace

from .address import Address
from .case import HAND_IN, UNDERTAKE, Asked, AwaitAct, AwaitChange, AwaitChoice, AwaitValue, Revisit
from .checking import put_up
from .confirming import asked_for_review
from .events import (
    ConfirmAsked,
    Event,
    MoreAsked,
    Notice,
    OutcomeReached,
    Previewed,
    Proposed,
    QuestionAsked,
    ReviewReady,
    ScenariosOffered,
    TodosLeft,
)
from .guiding import offer
from .happening import words_beside
from .offering import shown
from .position import address_of
from .reopening import tell_problems
from .review import review
from .supplementing import left_undone
from .wanted import Wanted
from .work import Work

#: Events that already put something to the applicant in this turn.
_PROMPTS = (Proposed, Previewed, ConfirmAsked, ScenariosOffered)


def prompt(work: Work) -> None:
    """Puts the next thing to the applicant: what waits for a yes, the open question, the review, or nothing."""
    case = work.case
    if case.closed or case.paused or any(isinstance(event, _PROMPTS) for event in work.events):
        return
    if work.view is None:
        if case.submission is None:
            offer(work, ())
        return
    if work.position.stage == "submitted":
        return
    if not _repeat_waiting(work):
        _next(work)


def _repeat_waiting(work: Work) -> bool:
    """Reminds of what waits for a yes; False when nothing does."""
    frame = work.top
    if isinstance(frame, AwaitValue):
        work.emit(Proposed(frame.address, frame.stored, frame.instance))
    elif isinstance(frame, AwaitChange):
        work.emit(Notice("confirm.change", {"instance": frame.instance}))
    elif isinstance(frame, AwaitAct):
        if frame.act.startswith(UNDERTAKE) and shown(review(work.facts), frame.act) is None:  # not offered any more
            work.pop()
            return _repeat_waiting(work)
        left = left_undone(work) if frame.act == HAND_IN else ()
        if frame.act == HAND_IN and not left:  # it was done meanwhile, or there is something to answer again
            work.pop()
            return _repeat_waiting(work)
        work.emit(ConfirmAsked(frame.act, frame.instance, left))
    elif isinstance(frame, AwaitChoice):
        work.emit(ScenariosOffered(frame.candidates, frame.instance))
    return isinstance(frame, (AwaitValue, AwaitChange, AwaitAct, AwaitChoice))


def _next(work: Work) -> None:
    position = work.position
    if position.outcome is not None and not isinstance(work.top, Revisit):
        outcome, rule = position.outcome
        work.reopen(None)
        work.emit(OutcomeReached(outcome.id, rule))
        return
    revisited = _revisited(work)
    if revisited is None and put_up(work):
        return
    wanted = revisited or position.next
    if wanted is not None:
        _ask(work, wanted)
    elif position.put_off:
        work.emit(TodosLeft(tuple(one.address for one in position.put_off)))
        _ask(work, position.put_off[0])
    elif not _tells_problems(work):
        work.reopen(asked_for_review(work))
        asked = work.case.asked
        work.emit(ReviewReady(asked.instance if asked is not None else work.instance))


def _tells_problems(work: Work) -> bool:
    if work.view is None or not tell_problems(work, work.view, review(work.view, work.position.forms)):
        return False
    if isinstance(work.top, Revisit):
        _ask(work, Wanted(work.top.address))
    return True


def _revisited(work: Work) -> Wanted | None:
    """The question opened again, if one is; a frame whose fact no longer matters is dropped."""
    while isinstance(work.top, Revisit):
        address = work.top.address
        if (
            work.view is not None
            and address.fact in work.view.release.facts
            and work.view.relevant(address) is not False
        ):
            return address_of(work.position, address.key) or Wanted(address)
        work.pop()
    return None


def _ask(work: Work, wanted: Wanted) -> None:
    """Asks, under the same instance when the question was open already, so that its buttons stay good."""
    address = wanted.address
    asked = work.case.asked
    if asked is None or asked.address != address:
        asked = Asked(work.instance, address)
        work.case = replace(work.case, asked=asked)
    words = words_beside(work, address)
    if words is not None:
        work.emit(words)
    work.emit(_event(work, asked, wanted))


def _event(work: Work, asked: Asked, wanted: Wanted) -> Event:
    address: Address = wanted.address
    if wanted.more:
        roster = work.case.lists.get(address.fact)
        return MoreAsked(address.fact, asked.instance, len(roster.items) if roster is not None else 0)
    number = None
    if address.item is not None:
        roster = work.case.lists.get(address.fact.partition(".")[0])
        items = roster.items if roster is not None else ()
        number = items.index(address.item) + 1 if address.item in items else len(items) + 1
    return QuestionAsked(address, asked.instance, asked.attempts, number)
