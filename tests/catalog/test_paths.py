"""The path explorer finds every way, and every way that leads nowhere."""

from __future__ import annotations

import csv
import io
import itertools
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, assume, given, settings

from bot.catalog import open_built
from bot.catalog.building import Built
from bot.catalog.paths import (
    Exploration,
    as_csv,
    as_html,
    as_markdown,
    compare,
    explore,
    path_issues,
    samples_of,
)
from bot.catalog.paths.all_walks import all_walks
from bot.catalog.paths.aspects import aspects_of
from bot.catalog.paths.goals import Goals
from bot.catalog.paths.pairwise import apart, pair_of, pairwise_walks
from bot.catalog.paths.walk import Walker
from bot.engine import Release
from tests.engine.random_scenarios import releases

from .tree import DICTIONARY, FIGURES, LAYOUT, SCHEMA, TEA, TODAY, edit, plant

DAY = date(2026, 11, 27)


def explored(root: Path, day: date = TODAY, **options: Any) -> tuple[Built, Exploration]:
    """The one scenario of a tree, explored."""
    built = open_built(root, today=day)
    (release,) = built.catalog().current.values()
    return built, explore(release, samples_of(built), today=day, **options)


def planted(tmp_path: Path, *edits: tuple[str, str, str]) -> tuple[Built, Exploration]:
    """The valid tree with edits, explored."""
    root = plant(tmp_path / "tree")
    for file, old, new in edits:
        edit(root, file, old, new)
    return explored(root)


def test_every_path_of_a_small_scenario_is_there(tmp_path: Path) -> None:
    """A stall ends at once; a shop is small or not, and sells juice or not: four more. By hand from the tree's rules."""
    _, found = planted(tmp_path)
    told = {
        (
            row.answers["shop.place"],
            row.answers["shop.area"] <= 150 if "shop.area" in row.answers else None,
            "juice" in row.answers["shop.drinks"] if "shop.drinks" in row.answers else None,
            row.result.outcome,
            row.result.materials,
            row.result.settled.get("shop.inspection"),
            row.result.rules,
        )
        for row in found.rows
    }
    assert found.whole
    assert len(found.rows) == 5
    assert told == {
        ("stall", None, None, "stall", (), None, ("R-1",)),
        ("store", True, True, "", (), "exempt", ("R-2", "R-3", "R-4")),
        ("store", True, False, "", (), "exempt", ("R-2", "R-3")),
        ("store", False, True, "", ("M01",), "required", ("R-3", "R-4")),
        ("store", False, False, "", ("M01",), "required", ("R-3",)),
    }


def test_the_bounds_themselves_are_tried(tmp_path: Path) -> None:
    _, found = planted(tmp_path)
    areas = {row.answers["shop.area"] for row in found.rows if "shop.area" in row.answers}
    assert areas & {150, 149.5}
    assert areas & {150.5, 9000, 8999.5}
    assert 9000.5 not in areas  # the form's check refuses it


def test_a_small_scenario_has_no_issue(tmp_path: Path) -> None:
    assert path_issues(*planted(tmp_path)) == ()


#: What is planted: edits, the code, the text that stands on the named line, and what the issue must say.
PLANTED: list[Any] = [
    pytest.param(
        [(SCHEMA, '"exclusiveMinimum": 0', '"exclusiveMinimum": 0, "not": {"exclusiveMinimum": 160}')],
        "PATH-03", "permits:", "收件系统不收", id="schema-stricter-than-the-dictionary",
    ),
    pytest.param(
        [(DICTIONARY, "limits: {above: 0}, ask: 店面", "limits: {above: 0, maximum: 8000}, ask: 店面"),
         (LAYOUT, "shop.area > 9000", "shop.area > 0")],
        "PATH-01", "permits:", "没有找到能收下的回答", id="no-answer-that-a-check-takes",
    ),
    pytest.param(
        [(TEA, "  - {form: permit}", "  - {form: permit, when: shop.drinks has 'juice'}")],
        "PATH-01", "permits:", "没有一张申请表要交", id="no-form-and-no-outcome",
    ),
    pytest.param(
        [(TEA, "when: shop.place == 'stall', outcome", "when: shop.place == 'stall' and shop.drinks has 'juice', outcome"),
         (TEA, "  - {fact: shop.drinks}", "  - {fact: shop.drinks, when: shop.place == 'store'}")],
        "PATH-04", "  stall: {kind", "没有一条路会走到结果 stall", id="an-outcome-that-no-answers-lead-to",
    ),
    pytest.param(
        [(TEA, "  - {id: R-4, when: shop.drinks has 'juice',", "  - {id: R-4, when: shop.drinks has 'juice' and shop.place == 'stall',"),
         (TEA, "  - {fact: shop.drinks}", "  - {fact: shop.drinks, when: shop.place == 'store'}")],
        "PATH-04", "  - {id: R-4", "没有一条路会用到规则 R-4", id="a-rule-whose-parts-never-meet",
    ),
]  # fmt: skip


