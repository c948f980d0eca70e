"""Who says it: the texts, the labels and the values as their owner reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine import Address, Catalog, Position
from bot.engine.case import Stored
from bot.engine.facts import Wording
from bot.engine.review import display

from ..masking import mask

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words for one turn, given where the case stands after it."""

    catalog: Catalog
    position: Position

    def text(self, key: str, **params: Any) -> str:
        """The wording under ``key`` with its placeholders filled."""
        return fill(self.catalog.texts[key], params)

    def label(self, address: Address) -> str:
        """The official name of what an address names."""
        view = self.position.view
        return (
            view.release.facts[address.fact].label
            if view is not None and address.fact in view.release.facts
            else address.key
        )

    def shown(self, address: Address, value: object) -> str:
        """A value as its owner reads it; ID numbers and the like are masked."""
        view = self.position.view
        if value is None or view is None:
            return self.text("absent")
        fact = view.release.facts[address.fact]
        return mask(fact.sensitivity, display(view, address.fact, value))

    def names(self, addresses: Sequence[Address]) -> str:
        """Labels joined, each once."""
        return "、".join(dict.fromkeys(self.label(address) for address in addresses))

    def stored(self, address: Address, stored: Stored) -> str:
        """An answer as it is echoed."""
        return self.shown(address, None if stored.absence is not None else stored.value)

    def listed(self, key: str, items: str) -> list[str]:
        """One line under ``key``, or none when there is nothing to list."""
        return [self.text(key, items=items)] if items else []

    def is_declaration(self, address: Address) -> bool:
        """Whether a yes is all that the fact takes: who applies declares it."""
        view = self.position.view
        return view is not None and view.release.facts[address.fact].is_declared

    def wording(self, address: Address) -> Wording:
        """How the scenario asks the fact; what it leaves empty is the dictionary's."""
        view = self.position.view
        if view is None:
            return Wording("")
        own = view.release.facts[address.fact].wording
        question = view.release.plan.question.get(address.fact)
        if question is None or question.wording is None:
            return own
        said = question.wording
        return Wording(said.ask or own.ask, said.why or own.why, said.help or own.help, said.example or own.example)


def message(kind: str, text: str, **more: Any) -> Message:
    """One message; members that are None are left out."""
    return {"kind": kind, "text": text, **{key: value for key, value in more.items() if value is not None}}


def fill(template: str, params: Mapping[str, Any]) -> str:
    """The template with each {name} replaced by its value; values are never read as templates."""
    parts = template.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        filled.append(f"{_plain(params[name])}{rest}" if brace and name in params else "{" + part)
    return "".join(filled)


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def buttons(speaker: Speaker, yes: str, no: str) -> list[dict[str, Any]]:
    """The two buttons of a yes-or-no, worded by text ids."""
    return [{"label": speaker.text(yes), "value": True}, {"label": speaker.text(no), "value": False}]
