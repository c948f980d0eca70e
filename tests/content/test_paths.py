"""No shipped scenario has a way that leads nowhere, nor a question, rule or outcome that no way comes to."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.catalog import Built, open_built
from bot.catalog.paths import Exploration, explore, never_reached, path_issues, samples_of, unreached
from bot.engine import Catalog

from .published import ROOT, SCENARIOS

DAY = date(2026, 11, 27)


@cache
def opened() -> tuple[Built, Catalog]:
    """All files, read once: reading them takes longer than walking a scenario."""
    built = open_built(ROOT, today=DAY)
    return built, built.catalog()


@cache
def explored(scenario: str) -> Exploration:
    """Every path of one scenario."""
    built, catalog = opened()
    return explore(catalog.current[scenario], samples_of(built), today=DAY)


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_every_path_ends_in_a_valid_application_or_an_outcome(file: Path) -> None:
    found = explored(file.stem)
    assert path_issues(opened()[0], found) == ()
    assert {row.result.outcome for row in found.rows} == {"", *found.release.scenario.outcomes}


def test_every_part_of_a_fragment_is_reached_in_some_scenario() -> None:
    built, _ = opened()
    verdicts = {file.stem: unreached(built, explored(file.stem)) for file in SCENARIOS}
    assert never_reached(built, verdicts) == ()
