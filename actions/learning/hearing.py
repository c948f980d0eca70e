"""What one phrase is understood as where it would be said: the proof of a phrase that an author adds, and of later ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.engine import Address, Catalog, Value
from bot.engine.catalog import Release
from bot.engine.commands import (
    Absence,
    Answer,
    AskKnowledge,
    ChooseScenario,
    Command,
    Confirm,
    Correct,
    Propose,
    Reject,
    Unknown,
)
from bot.engine.facts import Fact, Option
from bot.engine.reading import Asking
from bot.engine.values import Json, Rejection
from bot.nlu import Understander
from bot.nlu.routing_mode import answerable

from .miss import ROUTING


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood. ``taken``: a value was; ``told``: it in words for the author."""

    taken: bool
    value: Json
    told: str

    def is_value(self, wanted: Json) -> bool:
        """Whether the value wanted was understood; true is not 1, and the order of several choices does not count."""
        if isinstance(self.value, list) and isinstance(wanted, list):
            return self.taken and sorted(map(str, self.value)) == sorted(map(str, wanted))
        return self.taken and self.value == wanted and isinstance(self.value, bool) == isinstance(wanted, bool)


class NotAsked(LookupError):
    """There is no such scenario, or it does not know the fact; the message is for the author."""


def heard(catalog: Catalog, understander: Understander, *, scenario: str, asked: str, say: str, today: date) -> Heard:
    """What ``say`` is read as when the scenario has just asked for the fact; for ``routing``, which scenario it asks for.

    Raises:
        NotAsked: says what is unknown.
    """
    if asked == ROUTING:
        return _routed(understander.read(say, Asking("routing", today), None).commands)
    release = catalog.current.get(scenario)
    if release is None:
        raise NotAsked(f"没有主题 {scenario}。有：{'、'.join(catalog.current)}")
    fact = release.facts.get(asked)
    if fact is None:
        raise NotAsked(f"没有信息项 {asked}。")
    address = Address(asked, "1" if asked in release.plan.list_of else None)
    context = Asking(
        mode="more" if fact.kind == "list" else "question",
        today=today,
        address=address,
        fact=fact,
        options=options_in(release, fact),
        addressable=tuple(dict.fromkeys((address, *answerable(release)))),
        scenario=scenario,
    )
    return _answered(understander.read(say, context, release).commands, address, fact)


def renamed(catalog: Catalog, understander: Understander, *, scenario: str, name: str, today: date) -> str | None:
    """The fact that is meant when somebody says that ``name`` is wrong; None when none is."""
    release = catalog.current[scenario]
    context = Asking("review", today, addressable=answerable(release), scenario=scenario)
    for command in understander.read(f"{name}错了", context, release).commands:
        if isinstance(command, Correct) and command.address is not None:
            return command.address.fact
    return None


def options_in(release: Release, fact: Fact) -> tuple[Option, ...]:
    """The options of the fact as this scenario words them."""
    question = release.plan.question.get(fact.id)
    return question.options if question is not None and question.options is not None else fact.options


def _routed(commands: tuple[Command, ...]) -> Heard:
    for command in commands:
        if isinstance(command, ChooseScenario):
            if command.scenario is not None:
                return Heard(True, command.scenario, command.scenario)
            return Heard(False, None, f"几个主题都像：{'、'.join(command.candidates)}")
    return Heard(False, None, _told(commands))


def _answered(commands: tuple[Command, ...], address: Address, fact: Fact) -> Heard:
    for command in commands:
        if isinstance(command, Answer) and command.address in (None, address):
            return _value(command.value, fact)
        if fact.kind in ("boolean", "list") and isinstance(command, (Confirm, Reject)):
            return _value(Value(isinstance(command, Confirm)), fact)
    return Heard(False, None, _told(commands))


def _value(found: Any, fact: Fact) -> Heard:
    if isinstance(found, Absence):
        return Heard(found is Absence.NONE, None, _ABSENT[found])
    if isinstance(found, Rejection):
        return Heard(False, None, f"没有接受（{found.code}）")
    if found.range is not None:
        return Heard(False, None, f"{found.range[0]} 到 {found.range[1]}，还要问清楚")
    value = list(found.value) if isinstance(found.value, tuple) else found.value
    return Heard(not found.approx, value, f"{_shown(value, fact)}{'（要请申请人确认）' if found.approx else ''}")


def _shown(value: Json, fact: Fact) -> str:
    if isinstance(value, bool):
        return "是" if value else "不是"
    values = value if isinstance(value, list) else [value]
    labels = {option.value: option.label for option in fact.options}
    return "、".join(f"{one}（{labels[one]}）" if one in labels else str(one) for one in map(str, values))


def _told(commands: tuple[Command, ...]) -> str:
    command = commands[0]
    if isinstance(command, (Answer, Propose)) and command.address is not None:
        return f"另一个信息项 {command.address.key} 的回答"
    return next(
        (text for kind, text in _TOLD.items() if isinstance(command, kind)),
        "别的意思（" + type(command).__name__ + "）",
    )


_ABSENT: Final = {Absence.NONE: "没有", Absence.NOT_APPLICABLE: "不适用", Absence.DONT_KNOW: "不知道"}
_TOLD: Final = {
    Unknown: "没听懂",
    AskKnowledge: "一个政策问题",
    Correct: "改前面的回答",
    Confirm: "是",
    Reject: "不是",
}
