"""How conversations went past each question: asked, answered, doubted, left. Read from the stored turns, one conversation at a time.

Of a turn only what was asked, which scenario and stage it was in, and the names of its events are looked at; no value, no words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from bot.engine import Address
from bot.engine.confirming import REVIEW

from ..database import Database
from ..moments import micros, moment
from ..store import Store, StoredTurn
from ..tables import conversations
from .miss import CONFIRM, ROUTING

#: Conversations listed at a time.
_PAGE: Final = 500
#: Name of an event -> what it says of the question that was open.
_DOUBTS: Final = {"Explained": "explained", "PutOff": "put_off", "HandOverRequested": "human"}
#: Kinds of what is asked that are no fact.
_KINDS: Final = {"scenario": ROUTING, "review": REVIEW.fact, "confirm": CONFIRM}
_OVER: Final = ("submitted", "closed")

#: Scenario (empty while none is chosen) and question.
Place = tuple[str, str]


@dataclass
class Passage:
    """One question in all conversations: how many were asked it, and so on; ``replies``: how many each of them took."""

    asked: int = 0
    answered: int = 0
    explained: int = 0
    put_off: int = 0
    human: int = 0
    left: int = 0
    replies: Counter[int] = field(default_factory=Counter)


def passages(
    store: Store, database: Database, *, since: datetime, idle: timedelta, now: datetime
) -> Mapping[Place, Passage]:
    """Every question by scenario, over the conversations that moved after ``since``.

    Args:
        idle: a conversation without a turn for so long, and not at its end, was left where it stands.
    """
    found: dict[Place, Passage] = defaultdict(Passage)
    for conversation, updated in _conversations(database, since):
        _count(found, store.turns_after(conversation, 0), is_idle=now - updated >= idle)
    return found


def _conversations(database: Database, since: datetime) -> Iterator[tuple[str, datetime]]:
    """Ids and latest moments, a page at a time, so that no more than one page is in memory."""
    columns = conversations.c
    query = database.prepare(
        select(columns.id, columns.updated)
        .where(and_(columns.id > bindparam("after"), columns.updated >= bindparam("since")))
        .order_by(columns.id)
        .limit(_PAGE)
    )
    after = ""
    while True:
        with database.read() as cursor:
            rows = query.run(cursor, {"after": after, "since": micros(since)}).fetchall()
        for name, updated in rows:
            yield name, moment(updated)
        if len(rows) < _PAGE:
            return
        after = rows[-1][0]


def _count(found: dict[Place, Passage], turns: Iterable[StoredTurn], *, is_idle: bool) -> None:
    """Adds one conversation; each question counts once in it, however often it was asked."""
    replies: Counter[Place] = Counter()
    seen: dict[str, set[Place]] = defaultdict(set)
    here: Place | None = None
    over = True
    for turn in turns:
        asked = _place(turn.outcome)
        if here is not None and turn.cause is None:
            replies[here] += 1
            for event in turn.events:
                if event in _DOUBTS:
                    seen[_DOUBTS[event]].add(here)
            if _moved_on(here, asked, turn):
                seen["answered"].add(here)
        if asked is not None:
            seen["asked"].add(asked)
        over = turn.outcome["case"]["stage"] in _OVER
        if asked is not None or over or "outcome" in turn.outcome["case"]:
            here = asked  # who only paused still stands where they stood
    if is_idle and not over and here is not None:
        seen["left"].add(here)
    for name, places in seen.items():
        for place in places:
            setattr(found[place], name, getattr(found[place], name) + 1)
    for place in seen["answered"]:
        found[place].replies[replies[place]] += 1


def _moved_on(here: Place, asked: Place | None, turn: StoredTurn) -> bool:
    """Whether the turn left the question behind with an answer: not put off, not paused, and nothing that waits for a yes."""
    if asked is None:
        return turn.outcome["case"]["stage"] in _OVER or "outcome" in turn.outcome["case"]
    waits = turn.outcome["asking"]["kind"] == "confirm"
    return asked != here and not waits and "PutOff" not in turn.events


def _place(outcome: Mapping[str, Any]) -> Place | None:
    """What the turn left open; of a list's item the fact alone. None when nothing is asked."""
    asking = outcome["asking"]
    if asking is None:
        return None
    scenario = outcome["case"]["scenario"] or ""
    address = Address.parse(asking["fact"]) if asking["fact"] is not None else None
    return scenario, address.fact if address is not None else _KINDS.get(asking["kind"], CONFIRM)