@pytest.mark.parametrize("edits, code, line, says", PLANTED)
def test_a_planted_mistake_is_named_with_its_line(
    edits: list[tuple[str, str, str]], code: str, line: str, says: str, tmp_path: Path
) -> None:
    root = plant(tmp_path / "tree")
    for file, old, new in edits:
        edit(root, file, old, new)
    built, found = explored(root)
    issues = path_issues(built, found)
    lines = (root / TEA).read_text("utf-8").splitlines()
    named = [issue for issue in issues if issue.code == code and lines[issue.line - 1].startswith(line)]
    assert named, issues
    assert any(says in issue.what for issue in named)
    assert all(issue.file == TEA and issue.remedy for issue in issues)


@pytest.mark.parametrize(("refused", "told"), [("true", "店里养宠物吗「是」"), ("false", "")])
def test_an_option_that_no_condition_reads_is_walked_too(refused: str, told: str, tmp_path: Path) -> None:
    """The example says that there are no pets; a form that refuses pets is found out all the same."""
    root = plant(tmp_path / "tree")
    fact = (
        "facts:\n  shop.pets: {label: 店里养宠物吗, names: [宠物], kind: boolean, ask: 店里养宠物吗？, example: 不养}\n"
    )
    edit(root, DICTIONARY, "facts:\n", fact)
    edit(root, TEA, "  - {fact: shop.drinks}\n", "  - {fact: shop.drinks}\n  - {fact: shop.pets}\n")
    edit(
        root, LAYOUT, "      - {pointer: /area,", "      - {pointer: /pets, fact: shop.pets}\n      - {pointer: /area,"
    )
    rule = '{"not": {"const": true}}' if refused == "true" else '{"type": "boolean"}'
    edit(root, SCHEMA, '"properties": {', f'"properties": {{"pets": {rule},')
    for example in (root / "forms/permit/examples").glob("*.json"):
        example.write_text(example.read_text("utf-8").replace("{", '{"pets": false, ', 1), "utf-8")
    built, found = explored(root)
    assert len([row for row in found.rows if row.fault is None]) == 5
    issues = path_issues(built, found)
    if not told:
        assert issues == ()
        return
    (issue,) = issues
    assert (issue.code, issue.file) == ("PATH-03", TEA)
    assert (root / TEA).read_text("utf-8").splitlines()[issue.line - 1] == "  - {fact: shop.pets}"
    assert issue.what.endswith(f"{told}。")


def test_a_figure_without_a_value_on_the_day_is_an_expired_path(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, FIGURES, "from: 2024-01-01,", "from: 2024-01-01, until: 2027-06-30,")
    built, found = explored(root, date(2027, 1, 1))
    assert path_issues(built, found) == ()
    release = built.catalog().current["tea"]
    with pytest.raises(Exception, match="small_shop"):
        explore(release, samples_of(built), today=date(2027, 7, 1))


def test_the_same_situations_are_compared_under_two_versions(tmp_path: Path) -> None:
    before = plant(tmp_path / "before")
    after = plant(tmp_path / "after")
    edit(after, FIGURES, "value: 150", "value: 200")
    edit(
        after, TEA, "when: shop.drinks has 'juice', warn: [W-CHECK]", "when: shop.drinks has 'juice', report: [W-CHECK]"
    )
    built, found = explored(after)
    old = open_built(before, today=TODAY)
    changed = compare(found, old.catalog().current["tea"], samples_of(old), TODAY)
    parts = {(change.row.answers["shop.area"], part) for change in changed for part in change.differences()}
    assert {part for _, part in parts} <= {"settled", "materials", "rules", "warnings", "reports"}
    assert {area for area, part in parts if part == "settled"} <= set(range(151, 201)) | {199.5}
    assert all("juice" in change.row.answers["shop.drinks"] for change in changed if "reports" in change.differences())
    assert compare(found, built.catalog().current["tea"], samples_of(built), TODAY) == ()


