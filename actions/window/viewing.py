"""A conversation as clerks see it: what was said, what is filled in, what is missing; values as they are shown, never whole.

A whole value is asked for by itself, with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.engine import Address
from bot.engine.facts import Fact

from ..conversations import Conversations
from ..store import StoredTurn
from .misheard import asked_in

#: Turns of the conversation that are told.
MOST: Final = 60


def viewed(conversations: Conversations, conversation: str) -> dict[str, Any]:
    """The case, what is open and its latest turns, none of the values whole; what is ``theirs`` no clerk fills in. Raises UnknownConversation."""
    state = conversations.state(conversation)
    case = dict(state["case"])
    facts = _facts(conversations, conversation)
    hidden = frozenset(name for name, fact in facts.items() if fact.sensitivity == "sensitive")
    case["applications"] = [
        {**one, "fields": {pointer: _shown(field, hidden) for pointer, field in one["fields"].items()}}
        for one in case["applications"]
    ]
    if "open" in case:
        case["open"] = [
            {**one, **({"theirs": True} if _is_declared(facts, one["fact"]) else {})} for one in case["open"]
        ]
    asking = state["asking"]
    if asking is not None:
        asking = {name: told for name, told in asking.items() if name != "value"}
    turns = conversations.store.turns_before(conversation, state["seq"] + 1, MOST)
    return {
        "seq": state["seq"],
        "asking": asking,
        "progress": state["progress"],
        "case": case,
        "turns": [_told(turn, before) for turn, before in zip(turns, (None, *turns), strict=False)],
    }


def _facts(conversations: Conversations, conversation: str) -> Mapping[str, Fact]:
    row = conversations.store.find(conversation)
    release = conversations.catalog.pinned(row.case.scenario or "", row.case.version) if row is not None else None
    return release.facts if release is not None else {}


def _is_declared(facts: Mapping[str, Fact], key: str) -> bool:
    """Whether who applies declares it themselves, and no clerk for them."""
    address = Address.parse(key)
    return address is not None and address.fact in facts and facts[address.fact].is_declared


def _shown(field: dict[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    address = Address.parse(field["fact"])
    masked = address is not None and address.fact in hidden
    return {**{name: told for name, told in field.items() if name != "value"}, **({"masked": True} if masked else {})}


def _told(turn: StoredTurn, before: StoredTurn | None) -> dict[str, Any]:
    """What the applicant said, whether the guide was to understand it (``heard``), and what was said to them."""
    heard = before is not None and asked_in(before.outcome) is not None
    said = turn.outcome.get("said")
    return {
        "seq": turn.seq,
        "at": turn.at.isoformat(),
        **({"said": said["text"], "heard": heard} if said is not None else {}),
        "messages": [{"kind": one["kind"], "text": one["text"]} for one in turn.outcome["messages"]],
    }
