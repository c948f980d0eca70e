"""No shipped scenario has a way that leads nowhere, nor a question, rule or outcome that no way comes to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalog import open_built
from bot.catalog.paths import explore, path_issues, samples_of

from .published import ROOT, SCENARIOS

DAY = date(2026, 11, 27)


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_every_path_ends_in_a_valid_application_or_an_outcome(file: Path) -> None:
    built = open_built(ROOT, today=DAY)
    found = explore(built.catalog().current[file.stem], samples_of(built), today=DAY)
    assert path_issues(built, found) == ()
    assert {row.result.outcome for row in found.rows} == {"", *found.release.scenario.outcomes}
