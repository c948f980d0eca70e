"""What a fragment says counts for a scenario where it plays a role there, and must be reached by the paths of some scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.stories.coverage import Coverage
from actions.stories.measuring import measure
from actions.stories.mutation import Score, scores, situations_of, trial
from bot.catalog import Built, open_built
from bot.catalog.paths import Exploration, explore, never_reached, path_issues, samples_of, unreached
from bot.nlu import Understander
from tests import warm

from .conftest import NOW
from .tiny import kiosk, story

FRAGMENT = "scenarios/city/fragments/tea.yml"
TEA = """id: tea
title: 卖茶
rules:
  - {id: F-1, when: trade == 'tea', outcome: cold, source: 某办法}
  - {id: F-2, when: area > 5, warn: [W-SMALL], source: 某办法}
outcomes:
  cold: {kind: elsewhere, text: 茶到别处卖。, source: 某办法}
"""
#: Sells no tea, so that F-1 never holds in it.
STAND = """id: stand
theme: T91
title: 开书摊
says: [我想开书摊]
permits: [{form: kiosk}]
questions:
  - {fact: area}
  - {fact: trade, options: [{value: papers, label: 报纸}, {value: tobacco, label: 香烟}]}
rules:
  - {fragment: tea}
  - {id: R-3, set: {visit: needed}, source: 某办法}
"""
#: Sells tea, and has no rule beside those of the fragment but the one that the form needs.
HOUSE = STAND.replace("stand", "house").replace("书摊", "茶亭").replace("T91", "T92").replace(
    ", options: [{value: papers, label: 报纸}, {value: tobacco, label: 香烟}]", ""
)  # fmt: skip
SMALL = (
    "today: 2026-11-24\nscenario: stand\ncases:\n  - {name: 小, given: {area: 4}}\n  - {name: 大, given: {area: 40}}\n"
)


def town(folder: Path, fragment: str = TEA) -> Built:
    """The kiosk, and two scenarios that share a fragment."""
    root = folder / "kiosk"
    kiosk(root)
    for name, text in {
        FRAGMENT: fragment,
        "scenarios/city/stand.yml": STAND,
        "scenarios/city/house.yml": HOUSE,
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return open_built(root, today=NOW.date())


def covered(folder: Path, text: str, scenario: str) -> Coverage:
    built = town(folder)
    catalog = built.catalog()
    (found,), failures = measure(built, catalog, Understander(catalog), [story(folder, text)], NOW.date(), [scenario])
    assert failures == []
    return found


def walked(built: Built, scenario: str) -> Exploration:
    return explore(built.catalog().current[scenario], samples_of(built), today=NOW.date())


def test_what_plays_in_other_scenarios_is_not_played(tmp_path: Path) -> None:
    talk = "today: 2026-11-24\nturns:\n  - say: 我想开书摊\n  - say: 四十平\n    expect: {outcome: cold}\n"
    assert covered(tmp_path, SMALL, "house").stories == 0
    assert covered(tmp_path, talk, "house").stories == 0


def test_a_rule_that_never_holds_here_counts_neither_for_nor_against_the_scenario(tmp_path: Path) -> None:
    found = covered(tmp_path, SMALL, "stand")
    # F-2, PLAN on both sides: PLAN never fails to hold, NEVER never holds; of F-1 no side.
    assert (found.branches.covered, found.branches.total) == (4, 4)
    assert found.rules.gaps == ()
    assert (found.outcomes.covered, found.outcomes.total) == (0, 0)


def test_where_it_may_hold_it_must_be_covered_and_is_missed_at_its_line(tmp_path: Path) -> None:
    found = covered(tmp_path, SMALL.replace("stand", "house"), "house")
    assert [str(one) for one in found.rules.gaps] == [f"{FRAGMENT}:4  规则 F-1 没有用上过"]
    assert [str(one) for one in found.branches.gaps] == [f"{FRAGMENT}:4  规则 F-1 的条件没有成立过"]
    assert [str(one) for one in found.outcomes.gaps] == [f"{FRAGMENT}:7  结果 cold 没有走到过"]


@pytest.mark.parametrize(("scenario", "planted"), [("stand", False), ("house", True)])
def test_mistakes_are_planted_where_the_rule_plays_a_role(tmp_path: Path, scenario: str, planted: bool) -> None:
    built = town(tmp_path)
    found = trial(built, built.catalog(), scenario, [], NOW.date())
    told = [str(one) for one in found.mutants]
    assert any("规则 F-1" in one for one in told) is planted
    assert any(one.startswith(f"{FRAGMENT}:5  规则 F-2") for one in told)


#: Both sides of F-2, and F-1's outcome, which only the house comes to.
LOOKED = """
today: 2026-11-24
cases:
  - {name: 小, given: {area: 5, trade: papers}, expect: {warnings_only: [], materials: [PLAN]}}
  - {name: 大, given: {area: 5.5, trade: papers}, expect: {warnings_only: [W-SMALL], materials: [PLAN]}}
