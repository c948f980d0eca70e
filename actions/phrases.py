"""Phrases that must be understood: each is read where it would be said, and must give its value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.catalog import CatalogInvalid, Document, read_phrases
from bot.engine import Catalog
from bot.nlu import Understander

from .learning.hearing import Hearing, NotAsked, Saying
from .local_time import now
from .stories import Failure


def sayings(document: Document) -> list[Saying]:
    """The phrases of a file."""
    return [
        Saying(one.get("scenario", ""), one["asked"], one["say"], one["expect"]) for one in document.data["phrases"]
    ]


def run_phrases(path: Path, catalog: Catalog, understander: Understander, today: date | None = None) -> list[Failure]:
    """The phrases of a file that are not understood as their author expects; empty when all are.

    Args:
        today: from which relative dates count; the present day in Shanghai when it is not given.
    """
    try:
        document = read_phrases(path)
    except CatalogInvalid as mistakes:
        return [Failure(str(path), 0, "", str(issue)) for issue in mistakes.issues]
    hearing = Hearing(catalog, today or now().date(), understander)
    found = ((number, one, _wrong(one, hearing)) for number, one in enumerate(sayings(document)))
    return [
        Failure(str(path), number + 1, one.say, what, line=document.line("phrases", number))
        for number, one, what in found
        if what
    ]


def _wrong(phrase: Saying, hearing: Hearing) -> str:
    """What is not as expected, or empty."""
    try:
        found = hearing.heard(phrase)
    except NotAsked as fault:
        return str(fault)
    return "" if found.is_value(phrase.means) else f"{phrase.asked} 应当听成 {phrase.means!r}，听成的是：{found.told}"
