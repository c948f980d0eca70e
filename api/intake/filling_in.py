"""What intake knows of an event, in the words of its paper (文书). It is pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from actions.masking import scrub
from bot.catalog.drawing.labels import MODES
from bot.catalog.processes import Department
from bot.engine.materials import AS_FILES

from .applying import who_applies
from .clock import ClockError, Due, Limit, Stopped, TimeLimits, YearWithoutTable
from .clock.reception import local_day
from .deadlines import Deadlines
from .event import Deadline, Event
from .notices import Contact, Material, Matter, NoticeInvalid, Remedies, Term, term_of, undated_term
from .published import PublishedForm

_DOUBT: Final = "（以受理窗口为准）"


@dataclass(frozen=True, slots=True)
class Filing:
    """An application as it stood when something happened to it.

    Args:
        application: the form, filled. materials: what came with it, or with what corrected it.
        lead: the department that leads it.
        licence: what is given when it is granted. permit: whether that is a permit; of a filing (备案) the permit law wants no paper.
        bundled: whether it is a part of a bundle, whose materials come with each part.
        limits: for its decision; None: the permit law's own.
    """

    reference: str
    published: PublishedForm
    application: Mapping[str, Any]
    materials: Sequence[Any]
    lead: Department
    licence: str
    permit: bool = True
    bundled: bool = False
    limits: TimeLimits | None = None


@dataclass(frozen=True, slots=True)
class FillingIn:
    """What the paper of the latest event is filled in with."""

    filing: Filing
    history: Sequence[Event]
    deadlines: Deadlines

    @property
    def event(self) -> Event:
        """The one that the paper goes with."""
        return self.history[-1]

    @property
    def limit(self) -> Limit | None:
        """What intake reckons the decision by."""
        limits = self.filing.limits
        return None if limits is None else limits.promised or limits.statutory

    @property
    def by_silence(self) -> bool:
        """Whether the event tells, or came too late to do anything else than tell, that nobody had said in time what is missing.

        Source: 《行政许可法》第三十二条第一款第四项.
        """
        if self.event.by_silence:
            return True
        if self.was_corrected:
            return False
        try:
            return self.deadlines.is_accepted_by_silence(self.history[0].at, self.event.at)
        except ClockError:
            return False

    @property
    def was_corrected(self) -> bool:
        """Whether something was to be corrected."""
        return any(one.status == "correction_begun" for one in self.history)

    def matter(self, said: str = "") -> Matter:
        """Whose application for what, and who tells of it. ``said``: what the office tells besides."""
        filing, published = self.filing, self.filing.published
        applicant, certificate = who_applies(published, filing.application)
        office = self.event.office or filing.lead.title + ("" if filing.lead.certain else _DOUBT)
        item = published.item or published.form.title
        return Matter(
            filing.reference, applicant, certificate, item, None, office, contact=self._contact(), said=said or None
        )

    def remedies(self) -> Remedies:
        """Where a refusal can be contested, as far as the department has told."""
        told = self.filing.lead.remedies
        return Remedies(told.review_body or None, told.court or None, told.online or None, told.certain)

    def _contact(self) -> Contact:
        told = self.filing.lead.contact
        return Contact(told.person or None, told.phone or None, told.address or None, told.certain)

    def day(self, status: str) -> date:
        """The day of the latest event of this kind. Raises NoticeInvalid where there was none."""
        found = next((one for one in reversed(self.history) if one.status == status), None)
        if found is None:
            raise NoticeInvalid(f"an event {status} comes before it")
        return local_day(found.at)

    def due(self, limit: Limit | None) -> Due | Stopped | None:
        """What the event began, reckoned again; None where nothing runs, or it cannot be told."""
        try:
            return self.deadlines.reckoned(self.history, limit)
        except ClockError:
            return None

    def term(self, word: str, limit: Limit | None = None, *, told: bool = True) -> Term | None:
        """What the event began; None where nothing is known to run.

        Args:
            told: up to the day that was told with the event; a table that changed since is then told as a doubt.
        """
        try:
            due = self.deadlines.reckoned(self.history, limit)
        except YearWithoutTable as fault:
            counting = self.deadlines.counting(self.history, limit)
            return None if counting is None or counting.stopped_since else undated_term(counting, word, fault.year)
        except ClockError:
            return None
        if not isinstance(due, Due):
            return None
        deadline, term = self.event.due if told else None, term_of(due, word)
        if not isinstance(deadline, Deadline) or deadline.day == due.day:
            return term
        return replace(term, last=deadline.day, doubts=(*term.doubts, f"按现在的工作日表，最后一天是{due.day}"))

    def materials(self) -> tuple[Material, ...]:
        """What came: no material that was to be uploaded and was not, and none that another system is asked for."""
        filing = self.filing
        own = {one.id: one.label for one in filing.published.form.materials}
        came = [one for one in filing.materials if isinstance(one, dict) and _came(one)]
        # What is none of the form's own belongs to another part of its bundle, if it has one.
        named = [
            (own.get(str(one.get("id")), "" if filing.bundled else one.get("label")), one.get("mode")) for one in came
        ]
        return tuple(
            Material(scrub(label), MODES.get(str(mode))) for label, mode in named if isinstance(label, str) and label
        )


def _came(material: Mapping[str, Any]) -> bool:
    """Whether it was handed in: what is to come later was not, nor what another system is asked for."""
    mode = material.get("mode")
    if "undertaken" in material:
        return bool(material.get("files"))
    return bool(material.get("files")) if mode in AS_FILES else mode != "system_check"
