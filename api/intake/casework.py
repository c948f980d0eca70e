"""What officers do at intake: each act becomes an event, if it may happen now and is theirs to do. Refusals are Problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from actions.local_time import ZONE
from bot.catalog.place_words import place_label
from bot.engine.pointers import names_in

from ..problems import Problem
from .acts import Act
from .billing import Billing
from .checking import Checking
from .clock import YearWithoutTable
from .clock.errors import ClockMisused
from .composite import Composites
from .deadlines import Deadlines
from .elsewhere import Numbers
from .event import Correction, Event, Licence, Point
from .handing_over import HandingOver
from .history import History
from .joint_review import GRANTING, JointReview
from .officers import Officer
from .published import PublishedForm
from .references import is_reference
from .registry import Entry, Registry
from .status import STATUSES, may_happen

#: A correction may be asked for by a day at most this far ahead.
_FARTHEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Casework:
    """The use cases of officers.

    Departments that take no part in the review of a form see and do nothing there.

    Args:
        numbers: where a licence's identifier comes from; the licence itself goes to the library afterwards.
        handing_over: knows where it is; what courier or library will tell is no officer's to say.
        billing: knows what is paid; no licence is made before.
    """

    checking: Checking
    registry: Registry
    history: History
    deadlines: Deadlines
    review: JointReview
    numbers: Numbers
    handing_over: HandingOver
    billing: Billing

    def find(self, officer: Officer, reference: str) -> Entry:
        """The application, if it is a matter of the officer's department. Raises Problem 404."""
        entry = self.registry.by_reference(reference) if is_reference(reference) else None
        if entry is None or officer.office not in self.review.offices(entry.form):
            raise Problem(404, "no-such-application", "没有这份申请，或者不归您的部门办。")
        return entry

    def act(self, officer: Officer, reference: str, act: Act) -> Event:
        """The act has happened.

        Raises:
            Problem: 404 it is not theirs; 409 it cannot happen now, or more happened than they have seen; 422 a place of a
                correction is none of the application's.
        """
        event = self.history.happen(reference, self._next(officer, self.find(officer, reference), act))
        if event is None:
            raise Problem(404, "no-such-application", "没有这份申请。")
        return event

    def preview(self, officer: Officer, reference: str, act: Act) -> Event:
        """What would happen by the act; nothing has. Raises Problem as ``act`` does."""
        happens = self._next(officer, self.find(officer, reference), act)
        return happens(self.history.of(reference))

    def possible(self, entry: Entry, history: Sequence[Event]) -> list[str]:
        """The kinds of acts that may happen now."""
        kinds = [one.status for one in history]
        found = [name for name in STATUSES if name not in _NOT_OURS and may_happen(name, kinds)]
        return [name for name in found if self._is_ours_now(name, entry, history)]

    def _next(self, officer: Officer, entry: Entry, act: Act) -> Callable[[Sequence[Event]], Event]:
        """Makes the act's event of all that happened before it. Raises Problem, at once or then."""
        now, reference = self.checking.clock(), entry.reference
        points = self._labelled(entry, act.points) if act.kind == "correction_begun" else ()
        self._check_until(act.until, now)

        def happens(history: Sequence[Event]) -> Event:
            _check_turn(act, history)
            review = self.review.reading_once()
            review.check_act(entry, officer.office, act.kind, act.words)
            if act.kind == "correction_begun":
                self._check_in_time(entry, now)
            self._check_elsewhere(act.kind, entry, history)
            reason = history[-1].reason if act.kind == "special_ended" else act.reason
            event = Event(
                reference, len(history) + 1, act.kind, now, officer.office, act.words, officer.id, reason=reason
            )
            if points:
                event = replace(event, correction=Correction(f"{reference}:c{event.seq}", points, act.until))
            if act.kind in GRANTING:
                event = replace(event, charge=review.charge(entry))
            elif act.kind == "issued":
                event = self._licensed(entry, event, review)
            elif act.kind in ("recalled", "revoked"):
                event = Composites(review, self.numbers).ending_with(entry, event)
            return self.with_deadline(entry, history, event, review)

        return happens

    def _licensed(self, entry: Entry, event: Event, review: JointReview) -> Event:
        """The event with the licence, and with the composite one where it is the bundle's last."""
        key, single = f"{entry.reference}.{event.seq}", review.result(entry)
        event = replace(event, licence=Licence(self.numbers.reserve(single, event.office, key), single))
        return Composites(review, self.numbers).with_last(entry, event)

    def with_deadline(
        self, entry: Entry, history: Sequence[Event], event: Event, review: JointReview | None = None
    ) -> Event:
        """The event with the last day of what it begins. ``review``: that has read how the application stands.

        Raises:
            Problem: 409 for an extension that the limit does not allow, or that comes after it was over.
        """
        limit = (review or self.review).limit(entry)
        if event.status == "extended" and limit is not None and not limit.extension:
            raise Problem(409, "no-extension", "这个事项的期限不能延长。")
        try:
            return replace(event, due=self.deadlines.of([*history, event], limit))
        except ClockMisused as fault:
            raise Problem(409, "too-late", "期限已经过了，不能再延长。") from fault

    def _is_ours_now(self, kind: str, entry: Entry, history: Sequence[Event]) -> bool:
        try:
            self._check_elsewhere(kind, entry, history)
        except Problem:
            return False
        return True

    def _check_elsewhere(self, kind: str, entry: Entry, history: Sequence[Event]) -> None:
        """Raises Problem 409 where the act waits for somebody elsewhere: who carries the licence, who takes the money for it."""
        if kind == "delivered":
            self.handing_over.check_by_officer(entry, history)
        elif kind == "issued":
            self.billing.check_paid(history)

    def _check_in_time(self, entry: Entry, now: datetime) -> None:
        """Raises Problem 409 when the days are over in which a correction may be asked for."""
        try:
            late = self.deadlines.is_accepted_by_silence(entry.received, now)
        except YearWithoutTable as fault:
            problem = f"{fault.year}年的放假安排还没有录入，算不出五个工作日过了没有。请管理员先录入{fault.year}年的工作日表。"
            raise Problem(409, "no-table", problem) from fault
        if late:
            problem = "收到材料已经超过五个工作日没有告知补正，按《行政许可法》第三十二条，自收到之日起就是受理了，不能再要求补正。"
            raise Problem(409, "accepted-by-silence", problem)

    def _check_until(self, until: date | None, now: datetime) -> None:
        today = now.astimezone(ZONE).date()
        if until is not None and not today < until <= today + _FARTHEST:
            raise Problem(422, "invalid-act", "补正的日期不对。", [("/until", "应当是今天以后、一年以内的一天")])

    def _labelled(self, entry: Entry, points: Sequence[Point]) -> tuple[Point, ...]:
        """The points with the names of their places. Raises Problem 422 for a place that the application does not have."""
        published, application = self.checking.published(entry.form), entry.document()["application"]
        found, errors = [], []
        for at, point in enumerate(points):
            label = _label(published, application, point)
            if label is None:
                errors.append((f"/points/{at}", "这份申请没有这一处"))
            else:
                found.append(replace(point, label=label))
        if errors:
            raise Problem(422, "invalid-act", f"有 {len(errors)} 处不对。", errors)
        return tuple(found)


