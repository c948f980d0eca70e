"""What an edit would do, told before it is made: the engine makes it on a case that nobody keeps."""

from __future__ import annotations

from typing import Any

from bot.engine import Address, Catalog, Position, Result
from bot.engine.amend import Consequences, consequences
from bot.engine.events import (
    Accepted,
    ChangeApplied,
    ChangeDropped,
    Event,
    ItemRemoved,
    Notice,
    Proposed,
    RangeAsked,
    Rejected,
    StaleReply,
)

from .speech import Speaker, say
from .speech.changes import things

#: Events by which an edit takes effect, or will once its yes is given; the value that stands drops a change that waits.
_TAKEN = (Accepted, ChangeApplied, ChangeDropped, ItemRemoved, Proposed)
_REFUSED = (Rejected, RangeAsked, StaleReply)
#: What is said of an answer that nobody may change now.
_LOCKED = ("correction.locked", "submitted.locked", "submit.pending", "closed.locked")


def previewed(catalog: Catalog, before: Position, result: Result, after: Position) -> dict[str, Any]:
    """Whether the edit would be taken, why not, and what would be asked, parked, restored, added and removed.

    ``seq`` is the turn it was looked at after: the edit that names it is made without being previewed again.
    """
    taken = any(isinstance(event, _TAKEN) for event in result.events)
    refused = [event for event in result.events if _is_refusal(event)]
    effect = Consequences()
    if taken and before.view is not None and after.view is not None:
        effect = consequences(before.view, after.view, _touched(result.events))
    was, then = Speaker(catalog, before), Speaker(catalog, after)
    ends = after.outcome if after.outcome != before.outcome else None
    return {
        "seq": result.case.seq - 1,
        "accepted": taken and not refused,
        "why_not": [message["text"] for message in say(then, refused)],
        "ask_again": _labels(then, effect.ask_again),
        "parked": _labels(then, effect.parked),
        "restored": _labels(then, effect.restored),
        "added": things(then, effect.added),
        "removed": things(was, effect.removed),
        **({"outcome": ends[0].text} if ends is not None else {}),
    }


def _is_refusal(event: Event) -> bool:
    return isinstance(event, _REFUSED) or (isinstance(event, Notice) and event.text in _LOCKED)


def _touched(events: tuple[Event, ...]) -> list[Address]:
    found: list[Address] = []
    for event in events:
        if isinstance(event, (Accepted, Proposed)):
            found.append(event.address)
        elif isinstance(event, ChangeApplied):
            found += event.addresses
        elif isinstance(event, ItemRemoved):
            found.append(Address(event.list, event.item))
    return found


def _labels(speaker: Speaker, addresses: tuple[Address, ...]) -> list[str]:
    return list(dict.fromkeys(speaker.label(address) for address in addresses))
