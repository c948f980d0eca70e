"""One inbound message -> a turn for the engine: understood, pressed or edited."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

from bot.engine import Address, Case, Catalog, Turn, Value
from bot.engine.asking import asking_at, open_instance
from bot.engine.clerks import CLERK
from bot.engine.commands import (
    Absence,
    Answer,
    Command,
    Confirm,
    Correct,
    Later,
    Reject,
    Skip,
    Understood,
    Undertake,
    Unknown,
)
from bot.engine.facts import Fact
from bot.engine.position import Position
from bot.engine.reading import Asking
from bot.engine.values import Json
from bot.nlu import Understander
from bot.nlu.fact_reader import read_box


@dataclass(frozen=True, slots=True)
class Inbound:
    """What arrived: exactly one of ``text``, ``choice``, ``edit`` and ``undertake``.

    Args:
        id: the sender's own id of the message, unique within the conversation.
        choice: question instance and value of a button; value None means 「没有」.
        edit: address key and value typed into the form; value None means 「没有」, of a list's item that it goes; true
            of a list itself opens one more item, and nothing else is taken there.
        by: id of the clerk, where ``actor`` is one.
        undertake: material, how it is to be handed in, and the version of the text that was agreed to.
        question: instance of the question that the text was written under, where the sender knows it.
        filled: the text was put together of what stood in the boxes of ``question``: it is that answer and nothing else.
        previewed: the turn after which the applicant saw what the edit does; None: nobody has shown it yet.
    """

    id: str
    text: str | None = None
    choice: tuple[str, Json] | None = None
    edit: tuple[str, Json] | None = None
    actor: str = "applicant"
    question: str | None = None
    previewed: int | None = None
    filled: bool = False
    undertake: tuple[str, str, str] | None = None
    by: str = ""

    def digest(self) -> str:
        """A hash of the content: the same id with another content is a mistake of the sender."""
        told: list[Json] = [self.text, self.choice, self.edit, self.actor]  # type: ignore[list-item]
        more: dict[str, Json] = {
            "question": self.question,
            "previewed": self.previewed,
            **({"filled": True} if self.filled else {}),
        }
        more.update({"undertake": list(self.undertake)} if self.undertake is not None else {})
        more.update({"by": self.by} if self.by else {})
        content = orjson.dumps([*told, more] if any(one is not None for one in more.values()) else told)
        return hashlib.sha256(content).hexdigest()


def turn_of(
    inbound: Inbound, understander: Understander, catalog: Catalog, case: Case, position: Position, now: datetime
) -> Turn:
    """The turn that the message is, understood where the case stands.

    A clerk has seen what it does before it is taken.
    """
    turn = _turn_of(inbound, understander, catalog, case, position, now)
    return replace(turn, by=inbound.by, previewed=True) if inbound.actor == CLERK else turn


def _turn_of(
    inbound: Inbound, understander: Understander, catalog: Catalog, case: Case, position: Position, now: datetime
) -> Turn:
    if inbound.choice is not None:
        instance, value = inbound.choice
        pressed: Understood = Absence.NONE if value is None else Value(value)
        commands: tuple[Command, ...] = (Answer(None, pressed, _raw(value), instance=instance),)
        return Turn(inbound.id, commands, _raw(value), "chosen", inbound.actor)
    if inbound.edit is not None:
        key, value = inbound.edit
        seen = inbound.previewed is not None and inbound.previewed == case.seq
        command = _edited(position, key, value, now)
        return Turn(inbound.id, (command,), _raw(value), "form", inbound.actor, previewed=seen)
    if inbound.undertake is not None:
        return Turn(inbound.id, (Undertake(*inbound.undertake),), "", "chosen", inbound.actor)
    text = inbound.text or ""
    release = position.view.release if position.view is not None else None
    asking = asking_at(position, case, now)
    source = "said" if inbound.actor == "applicant" else CLERK
    answer = _filled_in(text, asking) if inbound.filled and inbound.question == open_instance(case) else None
    if answer is not None:
        return Turn(inbound.id, (answer,), text, source, inbound.actor)
    commands = understander.read(text, asking, release).commands
    if inbound.question is not None and inbound.question != open_instance(case):
        commands = _late(commands, inbound.question)
    return Turn(inbound.id, commands, text, source, inbound.actor)


def _filled_in(text: str, asking: Asking) -> Answer | None:
    """What stood in the boxes, as the fact's own reader takes it; None where it leaves doubt: then it is understood like any words.

    A web address may hold a question mark, and a name may be a word that means something else in a conversation.
    """
    if asking.mode != "question" or asking.fact is None or asking.fact.kind == "list":
        return None
    found = read_box(asking.fact, text, asking.today, asking.options)
    value = found.value
    if not isinstance(value, Value):
        return None
    # A name that no list holds is asked back as it stands; of any other doubt the whole understanding may know more.
    doubtful = value.range is not None or (value.approx and asking.fact.kind != "person_name")
    return None if doubtful else Answer(None, value, text, parts=found.parts)


def _late(commands: tuple[Command, ...], question: str) -> tuple[Command, ...]:
    """What a text means whose question has gone: what would answer the open one answers the one that has gone."""
    own = tuple(one for one in commands if not _to_the_open(one))
    return own if len(own) == len(commands) else (Answer(None, Absence.NONE, instance=question), *own)


def _to_the_open(command: Command) -> bool:
    unnamed = isinstance(command, (Answer, Correct)) and command.address is None
    return unnamed or isinstance(command, (Confirm, Reject, Skip, Later, Unknown))


def _edited(position: Position, key: str, value: Json, now: datetime) -> Command:
    """A typed value: text goes through the fact's reader, like a spoken answer; other JSON is taken as it is."""
    address = Address.parse(key)
    view = position.view
    if address is None or view is None or address.fact not in view.release.facts:
        return Unknown("no_such_field")
    fact: Fact = view.release.facts[address.fact]
    if fact.kind == "list":
        opens, goes = address.item is None and value is True, address.item is not None and value is None
        return Correct(address, remove=goes) if opens or goes else Unknown("no_such_field")
    if value is None:
        return Answer(address, Absence.NONE)
    if not isinstance(value, str):
        return Answer(address, Value(value), _raw(value))
    found = read_box(fact, value, now.date(), view.release.offered(fact.id))
    return Answer(address, found.value, value, parts=found.parts)


def _raw(value: Json) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
