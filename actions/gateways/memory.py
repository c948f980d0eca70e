"""Ports in memory, for tests and demonstrations: they keep the same promises, until the process ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bot.engine import StatusEvent, StatusReported
from bot.engine.happenings import STATUSES, Correction
from bot.engine.values import Json

from ..ports import Receipt, Refused, Standing

_TEXTS: Final = {1: "已接件", 2: "已撤件", 6: "补正（开始）", 7: "补正（结束）"}
#: Decided already: nothing is withdrawn after that.
_DECIDED: Final = frozenset({4, 5, 11, 12, 13, 14, 15, 17, 18})


@dataclass
class MemorySubmission:
    """A desk that keeps applications in a dictionary and answers the same key with the same receipts.

    Args:
        troubles: what goes wrong next, in order; None means nothing. ``after`` True: the bundle was taken before it
            went wrong, as when an answer is lost on its way back.
        taken: (key, form) -> application; a supplement replaces it.
        happened: reference -> its events. ratings: reference -> key, grade, words and reasons. answers: reference -> what is
            said to its rating.
    """

    clock: Callable[[], datetime]
    troubles: list[Exception | None] = field(default_factory=list)
    after: bool = False
    taken: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    receipts: dict[tuple[str, str], Receipt] = field(default_factory=dict)
    happened: dict[str, list[StatusReported]] = field(default_factory=dict)
    supplements: dict[str, Receipt] = field(default_factory=dict)
    ratings: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    answers: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    async def submit(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """See ``Submission.submit``."""
        with self._troubled():
            for form, application in applications.items():
                if (key, form) not in self.receipts:
                    self.taken[key, form] = application
                    receipt = Receipt(form, f"MEM-{len(self.receipts) + 1:04}", self.clock())
                    self.receipts[key, form] = receipt
                    self.happen(receipt.reference, 1)
        return tuple(self.receipts[key, form] for form in applications)

    async def held(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """See ``Submission.held``."""
        with self._troubled():
            return tuple(self.receipts[key, form] for form in applications if (key, form) in self.receipts)

    async def supplement(
        self,
        key: str,
        reference: str,
        correction: str,
        application: Mapping[str, Any],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Json]],
    ) -> Receipt:
        """See ``Submission.supplement``."""
        with self._troubled():
            if key not in self.supplements:
                place = self._place(reference)
                latest = self.happened[reference][-1].event
                if latest.correction is None or latest.correction.id != correction:
                    raise Refused("no_open_correction")
                self.taken[place] = application
                self.happen(reference, 7)
                self.supplements[key] = self.receipts[place]
        return self.supplements[key]

    async def withdraw(self, reference: str, key: str, reason: str) -> Standing:
        """See ``Submission.withdraw``."""
        with self._troubled():
            self._place(reference)
            latest = self.happened[reference][-1].event
            if latest.code in _DECIDED:
                raise Refused("decided")
            if latest.code != 2:
                self.happen(reference, 2)
        found = await self.look_up(reference)
        if found is None:
            raise Refused("unknown_reference")
        return found

    async def look_up(self, reference: str) -> Standing | None:
        """See ``Submission.look_up``."""
        told = self.happened.get(reference)
        if not told:
            return None
        latest = told[-1].event
        received, updated = (datetime.fromisoformat(one.at) for one in (told[0].event, latest))
        return Standing(reference, latest.status, latest.code, latest.text, received, updated)

    async def events(self, reference: str, after: int) -> tuple[StatusReported, ...]:
        """See ``Submission.events``."""
        with self._troubled():
            self._place(reference)
            return tuple(one for one in self.happened[reference] if one.event.seq > after)

    async def rate(self, key: str, reference: str, grade: int, words: str, reasons: Sequence[str]) -> None:
        """See ``Submission.rate``."""
        with self._troubled():
            self._place(reference)
            if self.ratings.setdefault(reference, (key, grade, words, *reasons)) != (key, grade, words, *reasons):
                raise Refused("already_rated")

    async def answer_to_rating(self, reference: str) -> Mapping[str, Any] | None:
        """See ``Submission.answer_to_rating``."""
        with self._troubled():
            self._place(reference)
            return self.answers.get(reference)

    async def paper(self, reference: str, seq: int) -> bytes:
        """See ``Submission.paper``."""
        with self._troubled():
            raise Refused("not_printed" if seq <= len(self.happened.get(reference, ())) else "unknown_paper")

    def happen(self, reference: str, code: int, correction: Correction | None = None) -> StatusReported:
        """Something happens to the application at the desk."""
        told = self.happened.setdefault(reference, [])
        form = next((one.form for one in self.receipts.values() if one.reference == reference), "")
        seq, status = len(told) + 1, STATUSES[code]
        text = _TEXTS.get(code, status)
        at = self.clock().isoformat()
        reported = StatusReported(reference, form, StatusEvent(seq, code, status, text, at, correction=correction))
        told.append(reported)
        return reported

    def _place(self, reference: str) -> tuple[str, str]:
        for place, receipt in self.receipts.items():
            if receipt.reference == reference:
                return place
        raise Refused("unknown_reference")

    @contextmanager
    def _troubled(self) -> Iterator[None]:
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None and not self.after:
            raise trouble
        yield
        if trouble is not None:
            raise trouble
