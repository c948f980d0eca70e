"""`daoban check` finds the mistakes that authors make, planted one at a time into the real files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalog import check
from tests.some_shops import some_shops

from . import in_forms, in_scenarios, in_wording
from .mistake import Mistake

TODAY = date(2026, 11, 28)
ROWS = (*in_scenarios.ROWS, *in_forms.ROWS, *in_wording.ROWS)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real files, which each test leaves as it found them."""
    return some_shops(tmp_path_factory.mktemp("tree"))


def test_the_files_as_they_are_have_no_mistake(tree: Path) -> None:
    assert check(tree, today=TODAY) == ()


def test_there_are_enough_mistakes_each_with_a_name_of_its_own() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS) >= 45


@pytest.mark.parametrize("mistake", [pytest.param(row, id=row.name) for row in ROWS])
def test_the_mistake_is_found_where_it_stands(mistake: Mistake, tree: Path) -> None:
    place = tree / mistake.file
    kept = place.read_bytes()
    try:
        file, line = mistake.plant(tree)
        found = check(tree, today=TODAY)
    finally:
        place.write_bytes(kept)
    told = [issue for issue in found if (issue.file, issue.line, issue.code) == (file, line, mistake.code)]
    assert told, "\n".join(str(issue) for issue in found)
    assert mistake.meant in {issue.suggestion for issue in told} | {""}
    assert all(issue.what and issue.remedy for issue in found)
