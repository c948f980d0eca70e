"""Everything that is stored of a conversation, for its applicant to see and to take along.

Source: 个人信息保护法 articles 44 and 45.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Engine

from bot.engine import Address, Case, Catalog, Position
from bot.engine.case import Stored
from bot.engine.happenings_json import dump_event

from .cipher import Cipher
from .consent import Decision
from .database import Database
from .files.kept_file import KeptFile
from .followers import Follower
from .moments import moment
from .rating_reasons import words_of
from .ratings import Answer, Rating
from .speech import Speaker
from .store import ConversationRow, StoredTurn, effect_place
from .store_statements import DEAD, WAITING
from .tables import conversations, outbox


class Records:
    """What the database holds beside case and turns. Raises DatabaseUnavailable."""

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        prepare = self._database.prepare
        dates = select(conversations.c.created, conversations.c.updated)
        self._dates = prepare(dates.where(conversations.c.id == bindparam("conversation")))
        columns = (outbox.c.key, outbox.c.kind, outbox.c.state, outbox.c.created, outbox.c.sealed)
        of_one = outbox.c.conversation == bindparam("conversation")
        self._effects = prepare(select(*columns).where(of_one).order_by(outbox.c.id))

    def dates(self, conversation: str) -> dict[str, str]:
        """When it began and when it last changed."""
        with self._database.read() as cursor:
            rows = self._dates.run(cursor, {"conversation": conversation}).fetchall()
        return {"created": moment(rows[0][0]).isoformat(), "updated": moment(rows[0][1]).isoformat()} if rows else {}

    def handed_in(self, conversation: str) -> list[dict[str, Any]]:
        """What went to intake, or waits to, as it was sent."""
        with self._database.read() as cursor:
            rows = self._effects.run(cursor, {"conversation": conversation}).fetchall()
        return [
            {
                "kind": kind,
                "state": WAITING if state == DEAD else state,
                "at": moment(created).isoformat(),
                "content": orjson.loads(self._cipher.open(effect_place(key), sealed)),
            }
            for key, kind, state, created, sealed in rows
        ]


def own_data(
    catalog: Catalog,
    row: ConversationRow,
    position: Position,
    turns: Iterable[StoredTurn],
    consents: Iterable[Decision],
    dates: Mapping[str, str],
    handed_in: list[dict[str, Any]],
    files: Iterable[KeptFile],
    rating: Mapping[str, Any] | None,
    wechat: Mapping[str, Any] | None,
    signed_in: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """All of it as JSON. ``value`` is what is stored; ``display`` masks what should not stand on a screen.

    ``rating``: as ``of_rating`` gives it. ``wechat``: as ``of_wechat`` does. ``signed_in``: who the
    conversation's identity is; None where it has none.
    """
    case, speaker = row.case, Speaker(catalog, position)
    return {
        "conversation": {"id": row.id, "channel": row.channel, "identity": row.identity, **dates},
        "scenario": case.scenario,
        "stage": position.stage,
        "answers": [_answer(speaker, key, stored) for key, stored in case.answers.items()],
        "put_off": [{"fact": key, "who": todo.who} for key, todo in case.todos.items()],
        "turns": [
            {
                "seq": turn.seq,
                "at": turn.at.isoformat(),
                "said": turn.outcome.get("said"),
                "messages": turn.outcome["messages"],
                "events": list(turn.events),
            }
            for turn in turns
        ],
        "consents": [
            {"scope": one.scope, "decision": one.decision, "version": one.version, "at": one.at.isoformat()}
            for one in consents
        ],
        "submission": _submission(case),
        "handed_in": handed_in,
        "files": [{"material": file.material, **file.told()} for file in files],
        "rating": rating,
        "wechat": wechat,
        "signed_in": signed_in,
    }


def of_wechat(follower: Follower | None, pushes: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What is kept of who wrote in WeChat; None where nobody did. ``pushes``: as ``Pushes.kept`` gives them."""
    if follower is None and not pushes:
        return None
    told = (
        None
        if follower is None
        else {
            "openid": follower.person,
            "identity": follower.identity,
            "held": follower.held,
            "waits": follower.pending or follower.rest,
            "rest": follower.rest,
        }
    )
    return {"follower": told, "pushes": pushes}


def of_rating(rating: Rating | None, answer: Answer | None) -> dict[str, Any] | None:
    """What was rated, and what was said to it; None where nobody rated."""
    if rating is None:
        return None
    reasons = words_of(rating.grade, rating.reasons)
    told = {"grade": rating.grade, "words": rating.words, "reasons": reasons}
    return {**told, "answer": asdict(answer) if answer is not None else None}


def _answer(speaker: Speaker, key: str, stored: Stored) -> dict[str, Any]:
    address = Address.parse(key)
    view = speaker.position.view
    known = address is not None and view is not None and address.fact in view.release.facts
    return {
        "fact": key,
        "label": speaker.label(address) if address is not None else key,
        "value": stored.value,
        "display": speaker.stored(address, stored) if known and address is not None else "",
        "absence": stored.absence.value if stored.absence is not None else None,
        "said": stored.raw,
        "source": stored.source,
        "origin": stored.origin,
        "title": stored.title,
        "as_of": stored.as_of,
        "actor": stored.actor,
        "at": stored.at.isoformat(),
        "turn": stored.turn,
        "confirmed": stored.confirmed,
    }


def _submission(case: Case) -> dict[str, Any] | None:
    if case.submission is None:
        return None
    happened = {name: [dump_event(one) for one in events] for name, events in case.submission.happened.items()}
    return {"state": case.submission.state, "references": dict(case.submission.references), "happened": happened}