HOSTILE = "<script>alert(1)</script>"


def test_the_tables_hold_every_row_and_escape_every_text(tmp_path: Path) -> None:
    built, found = planted(
        tmp_path,
        (TEA, "title: 开一家奶茶店", f'title: "{HOSTILE}|=1+1"'),
        (DICTIONARY, "label: 饮品,", 'label: "=饮品",'),
    )
    page = as_html(found, built.texts)
    assert "<script" not in page
    body = ElementTree.fromstring(re.sub(r"^<!DOCTYPE html>\n|<meta[^>]*>", "", page).replace("<br>", "<br/>"))
    assert sum(1 for row in body.iter("tr") if row.find("td") is not None) >= len(found.rows)
    markdown = as_markdown(found, built.texts)
    assert "<script" not in markdown
    assert len([line for line in markdown.splitlines() if re.match(r"\| \d", line)]) == len(found.rows)
    heads, *rows = csv.reader(io.StringIO(as_csv(found).removeprefix("\ufeff")))
    assert len(rows) == len(found.rows)
    assert all(len(row) == len(heads) for row in rows)
    assert not any(cell.startswith("=") for row in (heads, *rows) for cell in row)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(releases())
def test_the_covering_set_invents_no_pair_and_tells_of_each_that_it_did_not_bring_together(drawn: Release) -> None:
    """Held against all paths, where those are few. Checks that compare two facts are left out: they part single values."""
    forms = {name: replace(form, checks=()) for name, form in drawn.forms.items()}
    release = Release(drawn.scenario, forms, drawn.facts, drawn.figures)
    aspects = aspects_of(release, DAY)
    whole = all_walks(Walker(release, aspects, {}, DAY), 200)
    assume(whole is not None)
    there = {
        pair_of(one, other) for walk in whole or () for one, other in itertools.combinations(walk.chosen.items(), 2)
    }
    covering = pairwise_walks(Walker(release, aspects, {}, DAY), Goals(release, aspects), lambda done, all_: None)
    assert covering.met <= there
    assert there - covering.met <= apart(covering)
    assert len(there - covering.met) <= 0.2 * len(there)


def test_the_option_that_ended_the_matter_counts_as_the_end_and_none_beside_it(tmp_path: Path) -> None:
    """Who sells tea is sent elsewhere; who sells juice and no tea is asked on."""
    root = plant(tmp_path / "tree")
    edit(
        root,
        TEA,
        "  - {fact: shop.place}\n  - {fact: shop.drinks}\n",
        "  - {fact: shop.drinks}\n  - {fact: shop.place}\n",
    )
    ends = "rules:\n  - {id: R-0, when: shop.drinks has 'tea', outcome: stall, source: 《某条例》第五条}\n"
    edit(root, TEA, "rules:\n", ends)
    (release,) = open_built(root, today=TODAY).catalog().current.values()
    aspects = aspects_of(release, TODAY)
    covering = pairwise_walks(Walker(release, aspects, {}, TODAY), Goals(release, aspects), lambda done, all_: None)
    classes = {one.key: one.classes for found in aspects.values() for one in found}
    final = {(key, *classes[key][number]) for key, number in covering.final}
    assert final == {("shop.drinks has tea", True), ("shop.place", "stall")}


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(releases())
def test_no_scenario_breaks_the_explorer_and_a_row_without_fault_is_valid(release: Release) -> None:
    found = explore(release, {}, today=DAY, most=60)
    assert found.rows
    assert all(row.fault is None or row.fault.kind in ("stuck", "missing", "nothing", "refused") for row in found.rows)
    assert all(row.result.outcome or row.result.forms for row in found.rows if row.fault is None)
    assert as_html(found, {}) and as_csv(found) and as_markdown(found, {})


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(releases())
def test_exploring_twice_gives_the_same_rows(release: Release) -> None:
    first, second = (explore(release, {}, today=DAY, most=60) for _ in range(2))
    assert first.rows == second.rows
