"""Phrases that must be understood: each is read where it would be said, and must give its value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.catalog import CatalogInvalid, read_phrases
from bot.engine import Catalog
from bot.nlu import Understander

from .learning.hearing import Hearing, NotAsked, Saying
from .local_time import now
from .stories import Failure


def sayings(path: Path) -> list[Saying]:
    """The phrases of a file. Raises CatalogInvalid."""
    return [Saying(one.get("scenario", ""), one["asked"], one["say"], one["expect"]) for one in read_phrases(path)]


def run_phrases(path: Path, catalog: Catalog, understander: Understander, today: date | None = None) -> list[Failure]:
    """The phrases of a file that are not understood as their author expects; empty when all are.

    Args:
        today: from which relative dates count; the present day in Shanghai when it is not given.
    """
    try:
        phrases = sayings(path)
    except CatalogInvalid as mistakes:
        return [Failure(str(path), 0, "", str(issue)) for issue in mistakes.issues]
    hearing = Hearing(catalog, today or now().date(), understander)
    found = ((number, one, _wrong(one, hearing)) for number, one in enumerate(phrases, 1))
    return [Failure(str(path), number, one.say, what) for number, one, what in found if what]


def _wrong(phrase: Saying, hearing: Hearing) -> str:
    """What is not as expected, or empty."""
    try:
        found = hearing.heard(phrase)
    except NotAsked as fault:
        return str(fault)
    return "" if found.is_value(phrase.means) else f"{phrase.asked} 应当听成 {phrase.means!r}，听成的是：{found.told}"
