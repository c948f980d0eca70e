"""The use case at the centre: one inbound message, one transaction, one outcome."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.engine import Case, Catalog, Position, RatingAnswered, Result, StatusReported, Turn, advance
from bot.engine.clerks import CLERK_REPORTS
from bot.engine.events import Event
from bot.engine.turn import Report
from bot.nlu import Understander

from .attempting import Attempt, attempted
from .consent import check_consent
from .effects import effects_of
from .held_files import Files, FilesOf, by_material, ids_of, no_files
from .inbound import Inbound, turn_of
from .learning.miss_log import MissLog
from .ordering import Busy, Ordering, unordered
from .positions import Positions
from .previewing import previewed
from .said import said
from .speech import Speaker, say
from .state import describe, editable
from .store import AlreadyTaken, ConversationRow, StaleCase, Store, TurnRecord

__all__ = ["TRIES", "Busy", "Conversations", "Edition", "MessageIdReused", "Standing", "UnknownConversation"]

#: How often a turn is taken again when the case moved meanwhile: by a file, a consent, or a process that orders nothing.
TRIES: Final = 8
#: Hears of a turn after it was stored: of which conversation, the turn, and the case after it. It may be called in any
#: thread, must not keep the turn waiting, and what it raises is logged.
Listener = Callable[[str, TurnRecord, Case], None]
#: Reports whose ids can be guessed.
_GUESSED: Final = (StatusReported, RatingAnswered, *CLERK_REPORTS)
_LOG: Final = logging.getLogger("daoban.conversations")


class UnknownConversation(LookupError):
    """There is no such conversation."""


class MessageIdReused(ValueError):
    """The message id was used before, for another content."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What turns are taken by: a catalog, its understanding, and where conversations stand in its terms.

    ``provide`` sees to it that the catalog has a case's release before the case is looked at. ``misses`` counts what was
    not understood; None: nothing is counted.
    """

    catalog: Catalog
    understander: Understander
    provide: Callable[[Case], None]
    misses: MissLog | None
    positions: Positions


#: The turn of an inbound thing: by an edition, where the case stands, and at which moment.
MakeTurn = Callable[[Edition, Case, Position, datetime], Turn]


@dataclass(frozen=True, slots=True)
class Standing:
    """A stored conversation, where it stands, and the catalog that says so."""

    catalog: Catalog
    row: ConversationRow
    position: Position


class Conversations:
    """Takes turns: reads, advances, speaks and commits, all or nothing."""

    def __init__(
        self,
        catalog: Catalog,
        understander: Understander,
        store: Store,
        clock: Callable[[], datetime],
        provide: Callable[[Case], None] = lambda _: None,
        misses: MissLog | None = None,
        files: FilesOf = no_files,
        in_order: Ordering = unordered,
    ) -> None:
        """Takes turns by the catalog. ``files`` gives a conversation's files; ``in_order`` holds it for a turn; of the rest, see Edition."""
        self._edition = Edition(catalog, understander, provide, misses, Positions(catalog))
        self.store = store
        self.clock = clock
        self._files = files
        self._in_order = in_order
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """The listener hears of every turn that is stored from now on."""
        self._listeners.append(listener)

    @property
    def catalog(self) -> Catalog:
        """The catalog in force."""
        return self._edition.catalog

    @property
    def understander(self) -> Understander:
        """The understanding in terms of the catalog in force."""
        return self._edition.understander

    @property
    def misses(self) -> MissLog | None:
        """Where what is not understood is counted."""
        return self._edition.misses

    def adopt(self, catalog: Catalog, understander: Understander, provide: Callable[[Case], None]) -> None:
        """The next turn is taken by this catalog. A turn under way ends by the catalog it began with."""
        misses = self._edition.misses
        misses = misses.in_terms_of(catalog, understander.dictionary) if misses is not None else None
        # One assignment: whoever reads the edition has the whole of the old one, or the whole of the new.
        self._edition = Edition(catalog, understander, provide, misses, Positions(catalog))

    def take(self, conversation: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome of one inbound message; the same message again gives the stored outcome.

        Raises:
            UnknownConversation, MessageIdReused, Busy, ConsentNeeded: as their docstrings say; nothing was written.
        """
        digest = inbound.digest()

        def told(edition: Edition, case: Case, before: Position, result: Result) -> dict[str, Any]:
            speaker = Speaker(edition.catalog, before)
            return {"said": said(inbound, case, speaker, lambda: self._latest(case)["messages"], result.events)}

        return self._commit(conversation, inbound.id, digest, _understood(inbound), told, cause=None, done=None)

    def report(self, conversation: str, report: Report, *, cause: str, done: int | None = None) -> dict[str, Any]:
        """The outcome of an effect's end, of what others hold about the applicant, or of what intake tells of an application.

        Args:
            cause: id of this report; the same report twice is taken once.
            done: id of the outbox row that is finished in the same transaction.
        """
        # What others report by can be guessed; no message of an applicant may have an id with a slash, and take its place.
        taken_as = f"/{cause}" if isinstance(report, _GUESSED) else cause
        turn = Turn(taken_as, actor="system", report=report)
        return self._commit(conversation, taken_as, "", lambda *_: turn, lambda *_: {}, cause=cause, done=done)

    def fill_in(self, conversation: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome of what a clerk fills in; to the applicant it is news, as a report is. Raises as ``take`` does.

        Its id can be guessed: it has a slash, as no message of an applicant has.
        """
        digest, turn = inbound.digest(), _understood(inbound)
        return self._commit(conversation, inbound.id, digest, turn, lambda *_: {}, cause=inbound.id, done=None)

    def attempt(self, conversation: str, inbound: Inbound) -> Attempt:
        """What a clerk's words, choice or edit would do; nothing is written. Raises UnknownConversation."""
        edition, row, before = self._here(conversation)
        return _tried(edition, row.case, before, inbound, self.clock())

    def suggest(self, conversation: str, text: str) -> Attempt:
        """What the guide would make of the applicant's words if no clerk were there; nothing is written. Raises UnknownConversation."""
        edition, row, _ = self._here(conversation)
        now, alone = self.clock(), replace(row.case, clerk=None, call=None)
        return _tried(edition, alone, edition.positions.of(alone, now), Inbound("suggested", text=text), now)

    def state(self, conversation: str) -> dict[str, Any]:
        """Where the conversation stands; the messages are those of its latest turn."""
        found = self.standing(conversation)
        case = found.row.case
        latest = self._latest(case)
        said_last = {"said": latest["said"]} if "said" in latest else {}
        files = by_material(self._files(conversation))
        return {**describe(found.catalog, case, found.position, latest["messages"], files), **said_last}

    def preview(self, conversation: str, inbound: Inbound) -> dict[str, Any]:
        """What an edit would do; nothing is written. Raises UnknownConversation."""
        edition, row, before = self._here(conversation)
        case, now = row.case, self.clock()
        seen = replace(inbound, previewed=case.seq)
        turn = turn_of(seen, edition.understander, edition.catalog, case, before, now)
        result = advance(edition.catalog, case, turn, now, before)
        return previewed(edition.catalog, before, result, result.position or edition.positions.of(result.case, now))

    def field(self, conversation: str, key: str) -> dict[str, Any] | None:
        """How the fact at this address is put in, or None when there is none that can be. Raises UnknownConversation."""
        found = self.standing(conversation)
        return editable(Speaker(found.catalog, found.position), found.row.case, key)

    def standing(self, conversation: str) -> Standing:
        """The stored conversation and where it stands, without words. Raises UnknownConversation."""
        edition, row, position = self._here(conversation)
        return Standing(edition.catalog, row, position)

    def _here(self, conversation: str) -> tuple[Edition, ConversationRow, Position]:
        edition, row = self._edition, self.store.find(conversation)
        if row is None:
            raise UnknownConversation(conversation)
        edition.provide(row.case)
        return edition, row, edition.positions.of(row.case, self.clock())

    def _latest(self, case: Case) -> dict[str, Any]:
        """The outcome of the case's latest turn; of a case without one, no messages."""
        found = self.store.turns_after(case.id, case.seq - 1) if case.seq else []
        return found[-1].outcome if found else {"messages": []}

    def _commit(
        self,
        conversation: str,
        inbound: str,
        digest: str,
        turn: MakeTurn,
        told: Callable[[Edition, Case, Position, Result], dict[str, Any]],
        *,
        cause: str | None,
        done: int | None,
    ) -> dict[str, Any]:
        with self._in_order(conversation):
            return self._in_turn(conversation, inbound, digest, turn, told, cause, done)

    def _in_turn(
        self,
        conversation: str,
        inbound: str,
        digest: str,
        turn: MakeTurn,
        told: Callable[[Edition, Case, Position, Result], dict[str, Any]],
        cause: str | None,
        done: int | None,
    ) -> dict[str, Any]:
        for _ in range(TRIES):
            edition = self._edition
            row = self.store.find(conversation)
            if row is None:
                raise UnknownConversation(conversation)
            if inbound in row.case.seen:
                return self._again(conversation, inbound, digest)
            edition.provide(row.case)
            now = self.clock()
            before = edition.positions.take(conversation, row.case, now)
            # A file that comes or goes meanwhile moves the version: then this turn is taken again.
            files = by_material(self._files(conversation))
            taken = replace(turn(edition, row.case, before, now), files=ids_of(files))
            check_consent(row.consent, taken, before, row.case)
            result = advance(edition.catalog, row.case, taken, now, before)
            position = result.position or edition.positions.of(result.case, now)
            outcome = {**_outcome(edition.catalog, result, position, files), **told(edition, row.case, before, result)}
            record = TurnRecord(inbound, digest, result.case.seq, outcome, _event_names(result.events), now, cause)
            try:
                self.store.commit(
                    conversation,
                    expected_version=row.version,
                    case=result.case,
                    turn=record,
                    effects=effects_of(result.case.scenario, result.events, files, signed_in=row.identity is not None),
                    done=done,
                )
            except StaleCase:
                continue
            except AlreadyTaken:
                return self._again(conversation, inbound, digest)
            edition.positions.keep(conversation, position)
            if edition.misses is not None:
                edition.misses.hear(row.case, taken, result.events, row.identity or conversation)
            self._tell(conversation, record, result.case)
            return outcome
        raise Busy(conversation)

    def _tell(self, conversation: str, record: TurnRecord, case: Case) -> None:
        for listener in self._listeners:
            try:
                listener(conversation, record, case)
            except Exception as fault:
                _LOG.error("a listener failed: %s", type(fault).__name__)

    def _again(self, conversation: str, inbound: str, digest: str) -> dict[str, Any]:
        stored = self.store.turn(conversation, inbound)
        if stored is None:
            raise Busy(conversation)
        if stored.digest != digest:
            raise MessageIdReused(inbound)
        return stored.outcome


def _understood(inbound: Inbound) -> MakeTurn:
    """What makes the message a turn, where its case stands when it is taken."""

    def turn(edition: Edition, case: Case, position: Position, now: datetime) -> Turn:
        return turn_of(inbound, edition.understander, edition.catalog, case, position, now)

    return turn


def _tried(edition: Edition, case: Case, before: Position, inbound: Inbound, now: datetime) -> Attempt:
    """What would come of the message; the case that comes of it is kept nowhere."""
    turn = _understood(inbound)(edition, case, before, now)
    result = advance(edition.catalog, case, turn, now, before)
    return attempted(edition.catalog, result, result.position or edition.positions.of(result.case, now))


def _outcome(catalog: Catalog, result: Result, position: Position, files: Files) -> dict[str, Any]:
    messages = say(Speaker(catalog, position), result.events)
    return describe(catalog, result.case, position, messages, files)


def _event_names(events: Sequence[Event]) -> list[str]:
    return [type(event).__name__ for event in events]
