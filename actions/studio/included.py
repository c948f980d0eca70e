"""The fragments that a scenario's text includes, as their files have them: an author reads them beside the text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalog.including import in_reach, includes
from bot.catalog.own_files import text_of
from bot.catalog.source import Source


@dataclass(frozen=True, slots=True)
class Included:
    """One fragment. ``text``: its file's."""

    id: str
    title: str
    file: str
    text: str


def included(source: Source, file: str) -> tuple[Included, ...]:
    """The fragments that the scenario in ``file`` names, each once, in the order it names them; none it cannot be read in."""
    document = next((one for one in source.scenarios if one.file == file), None)
    if document is None:
        return ()
    known = in_reach(source.fragments, file)
    names = dict.fromkeys(one.fragment for one in includes(document) if one.fragment in known)
    return tuple(
        Included(
            name, known[name].data["title"], known[name].file, text_of(source.root, source.root / known[name].file)
        )
        for name in names
    )
