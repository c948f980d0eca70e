"""An application's filled places in the order of the official form."""

from __future__ import annotations

from bot.engine.document import Application
from bot.engine.forms import Section
from bot.engine.places import Filled


def by_section(application: Application) -> list[tuple[Section, list[Filled]]]:
    """The sections that hold something, each with its filled places."""
    homes = {field.pointer: field.section for field in application.form.fields}
    inside: dict[str | None, list[Filled]] = {}
    for filled in application.filled:
        inside.setdefault(_home(filled.pointer, homes), []).append(filled)
    return [(section, inside[section.id]) for section in application.form.sections if section.id in inside]


def _home(pointer: str, homes: dict[str, str]) -> str | None:
    """The section of the field that a pointer is of, or that holds it as part of a list's item."""
    while pointer and pointer not in homes:
        pointer = pointer.rpartition("/")[0]
    return homes.get(pointer)