"""
COLD = "  - {name: 卖茶, scenario: house, given: {trade: tea}, expect: {outcome: cold}}\n"


def scored(folder: Path, text: str) -> dict[str, Score]:
    built = town(folder)
    file = story(folder, text)
    told = situations_of([file])
    found = [trial(built, built.catalog(), one, told.get(one, []), NOW.date()) for one in ("stand", "house")]
    return {one.scenario: one for one in scores(found)}


def survivors(found: Score) -> list[str]:
    return [str(one) for one in found.survivors if one.file == FRAGMENT]


def test_a_row_of_several_scenarios_is_played_in_each_and_a_row_may_name_its_own(tmp_path: Path) -> None:
    file = story(tmp_path, LOOKED + COLD + "scenario: [stand, house]\n")
    assert [(one.scenario, one.name) for name in ("stand", "house") for one in situations_of([file])[name]] == [
        ("stand", "小（stand）"),
        ("stand", "大（stand）"),
        ("house", "小（house）"),
        ("house", "大（house）"),
        ("house", "卖茶"),
    ]


def test_a_mistake_in_what_scenarios_share_is_noticed_when_the_stories_of_one_notice_it(tmp_path: Path) -> None:
    found = scored(tmp_path, LOOKED + COLD + "scenario: [stand, house]\n")
    assert (survivors(found["stand"]), survivors(found["house"])) == ([], [])
    lazy = scored(tmp_path, LOOKED + "scenario: stand\n")
    assert survivors(lazy["stand"]) == []
    assert {one.split("  ")[1] for one in survivors(lazy["house"])} == {
        "规则 F-1 的条件：`trade == 'tea'` 的 `==` 改成 `!=`",
        "规则 F-1：整条去掉",
    }  # F-2 was noticed by the stories of the stand
    none = scored(tmp_path, "today: 2026-11-24\nscenario: stand\nexpect: {}\n")
    assert any("F-2" in one for one in survivors(none["stand"]))
    assert any("F-2" in one for one in survivors(none["house"]))


def test_what_one_scenario_never_reaches_another_may(tmp_path: Path) -> None:
    built = town(tmp_path)
    stand, house = walked(built, "stand"), walked(built, "house")
    assert path_issues(built, stand) == path_issues(built, house) == ()
    assert {one.part for one in unreached(built, stand)} == {("rules", 0), ("outcomes", "cold")}
    assert never_reached(built, {"stand": unreached(built, stand), "house": unreached(built, house)}) == ()


def test_what_none_reaches_is_told_once_when_all_were_walked(tmp_path: Path) -> None:
    built = town(
        tmp_path, TEA.replace("trade == 'tea',", "trade == 'tea' and school,")
    )  # the school is asked of tobacco
    told = {name: unreached(built, walked(built, name)) for name in ("stand", "house")}
    assert never_reached(built, {"house": told["house"]}) == ()
    assert [(one.file, one.line, one.code) for one in never_reached(built, told)] == [
        (FRAGMENT, 4, "PATH-04"),
        (FRAGMENT, 7, "PATH-04"),
    ]


def test_the_command_tells_it_of_all_and_not_of_one(tmp_path: Path) -> None:
    town(tmp_path, TEA.replace("trade == 'tea',", "trade == 'tea' and school,"))
    alone, both = (
        warm.run("paths", "--root", str(tmp_path / "kiosk"), *names) for names in (["house"], ["house", "stand"])
    )
    assert (alone.returncode, both.returncode) == (0, 1)
    assert both.stdout.count(f"{FRAGMENT}:4  PATH-04  ") == 1
