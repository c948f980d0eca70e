"""No shipped scenario has a way that leads nowhere, nor a question, rule or outcome that no way comes to.

Each answer is given and each condition is on both its sides; any two answers are brought together only where that leaves something open,
and in every eighth scenario. `daoban paths` brings them together in all of them.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.catalog import Built, open_built
from bot.catalog.paths import Exploration, explore, never_reached, path_issues, samples_of, unreached
from bot.engine import Catalog

from .published import ROOT, SCENARIOS, eighth

DAY = date(2026, 11, 27)


@cache
def opened() -> tuple[Built, Catalog]:
    """All files, read once: reading them takes longer than walking a scenario."""
    built = open_built(ROOT, today=DAY)
    return built, built.catalog()


@cache
def explored(scenario: str) -> Exploration:
    """The paths of one scenario."""
    built, catalog = opened()
    release, samples = catalog.current[scenario], samples_of(built)
    if eighth(scenario) != 0:
        found = explore(release, samples, today=DAY, pairs=False)
        if not path_issues(built, found) and outcomes(found) == {"", *release.scenario.outcomes}:
            return found
    return explore(release, samples, today=DAY)


def outcomes(found: Exploration) -> set[str]:
    """Where the paths end."""
    return {row.result.outcome for row in found.rows}


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_every_path_ends_in_a_valid_application_or_an_outcome(file: Path) -> None:
    found = explored(file.stem)
    assert path_issues(opened()[0], found) == ()
    assert outcomes(found) == {"", *found.release.scenario.outcomes}


def test_every_part_of_a_fragment_is_reached_in_some_scenario() -> None:
    built, _ = opened()
    verdicts = {file.stem: unreached(built, explored(file.stem)) for file in SCENARIOS}
    assert never_reached(built, verdicts) == ()
