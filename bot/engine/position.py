"""Where the applicant is: computed from the answers each time, never stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .address import Address
from .case import Case
from .catalog import Catalog, Release
from .needs import survey
from .points import unsettled
from .review import review
from .scenario import Outcome
from .standing import Open, open_corrections
from .view import View
from .wanted import Wanted

#: Stages of a case, as the interfaces name them.
STAGES = ("routing", "asking", "review", "submitted", "closed")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case stands.

    Args:
        view: the facts it was computed from; None while no scenario is chosen.
        next: what to ask now; None when nothing is left to ask (or nothing can be asked).
        wanted: everything that can be asked now, in the order it would be asked.
        put_off: the part of ``wanted`` that waits for somebody.
        outcome: the named end that the answers lead to, with the rule's id, or None.
        answered: how many asked answers count now; ``remaining``: fewest and most questions still to come.
        corrections: what intake wants put right now; then only what belongs to these applications is wanted.
    """

    stage: str
    view: View | None
    next: Wanted | None = None
    wanted: tuple[Wanted, ...] = ()
    put_off: tuple[Wanted, ...] = ()
    outcome: tuple[Outcome, str] | None = None
    answered: int = 0
    remaining: tuple[int, int] = (0, 0)
    corrections: tuple[Open, ...] = ()

    @property
    def forms(self) -> frozenset[str] | None:
        """The forms that are to be put right; None where nothing is: then all count."""
        return frozenset(one.form for one in self.corrections) or None

    @property
    def wanted_keys(self) -> frozenset[str]:
        """The address keys of what can be asked now."""
        return frozenset(one.address.key for one in self.wanted)


def release_of(catalog: Catalog, case: Case) -> Release | None:
    """The release the case is pinned to, or None when it has none or the catalog no longer holds it."""
    return catalog.pinned(case.scenario, case.version) if case.scenario is not None else None


def locate(catalog: Catalog, case: Case, today: date, before: Position | None = None) -> Position:
    """Where the case stands today.

    Args:
        before: where the same case stood earlier; spares computing what has not changed.

    Raises:
        FigureExpired: a rule needs a dated figure that no period covers.
    """
    release = release_of(catalog, case)
    if release is None:
        return Position(_bare_stage(case), None)
    earlier = before.view if before is not None else None
    if before is not None and earlier is not None and stands_alike(earlier, case, release, today):
        return before
    view = View(release, case, today, earlier or _blank(release, today))
    order = release.plan.order
    corrections = open_corrections(case.submission)
    found, undecided = _needed(view, corrections)
    asks = sorted(found.values(), key=lambda one: _rank(one, order))
    put_off = tuple(one for one in asks if one.address.key in case.todos)
    now = [one for one in asks if one.address.key not in case.todos]
    outcome = _outcome(view)
    return Position(
        stage=_stage(case, asks, outcome is not None),
        view=view,
        next=now[0] if now and outcome is None else None,
        wanted=tuple(asks),
        put_off=put_off,
        outcome=outcome,
        answered=sum(1 for stored in case.answers.values() if stored.source in ("said", "chosen", "form", "clerk")),
        remaining=(len(asks), len(asks) + undecided),
        corrections=corrections,
    )


def _needed(view: View, corrections: tuple[Open, ...]) -> tuple[dict[str, Wanted], int]:
    """What is asked: all that is needed; in corrections what they name, and what their forms need now."""
    if not corrections:
        return survey(view)
    found, undecided = survey(view, frozenset(one.form for one in corrections))
    for one in corrections:
        found.update({wanted.address.key: wanted for wanted in named_by(view, one)})
    return found, undecided


def named_by(view: View, correction: Open) -> tuple[Wanted, ...]:
    """The questions that one correction has opened and that nobody has answered since."""
    submission = view.case.submission
    reopened = submission.reopened.get(correction.correction.id) if submission is not None else None
    return tuple(unsettled(view, reopened)) if reopened is not None else ()


def _blank(release: Release, today: date) -> View:
    """The view of a case without answers. Everything in it is computed before anybody can start from it."""
    found: View | None = release.blank.get(today)
    if found is None:
        found = View(release, Case(""), today)
        survey(found)
        review(found)
        release.blank.clear()
        release.blank[today] = found
    return found


def stands_alike(view: View, case: Case, release: Release, today: date) -> bool:
    """Whether a position computed from ``view`` holds for ``case`` as well: nothing it depends on has changed."""
    old = view.case
    return (
        view.release is release
        and view.today == today
        and old.answers is case.answers
        and old.lists is case.lists
        and old.todos is case.todos
        and old.submission is case.submission
        and old.proofs == case.proofs
        and old.undertaken == case.undertaken
        and old.closed == case.closed
    )


def _rank(one: Wanted, ranks: Mapping[str, int]) -> tuple[int, int, int, bool]:
    """Authored order; a list's items stand together at the list's place, item by item, ``more`` last."""
    owner = one.address.fact.partition(".")[0] if one.address.item is not None else one.address.fact
    return ranks[owner], int(one.address.item or 0), ranks[one.address.fact], one.more


def _bare_stage(case: Case) -> str:
    if case.closed:
        return "closed"
    return "submitted" if case.submission is not None else "routing"


def _stage(case: Case, asks: list[Wanted], ended: bool) -> str:
    if case.closed:
        return "closed"
    held = case.submission is not None and case.submission.state in ("requested", "received")
    if held and not open_corrections(case.submission):
        return "submitted"
    return "asking" if asks or ended else "review"


def _outcome(view: View) -> tuple[Outcome, str] | None:
    scenario = view.release.scenario
    for rule in scenario.rules:
        if rule.outcome is not None and view.truth(rule.when) is True:
            return scenario.outcomes[rule.outcome], rule.id
    return None


def address_of(position: Position, key: str) -> Wanted | None:
    """The question at an address key among those that can be asked now, or None."""
    return next((one for one in position.wanted if one.address.key == key), None)


def is_known(position: Position, address: Address) -> bool:
    """Whether the address names a fact of the case's release (and, for an item, a list of it)."""
    if position.view is None:
        return False
    facts = position.view.release.facts
    if address.fact not in facts:
        return False
    owner = position.view.release.plan.list_of.get(address.fact)
    if address.item is None:
        return owner is None
    return owner is not None or facts[address.fact].kind == "list"
