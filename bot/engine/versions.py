"""Pinned versions: a case stays on its release until that is gone, broken or expired; then its answers are replayed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from .address import Address
from .amend import parked
from .answers import is_computed, refuse
from .case import Case, Stored
from .catalog import Release
from .events import HandOverRequested, Notice, Upgraded
from .helping import call
from .kinds import has_shape
from .needs import wanted
from .review import is_held
from .view import View
from .work import Work


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A case on a newer release: the case as it would be, and address keys by what happens to them."""

    case: Case
    kept: tuple[str, ...]
    parked: tuple[str, ...]
    asked: tuple[str, ...]
    invalid: tuple[str, ...]


def upgrade(case: Case, release: Release, today: date) -> Upgrade:
    """What the answers amount to on ``release``. Answers it cannot take are reported as invalid and asked again.

    The open question stays open where the release asks it too, so that a reply to it still finds it.
    """
    moved = replace(case, scenario=release.scenario.id, version=release.scenario.version, stack=(), undo=None)
    view = View(release, moved, today)
    invalid = tuple(key for key in moved.answers if not _stands(view, moved, key))
    moved = replace(
        moved,
        answers={key: stored for key, stored in moved.answers.items() if key not in invalid},
        order=tuple(key for key in moved.order if key not in invalid),
        lists={name: roster for name, roster in moved.lists.items() if name in release.facts},
        disputed={key: some for key, some in moved.disputed.items() if _can_hold(view, key, some)},
    )
    view = View(release, moved, today)
    aside = tuple(address.key for address in parked(view))
    asks = wanted(view)
    if moved.asked is not None and moved.asked.address.key not in asks:
        moved = replace(moved, asked=None)
    return Upgrade(
        case=moved,
        kept=tuple(key for key in moved.answers if key not in aside),
        parked=aside,
        asked=tuple(asks),
        invalid=invalid,
    )


def _can_hold(view: View, key: str, some: tuple[Stored, ...]) -> bool:
    """Whether each of the values that contradict each other may still be chosen."""
    address = Address.parse(key)
    if address is None or address.fact not in view.release.facts:
        return False
    return all(refuse(view, address, one.value, one.absence) is None for one in some)


def is_due(release: Release | None, today: date) -> bool:
    """Whether a case on this release must move: the release is gone, marked broken or expired, or past its last day."""
    if release is None or release.scenario.state != "current":
        return True
    return release.scenario.until is not None and release.scenario.until < today


def keep_in_force(work: Work) -> bool:
    """Moves the case to the release in force when its own is due; False when there is none to move to."""
    case, today = work.case, work.now.date()
    if case.scenario is None or case.closed or is_held(case):
        return True
    if not is_due(work.catalog.pinned(case.scenario, case.version), today):
        return True
    release = work.catalog.current.get(case.scenario)
    if release is None or is_due(release, today):
        work.emit(Notice("scenario.closed"))
        work.case = call(work.case, "scenario", work.now)
        work.emit(HandOverRequested(f"scenario {case.scenario}"))
        return False
    moved = upgrade(case, release, today)
    work.case = moved.case
    work.emit(Upgraded(release.scenario.version, moved.kept, moved.parked, moved.asked, moved.invalid))
    return True


def _stands(view: View, case: Case, key: str) -> bool:
    """Whether the release could take the answer; whether it counts now is no matter, since it may count again."""
    address, stored = Address.parse(key), case.answers[key]
    if address is None or address.fact not in view.release.facts:
        return False
    fact = view.release.facts[address.fact]
    if is_computed(view, fact):
        return stored.absence is not None or has_shape(fact, stored.value)
    return refuse(view, address, stored.value, stored.absence) is None
