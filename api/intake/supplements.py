"""Takes what answers a correction: once for each key, only the correction that is open, and of the same applicant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from actions.cipher import Cipher
from actions.database import Database

from ..problems import Problem
from .checking import Checking, canonical_supplement, invalid
from .deadlines import Deadlines
from .event import Event
from .history import History, Next
from .registry import Entry, Registry, supplement_place
from .same_applicant import changed_applicant, names_applicant
from .tables import supplements

_SOMEBODY_ELSE: Final = "补正没有要求改这一处，先照原来的交；换了申请人要重新申请"


class Supplements:
    """Takes supplements. Raises DatabaseUnavailable, and Problems for what cannot be taken."""

    def __init__(
        self,
        database: Database,
        cipher: Cipher,
        registry: Registry,
        history: History,
        checking: Checking,
        deadlines: Deadlines,
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._registry = registry
        self._history = history
        self._checking = checking
        self._deadlines = deadlines
        of_client = supplements.c.client == bindparam("whose")
        columns = (supplements.c.reference, supplements.c.seq, supplements.c.sealed)
        self._by_key = database.prepare(
            select(*columns).where(and_(of_client, supplements.c.idempotency_key == bindparam("key")))
        )
        names = ("client", "idempotency_key", "reference", "seq", "form_version", "sealed")
        self._insert = database.prepare(supplements.insert(), names)

    def take(self, entry: Entry, key: str, body: Any, now: datetime) -> bool:
        """The application stands as the body says, and its correction is over; False where that is news.

        Args:
            entry: the application as it stands now. body: ``correction``, ``application``, and as for a new one ``materials`` and ``provenance``.
        """
        canonical = canonical_supplement(body)
        if self._is_held(entry, key, canonical):
            return True
        form = self._checking.fitting(entry.form, body["application"])
        self._check_applicant(entry, form.version, body)
        try:
            with self._database.write() as cursor:
                happened = self._history.happen_in(cursor, entry.reference, self._ended(body["correction"], now))
                if happened is None:
                    raise RuntimeError(f"{entry.reference} is gone")
                place = supplement_place(entry.reference, happened.seq)
                row = {
                    "client": entry.client,
                    "idempotency_key": key,
                    "reference": entry.reference,
                    "seq": happened.seq,
                }
                sealed = self._cipher.seal(place, canonical)
                self._insert.run(cursor, {**row, "form_version": form.version, "sealed": sealed})
        except (Problem, self._database.integrity_error):
            # Somebody with the same key was faster.
            if self._is_held(entry, key, canonical):
                return True
            raise
        return False

    def _check_applicant(self, entry: Entry, version: str, body: Any) -> None:
        """Raises Problem 422 where somebody else would apply and no correction let that be changed.

        A conversation has each answer once for all applications of a bundle, so what a correction of another one let be changed has
        changed here too, whichever of the answers comes first.
        """
        before = self._checking.as_of(entry.form, entry.form_version), entry.document()["application"]
        changed = changed_applicant(before, (self._checking.as_of(entry.form, version), body["application"]))
        if not changed:
            return
        for part in [entry] if entry.bundle is None else self._registry.parts(entry.client, entry.bundle):
            form = self._checking.as_of(part.form, part.form_version)
            asked = [event.correction for event in self._history.of(part.reference) if event.correction is not None]
            if any(names_applicant(form, one.points) for one in asked):
                return
        raise invalid([(f"/application{pointer}", _SOMEBODY_ELSE) for pointer in changed])

    def _ended(self, correction: str, now: datetime) -> Next:
        """The end of the correction, if it is the open one."""

        def ended(history: Sequence[Event]) -> Event:
            latest = history[-1]
            if latest.correction is None or latest.correction.id != correction:
                raise Problem(409, "no-open-correction", "没有这次补正，或者已经补过了。")
            end = Event(latest.reference, latest.seq + 1, "correction_ended", now)
            return replace(end, due=self._deadlines.of([*history, end]))

        return ended

    def _is_held(self, entry: Entry, key: str, canonical: bytes) -> bool:
        """Whether this very supplement was taken under the key. Raises Problem 409 where another was."""
        with self._database.read() as cursor:
            rows = self._by_key.run(cursor, {"whose": entry.client, "key": key}).fetchall()
        if not rows:
            return False
        reference, seq, sealed = rows[0]
        if reference != entry.reference or self._cipher.open(supplement_place(reference, seq), sealed) != canonical:
            raise Problem(409, "key-reused", "这个 Idempotency-Key 已经用于另一次补正。")
        return True
