"""What was said, as its owner reads it again: on another page, on another device. Masked like everything that is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from bot.engine import Address, Case
from bot.engine.events import Accepted, Event, Previewed, Proposed, Rejected
from bot.engine.values import Json

from .inbound import Inbound
from .masking import mask
from .speech import Message, Speaker

#: Characters of a text that are kept with its turn.
LONGEST: Final = 2000
#: A resident ID number however it is spaced.
_ID: Final = re.compile(r"(?<![0-9A-Za-z])\d(?:[ -]?\d){16}[ -]?[\dXx](?![0-9A-Za-z])")
#: What may be the number of a paper, where one was asked for or told.
_NUMBER: Final = re.compile(r"[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){7,}")


def said(
    inbound: Inbound, case: Case, before: Speaker, offered: Callable[[], Sequence[Message]], events: Sequence[Event]
) -> dict[str, str]:
    """The message's id, who sent it, and its words.

    Args:
        case, before: the case as the message found it, and who speaks of it.
        offered: the messages that stood there then; what was pressed is told as it was offered.
        events: what the message led to.
    """
    if inbound.choice is not None:
        text = _pressed(before, *inbound.choice, offered())
    elif inbound.edit is not None:
        text = _typed(before, *inbound.edit)
    elif inbound.undertake is not None:
        text = _undertaken(before, *inbound.undertake[:2])
    else:
        text = _veiled(inbound.text or "", _private(before, case, events))
    return {"message": inbound.id, "by": inbound.actor, "text": text}


def _pressed(speaker: Speaker, question: str, value: Json, offered: Sequence[Message]) -> str:
    """The labels of what was chosen; a value that was not offered is told as it is."""
    labels = {
        _plain(choice["value"]): str(choice["label"])
        for message in offered
        if message.get("question") == question
        for choice in message.get("choices") or ()
    }
    if isinstance(value, list):
        return "、".join(labels.get(_plain(one), _plain(one)) for one in value)
    if isinstance(value, bool) and _plain(value) not in labels:
        return speaker.text("button.true" if value else "button.false")
    return labels.get(_plain(value), _plain(value)) if value is not None else labels.get("", speaker.text("absent"))


def _typed(speaker: Speaker, key: str, value: Json) -> str:
    address = Address.parse(key)
    view = speaker.position.view
    if address is None or view is None or address.fact not in view.release.facts:
        return speaker.text("said.edit", label=key, value=_plain(value))
    fact = view.release.facts[address.fact]
    if fact.kind == "list":
        return speaker.text("said.remove" if value is None else "said.add", label=fact.label)
    shown = (
        mask(fact.sensitivity, value) if isinstance(value, str) and not fact.options else speaker.shown(address, value)
    )
    return speaker.text("said.edit", label=fact.label, value=shown)


def _undertaken(speaker: Speaker, material: str, how: str) -> str:
    """The material by its name, where the matter's forms know it."""
    view = speaker.position.view
    known = (one for form in view.release.forms.values() for one in form.materials) if view is not None else ()
    label = next((one.label for one in known if one.id == material), material)
    return speaker.text(f"said.{how}", label=label)


def _private(speaker: Speaker, case: Case, events: Sequence[Event]) -> bool:
    """Whether the number of a paper was asked for or told."""
    view = speaker.position.view
    if view is None:
        return False
    addresses = [case.asked.address] if case.asked is not None else []
    for event in events:
        if isinstance(event, (Accepted, Proposed, Rejected)) and event.address is not None:
            addresses.append(event.address)
        elif isinstance(event, Previewed):
            addresses += [address for address, _, _ in event.changes]
    facts = view.release.facts
    return any(one.fact in facts and facts[one.fact].sensitivity == "sensitive" for one in addresses)


def _veiled(text: str, private: bool) -> str:
    kept = text if len(text) <= LONGEST else text[:LONGEST] + "……"
    return (_NUMBER if private else _ID).sub(lambda match: mask("sensitive", match.group()), kept)


def _plain(value: Json) -> str:
    return "" if value is None else str(value)
