"""The supervisor's figures, worked out by hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from actions.window.board import DEFINITIONS, board
from actions.window.queue import Entry

NOW = datetime(2026, 12, 1, 2, 0, tzinfo=timezone.utc)


def waits(seconds: int) -> Entry:
    return Entry(f"c_{seconds}", "web", "", None, None, None, NOW - timedelta(seconds=seconds), "asked", NOW)


def test_nothing_yet() -> None:
    found = board([], [], [], NOW)
    assert found.figures == {
        "waiting": 0, "late": 0, "longest": None, "helped": 0, "taken": 0, "answered": 0, "within": 0, "median": None, "slowest": None,
    }  # fmt: skip
    assert found.clerks == {}


def test_each_figure() -> None:
    found = board([waits(5), waits(60), waits(61)], ["林", "何", "林"], [10, None, 60, 61, 200, None], NOW)
    assert found.figures == {
        "waiting": 3, "late": 1, "longest": 61, "helped": 3, "taken": 6, "answered": 4, "within": 2, "median": 60, "slowest": 200,
    }  # fmt: skip
    assert found.clerks == {"林": 2, "何": 1}


def test_every_figure_says_what_it_counts() -> None:
    told = board([], [], [5], NOW).told()["figures"]
    assert [one["id"] for one in told] == list(DEFINITIONS)
    assert all(one["means"].endswith("。") and one["title"] for one in told)
