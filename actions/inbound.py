"""One inbound message -> a turn for the engine: understood, pressed or edited."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import orjson

from bot.engine import Address, Case, Catalog, Turn, Value
from bot.engine.asking import asking_at
from bot.engine.commands import Absence, Answer, Command, Understood, Unknown
from bot.engine.facts import Fact
from bot.engine.position import Position
from bot.engine.values import Json
from bot.nlu import Understander
from bot.nlu.fact_reader import read_fact


@dataclass(frozen=True, slots=True)
class Inbound:
    """What arrived: exactly one of ``text``, ``choice`` and ``edit``.

    Args:
        id: the sender's own id of the message, unique within the conversation.
        choice: question instance and value of a button; value None means 「没有」.
        edit: address key and value typed into the form; value None means 「没有」.
    """

    id: str
    text: str | None = None
    choice: tuple[str, Json] | None = None
    edit: tuple[str, Json] | None = None
    actor: str = "applicant"

    def digest(self) -> str:
        """A hash of the content: the same id with another content is a mistake of the sender."""
        content = orjson.dumps([self.text, self.choice, self.edit, self.actor])
        return hashlib.sha256(content).hexdigest()


def turn_of(
    inbound: Inbound, understander: Understander, catalog: Catalog, case: Case, position: Position, now: datetime
) -> Turn:
    """The turn that the message is, understood where the case stands."""
    if inbound.choice is not None:
        instance, value = inbound.choice
        pressed: Understood = Absence.NONE if value is None else Value(value)
        commands: tuple[Command, ...] = (Answer(None, pressed, _raw(value), instance=instance),)
        return Turn(inbound.id, commands, _raw(value), "chosen", inbound.actor)
    if inbound.edit is not None:
        key, value = inbound.edit
        return Turn(inbound.id, (_edited(position, key, value, now),), _raw(value), "form", inbound.actor)
    text = inbound.text or ""
    release = position.view.release if position.view is not None else None
    reading = understander.read(text, asking_at(position, case, now), release)
    source = "said" if inbound.actor == "applicant" else "clerk"
    return Turn(inbound.id, reading.commands, text, source, inbound.actor)


def _edited(position: Position, key: str, value: Json, now: datetime) -> Command:
    """A typed value: text goes through the fact's reader, like a spoken answer; other JSON is taken as it is."""
    address = Address.parse(key)
    view = position.view
    if address is None or view is None or address.fact not in view.release.facts:
        return Unknown("no_such_field")
    fact: Fact = view.release.facts[address.fact]
    if value is None:
        return Answer(address, Absence.NONE)
    if not isinstance(value, str):
        return Answer(address, Value(value), _raw(value))
    found = read_fact(fact, value, now.date(), view.release.offered(fact.id))
    return Answer(address, found.value, value, parts=found.parts)


def _raw(value: Json) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
