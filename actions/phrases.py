"""Phrases that must be understood: each is read where it would be said, and must give its value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.catalog import CatalogInvalid, read_phrases
from bot.engine import Catalog
from bot.nlu import Understander

from .learning.hearing import NotAsked, heard
from .local_time import now
from .stories import Failure


def run_phrases(path: Path, catalog: Catalog, understander: Understander, today: date | None = None) -> list[Failure]:
    """The phrases of a file that are not understood as their author expects; empty when all are.

    Args:
        today: from which relative dates count; the present day in Shanghai when it is not given.
    """
    try:
        phrases = read_phrases(path)
    except CatalogInvalid as mistakes:
        return [Failure(str(path), 0, "", str(issue)) for issue in mistakes.issues]
    day = today or now().date()
    failures: list[Failure] = []
    for number, phrase in enumerate(phrases, 1):
        what = _wrong(phrase, catalog, understander, day)
        if what:
            failures.append(Failure(str(path), number, phrase["say"], what))
    return failures


def _wrong(phrase: Mapping[str, Any], catalog: Catalog, understander: Understander, today: date) -> str:
    """What is not as expected, or empty."""
    scenario, asked = phrase.get("scenario", ""), phrase["asked"]
    try:
        found = heard(catalog, understander, scenario=scenario, asked=asked, say=phrase["say"], today=today)
    except NotAsked as fault:
        return str(fault)
    return "" if found.is_value(phrase["expect"]) else f"{asked} 应当听成 {phrase['expect']!r}，听成的是：{found.told}"
