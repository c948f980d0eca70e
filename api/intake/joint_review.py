"""The joint review of what intake holds: tasks of each department by the processes, opinions, and how a bundle ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from actions.local_time import ZONE
from bot.catalog.processes import Definitions, Department, ProcessStep, StepKind, department_for, process_for
from bot.engine.cross_checks import document_of

from ..problems import Problem
from .checking import Checking
from .clock import Limit, TimeLimits
from .event import Charge, ChargeItem, Event
from .history import History
from .joint import (
    Bundle,
    Done,
    HandedIn,
    Opinion,
    Outcome,
    Part,
    State,
    Task,
    bundle_of,
    decisions_of,
    open_tasks,
    outcome,
)
from .joint.limits import step_limits
from .opinions import Opinions
from .registry import Entry, Registry

#: Event -> the kind of step that it ends, and how.
_ENDS: Final[Mapping[str, tuple[StepKind, Opinion]]] = {
    "accepted": (StepKind.accept, Opinion.agree),
    "not_needed": (StepKind.accept, Opinion.refuse),
    "acceptance_refused": (StepKind.accept, Opinion.refuse),
    "granted": (StepKind.decision, Opinion.agree),
    "granted_with_deferral": (StepKind.decision, Opinion.agree_with_conditions),
    "refused": (StepKind.decision, Opinion.refuse),
    "issued": (StepKind.issue, Opinion.agree),
}
#: Steps whose opinion is an event of its own, which an act makes; the others are given as opinions.
BY_ACT: Final = frozenset({StepKind.accept, StepKind.decision, StepKind.issue})
#: Acts that end a review by granting or refusing: nobody decides before the other departments were heard.
_DECIDE: Final = frozenset({"granted", "granted_with_deferral", "refused"})
#: Those of them that grant.
GRANTING: Final = _DECIDE - {"refused"}


@dataclass(frozen=True, slots=True)
class JointReview:
    """Tells what is to be done for an application, alone or with the others of its bundle.

    Args:
        definitions: how the forms are dealt with, as published now.
        read: how bundles stand, by reference, as it was read; None: it is read anew each time.
        leaving: the reference of an application that is being withdrawn, which counts as withdrawn already; else empty.
    """

    checking: Checking
    registry: Registry
    history: History
    opinions: Opinions
    definitions: Callable[[], Definitions]
    read: dict[str, tuple[Bundle, list[Done]]] | None = None
    leaving: str = ""

    def reading_once(self, leaving: str = "") -> JointReview:
        """The same for one act: how a bundle stands is read once."""
        return replace(self, read={}, leaving=leaving)

    def offices(self, form: str) -> frozenset[str]:
        """The departments that act on applications of the form, by their titles."""
        definitions = self.definitions()
        return frozenset(department_for(definitions, one).title for one in process_for(definitions, form).departments)

    def title(self, department: str) -> str:
        """What the department of this id is called."""
        return self.department(department).title

    def department(self, name: str) -> Department:
        """The department of this id."""
        return department_for(self.definitions(), name)

    def tasks(self, entry: Entry) -> list[Task]:
        """The application's own tasks as they stand, in the order of its process."""
        bundle, done = self.standing(entry)
        return [task for task in open_tasks(bundle, done) if task.part == entry.form]

    def outcome(self, entry: Entry) -> Outcome:
        """How the bundle that the application is a part of stands; of one that stands alone, how it does."""
        bundle, done = self.standing(entry)
        return outcome(bundle, decisions_of(bundle, done))

    def result(self, entry: Entry) -> str:
        """What is given when the application is granted, e.g. 食品经营许可证."""
        return self.part(entry).result.title

    def charge(self, entry: Entry) -> Charge | None:
        """What is to be paid when the application is granted; None where its process says nothing of the kind."""
        items = tuple(ChargeItem(one.title, one.cents, one.source) for one in self.part(entry).fees)
        return Charge(items) if items else None

    def limit(self, entry: Entry) -> Limit | None:
        """The days within which the application is to be decided: promised ones where there are, else the law's.

        None where its process sets none, so that the permit law's own hold.
        """
        limits = decision_limits(self.part(entry))
        return None if limits is None else limits.promised or limits.statutory

    def part(self, entry: Entry) -> Part:
        """How the application is dealt with."""
        return self.standing(entry)[0].part(entry.form)

    def leads(self, entry: Entry, office: str) -> bool:
        """Whether acts on the application are the department's to do; the others give opinions."""
        return office == self.title(self.part(entry).lead)

    def check_lead(self, entry: Entry, office: str) -> None:
        """Raises Problem 403 where another department leads."""
        lead = self.title(self.part(entry).lead)
        if office != lead:
            raise Problem(403, "not-the-lead", f"这件事由{lead}答复。")

    def check_act(self, entry: Entry, office: str, kind: str, words: str = "") -> None:
        """Raises Problem where the act is not the department's to do (403), others have to be heard before it (409), or a
        department is against it and nobody says why it is done all the same (422).

        What the lead department found itself, its decision says. A part that the law wants decided first and that is not in yet
        keeps the other from being granted, not from being refused: what never comes holds nothing up for ever.
        """
        bundle, done = self.standing(entry)
        part = bundle.part(entry.form)
        if office != self.title(part.lead):
            raise Problem(403, "not-the-lead", f"这一步由{self.title(part.lead)}办；您的部门给意见就行。")
        if kind not in _DECIDE:
            return
        tasks = [one for one in open_tasks(bundle, done) if one.part == entry.form]
        ahead = [one for one in tasks if one.kind not in BY_ACT and one.state in (State.open, State.waiting)]
        others = [one for one in ahead if one.department != part.lead]
        if others:
            named = "、".join(f"{self.title(one.department)}的{one.title}" for one in others)
            raise Problem(409, "not-heard", f"还不能决定：{named}还没有意见。")
        # A form may have several ways to decide, of which this case has one.
        before = {place.form for one in tasks if one.kind is StepKind.decision for place in one.waits_for}
        awaited = sorted(self._named(form) for form in before & {*bundle.awaited})
        if awaited and kind != "refused":
            raise Problem(
                409, "not-in-yet", f"还不能准予：按规定要等「{'」「'.join(awaited)}」先有结果，它还没有交来。"
            )
        first = sorted(self._named(form) for form in before - {entry.form, *bundle.awaited})
        if first:
            raise Problem(409, "not-heard", f"还不能决定：按规定要等「{'」「'.join(first)}」先有结果。")
        if kind in GRANTING and not words and _opposed(tasks):
            told = [("/words", "有部门的意见是不同意，准予要写明理由")]
            raise Problem(422, "invalid-act", "有部门不同意，准予要写明理由。", told)

    def is_opposed(self, entry: Entry) -> bool:
        """Whether a department is against granting the application."""
        return _opposed(self.tasks(entry))

    def _named(self, form: str) -> str:
        forms = self.checking.forms
        return forms[form].form.title if form in forms else form

    def parts(self, entry: Entry) -> list[Entry]:
        """The parts of the application's bundle that are not withdrawn, the first of each form; itself in any case."""
        if entry.bundle is None:
            return [entry]
        found = self.registry.parts(entry.client, entry.bundle)
        own = [one for one in found if one.reference == entry.reference]
        others = [one for one in found if one.status != "withdrawn" and one.reference != self.leaving]
        return list({one.form: one for one in (*reversed(others), *own)}.values())

    def standing(self, entry: Entry) -> tuple[Bundle, list[Done]]:
        """The bundle of what was handed in together and is not withdrawn, and what was done in it."""
        if self.read is None:
            return self._read(entry)
        if entry.reference not in self.read:
            self.read[entry.reference] = self._read(entry)
        return self.read[entry.reference]

    def _read(self, entry: Entry) -> tuple[Bundle, list[Done]]:
        here, told = self.parts(entry), entry.document().get("bundle", {})
        order = {form: place for place, form in enumerate(told.get("forms", ()))}
        here.sort(key=lambda one: order.get(one.form, len(order)))
        handed_in = [self._handed_in(one) for one in here]
        bundle = bundle_of(self.definitions(), handed_in, told.get("scenario"), self._awaited(entry, here))
        return bundle, [done for one in here for done in self._done(bundle, one)]

    def _awaited(self, entry: Entry, here: Sequence[Entry]) -> list[str]:
        """The forms that a part says belong to the bundle, and of which none came. What was withdrawn is awaited no more."""
        if entry.bundle is None:
            return []
        came = {one.form for one in self.registry.parts(entry.client, entry.bundle)}
        declared = dict.fromkeys(form for one in here for form in one.document().get("bundle", {}).get("forms", ()))
        return [form for form in declared if form not in came]

    def _handed_in(self, entry: Entry) -> HandedIn:
        published = self.checking.published(entry.form)
        today = self.checking.clock().astimezone(ZONE).date()
        application = entry.document()["application"]
        return HandedIn(published.form, document_of(published.form, application, published.figures, today))

    @staticmethod
    def _is_own(part: Part, step: ProcessStep) -> bool:
        return step.kind not in BY_ACT and part.department(step) == part.lead

    def _done(self, bundle: Bundle, entry: Entry) -> Iterator[Done]:
        part = bundle.part(entry.form)
        said = {given.step: given for given in self.opinions.of(entry.reference)}
        for event in self.history.of(entry.reference):
            kind, opinion = _ENDS.get(event.status, (None, Opinion.agree))
            for step in part.steps:
                if step.kind is kind:
                    yield Done(entry.form, step.id, part.department(step), opinion, event.at)
                elif event.status in _DECIDE and self._is_own(part, step) and step.id not in said:
                    # What the lead department found in its own steps, its decision says.
                    yield Done(entry.form, step.id, part.lead, Opinion.agree, event.at)
        for step in part.steps:
            if step.id in said:
                given = said[step.id]
                yield Done(entry.form, step.id, part.department(step), Opinion(given.verdict), given.at)


def _opposed(tasks: Sequence[Task]) -> bool:
    return any(one.opinion is Opinion.refuse and one.kind not in BY_ACT for one in tasks)


def decision_limits(part: Part) -> TimeLimits | None:
    """What the law allows for the application's decision, and what was promised; None where its process sets none."""
    deciding = (step for step in part.steps if step.kind is StepKind.decision and step.id in part.needed)
    return next((found for step in deciding if (found := step_limits(step)) is not None), None)


def has_begun(history: Sequence[Event], office: str) -> bool:
    """Whether the department has begun its review."""
    return any(one.status == "review_begun" and one.office == office for one in history)
