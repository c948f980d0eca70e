"""Authors' stories: each expectation fails where it should, and a wrong file is told with its line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from actions import stories
from actions.opening import ROOT
from actions.stories.expecting import EXPECT
from bot.catalog import load
from bot.engine import Catalog
from bot.nlu import Understander

OPENING = "我想在静安区开一家奶茶店"


@pytest.fixture(scope="module")
def published() -> tuple[Catalog, Understander]:
    catalog = load(ROOT, today=date(2026, 11, 27))
    return catalog, Understander(catalog)


def failures(tmp_path: Path, published: tuple[Catalog, Understander], text: str) -> list[str]:
    """What the story prints."""
    file = tmp_path / "story.yml"
    file.write_text(text, "utf-8")
    return [str(failure).removeprefix(str(file)).strip() for failure in stories.run_story(file, *published)]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        pytest.param("asked: licence_state", "asked: drinks", "应当问 drinks，问的是 licence_state", id="asked"),
        pytest.param('facts: {premises.district_code: "310106"}', 'facts: {premises.district_code: "310115"}', "premises.district_code 应当是 '310115'，实际是 '310106'", id="facts"),
        pytest.param("facts: {theme_id: T01}", "facts: {nothing: 1}", "nothing 应当是 1，实际是 None", id="unknown-fact"),
        pytest.param("stage: asking", "stage: review", "应当到 review，实际是 asking", id="stage"),
        pytest.param("says: 奶茶", "says: 咖啡馆", "应当说到「咖啡馆」", id="says"),
        pytest.param("warnings: [W-ONE]", "warnings: [W-ROOM]", "应当提醒 W-ROOM", id="warnings"),
        pytest.param("warnings_without: [W-ROOM]", "warnings_without: [W-ONE]", "不应当提醒 W-ONE", id="warnings-without"),
        pytest.param("not_asked: [drinks]", "not_asked: [licence_state]", "不应当问 licence_state，却问了", id="not-asked"),
        pytest.param("asked_of: [licence_state]", "asked_of: [drinks]", "应当问到 drinks，没有问", id="asked-of"),
        pytest.param("forms: [food_operation]", "forms: []", "申请表应当是 没有，实际是 food_operation", id="forms"),
        pytest.param("materials_with: [M01]", "materials_with: [M10]", "应当要交材料 M10", id="materials-with"),
        pytest.param("reports_only: []", "reports: [R-301]", "应当说到领证后报告 R-301", id="reports"),
    ],
)  # fmt: skip
def test_expectations(
    tmp_path: Path, published: tuple[Catalog, Understander], right: str, wrong: str, told: str
) -> None:
    story = f"today: 2026-11-27\nturns:\n  - say: {OPENING}\n    expect: {{%s}}\n"
    assert failures(tmp_path, published, story % right) == []
    found = failures(tmp_path, published, story % wrong)
    assert len(found) == 1
    assert found[0].startswith(f"第 1 句「{OPENING}」")
    assert told in found[0]


def test_outcomes_and_materials(tmp_path: Path, published: tuple[Catalog, Understander]) -> None:
    story = f"today: 2026-11-27\nturns:\n  - say: {OPENING}\n  - say: 还没有办\n    expect: {{outcome: %s, materials: [M99]}}\n"
    assert any("材料应当是 M99" in line for line in failures(tmp_path, published, story % "licence_first"))
    assert any(
        "结果应当是 banned，实际是 licence_first" in line for line in failures(tmp_path, published, story % "banned")
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("today: 2026-11-27\n", "缺少 turns", id="no-turns"),
        pytest.param("today: 2026-02-30\nturns: [{say: 好}]\n", "today 2026-02-30 不是日历上的一天。", id="no-day"),
        pytest.param("turns: [\n", "YAML", id="no-yaml"),
        pytest.param("today: 2026-11-27\nturns:\n  - say: 好\n    expect: {ask: x}\n", "story.yml:4  SHAPE-01", id="line"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told(tmp_path: Path, published: tuple[Catalog, Understander], text: str, told: str) -> None:
    assert any(told in line for line in failures(tmp_path, published, text))


def test_not_asked_looks_at_the_whole_conversation(tmp_path: Path, published: tuple[Catalog, Understander]) -> None:
    story = f"today: 2026-11-27\nturns:\n  - say: {OPENING}\n  - say: 还没有办\n    expect: {{not_asked: [licence_state]}}\n"
    assert failures(tmp_path, published, story) == ["第 2 句「还没有办」  不应当问 licence_state，却问了"]


def test_the_schema_offers_what_is_played() -> None:
    schema = json.loads((ROOT / "scenarios/story.schema.json").read_text("utf-8"))
    in_turns = set(schema["properties"]["turns"]["items"]["properties"]["expect"]["properties"])
    in_situations = set(schema["$defs"]["expect"]["properties"])
    assert in_turns | in_situations == set(EXPECT)
    assert in_situations - in_turns == {"refused"}
    assert in_turns - in_situations == {"asked", "says"}
