"""Planted mistakes: stories that look closely notice every one, careless ones do not, and each survivor is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.stories.condition_changes import changes
from actions.stories.mutation import Score, scores, situations_of, trial
from bot.catalog.condition_text import condition_text
from bot.engine.condition_parser import parse_condition

from .conftest import NOW
from .tiny import CARELESS, THOROUGH, kiosk, story


def scored(tmp_path: Path, text: str, jobs: int = 1) -> Score:
    """The kiosk's score by one story file."""
    built = kiosk(tmp_path / "kiosk")
    situations = situations_of([story(tmp_path, text)]).get("kiosk", [])
    (found,) = scores([trial(built, built.catalog(), "kiosk", situations, NOW.date())], jobs)
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_thorough_stories_notice_every_mistake(tmp_path: Path, jobs: int) -> None:
    found = scored(tmp_path, THOROUGH, jobs)
    assert [str(mutant) for mutant in found.survivors] == []
    # Conditions: R-1 6, R-2 2, PLAN 1, NEVER 6. Rules: R-1 1, R-2 3, R-3 2. The figure 2. Of these, leaving
    # "trade == 'tobacco'" out of R-1 changes nothing: the school is only asked about where tobacco is sold.
    assert (found.killed, found.equivalent, found.total) == (22, 1, 22)
    assert found.percent == 100


def test_careless_stories_do_not_and_what_they_miss_is_told_with_its_line(tmp_path: Path) -> None:
    found = scored(tmp_path, CARELESS)
    told = [str(mutant) for mutant in found.survivors]
    assert "scenarios/city/kiosk.yml:9  规则 R-2 的条件：`area <= figure.small` 的 `<=` 改成 `<`" in told
    assert "scenarios/city/kiosk.yml:9  规则 R-2：不提醒 W-SMALL" in told
    assert "forms/kiosk/materials.yml:2  材料 PLAN 的条件：`visit == 'needed'` 的 `==` 改成 `!=`" in told
    assert "forms/figures.yml:2  数字 small：加 1" in told
    assert not [one for one in told if "规则 R-1" in one or "规则 R-3" in one]
    assert 0 < found.percent < 100


def test_nothing_is_planted_while_a_story_fails(tmp_path: Path) -> None:
    found = scored(tmp_path, THOROUGH.replace("area: 50.5", "area: 49.5"))
    assert (found.killed, found.total) == (0, 0)
    assert len(found.failing) == 1
    assert "「大一点」" in found.failing[0]


def test_without_stories_nothing_is_noticed(tmp_path: Path) -> None:
    built = kiosk(tmp_path / "kiosk")
    (found,) = scores([trial(built, built.catalog(), "kiosk", [], NOW.date())])
    assert (found.killed, found.equivalent, len(found.survivors)) == (0, 1, 22)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a", ["not a"]),
        ("not a", ["a", "not not a"]),
        ("known a", ["not known a"]),
        ("a == 'x'", ["a != 'x'"]),
        ("a <= figure.f", ["not a <= figure.f", "a < figure.f"]),
        ("a > 3", ["not a > 3", "a >= 3"]),
        ("a has 'x'", ["not a has 'x'"]),
        ("a in ['x', 'y']", ["a not in ['x', 'y']", "a in ['y']", "a in ['x']"]),
        ("a in ['x']", ["a not in ['x']"]),
        ("a and b", ["not (a and b)", "a or b", "b", "not a and b", "a", "a and not b"]),
        ("a or b", ["not (a or b)", "a and b", "b", "not a or b", "a", "a or not b"]),
        ("not (a or b)", ["a or b", "not (a and b)", "not b", "not (not a or b)", "not a", "not (a or not b)"]),
        ("a and (b or c)", [
            "not (a and (b or c))", "a or (b or c)", "b or c", "not a and (b or c)", "a", "a and (b and c)", "a and c",
            "a and (not b or c)", "a and b", "a and (b or not c)",
        ]),
    ],
)  # fmt: skip
def test_small_mistakes_of_a_condition(text: str, changed: list[str]) -> None:
    found = [condition_text(one) for one, _ in changes(parse_condition(text))]
    assert found == changed
    assert len({one for one, _ in changes(parse_condition(text))}) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "a == 'x' and not b or c in ['p', 'q']",
        "(a or b) and not (c and d)",
        "premises.total_area <= figure.small and known x.y",
        "'食品' in operator.scope and a != true and b < -2.5",
        "a not in ['x'] and not b has 'y'",
    ],
)
def test_a_condition_is_written_as_it_is_read(text: str) -> None:
    condition = parse_condition(text)
    assert condition_text(condition) == text
    assert parse_condition(condition_text(condition)) == condition


def test_a_sample_is_a_part_of_all_and_the_same_each_time(tmp_path: Path) -> None:
    built = kiosk(tmp_path / "kiosk")

    def tried(sample: int) -> list[str]:
        found = trial(built, built.catalog(), "kiosk", [], NOW.date(), sample=sample)
        return [str(mutant) for mutant in found.mutants]

    everything = tried(100)
    assert len(everything) == 23
    half = tried(50)
    assert half == tried(50) == [one for one in everything if one in half]
    assert 0 < len(half) < len(everything)
    assert set(tried(20)) <= set(half)
