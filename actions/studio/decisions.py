"""Texts that authors submit to each other, what became of them, and everything that was published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, desc, func, select, update
from sqlalchemy.engine import Engine

from ..database import Database
from ..moments import micros, moment
from ..tables import publications, submissions
from .scenario_files import Place, text_hash

#: Submissions and publications shown.
SHOWN: Final = 100


class AlreadyWaiting(RuntimeError):
    """A text of this scenario waits for a decision already."""


class NotWaiting(RuntimeError):
    """The submission is decided, or withdrawn, or there is none."""


class OwnSubmission(PermissionError):
    """Nobody decides on what they submitted themselves."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A text put to the other authors.

    Args:
        base: hash of the published text that it is to replace; empty for a new scenario.
        state: ``waiting``, ``approved``, ``sent_back`` or ``withdrawn``.
        decider: who approved or sent back, or None. reason: why it was sent back, or empty.
    """

    id: int
    place: Place
    text: str
    text_hash: str
    base: str
    submitter: str
    note: str
    state: str
    decider: str | None
    reason: str
    created: datetime
    decided: datetime | None


@dataclass(frozen=True, slots=True)
class Publication:
    """A text that was in force. ``submitter`` and ``approver`` None: a file as it was found, changed by other means."""

    id: int
    place: Place
    text: str
    text_hash: str
    version: str
    submission: int | None
    submitter: str | None
    approver: str | None
    note: str
    published: datetime


class Decisions:
    """The submissions and publications of one database. Raises DatabaseUnavailable when it cannot be reached."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._clock = clock
        prepare = self._database.prepare
        waiting = and_(submissions.c.id == bindparam("which"), submissions.c.state == "waiting")
        place = and_(publications.c.folder == bindparam("in_folder"), publications.c.scenario == bindparam("of"))
        given = ("folder", "scenario", "text", "text_hash", "base", "submitter", "note", "state", "reason", "created")
        self._submit = prepare(submissions.insert(), given)
        self._find = prepare(select(submissions).where(submissions.c.id == bindparam("which")))
        self._latest = prepare(select(submissions).order_by(desc(submissions.c.id)).limit(SHOWN))
        self._waiting = prepare(select(submissions).where(submissions.c.state == "waiting").order_by(submissions.c.id))
        self._withdraw = prepare(
            update(submissions)
            .where(and_(waiting, submissions.c.submitter == bindparam("by")))
            .values(state="withdrawn", decided=bindparam("now"))
        )
        self._decide = prepare(
            update(submissions)
            .where(and_(waiting, submissions.c.submitter != bindparam("by")))
            .values(
                state=bindparam("new"), decider=bindparam("by_whom"), reason=bindparam("why"), decided=bindparam("now")
            )
        )
        told = ("folder", "scenario", "text", "text_hash", "version", "submission", "submitter", "approver", "note")
        self._publish = prepare(publications.insert(), (*told, "published"))
        self._history = prepare(select(publications).where(place).order_by(desc(publications.c.id)).limit(SHOWN))
        self._latest_publication = prepare(select(func.max(publications.c.id)))
        self._publication = prepare(select(publications).where(publications.c.id == bindparam("which")))

    def submit(self, place: Place, text: str, *, base: str, submitter: str, note: str) -> Submission:
        """The text waits for another author's decision. Raises AlreadyWaiting when one of this scenario does already."""
        row = {
            "folder": place.folder,
            "scenario": place.scenario,
            "text": text,
            "text_hash": text_hash(text),
            "base": base,
            "submitter": submitter,
            "note": note,
            "state": "waiting",
            "reason": "",
            "created": micros(self._clock()),
        }
        try:
            with self._database.write() as cursor:
                self._submit.run(cursor, row)
        except self._database.integrity_error as fault:
            raise AlreadyWaiting(place.file) from fault
        return next(one for one in self.waiting() if one.place == place)

    def find(self, submission: int) -> Submission | None:
        """The submission, or None."""
        with self._database.read() as cursor:
            rows = self._find.run(cursor, {"which": submission}).fetchall()
        return _submission(rows[0]) if rows else None

    def waiting(self) -> list[Submission]:
        """What waits for a decision, the oldest first."""
        with self._database.read() as cursor:
            return [_submission(row) for row in self._waiting.run(cursor, {}).fetchall()]

    def latest(self) -> list[Submission]:
        """The latest submissions, decided or not, the newest first."""
        with self._database.read() as cursor:
            return [_submission(row) for row in self._latest.run(cursor, {}).fetchall()]

    def withdraw(self, submission: int, by: str) -> None:
        """The submitter takes it back. Raises NotWaiting when it is decided, or somebody else's."""
        with self._database.write() as cursor:
            values = {"which": submission, "by": by, "now": micros(self._clock())}
            if self._withdraw.run(cursor, values).rowcount != 1:
                raise NotWaiting(submission)

    def send_back(self, submission: Submission, by: str, reason: str) -> None:
        """It is decided that it does not become public, and why. Raises OwnSubmission, NotWaiting."""
        if by == submission.submitter:
            raise OwnSubmission(submission.id)
        with self._database.write() as cursor:
            self._decided(cursor, submission, by, "sent_back", reason)

    def approve(
        self, submission: Submission, by: str, *, version: str, before: str | None, write: Callable[[], None]
    ) -> None:
        """It is approved, noted as published, and written: all of it, or nothing.

        Args:
            version: the release's. before: the text that was in force, which is noted when nobody had published it.
            write: puts the file in place; what it raises undoes the rest.

        Raises:
            OwnSubmission, NotWaiting.
        """
        if by == submission.submitter:
            raise OwnSubmission(submission.id)
        place, now = submission.place, micros(self._clock())
        found = {"folder": place.folder, "scenario": place.scenario, "published": now}
        with self._database.write() as cursor:
            self._decided(cursor, submission, by, "approved", "")
            if before is not None and before != submission.text and text_hash(before) != self._in_force(cursor, place):
                whole = {"text": before, "text_hash": text_hash(before), "version": "", "note": ""}
                nobody = {"submission": None, "submitter": None, "approver": None}
                self._publish.run(cursor, {**found, **whole, **nobody})
            whole = {"text": submission.text, "text_hash": submission.text_hash, "version": version}
            people = {"submission": submission.id, "submitter": submission.submitter, "approver": by}
            self._publish.run(cursor, {**found, **whole, **people, "note": submission.note})
            write()

    def history(self, place: Place) -> list[Publication]:
        """What was published of the scenario, the latest first."""
        with self._database.read() as cursor:
            values = {"in_folder": place.folder, "of": place.scenario}
            return [_publication(row) for row in self._history.run(cursor, values).fetchall()]

    def publication(self, publication: int) -> Publication | None:
        """The publication, or None."""
        with self._database.read() as cursor:
            rows = self._publication.run(cursor, {"which": publication}).fetchall()
        return _publication(rows[0]) if rows else None

    def latest_publication(self) -> int:
        """The number of the latest publication of any scenario; 0 when there is none."""
        with self._database.read() as cursor:
            return int(self._latest_publication.run(cursor, {}).fetchall()[0][0] or 0)

    def _decided(self, cursor: Any, submission: Submission, by: str, state: str, reason: str) -> None:
        values = {"which": submission.id, "by": by, "by_whom": by, "new": state, "why": reason}
        if self._decide.run(cursor, {**values, "now": micros(self._clock())}).rowcount != 1:
            raise NotWaiting(submission.id)

    def _in_force(self, cursor: Any, place: Place) -> str:
        rows = self._history.run(cursor, {"in_folder": place.folder, "of": place.scenario}).fetchall()
        return _publication(rows[0]).text_hash if rows else ""


def _submission(row: Sequence[Any]) -> Submission:
    number, folder, scenario, text, hashed, base, submitter, note, state, decider, reason, created, decided = row
    place, end = Place(folder, scenario), moment(decided) if decided is not None else None
    return Submission(number, place, text, hashed, base, submitter, note, state, decider, reason, moment(created), end)


def _publication(row: Sequence[Any]) -> Publication:
    number, folder, scenario, text, hashed, version, submission, submitter, approver, note, published = row
    place, at = Place(folder, scenario), moment(published)
    return Publication(number, place, text, hashed, version, submission, submitter, approver, note, at)
