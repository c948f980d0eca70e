"""What stories cover: counted by hand on a shop of two rules; what can never happen does not count."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.stories.coverage import Coverage, Share
from actions.stories.measuring import measure
from bot.nlu import Understander

from .conftest import NOW
from .tiny import CARELESS, POOR, THOROUGH, kiosk, story


def covered(tmp_path: Path, text: str) -> Coverage:
    """The kiosk's coverage by one story file, which passes."""
    built = kiosk(tmp_path / "kiosk")
    catalog = built.catalog()
    files = [story(tmp_path, text)]
    (found,), failures = measure(built, catalog, Understander(catalog), files, NOW.date(), ["kiosk"])
    assert failures == []
    return found


def told(share: Share) -> list[str]:
    return [str(gap) for gap in share.gaps]


@pytest.mark.parametrize("text", [THOROUGH, CARELESS], ids=["thorough", "careless"])
def test_stories_that_come_to_everything(tmp_path: Path, text: str) -> None:
    found = covered(tmp_path, text)
    for name, _, share in found.shares():
        if name != "options":
            assert (name, told(share)) == (name, [])
    # and PLAN on both sides; NEVER cannot hold, so that only its other side counts.
    assert (found.branches.covered, found.branches.total) == (7, 7)
    assert (found.questions.total, found.rules.total, found.outcomes.total) == (3, 3, 1)


def test_what_no_story_comes_to_is_told_with_its_line(tmp_path: Path) -> None:
    found = covered(tmp_path, POOR)
    assert told(found.questions) == ["scenarios/city/kiosk.yml:6  问题 school 没有问过"]
    assert told(found.branches) == [
        "scenarios/city/kiosk.yml:8  规则 R-1 的条件没有成立过",
        "scenarios/city/kiosk.yml:9  规则 R-2 的条件没有不成立过",
        "forms/kiosk/materials.yml:2  材料 PLAN 的条件没有成立过",
    ]
    assert told(found.rules) == ["scenarios/city/kiosk.yml:8  规则 R-1 没有用上过"]
    assert told(found.outcomes) == ["scenarios/city/kiosk.yml:12  结果 too_near 没有走到过"]
    assert told(found.options) == [
        "scenarios/city/kiosk.yml:6  trade 没有选过「茶」",
        "scenarios/city/kiosk.yml:6  trade 没有选过「香烟」",
    ]
    assert told(found.dictionary) == ["forms/dictionary.yml:13  信息项 school 的条件没有成立过"]
    assert (found.branches.covered, found.branches.total) == (4, 7)
    assert found.questions.percent == pytest.approx(200 / 3)


def test_a_conversation_counts_as_well(tmp_path: Path) -> None:
    text = (
        "today: 2026-11-24\nturns:\n  - {say: 我想开报亭}\n  - {say: 二十平}\n  - {say: 香烟}\n"
        "  - {say: 有, expect: {outcome: too_near}}\n"
    )
    found = covered(tmp_path, text)
    assert found.questions.gaps == ()
    assert found.outcomes.gaps == ()
    assert told(found.options) == [
        "scenarios/city/kiosk.yml:6  trade 没有选过「报纸」",
        "scenarios/city/kiosk.yml:6  trade 没有选过「茶」",
    ]


def test_nothing_to_cover_is_all_covered() -> None:
    assert (Share(0, ()).percent, Share(0, ()).total) == (100, 0)
