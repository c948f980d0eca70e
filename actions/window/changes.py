"""What a turn changed in the forms: old and new, as both are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..conversations import Conversations
from ..masking import scrub


def changes(conversations: Conversations, conversation: str, outcome: Mapping[str, Any]) -> list[dict[str, str]]:
    """``[{"label", "old", "new"}]`` of every field that the turn with this outcome changed; empty where there was nothing, or is nothing now.

    Between this turn and the one before nothing can have come: turns of a conversation are numbered without a gap.
    """
    before = conversations.store.turns_before(conversation, outcome["seq"], 1)
    old = _shown(before[0].outcome) if before else {}
    new = _shown(outcome)
    return [
        {"label": (new.get(place) or old[place])[0], "old": _text(old, place), "new": _text(new, place)}
        for place in dict.fromkeys((*old, *new))
        if _text(old, place) != _text(new, place)
    ]


def _shown(outcome: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Where -> label and what is shown; the same fact on several forms is told once."""
    fields = [field for one in outcome["case"]["applications"] for field in one["fields"].values()]
    return {field["fact"]: (field["label"], field["display"]) for field in fields}


def _text(shown: Mapping[str, tuple[str, str]], place: str) -> str:
    return scrub(shown[place][1]) if place in shown else ""
