"""A text tried against the project: the same mistakes as in the file, found fast, and nothing written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.studio.included import included
from actions.studio.scenario_files import LONGEST, MOST_LINES, BadPlace, BadText, Place, ScenarioFiles, clean_text
from actions.studio.trying import Project
from bot.catalog import check
from tests.content.published import SCENARIOS
from tests.some_shops import SEVEN

from .project import make_project

TODAY = date(2026, 11, 24)
HERE = Place("food", "beverage_shop")
FIRST = "  - {fact: licence_state}\n"
OTHERS = SEVEN - {"beverage_shop"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    return Project(root, lambda: TODAY)


#: What is planted, what takes its place, and the code that tells of it.
MISTAKES = [
    pytest.param(FIRST, "  - {fact: licence_stat}\n", "FACT-01", id="a-fact-that-is-not-there"),
    pytest.param(FIRST, FIRST + "  - {fact: licence_state, asks: x}\n", "SHAPE-01", id="a-key-that-is-not-there"),
    pytest.param(FIRST, FIRST + "  - {fact: [\n", "YAML-03", id="no-yaml"),
    pytest.param(FIRST, "  - fact: &a licence_state\n", "YAML-05", id="an-anchor"),
    pytest.param(FIRST, "  - fact: !!python/name:os.system licence_state\n", "YAML-06", id="a-tag"),
    pytest.param("has 'juice', warn: [W-JUICE]", "has 'juice', outcome: stal", "OUTCOME-01", id="an-outcome-that-is-not-there"),
    pytest.param("drinks has 'juice', warn", "drink has 'juice', warn", "COND-02", id="a-fact-in-a-condition"),
    pytest.param("drinks has 'juice', warn", "drinks has 'juices', warn", "COND-06", id="an-option-in-a-condition"),
    pytest.param("when: simple_only, add", "when: simple_only and premises.total_area > figure.small_shop, add", "COND-03", id="a-figure"),
    pytest.param("warn: [W-JUICE]", "warn: [W-JUICES]", "TEXT-01", id="a-warning"),
    pytest.param("warn: [W-JUICE], source: 《食品经营许可审查通则》, certain: false}", "warn: [W-JUICE]}", "SOURCE-01", id="no-source"),
    pytest.param("id: beverage_shop\n", "id: noodle_shop\n", "NAME-01", id="another-scenario's-id"),
    pytest.param("  - {fact: premises.total_area}\n", "", None, id="a-question-left-out"),
    pytest.param("title: 开", "title: 开\ntitle: 开", "YAML-04", id="a-key-twice"),
    pytest.param("{fragment: dining}", "{fragment: dinning}", "FRAGMENT-01", id="a-fragment-that-is-not-there"),
    pytest.param("{fragment: online}", "{fragment: online, without: [R-1]}", "FRAGMENT-03", id="nothing-to-leave-out"),
    pytest.param(", without: [R-239-drink]", "", "FRAGMENT-04", id="a-rule-that-its-fragment-has"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), MISTAKES)
def test_a_mistake_is_told_as_the_whole_check_tells_it(
    project: Project, root: Path, tmp_path: Path, old: str, new: str, code: str | None
) -> None:
    text = (root / HERE.file).read_text("utf-8")
    planted = text.replace(old, new)
    assert planted != text
    found = project.attempt(HERE, planted)
    elsewhere = make_project(tmp_path / "project")
    (elsewhere / HERE.file).write_text(planted, "utf-8")
    whole = [issue for issue in check(elsewhere, today=TODAY) if issue.file == HERE.file]
    assert set(whole) <= set(found.own) | {issue for issue in found.issues if issue.code == "NAME-01"}
    assert {issue.code for issue in found.own} - {issue.code for issue in whole} <= {"NAME-01", "NAME-03"}
    assert code is None or code in {issue.code for issue in found.own}
    assert (root / HERE.file).read_text("utf-8") == text


def test_the_text_in_force_has_no_mistake(project: Project, root: Path) -> None:
    tried = project.attempt(HERE, (root / HERE.file).read_text("utf-8"))
    assert tried.issues == ()
    assert set(tried.catalog().current) == {"beverage_shop", *OTHERS}
    assert project.attempt_whole(HERE, (root / HERE.file).read_text("utf-8")).issues == ()


def test_a_phrase_of_another_scenario_is_told_at_its_line(project: Project, root: Path) -> None:
    text = (root / HERE.file).read_text("utf-8")
    taken = "  - 我想开一家便利店\n"
    assert taken in (root / "scenarios/food/convenience_store.yml").read_text("utf-8")
    tried = project.attempt(HERE, text.replace("says:\n", f"says:\n{taken}"))
    assert [(issue.code, issue.line) for issue in tried.own] == [
        ("SAY-02", text[: text.index("says:")].count("\n") + 2)
    ]


def test_a_scenario_with_a_mistake_is_not_played_and_the_others_are(project: Project, root: Path) -> None:
    text = (root / HERE.file).read_text("utf-8").replace(FIRST, "  - {fact: licence_stat}\n")
    assert set(project.attempt(HERE, text).catalog().current) == OTHERS


def test_a_file_changed_by_other_means_is_seen(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    project = Project(root, lambda: TODAY)
    assert project.as_it_is().issues == ()
    with (root / "forms/dictionary.yml").open("a", encoding="utf-8") as file:
        file.write("oops: 1\n")
    assert [issue.code for issue in project.as_it_is().issues][:1] == ["SHAPE-01"]
    text = (root / HERE.file).read_text("utf-8")
    assert project.attempt(HERE, text).catalog().current == {}


@pytest.mark.parametrize(
    ("folder", "scenario"),
    [
        ("food", ""), ("food", ".."), ("food", "../x"), ("food", "a/b"), ("food", "a\\b"), ("food", "A"), ("food", "a.b"),
        ("food", "a" * 41), ("food", "a\n"), ("food", "店"), ("food", "1a"), ("..", "x"), ("shared", "x"), ("stories", "x"),
        ("knowledge", "x"), ("nowhere", "x"), ("", "x"), ("/etc", "x"), (".", "x"), ("food/", "x"),
    ],
)  # fmt: skip
def test_a_place_is_never_a_path(root: Path, folder: str, scenario: str) -> None:
    files = ScenarioFiles(root)
    with pytest.raises(BadPlace):
        files.place(folder, scenario)
    with pytest.raises(BadPlace):
        files.write(Place(folder, scenario), "x")


def test_a_link_out_of_the_project_is_no_folder_and_is_not_written_through(root: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "scenarios/linked").symlink_to(outside)
    (outside / "secret.yml").write_text("secret")
    (project / "scenarios/food/linked.yml").symlink_to(outside / "secret.yml")
    files = ScenarioFiles(project)
    assert files.folders() == ["food", "publication"]
    files.write(files.place("food", "linked"), "x: 1\n")
    assert (outside / "secret.yml").read_text() == "secret"


def test_writing_replaces_the_whole_file_or_nothing(tmp_path: Path) -> None:
    files = ScenarioFiles(make_project(tmp_path / "project"))
    before = files.read(HERE)
    files.write(HERE, "id: x\n")
    assert files.read(HERE) == "id: x\n"
    files.write(HERE, before)
    assert files.read(HERE) == before
    with pytest.raises(UnicodeEncodeError):
        files.write(HERE, "\ud800")
    assert files.read(HERE) == before
    assert [
        one.name for one in (files.root / "scenarios/food").iterdir() if one.is_file() and one.suffix != ".yml"
    ] == []


@pytest.mark.parametrize(
    ("text", "clean"),
    [("a\r\nb\rc", "a\nb\nc"), ("a: 店\t😀\n", "a: 店\t😀\n"), ("", "")],
    ids=["line-ends", "plain", "empty"],
)
def test_a_text_is_kept_as_it_is_but_for_line_ends(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "a\x07b",
        "a" * (LONGEST + 1),
        "\n" * (MOST_LINES + 1),
        "\x1b[31m",
        "a\u202eb",
        "a\u2028b",
        "a\x85b",
        "\ud800",
    ],
)
def test_a_text_that_no_file_can_hold_is_refused(text: str) -> None:
    with pytest.raises(BadText):
        clean_text(text)


def test_a_draft_shares_a_fragment_with_the_others(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    text = (root / HERE.file).read_text("utf-8")
    other = root / "scenarios/food/noodle_shop.yml"
    narrow = "  - {fact: place_kind, options: [{value: fixed, label: 固定店面}, {value: stall, label: 路边摊}]}\n"
    other.write_text(other.read_text("utf-8").replace("\nquestions:\n", f"\nquestions:\n{narrow}"), "utf-8")
    project = Project(root, lambda: TODAY)
    fragment = "scenarios/food/fragments/admission.yml"
    # Every scenario words or leaves out this question of the fragment.
    assert [(one.file, one.code) for one in project.as_it_is().issues] == [(fragment, "FRAGMENT-02")]
    draft = text.replace("  - {fact: place_kind}\n", narrow)
    assert draft != text
    found = project.attempt(HERE, draft)
    # Now no scenario offers fair and truck any more: the fragment's two rules hold nowhere.
    codes = ["FRAGMENT-02", "OPTION-02", "OPTION-02", "REACH-02", "REACH-02"]
    assert sorted(one.code for one in found.issues) == codes
    assert {one.file for one in found.issues} == {fragment}
    assert found.issues == project.attempt_whole(HERE, draft).issues
    assert project.attempt(HERE, text).issues == project.as_it_is().issues


def test_a_mistake_in_a_fragment_closes_the_scenarios_that_include_it(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    file = root / "scenarios/food/fragments/made_drinks.yml"
    file.write_text(file.read_text("utf-8").replace("warn: [W-JUICE]", "warn: [W-JUICES]"), "utf-8")
    project = Project(root, lambda: TODAY)
    without = {one.stem for one in SCENARIOS if one.stem in SEVEN and "made_drinks" not in one.read_text("utf-8")}
    assert HERE.scenario in without
    assert "noodle_shop" not in without
    assert set(project.attempt(HERE, (root / HERE.file).read_text("utf-8")).catalog().current) == without


def test_the_fragments_that_a_text_includes_are_shown_as_their_files_have_them(project: Project, root: Path) -> None:
    text = (root / HERE.file).read_text("utf-8")
    found = included(project.attempt(HERE, text).source, HERE.file)
    assert [one.id for one in found][:3] == ["admission", "premises", "alcohol"]
    assert found[0].title == "先看能不能在这里办"
    assert found[0].text == (root / found[0].file).read_text("utf-8")
    assert included(project.attempt(HERE, "id: [").source, HERE.file) == ()
