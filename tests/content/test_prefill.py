"""The bar for every scenario: a firm with a licence that applied once before answers a fifth of its fields, and brings half of its materials, at most."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from actions.exchange.measuring import Measured
from bot.catalog import load
from bot.cli import app

ROOT = Path(__file__).resolve().parents[2]


def prefill(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["prefill", "--root", str(ROOT), *arguments])


def test_every_scenario_reaches_the_bar() -> None:
    result = prefill("--min-rate", "80", "--min-materials", "50")
    assert result.exit_code == 0, result.output
    told = {line.split("\t")[0] for line in result.output.splitlines() if line.count("\t") == 5}
    assert told - {"主题"} == set(load(ROOT, today=date.today()).current)


@pytest.mark.parametrize(("bar", "low"), [("--min-rate", "86"), ("--min-materials", "100.1")])
def test_a_bar_that_is_not_reached_fails(bar: str, low: str) -> None:
    """A change of a food licence is 85.7 % and 100 %: what changes is what nobody knows."""
    result = prefill("food_change", bar, low)
    assert result.exit_code == 1
    assert "1 个主题没有通过" in result.output


def test_a_scenario_that_no_story_fills_is_named() -> None:
    result = prefill("no_such_theme", "--min-rate", "80")
    assert "no_such_theme：故事里没有" in result.output
    # What was not measured has reached no bar.
    assert result.exit_code == 1


def test_what_the_figures_mean_stands_below_them() -> None:
    output = prefill("pharmacy_renewal").output
    heads, row = (line.split("\t") for line in output.splitlines()[:2])
    assert [heads[1:], row[0]] == [["预填", "连声明", "免交或生成", "除待核验", "少问"], "pharmacy_renewal"]
    assert all(f"{name}：" in output for name in heads[1:])
    # The old licence is to be checked by the number that was told, and the invented firm has none.
    assert float(row[4].rstrip("%")) < 50 <= float(row[3].rstrip("%"))


def test_shares_leave_out_what_is_declared_and_say_so_beside() -> None:
    told = Measured(known=8, told=2, pledged=2, spared=3, brought=1) + Measured(saved=4)
    assert (told.prefilled, round(told.prefilled_of_all or 0, 3), told.waived, told.saved) == (0.8, 0.667, 0.75, 4)
    assert (Measured(spared=3, brought=1, unproven=2).waived, Measured(spared=3, brought=1, unproven=2).proven) == (
        0.75,
        0.25,
    )
    assert (Measured().prefilled, Measured().waived, Measured().proven) == (None, None, None)
