"""What one phrase is understood as where it would be said: the proof of a phrase that an author adds, and of later ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.engine import Address, Catalog, Release, Value
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
from bot.engine.confirming import REVIEW
from bot.engine.facts import Fact
from bot.engine.reading import Asking
from bot.engine.values import Json, Rejection
from bot.nlu import Understander
from bot.nlu.routing_mode import answerable

from .miss import ROUTING


@dataclass(frozen=True, slots=True)
class Saying:
    """Words and what they must be understood as.

    Args:
        scenario: empty where ``asked`` is ``routing``.
        asked: the fact just asked for; ``routing``: no scenario is chosen yet; ``review``: everything is being checked.
        means: the answer; at ``routing`` a scenario, at ``review`` the fact said to be wrong.
    """

    scenario: str
    asked: str
    say: str
    means: Json


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


class Hearing:
    """What is understood with one catalog on one day."""

    def __init__(self, catalog: Catalog, today: date, understander: Understander | None = None) -> None:
        self.catalog = catalog
        self._today = today
        self._understander = understander or Understander(catalog)

    def heard(self, saying: Saying) -> Heard:
        """What the words are read as where they are said; ``means`` is not looked at.

        Raises:
            NotAsked: says what is unknown.
        """
        if saying.asked == ROUTING:
            return _routed(self._commands(saying, None, Asking("routing", self._today)))
        release = self.catalog.current.get(saying.scenario)
        if release is None:
            raise NotAsked(f"没有主题 {saying.scenario}。有：{'、'.join(self.catalog.current)}")
        if saying.asked == REVIEW.fact:
            asking = Asking("review", self._today, addressable=answerable(release), scenario=saying.scenario)
            return _corrected(self._commands(saying, release, asking))
        fact = release.facts.get(saying.asked)
        if fact is None:
            raise NotAsked(f"没有信息项 {saying.asked}。")
        address = Address(fact.id, "1" if fact.id in release.plan.list_of else None)
        asking = Asking(
            mode="more" if fact.kind == "list" else "question",
            today=self._today,
            address=address,
            fact=fact,
            options=release.offered(fact.id),
            addressable=tuple(dict.fromkeys((address, *answerable(release)))),
            scenario=saying.scenario,
        )
        return _answered(self._commands(saying, release, asking), address, fact)

    def is_right(self, saying: Saying) -> bool:
        """Whether the words are understood as they must be."""
        try:
            return self.heard(saying).is_value(saying.means)
        except NotAsked:
            return False

    def _commands(self, saying: Saying, release: Release | None, asking: Asking) -> tuple[Command, ...]:
        return self._understander.read(saying.say, asking, release).commands


def _routed(commands: tuple[Command, ...]) -> Heard:
    for command in commands:
        if isinstance(command, ChooseScenario):
            if command.scenario is not None:
                return Heard(True, command.scenario, command.scenario)
            return Heard(False, None, f"几个主题都像：{'、'.join(command.candidates)}")
    return Heard(False, None, _told(commands))


def _corrected(commands: tuple[Command, ...]) -> Heard:
    for command in commands:
        if isinstance(command, Correct) and command.address is not None:
            return Heard(True, command.address.fact, command.address.fact)
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
        return Heard(False, None, "没听懂" if found.code.endswith(".unreadable") else f"没有接受（{found.code}）")
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
