"""Conversations, their cases and their turns, kept so that nothing is lost and nothing happens twice.

One turn is one transaction: the turn with its outcome, the case after it, the work it asks for. Each inbound message
is stored under its id, so a message delivered again finds its outcome; the case moves only from the version that the
turn was taken on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy.engine import Engine

from bot.engine import Case

from .case_codec import Written, read_case, write_case
from .cipher import Cipher
from .database import Database, DatabaseUnavailable
from .help_columns import help_columns
from .live_cases import LiveCases
from .moments import micros, moment
from .pins import case_place, is_received, pin_of
from .searching import SearchIndex
from .store_records import (
    AlreadyTaken,
    ConversationExists,
    ConversationRow,
    OutboxItem,
    StaleCase,
    StoredTurn,
    StoreRefusal,
    TurnRecord,
)
from .store_statements import WAITING, prepare

__all__ = [
    "AlreadyTaken",
    "ConversationExists",
    "ConversationRow",
    "DatabaseUnavailable",
    "OutboxItem",
    "StaleCase",
    "Store",
    "StoreRefusal",
    "StoredTurn",
    "TurnRecord",
]


class Store:
    """The cases and turns of one database. Safe to use from several threads and several processes.

    ``is_remote``: its database answers over a network, so that its calls are worth a thread of their own.

    Every method raises DatabaseUnavailable when the database cannot be reached; a commit that raised it may have
    taken place, which the same message delivered again finds out.
    """

    def __init__(
        self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime], index: SearchIndex | None = None
    ) -> None:
        """``index``: by what its cases are found; None: they are not."""
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        self._index = index
        self._live = LiveCases()
        self._do = prepare(self._database)
        self.is_remote = engine.dialect.name != "sqlite"

    def create(
        self,
        conversation: str,
        *,
        channel: str,
        token_hash: str | None,
        case: Case,
        identity: str | None = None,
        consent: bool = False,
        organisation: str | None = None,
    ) -> None:
        """The conversation exists, at version 0; with ``consent``, its client asks before personal data is told.

        Args:
            organisation: the window or outlet where a clerk began it; None elsewhere.

        Raises:
            ConversationExists: its id is taken.
        """
        now = micros(self._clock())
        data, written = write_case(case, None)
        pin = pin_of(case)
        row = {
            "id": conversation,
            "channel": channel,
            "token_hash": token_hash,
            "identity": identity,
            "version": 0,
            "sealed": self._cipher.seal(case_place(conversation), data),
            "created": now,
            "updated": now,
            "consent": "" if consent else None,
            "scenario": pin.scenario,
            "pinned": pin.version,
            "organisation": organisation,
            "searchable": self._found_by(),
        }
        marks = self._index.marks_of(case) if self._index is not None else frozenset()
        try:
            with self._database.write() as cursor:
                self._do.create.run(cursor, row)
                self._mark(cursor, conversation, marks)
        except self._database.integrity_error as fault:
            raise ConversationExists(conversation) from fault
        self._live.put(conversation, 0, written)

    def find(self, conversation: str) -> ConversationRow | None:
        """The conversation as the database holds it now, or None when there is none.

        Raises:
            SealBroken: its case was sealed with another key, or damaged.
        """
        values = {"conversation": conversation}
        with self._database.read() as cursor:
            rows = self._do.version.run(cursor, values).fetchall()
            if not rows:
                return None
            live = self._live.get(conversation, rows[0][3])
            if live is not None:
                return _row(conversation, rows[0], live.case)
            # The case may have moved since: this row's own version goes with its case.
            rows = self._do.find.run(cursor, values).fetchall()
        if not rows:
            return None
        *head, sealed = rows[0]
        case = read_case(self._cipher.open(case_place(conversation), sealed))
        self._live.put(conversation, head[3], Written(case))
        return _row(conversation, head, case)

    def held_before(self, conversation: str, token_hash: str) -> bool:
        """Whether this token wrote until the conversation went on elsewhere."""
        with self._database.read() as cursor:
            rows = self._do.held_before.run(cursor, {"token": token_hash}).fetchall()
        return bool(rows) and rows[0][0] == conversation

    def bind(self, conversation: str, identity: str) -> bool:
        """Whether the conversation is this identity's now: it was before, or it was nobody's."""
        with self._database.write() as cursor:
            return bool(self._do.bind.run(cursor, {"conversation": conversation, "whose": identity}).rowcount)

    def forget(self, conversation: str) -> None:
        """Nothing of the case stays in memory; the database keeps what it has."""
        self._live.drop(conversation)

    def turn(self, conversation: str, inbound: str) -> StoredTurn | None:
        """The turn that took this message, or None when none did."""
        with self._database.read() as cursor:
            rows = self._do.turn.run(cursor, {"conversation": conversation, "inbound": inbound}).fetchall()
        return self._turn(conversation, rows[0]) if rows else None

    def turns_after(self, conversation: str, seq: int) -> list[StoredTurn]:
        """The turns with a greater number than ``seq``, in order."""
        with self._database.read() as cursor:
            rows = self._do.turns_after.run(cursor, {"conversation": conversation, "after": seq}).fetchall()
        return [self._turn(conversation, row) for row in rows]

    def turns_before(self, conversation: str, seq: int, most: int) -> list[StoredTurn]:
        """The last turns with a smaller number than ``seq``, in order, and no more than ``most`` of them."""
        values = {"conversation": conversation, "before": seq, "most": most}
        with self._database.read() as cursor:
            rows = self._do.turns_before.run(cursor, values).fetchall()
        return [self._turn(conversation, row) for row in reversed(rows)]

    def commit(
        self,
        conversation: str,
        *,
        expected_version: int,
        case: Case,
        turn: TurnRecord,
        effects: Sequence[OutboxItem] = (),
        done: int | None = None,
    ) -> None:
        """The turn, the case after it and the work it asks for are stored, all of them, and survive a power cut.

        Args:
            expected_version: of the conversation that the turn was taken on.
            done: id of the outbox row that this turn reports on; it is finished in the same transaction.

        Raises:
            AlreadyTaken: a turn with this inbound id is stored, or the outbox row is finished already.
            StaleCase: the case moved meanwhile.
        """
        data, written = write_case(case, self._live.get(conversation))
        pin = pin_of(case)
        # Everything is written out and sealed before the transaction starts: others wait for it.
        move = {
            "conversation": conversation,
            "expected": expected_version,
            "next": expected_version + 1,
            "sealed_case": self._cipher.seal(case_place(conversation), data),
            "now": micros(turn.at),
            "on_scenario": pin.scenario,
            "on_version": pin.version,
            "is_received": is_received(case),
            **help_columns(case),
            "found_by": self._found_by(),
        }
        marks = self._index.marks_of(case) if self._index is not None else frozenset()
        added = self._turn_row(conversation, turn)
        asked = [effect_row(self._cipher, conversation, effect, turn.at) for effect in effects]
        try:
            with self._database.write() as cursor:
                self._move(cursor, move, turn.inbound)
                self._do.add_turn.run(cursor, added)
                self._mark(cursor, conversation, marks)
                for effect in asked:
                    self._do.add_effect.run(cursor, effect)
                if done is not None:
                    self._finish(cursor, conversation, done)
        except self._database.integrity_error as fault:
            self._live.drop(conversation)
            if self.turn(conversation, turn.inbound) is None:
                raise
            raise AlreadyTaken(turn.inbound) from fault
        except BaseException:
            self._live.drop(conversation)
            raise
        self._live.put(conversation, expected_version + 1, written)

    def _found_by(self) -> str | None:
        return self._index.name if self._index is not None else None

    def _mark(self, cursor: Any, conversation: str, marks: frozenset[bytes]) -> None:
        if self._index is not None:
            self._index.keep(cursor, conversation, marks)

    def _move(self, cursor: Any, values: dict[str, Any], inbound: str) -> None:
        if self._do.move.run(cursor, values).rowcount != 1:
            conversation = values["conversation"]
            taken = self._do.turn.run(cursor, {"conversation": conversation, "inbound": inbound}).fetchall()
            raise AlreadyTaken(inbound) if taken else StaleCase(conversation)

    def _finish(self, cursor: Any, conversation: str, effect: int) -> None:
        if self._do.finish_effect.run(cursor, {"conversation_id": conversation, "effect": effect}).rowcount != 1:
            raise AlreadyTaken(f"outbox {effect}")

    def _turn_row(self, conversation: str, turn: TurnRecord) -> dict[str, Any]:
        document = orjson.dumps({"digest": turn.digest, "outcome": turn.outcome, "events": list(turn.events)})
        return {
            "conversation": conversation,
            "seq": turn.seq,
            "inbound": turn.inbound,
            "cause": turn.cause,
            "sealed": self._cipher.seal(_turn_place(conversation, turn.seq), document),
            "at": micros(turn.at),
        }

    def _turn(self, conversation: str, row: Sequence[Any]) -> StoredTurn:
        inbound, seq, cause, at, sealed = row
        document = orjson.loads(self._cipher.open(_turn_place(conversation, seq), sealed))
        return StoredTurn(
            inbound, document["digest"], seq, document["outcome"], tuple(document["events"]), moment(at), cause
        )


def _row(conversation: str, head: Sequence[Any], case: Case) -> ConversationRow:
    channel, token_hash, identity, version, consent = head
    agreed = None if consent is None else frozenset(consent.split())
    return ConversationRow(conversation, channel, token_hash, identity, version, case, agreed)


def effect_row(cipher: Cipher, conversation: str, effect: OutboxItem, at: datetime) -> dict[str, Any]:
    """The row of the outbox by which the work is asked for, due at once."""
    return {
        "conversation": conversation,
        "kind": effect.kind,
        "key": effect.key,
        "sealed": cipher.seal(effect_place(effect.key), orjson.dumps(effect.payload)),
        "state": WAITING,
        "attempts": 0,
        "next_at": micros(at),
        "created": micros(at),
    }


def effect_place(key: str) -> str:
    """Where a row of the outbox is sealed for."""
    return f"outbox:sealed:{key}"


def _turn_place(conversation: str, seq: int) -> str:
    return f"turns:sealed:{conversation}:{seq}"
