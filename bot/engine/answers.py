"""One understood value against its fact: taken, or rejected with what would be accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from .address import Address
from .case import Case, Roster, Stored
from .commands import Absence
from .facts import Fact
from .kinds import has_shape
from .limits import ANSWER_LENGTH
from .values import Json, Rejection
from .view import View


def refuse(view: View, address: Address, value: Json, absence: Absence | None) -> Rejection | None:
    """Why the value cannot stand at the address, or None when it can.

    Looks at the fact by itself: computed or not, kind, options, limits. ``refuse_in_context`` looks at the others.
    """
    fact = view.release.facts[address.fact]
    if is_computed(view, fact):
        return Rejection("answer.computed", {"label": fact.label}, address.key)
    if absence is not None:
        return None if fact.optional else Rejection("answer.required", {"label": fact.label}, address.key)
    if fact.kind == "list" or not has_shape(fact, value):
        return Rejection("answer.shape", {"label": fact.label, "example": fact.wording.example}, address.key)
    for code, params in _broken(fact, value, view.today):
        return Rejection(code, {"label": fact.label, **params}, address.key)
    return None


def refuse_in_context(view: View, case: Case, address: Address) -> Rejection | None:
    """A check across fields that ``case`` (the answer written) breaks, or None."""
    checks = view.release.plan.checks.get(address.fact, ())
    if not checks:
        return None
    after = View(view.release, case, view.today, view)
    for check in checks:
        if after.truth(check.refuse) is True and view.truth(check.refuse) is not True:
            return Rejection(
                "answer.check", {"label": view.release.facts[address.fact].label, "text": check.text}, address.key
            )
    return None


def is_computed(view: View, fact: Fact) -> bool:
    """Whether rules or a derivation settle the fact now, so that nobody may answer it."""
    if fact.id in view.release.scenario.assume:
        return True
    if fact.id in view.release.plan.list_of:
        return fact.derive is not None and not fact.wording.ask
    resolved = view.resolve(fact.id)
    return resolved.source == "derived" or (
        bool(fact.derive or fact.id in view.release.plan.setters) and not fact.wording.ask
    )


def write(case: Case, address: Address, stored: Stored) -> Case:
    """The case with the answer at the address; a new item joins its list, a put-off question and a dispute are settled.

    What is chosen among disputed values keeps where it came from. What others told of another value of this (of another house) goes.
    """
    key = address.key
    if key in case.disputed:
        chosen = next((one for one in case.disputed[key] if one.value == stored.value and not one.confirmed), None)
        stored = replace(chosen, confirmed=True) if chosen is not None else stored
        case = replace(case, disputed={one: some for one, some in case.disputed.items() if one != key})
    lists = case.lists
    if address.item is not None:
        owner = address.fact.partition(".")[0]
        roster = lists.get(owner, Roster())
        if address.item not in roster.items:
            roster = replace(roster, items=(*roster.items, address.item), next=max(roster.next, int(address.item) + 1))
            lists = {**lists, owner: roster}
    gone = {one for one, told in case.answers.items() if told.about == key and told.of != stored.value}
    return replace(
        case,
        answers={**{one: told for one, told in case.answers.items() if one not in gone}, key: stored},
        lists=lists,
        order=(*(one for one in case.order if one != key and one not in gone), key),
        todos={one: todo for one, todo in case.todos.items() if one != key},
    )


def _broken(fact: Fact, value: Any, today: date) -> Iterator[tuple[str, dict[str, Json]]]:
    if fact.options and not _offered(fact, value):
        yield "answer.option", {"options": "、".join(option.label for option in fact.options[:8])}
    for limit, holds in _LIMITS.items():
        bound = getattr(fact.limits, limit)
        if bound is not None and not holds(value, bound, today):
            yield f"answer.{limit}", {"bound": bound, "unit": fact.unit or ""}
    if isinstance(value, str) and len(value) > ANSWER_LENGTH:
        yield "answer.max_length", {"bound": ANSWER_LENGTH, "unit": ""}


def _offered(fact: Fact, value: Any) -> bool:
    values = value if isinstance(value, (list, tuple)) else (value,)
    return all(fact.option(one) is not None for one in values) and len(set(values)) == len(values)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _not_after(value: Any, bound: str, today: date) -> bool:
    day = _day(value)
    return day is None or day <= (today if bound == "today" else date.fromisoformat(bound))


def _not_before(value: Any, bound: str, today: date) -> bool:
    day = _day(value)
    return day is None or day >= (today if bound == "today" else date.fromisoformat(bound))


#: Limit -> whether a value keeps to it. A limit that does not apply to the value's kind is kept.
_LIMITS: Final[dict[str, Callable[[Any, Any, date], bool]]] = {
    "minimum": lambda value, bound, _: not isinstance(value, (int, float)) or value >= bound,
    "above": lambda value, bound, _: not isinstance(value, (int, float)) or value > bound,
    "maximum": lambda value, bound, _: not isinstance(value, (int, float)) or value <= bound,
    "min_length": lambda value, bound, _: not isinstance(value, str) or len(value) >= bound,
    "max_length": lambda value, bound, _: not isinstance(value, str) or len(value) <= bound,
    "pattern": lambda value, bound, _: not isinstance(value, str) or re.search(bound, value) is not None,
    "min_items": lambda value, bound, _: not isinstance(value, (list, tuple)) or len(value) >= bound,
    "max_items": lambda value, bound, _: not isinstance(value, (list, tuple)) or len(value) <= bound,
    "must_be": lambda value, bound, _: value == bound,
    "not_after": _not_after,
    "not_before": _not_before,
}
