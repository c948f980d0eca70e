"""What others hold about the applicant is looked through by them: a source at a time, and where sources contradict, a fact at a time."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from .address import Address
from .case import KNOWN_SOURCES, Asked, Case, Exchange
from .clerks import CLERK
from .commands import NotRight
from .correcting import revisit
from .events import Accepted, ChangeApplied, ItemRemoved, Notice
from .exchanging import without
from .known import DisputeAsked, KnownAsked, KnownConfirmed, Prefilled
from .position import Position, is_known
from .values import Json
from .view import View
from .work import Work

#: The address under which it is asked whether the values of a source are right.
KNOWN = Address("known")
#: Sources of values that the applicant did not say themselves.
_NOT_THEIRS = (*KNOWN_SOURCES, CLERK)
_CHANGES = (Accepted, ChangeApplied, ItemRemoved, KnownConfirmed, Prefilled)


def unseen(view: View, case: Case, sources: Container[str] = _NOT_THEIRS) -> tuple[str, tuple[Address, ...]] | None:
    """The values of one source that count now and that the applicant has not looked at, with the source's title; None: there are none.

    The title of what a clerk filled in is empty. ``sources``: those that are looked at.
    """
    order = view.release.plan.order
    found: list[Address] = []
    for key, stored in case.answers.items():
        address = Address.parse(key)
        if stored.confirmed or stored.source not in sources or address is None or key in case.disputed:
            continue
        if address.fact in view.release.facts and view.relevant(address) is True:
            found.append(address)
    found.sort(
        key=lambda one: (
            order[one.fact.partition(".")[0] if one.item else one.fact],
            int(one.item or 0),
            order[one.fact],
        )
    )
    if not found:
        return None
    title = case.answers[found[0].key].title
    return title, tuple(one for one in found if case.answers[one.key].title == title)


def disputed(work: Work) -> Address | None:
    """The first fact that counts now and of which several values contradict each other; None: there is none.

    One that was put off comes last.
    """
    view, later = work.facts, work.case.todos if work.position.next is not None else {}
    keys = (Address.parse(key) for key in work.case.disputed if key not in later)
    known = [one for one in keys if one is not None and is_known(work.position, one) and view.relevant(one) is True]
    return min(known, key=lambda one: view.release.plan.order[one.fact], default=None)


def put_up(work: Work) -> bool:
    """Asks the applicant to look at what comes from elsewhere, if there is something to be looked at now.

    What was found, and what a clerk filled in, is looked through at once; what comes to count only later, before the review.
    """
    case, exchange = work.case, work.case.exchange
    address = disputed(work)
    if address is not None:
        asked = case.asked
        if asked is None or asked.address != address:
            asked = Asked(work.instance, address)
        work.reopen(asked)
        work.emit(DisputeAsked(address, case.disputed[address.key], asked.instance, asked.attempts))
        return True
    left = _due(work)
    if left is None:
        if exchange is not None and exchange.state == "checking":
            work.case = replace(work.case, exchange=Exchange("over", exchange.key))
        return False
    asked = _asked(work)
    work.reopen(asked)
    work.emit(KnownAsked(*left, asked.instance, which=asked.attempts > 0))
    return True


def due(position: Position, case: Case) -> tuple[str, tuple[Address, ...]] | None:
    """What is to be looked at now, as ``unseen`` tells it."""
    if position.view is None:
        return None
    looking = case.exchange is not None and case.exchange.state == "checking"
    everything = looking or (position.next is None and not position.put_off)
    return unseen(position.view, case, _NOT_THEIRS if everything else (CLERK,))


def _due(work: Work) -> tuple[str, tuple[Address, ...]] | None:
    return due(work.position, work.case)


def _asked(work: Work) -> Asked:
    """The question as the open one; a value that has changed makes it another question, so that no old button says yes to it."""
    asked = work.case.asked
    changed = any(isinstance(event, _CHANGES) for event in work.events)
    return Asked(work.instance, KNOWN) if asked is None or asked.address != KNOWN or changed else asked


def outdate(work: Work) -> None:
    """Answers have changed and nothing was put to the applicant: a yes to what they were shown before is no yes to these."""
    if work.case.asked is not None and work.case.asked.address == KNOWN:
        work.reopen(Asked(work.instance, KNOWN))


def all_right(work: Work) -> None:
    """The values that were asked about are the applicant's own from now on."""
    left = _due(work)
    if left is None:
        work.emit(Notice("nothing_asked"))
        return
    seen = {one.key for one in left[1]}
    answers = {
        key: replace(stored, confirmed=True) if key in seen else stored for key, stored in work.case.answers.items()
    }
    work.case = replace(work.case, answers=answers, asked=None)
    work.emit(KnownConfirmed(left[1]))


def not_right(work: Work) -> None:
    """Something is wrong: which one is asked."""
    work.missed()


def wrong(work: Work, command: NotRight) -> None:
    """One that is wrong is asked again and stands till then; several are gone, and asked with what else is missing."""
    left = _due(work)
    named = [one for one in left[1] if one in command.addresses] if left is not None else []
    if len(named) == 1:
        revisit(work, named[0])
    elif named:
        labels = dict.fromkeys(work.facts.release.facts[one.fact].label for one in named)
        work.case = without(work.case, {one.key for one in named})
        work.emit(Notice("known.wrong", {"items": "、".join(labels)}))
    else:
        work.missed()


def chosen(work: Work, value: Json) -> None:
    """A button of the question: all right, not all right, or the one that is wrong."""
    left = _due(work)
    address = next((one for one in left[1] if one.key == value), None) if left is not None else None
    if address is not None:
        revisit(work, address)
    elif value is True:
        all_right(work)
    elif value is False:
        not_right(work)
    else:
        work.emit(Notice("unclear.confirm"))
