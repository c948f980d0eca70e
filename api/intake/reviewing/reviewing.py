"""What officers see and do at the desk. Whose matter an application is, is asked for each; refusals are Problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.local_time import ZONE
from bot.catalog.place_words import place_label

from ...problems import Problem
from ..acts import GROUNDS, SPECIAL, read_act
from ..casework import Casework
from ..event import Event, Undated
from ..handing_over import HandingOver
from ..joint import State
from ..joint_review import BY_ACT, GRANTING
from ..officers import Officer
from ..opining import Opining
from ..paperwork import Page, Papers
from ..published import PublishedForm
from ..registry import Entry
from ..status import STATUSES
from .hiding import is_hidden
from .listing import PAGE, STANDINGS, Listing, Row
from .looks import Looks
from .materials import told_materials
from .paper import Place, places
from .told import (
    corrected,
    shop,
    told_differences,
    told_entry,
    told_event,
    told_sections,
    told_status,
)


@dataclass(frozen=True, slots=True)
class Reviewing:
    """The use cases of the desk.

    Args:
        name: what an officer of this id is called; the id of one who is gone.
        handing_over: tells where a licence's papers are; None: nobody is told.
    """

    casework: Casework
    listing: Listing
    looks: Looks
    opining: Opining
    name: Callable[[str], str]
    handing_over: HandingOver | None = None

    @property
    def papers(self) -> Papers:
        """The papers of what it shows."""
        return Papers(self.casework)

    def listed(self, officer: Officer, standing: str, number: int, *, late: bool) -> dict[str, Any]:
        """A page of what the department has to do, the soonest due first. Raises Problem 422."""
        if standing not in STANDINGS:
            told = [("/query/standing", "应当是：" + "、".join(STANDINGS))]
            raise Problem(422, "invalid-request", "请求的内容不对。", told)
        now = self.casework.checking.clock()
        today = now.astimezone(ZONE).date()
        found = self.listing.page(officer.office, self._forms(officer), standing, today, number, late=late)
        rows = [self._row(officer, one, now) for one in found.rows]
        return {"rows": rows, "total": found.total, "late": found.late, "page": number, "size": PAGE}

    def application(self, officer: Officer, reference: str) -> dict[str, Any]:
        """Everything an officer decides by; that they looked is kept first."""
        casework = self.casework
        entry = casework.find(officer, reference)
        now = casework.checking.clock()
        self.looks.keep(officer, reference, now)
        body, history = entry.document(), casework.history.of(reference)
        published = casework.checking.as_of(entry.form, entry.form_version)
        found = places(published, body["application"])
        before = self._before(entry, found)
        papers = self.papers.of(entry, history)
        return {
            **told_entry(entry),
            "title": published.form.title,
            "shop": shop(found),
            "due": self._due(entry, history, now),
            "mates": self._mates(officer, entry),
            "tasks": self._tasks(officer, entry),
            "sections": told_sections(found, body.get("provenance"), before),
            "materials": told_materials(
                published, body.get("materials", []), now.astimezone(ZONE).date(), self._mates_forms(entry)
            ),
            "rules": self._rules(entry, body["application"], found),
            "events": [told_event(one, self.name(one.by) if one.by else "", papers.get(one.seq)) for one in history],
            "differences": told_differences(found, before),
            "possible": self._possible(officer, entry, history),
            "special": list(SPECIAL),
            "payment": casework.billing.told(entry, history),
            "delivery": None if self.handing_over is None else self.handing_over.told(entry, history),
        }

    def paper(self, officer: Officer, reference: str, seq: int) -> Page:
        """The paper of an event; that the officer looked is kept first. Raises Problem 404 where there is none."""
        entry = self.casework.find(officer, reference)
        page = self.papers.page(entry, seq)
        self.looks.keep(officer, reference, self.casework.checking.clock())
        return page

    def reveal(self, officer: Officer, reference: str, pointer: str) -> str:
        """A place's value in full; that it was looked at is kept first. Raises Problem 404 where there is no such place."""
        casework = self.casework
        entry = casework.find(officer, reference)
        published = casework.checking.as_of(entry.form, entry.form_version)
        found = places(published, entry.document()["application"])
        place = next((one for one in found if one.pointer == pointer and one.value and is_hidden(one.fact)), None)
        if place is None:
            raise Problem(404, "no-such-place", "这份申请没有这一处，或者它没有遮起来。")
        self.looks.keep(officer, reference, casework.checking.clock(), pointer)
        return place.value

    def preview(self, officer: Officer, reference: str, body: Any) -> dict[str, Any]:
        """What the applicant would be told of an act that has not happened. Raises Problem as ``act`` does."""
        return self.casework.preview(officer, reference, read_act(body)).told()

    def act(self, officer: Officer, reference: str, body: Any) -> dict[str, Any]:
        """The act has happened. Raises Problem."""
        return told_event(self.casework.act(officer, reference, read_act(body)), officer.name)

    def opine(self, officer: Officer, reference: str, body: Any) -> dict[str, Any]:
        """The department's opinion on its step is kept. Raises Problem."""
        given = self.opining.give(officer, reference, body)
        return {"step": given.step, "verdict": given.verdict}

    def _possible(self, officer: Officer, entry: Entry, history: Sequence[Event]) -> list[dict[str, Any]]:
        """The acts that are the officer's to do now; ``grounds``: only with words to the applicant."""
        review = self.casework.review
        if not review.leads(entry, officer.office):
            return []
        kinds = self.casework.possible(entry, history)
        told = GROUNDS | GRANTING if review.is_opposed(entry) else GROUNDS
        return [{"kind": kind, "text": STATUSES[kind].text, "grounds": kind in told} for kind in kinds]

    def _forms(self, officer: Officer) -> list[str]:
        casework = self.casework
        return [form for form in casework.checking.forms if officer.office in casework.review.offices(form)]

    def _row(self, officer: Officer, row: Row, now: datetime) -> dict[str, Any]:
        entry = row.entry
        published = self.casework.checking.as_of(entry.form, entry.form_version)
        return {
            **told_entry(entry),
            "title": published.form.title,
            "shop": shop(places(published, entry.document()["application"])),
            "task": row.task,
            "due": self._left(row.due, now),
            "mates": self._mates(officer, entry),
        }

    def _tasks(self, officer: Officer, entry: Entry) -> list[dict[str, Any]]:
        """The steps of the application's review as they stand, with the opinions that were given; ``own``: the officer may give one."""
        review = self.casework.review
        given = {one.step: one for one in review.opinions.of(entry.reference)}
        told = []
        for task in review.tasks(entry):
            office, said = review.title(task.department), given.get(task.step)
            told.append(
                {
                    "step": task.step,
                    "title": task.title,
                    "office": office,
                    "state": task.state.value,
                    "own": task.state is State.open and task.kind not in BY_ACT and office == officer.office,
                    "verdict": None if task.opinion is None else task.opinion.value,
                    "words": "" if said is None else said.words,
                    "officer": "" if said is None else self.name(said.by),
                }
            )
        return told

    def _due(self, entry: Entry, history: Sequence[Event], now: datetime) -> dict[str, Any] | None:
        """The day that the present step ends by, whether it is past, and the days left; or the year whose table is awaited.

        None where nothing runs.
        """
        deadline = history[-1].due
        if deadline is None:
            return None
        if isinstance(deadline, Undated):
            # The table may be there by now.
            limit = self.casework.review.limit(entry)
            deadline = self.casework.deadlines.as_known_now(history, limit) or deadline
        return self._left(deadline.told(), now)

    def _left(self, due: dict[str, Any] | None, now: datetime) -> dict[str, Any] | None:
        """A last day as an event tells it, with whether it is past and the days left; None where these are not known."""
        if due is None or "day" not in due:
            return due
        day = date.fromisoformat(due["day"])
        left = self.casework.deadlines.left(day, due["unit"], now)
        return {**due, "late": day < now.astimezone(ZONE).date(), "left": left}

    def _mates(self, officer: Officer, entry: Entry) -> list[dict[str, Any]]:
        """The other parts of the bundle; the reference only of those that the officer may open."""
        forms = self.casework.checking.forms
        return [
            {
                "title": forms[one.form].form.title if one.form in forms else one.form,
                "status": told_status(one.status),
                "reference": one.reference if officer.office in self.casework.review.offices(one.form) else None,
            }
            for one in self.listing.mates(entry)
        ]

    def _mates_forms(self, entry: Entry) -> list[PublishedForm]:
        """The forms of the bundle's other parts, as far as they are still taken."""
        forms = self.casework.checking.forms
        return [forms[one.form] for one in self.listing.mates(entry) if one.form in forms]

    def _before(self, entry: Entry, now: Sequence[Place]) -> Mapping[str, Place]:
        """What was corrected, as it was handed in first."""
        first = self.casework.registry.by_key(entry.client, entry.key)
        if first is None or first.body == entry.body:
            return {}
        published = self.casework.checking.as_of(first.form, first.form_version)
        return corrected(now, places(published, first.document()["application"]))

    def _rules(self, entry: Entry, application: Any, found: Sequence[Place]) -> dict[str, Any]:
        """What the rules that are published now find: each with its place, its words and where it stands."""
        checking = self.casework.checking
        form, facts = checking.form(entry.form), checking.published(entry.form).facts
        sources = {one.text: one.source for one in form.checks}
        labels = {one.pointer: one.label for one in found}
        held = checking.held_against(entry.form, application)
        return {
            "version": form.version,
            "handed_in": entry.form_version,
            "checks": [{"text": one.text, "source": one.source} for one in form.checks],
            "found": [
                {
                    "pointer": one.pointer,
                    "label": labels.get(one.pointer) or place_label(one.pointer, form.fields, facts) or "",
                    "text": one.message,
                    "source": sources.get(one.message, ""),
                }
                for one in held
            ],
        }
