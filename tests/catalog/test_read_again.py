"""A project that is opened again is judged by what its files hold now, though what was found is kept for files that did not change."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import check

from .tree import FIGURES, TEA, TODAY, edit, plant

EXAMPLE = "forms/permit/examples/valid-shop.json"
AREA = '"area": 80'


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        pytest.param(TEA, "when: shop.place == 'stall'", "when: shop.area > 100 and shop.area <= 100", "REACH-02", id="yaml"),
        pytest.param(EXAMPLE, AREA, '"area": "80"', "EXAMPLE-01", id="json"),
    ],
)  # fmt: skip
def test_a_change_is_seen_and_so_is_its_undoing(file: str, old: str, new: str, code: str, tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    for _ in range(2):
        assert check(root, today=TODAY) == ()
        edit(root, file, old, new)
        assert [one.code for one in check(root, today=TODAY)] == [code]
        edit(root, file, new, old)


def test_numbers_and_truths_that_python_takes_for_equal_are_not(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, EXAMPLE, AREA, '"area": 1')
    assert check(root, today=TODAY) == ()
    edit(root, EXAMPLE, '"area": 1', '"area": true')
    assert [one.code for one in check(root, today=TODAY)] == ["EXAMPLE-01"]


def test_the_same_files_are_judged_anew_on_another_day(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, FIGURES, "from: 2024-01-01", f"from: 2024-01-01, until: {TODAY}")
    assert check(root, today=TODAY) == ()
    assert [one.code for one in check(root, today=TODAY + timedelta(days=1))] == ["FIGURE-01"]
