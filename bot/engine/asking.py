"""What the applicant is looking at: the context in which the next text is to be understood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from . import putting_right
from .address import Address
from .case import WHICH, AwaitAct, AwaitChange, AwaitChoice, AwaitValue, Case, Frame
from .catalog import Catalog
from .checking import KNOWN, due
from .confirming import REVIEW
from .errors import FigureExpired
from .position import Position, locate
from .reading import Asking
from .scenario import Rule
from .values import Json
from .view import View


def asking(catalog: Catalog, case: Case, now: datetime) -> Asking:
    """The context of the applicant's next text."""
    today = now.date()
    try:
        position = locate(catalog, case, today)
    except FigureExpired:
        return Asking("closed", today, scenario=case.scenario)
    return asking_at(position, case, now)


def asking_at(position: Position, case: Case, now: datetime) -> Asking:
    """The same, where the position is known already."""
    view, today = position.view, now.date()
    top = case.stack[-1] if case.stack else None
    candidates = top.candidates if isinstance(top, AwaitChoice) else ()
    if view is None:
        return Asking("routing" if position.stage == "routing" else position.stage, today, candidates=candidates)
    address = _open(view, case)
    act, listed = _put_up(position, case)
    return Asking(
        mode=_mode(position, case, view),
        today=today,
        address=address,
        fact=view.release.facts[address.fact] if address is not None else None,
        options=view.release.offered(address.fact) if address is not None else (),
        addressable=_addressable(view, case),
        answered=frozenset(case.answers),
        held=_held(case),
        last=Address.parse(case.order[-1]) if case.order else None,
        before_last=Address.parse(case.order[-2]) if len(case.order) > 1 else None,
        candidates=candidates,
        scenario=case.scenario,
        ended_by=_ended_by(position, view, case) if address is None else (),
        handed_in=case.submission is not None and case.submission.state == "received",
        waiting=_waiting(top),
        references=tuple(case.submission.references.values()) if case.submission is not None else (),
        act=act,
        listed=listed,
    )


def _put_up(position: Position, case: Case) -> tuple[str, tuple[str, ...]]:
    """Which act waits for a yes, or that something is looked through, with the keys of what is put up."""
    top, asked = case.stack[-1] if case.stack else None, case.asked
    if isinstance(top, AwaitAct):
        name, _, argument = top.act.partition(":")
        if name != WHICH:
            return name, ()
        how, _, listed = argument.partition(":")
        return f"{WHICH}.{how}", tuple(listed.split(","))
    if asked is None or asked.address != KNOWN:
        return "", ()
    left = due(position, case)
    keys = tuple(one.key for one in left[1]) if left is not None else ()
    return ("known.which" if asked.attempts else "known"), keys


def _ended_by(position: Position, view: View, case: Case) -> tuple[Address, ...]:
    """The answers that the outcome was decided by: those its rule reads, and those from which what it reads was settled."""
    if position.outcome is None:
        return ()
    rules = view.release.scenario.rules
    reads = [name for rule in rules if rule.id == position.outcome[1] for name in _read_by(rule)]
    for name in reads:
        if name not in case.answers:
            settled = (one for rule in view.release.plan.setters.get(name, ()) for one in _read_by(rule))
            reads.extend(one for one in dict.fromkeys(settled) if one not in reads)
    return tuple(Address(key) for key in reversed(case.order) if key in reads)


def _read_by(rule: Rule) -> Iterator[str]:
    return iter(()) if rule.when is None else rule.when.facts()


def _held(case: Case) -> dict[str, Json]:
    """What is held by key; a part of an address as the address said it, unless it was answered by itself later."""
    held = {key: stored.value for key, stored in case.answers.items()}
    for stored in case.answers.values():
        for part, value in stored.parts.items():
            own = case.answers.get(part)
            if own is None or own.turn <= stored.turn:
                held[part] = value
    return held


def _waiting(top: Frame | None) -> dict[str, Json]:
    """What waits for a yes by key: the value of a proposal, those of a previewed change; nothing for what is taken away."""
    if isinstance(top, AwaitValue):
        return {top.address.key: top.stored.value}
    if isinstance(top, AwaitChange) and putting_right.waiting(top) is not None:
        return {one.address.key: one.stored.value for one in top.changes if one.stored is not None}
    return {}


def open_instance(case: Case) -> str | None:
    """The id of what a reply would answer now; None while nothing is open."""
    top = case.stack[-1] if case.stack else None
    if isinstance(top, (AwaitValue, AwaitChange, AwaitAct, AwaitChoice)):
        return top.instance
    return case.asked.instance if case.asked is not None else None


def _open(view: View, case: Case) -> Address | None:
    top = case.stack[-1] if case.stack else None
    if isinstance(top, AwaitValue):
        return top.address
    if isinstance(top, (AwaitAct, AwaitChange)):
        return None  # only a yes or a no is asked for, or something that names its fact
    asked = case.asked
    return asked.address if asked is not None and asked.address.fact in view.release.facts else None


def _mode(position: Position, case: Case, view: View) -> str:
    top = case.stack[-1] if case.stack else None
    if isinstance(top, (AwaitValue, AwaitChange, AwaitAct)):
        return "confirm"
    if isinstance(top, AwaitChoice):
        return "routing"
    if position.stage in ("submitted", "closed"):
        return position.stage
    asked = case.asked
    if asked is not None and asked.address == KNOWN:
        return "confirm"
    if asked is None or asked.address == REVIEW:
        return "review" if position.stage == "review" else "question"
    return "more" if view.release.facts[asked.address.fact].kind == "list" else "question"


def _addressable(view: View, case: Case) -> tuple[Address, ...]:
    """Every fact a text may name: those outside lists that are not irrelevant, and those of the item being asked."""
    facts = view.release.facts
    found = [one for one in view.release.plan.outside if view.resolve(one.fact).source not in ("parked", "derived")]
    item = case.asked.address.item if case.asked is not None else None
    if case.asked is not None and item is not None:
        owner = case.asked.address.fact.partition(".")[0]
        found.extend(Address(part.id, item) for part in facts[owner].items)
    return tuple(found)
