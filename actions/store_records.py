"""What goes into the store and what comes out of it, and how it says no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.engine import Case


class StoreRefusal(Exception):
    """Nothing was written."""


class ConversationExists(StoreRefusal):
    """There is a conversation with this id already."""


class StaleCase(StoreRefusal):
    """The case moved since it was read, or there is no such conversation: read it again."""


class AlreadyTaken(StoreRefusal):
    """A turn with this inbound id is stored; its outcome stands."""


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation with its case. ``version`` counts commits; the next commit must name it.

    ``consent``: what of their data the applicant agreed to (``consent.py``); None: the client asks nobody.
    """

    id: str
    channel: str
    token_hash: str | None
    identity: str | None
    version: int
    case: Case
    consent: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A turn to be stored.

    Args:
        inbound: the sender's own id of the message, or of the report; unique within the conversation.
        digest: of the content, to tell a redelivery from an id used twice.
        seq: the case's number of turns after this one.
        outcome: what was answered, JSON-ready; given back as it is when the message is delivered again.
        events: names of what happened.
        cause: None for a message; for a report, its id.
    """

    inbound: str
    digest: str
    seq: int
    outcome: Mapping[str, Any]
    events: Sequence[str]
    at: datetime
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn as it was stored."""

    inbound: str
    digest: str
    seq: int
    outcome: dict[str, Any]
    events: tuple[str, ...]
    at: datetime
    cause: str | None


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """Work for the outside, asked for by a turn. ``key`` is unique for ever: the outside knows the work by it."""

    kind: str
    key: str
    payload: Mapping[str, Any]
