"""Which documents a case can have made, for which materials, and what each still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.engine.forms import Material
from bot.engine.review import Review

from .answers import Answers
from .makers import MAKERS
from .model import Document


@dataclass(frozen=True, slots=True)
class Offered:
    """A document for some materials. ``missing``: names of what is still to be answered; empty: it can be made."""

    id: str
    title: str
    materials: tuple[Material, ...]
    missing: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """As the interfaces tell it beside its materials."""
        return {"id": self.id, "title": self.title, "missing": list(self.missing)}


def offered(answers: Answers, found: Review) -> tuple[Offered, ...]:
    """The documents that the case's materials ask for, each once. ``found``: what the case amounts to."""
    wanted: dict[str, tuple[Material, ...]] = {}
    for material in found.materials:
        if material.generate:
            wanted[material.generate] = (*wanted.get(material.generate, ()), material)
    return tuple(
        Offered(name, MAKERS[name].title, materials, MAKERS[name].lacks(answers, materials))
        for name, materials in wanted.items()
    )


def made(answers: Answers, document: Offered) -> Document:
    """The document, of which nothing is missing."""
    return MAKERS[document.id].make(answers, document.materials)
