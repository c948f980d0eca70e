"""The answers as a document takes them: what is known, as it is shown, and what is still to be answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.catalog.fact_words import fact_label
from bot.engine import Address
from bot.engine.case import Roster
from bot.engine.conditions import ABSENT, UNKNOWN
from bot.engine.view import View

from ..speech import Speaker
from .model import clean


@dataclass(frozen=True, slots=True)
class Answers:
    """One case's answers."""

    view: View
    speaker: Speaker

    def plays(self, fact: str) -> bool:
        """Whether the fact is asked for in this case, or may be."""
        return fact in self.view.release.facts and self.view.relevant(Address(fact)) is not False

    def shown(self, fact: str) -> str:
        """The value as its owner reads it, on one line."""
        value = self.view.read(fact) if self.plays(fact) else None
        return clean(self.speaker.shown(Address(fact), None if value is ABSENT or value is UNKNOWN else value))

    def chosen(self, fact: str) -> tuple[str, ...]:
        """What was chosen, by its names."""
        values = self.view.read(fact) if self.plays(fact) else ()
        options = {one.value: one.label for one in self.view.release.facts[fact].options or ()}
        return tuple(clean(options.get(one, str(one))) for one in values) if isinstance(values, (list, tuple)) else ()

    def rows(self, facts: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Name and value of each of them that plays a part."""
        return tuple((self.label(fact), self.shown(fact)) for fact in facts if self.plays(fact))

    def label(self, fact: str) -> str:
        """What the fact is called."""
        return clean(fact_label(fact, self.view.release.facts))

    def open(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Names of those that play a part, or may, and are not known yet; lists count until they are complete."""
        return tuple(dict.fromkeys(self.label(fact) for fact in facts if self.plays(fact) and self._is_open(fact)))

    def items(self, name: str, parts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """The list's items: of each the named facts, as they are shown."""
        roster = self.view.case.lists.get(name, Roster()) if self.plays(name) else Roster()
        return tuple(tuple(self._of_item(Address(f"{name}.{part}", item)) for part in parts) for item in roster.items)

    def _of_item(self, address: Address) -> str:
        value = self.view.at(address).value
        return clean(self.speaker.shown(address, None if value is ABSENT or value is UNKNOWN else value))

    def _is_open(self, fact: str) -> bool:
        if self.view.release.facts[fact].kind == "list":
            return not self.view.case.lists.get(fact, Roster()).complete
        return self.view.read(fact) is UNKNOWN
