"""The papers (文书) of what intake holds: found, filled in, and brought into the shape that is printed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from ..problems import Problem
from .casework import Casework
from .event import Event
from .filling_in import Filing
from .joint_review import decision_limits
from .notices import KINDS, NoticeInvalid, page_of
from .papers import notice_of
from .registry import Entry, event_told

_LOG: Final = logging.getLogger("daoban.intake")
#: What ``Printer.pdf`` takes.
Page = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Paper:
    """What an event's paper is called. ``draft``: only the bureau can issue it."""

    title: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Papers:
    """Finds the papers of applications that somebody may see; whether they may is the caller's to ask."""

    casework: Casework

    def page(self, entry: Entry, seq: int) -> Page:
        """The paper of the application's event of this number. Raises Problem 404 where there is none."""
        history = self.casework.history.of(entry.reference)
        page = self._page(entry, history[:seq]) if 1 <= seq <= len(history) else None
        if page is None:
            raise Problem(404, "no-such-notice", "没有这份文书。")
        return page

    def of(self, entry: Entry, history: Sequence[Event], after: int = 0) -> dict[int, Paper]:
        """Number of an event -> its paper, of the events of the whole history after that number that have one."""
        pages = ((end, self._page(entry, history[:end])) for end in range(after + 1, len(history) + 1))
        return {end: Paper(page[1]["title"], page[1]["draft"]) for end, page in pages if page is not None}

    def told(self, entry: Entry, after: int = 0, until: int | None = None) -> list[dict[str, Any]]:
        """What happened to the application after the event of this number, as its client is told it: each with its paper.

        ``until``: the number of the last event to tell; None: all of them.
        """
        history = self.casework.history.of(entry.reference)[:until]
        papers = self.of(entry, history, after)
        return [
            {**event_told(entry, one), **({"paper": asdict(papers[one.seq])} if one.seq in papers else {})}
            for one in history[after:]
        ]

    def _page(self, entry: Entry, history: Sequence[Event]) -> Page | None:
        if history[-1].status not in KINDS:
            return None
        notice = notice_of(self._filing(entry, history), history, self.casework.deadlines)
        try:
            return page_of(notice) if notice is not None else None
        except NoticeInvalid as fault:
            _LOG.error("event %s cannot be printed: %s", history[-1].id, fault)
            return None

    def _filing(self, entry: Entry, history: Sequence[Event]) -> Filing:
        """The application as it stood at the end of the history."""
        casework, review = self.casework, self.casework.review
        if not any(one.status == "correction_ended" for one in history):
            entry = casework.registry.by_key(entry.client, entry.key) or entry
        document, part = entry.document(), review.part(entry)
        came = casework.registry.answer(entry.reference) if history[-1].status == "correction_ended" else document
        return Filing(
            reference=entry.reference,
            published=casework.checking.as_of(entry.form, entry.form_version),
            application=document["application"],
            materials=came.get("materials", ()),
            lead=review.department(part.lead),
            licence=part.result.title,
            permit=part.result.kind != "filing",
            bundled=entry.bundle is not None,
            limits=decision_limits(part),
        )