#: What only the applicant's side does.
_NOT_OURS: Final = frozenset({"received", "withdrawn", "correction_ended"})


def _check_turn(act: Act, history: Sequence[Event]) -> None:
    kinds = [one.status for one in history]
    if act.seq != len(history):
        raise Problem(
            409, "changed", "这份申请刚刚有了变化，请看过再办。", more={"seq": len(history), "standing": kinds[-1]}
        )
    if not may_happen(act.kind, kinds):
        now, wanted = STATUSES[kinds[-1]].text, STATUSES[act.kind].text
        raise Problem(409, "not-now", f"现在是「{now}」，不能「{wanted}」。")


def _label(published: PublishedForm, application: Any, point: Point) -> str | None:
    """What the place is called; None where the form has no such place, or the application no such item of a list."""
    if point.material:
        return next((one.label for one in published.form.materials if one.id == point.material), None)
    fields = published.form.fields
    if not any(one.pointer == point.pointer for one in fields) and not _is_there(application, names_in(point.pointer)):
        return None
    return place_label(point.pointer, fields, published.facts)


def _is_there(document: Any, names: Sequence[str]) -> bool:
    for name in names:
        if isinstance(document, list) and name.isascii() and name.isdigit() and int(name) < len(document):
            document = document[int(name)]
        elif isinstance(document, dict) and name in document:
            document = document[name]
        else:
            return False
    return True
