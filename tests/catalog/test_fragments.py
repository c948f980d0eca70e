"""Fragments stand where a scenario names them, as if their parts had been written there by hand."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog import Built, check, load, open_built
from bot.catalog.building import build
from bot.catalog.bundles import bundle_of, release_of_bundle
from bot.catalog.phrase_places import PhrasePlaces
from bot.catalog.source import read_source

from .tree import DICTIONARY, TEA, TODAY, edit, plant, write

SITE, SHARED = "scenarios/food/fragments/site.yml", "scenarios/shared/fragments/all.yml"
NOODLE = "scenarios/food/noodle.yml"
FRAGMENT = """id: site
title: 选址
questions:
  - fact: shop.dine_in
    ask: 店里坐得下人吗？
  - {fact: shop.drinks}
rules:
  - {id: S-1, when: shop.place == 'stall', outcome: street, source: 《某条例》第八条}
  - {id: S-2, when: shop.dine_in, warn: [W-CHECK], source: 《某条例》第九条}
  - {id: S-3, when: shop.drinks has 'juice', report: [W-CHECK], source: 《某条例》第十条}
outcomes:
  street: {kind: elsewhere, text: 到街道登记。, source: 《某条例》第八条}
"""
HEAD = "id: noodle\ntheme: T09\ntitle: 开一家面馆\nsays: [我想开一家面馆]\npermits:\n  - {form: permit}\n"
LAST = "  - {id: N-9, set: {shop.inspection: required}, source: 《某条例》第六条}\n"


def noodle(tmp_path: Path, body: str, **files: str) -> Path:
    """The valid tree with a fragment and a scenario beside the first."""
    root = plant(tmp_path / "tree")
    write(root, {SITE: FRAGMENT, NOODLE: HEAD + body, **files})
    return root


def read(root: Path) -> Built:
    return open_built(root, today=TODAY)


def asked(root: Path) -> list[str]:
    return [one.fact for one in read(root).scenarios["noodle"].questions]


def ruled(root: Path) -> list[str]:
    return [one.id for one in read(root).scenarios["noodle"].rules]


def told(root: Path) -> list[str]:
    return [f"{one.file}:{one.line} {one.code}" for one in check(root, today=TODAY)]


def test_questions_and_rules_stand_where_the_fragment_is_named_in_its_order(tmp_path: Path) -> None:
    root = noodle(
        tmp_path,
        "questions:\n  - {fact: shop.name}\n  - {fragment: site}\n  - {fact: shop.area}\nrules:\n"
        "  - {id: N-1, when: shop.area > 9, warn: [W-CHECK], source: 《某条例》第六条}\n  - {fragment: site}\n" + LAST,
    )
    assert asked(root) == ["shop.name", "shop.dine_in", "shop.drinks", "shop.area"]
    assert ruled(root) == ["N-1", "S-1", "S-2", "S-3", "N-9"]


def test_the_scenarios_own_question_stands_where_the_scenario_has_it(tmp_path: Path) -> None:
    body = (
        "questions:\n  - {fragment: site}\n  - {fact: shop.area}\n  - {fact: shop.dine_in, ask: 有座位吗？}\nrules:\n"
    )
    root = noodle(tmp_path, body + "  - {fragment: site}\n" + LAST)
    write(
        root,
        {
            TEA: (root / TEA)
            .read_text("utf-8")
            .replace("questions:\n", "questions:\n  - {fragment: site, without: [shop.drinks]}\n")
        },
    )
    edit(root, TEA, "rules:\n", "rules:\n  - {fragment: site, without: [S-1]}\n")
    assert asked(root) == ["shop.drinks", "shop.area", "shop.dine_in"]
    by_fact = {one.fact: one for one in read(root).scenarios["noodle"].questions}
    assert by_fact["shop.dine_in"].wording is not None
    assert by_fact["shop.dine_in"].wording.ask == "有座位吗？"


def test_without_leaves_out_rules_and_their_outcomes(tmp_path: Path) -> None:
    root = noodle(tmp_path, "rules:\n  - {fragment: site, without: [S-1]}\n" + LAST)
    scenario = build(read_source(root)).scenarios["noodle"]
    assert [one.id for one in scenario.rules] == ["S-2", "S-3", "N-9"]
    assert scenario.outcomes == {}


def test_outcomes_come_along_in_the_order_of_rules_and_an_own_one_takes_the_place(tmp_path: Path) -> None:
    own = "outcomes:\n  big: {kind: refused, text: 太大了。, source: 《某条例》第三条}\n"
    body = (
        "questions:\n  - {fragment: site}\nrules:\n  - {fragment: site}\n"
        "  - {id: N-1, when: shop.area > 8000, outcome: big, source: 《某条例》第三条}\n" + LAST + own
    )
    root = noodle(tmp_path, body)
    found = read(root).scenarios["noodle"].outcomes
    assert list(found) == ["street", "big"]
    assert found["street"].text == "到街道登记。"
    write(root, {NOODLE: HEAD + body + "  street: {kind: refused, text: 面馆不能摆摊。, source: 《某条例》第八条}\n"})
    mine = build(read_source(root)).scenarios["noodle"].outcomes
    assert (list(mine), mine["street"].text) == (["street", "big"], "面馆不能摆摊。")


def test_a_fragment_of_all_categories_is_in_reach_of_each(tmp_path: Path) -> None:
    text = FRAGMENT.replace("id: site", "id: all")
    root = noodle(tmp_path, "questions:\n  - {fragment: all}\nrules:\n  - {fragment: all}\n" + LAST, **{SHARED: text})
    (root / SITE).unlink()
    assert told(root) == []
    assert ruled(root) == ["S-1", "S-2", "S-3", "N-9"]
    write(root, {SITE: text})
    assert [one for one in told(root) if "NAME-01" in one] == [f"{SHARED}:1 NAME-01"]


def test_another_categorys_fragment_is_named_with_its_category(tmp_path: Path) -> None:
    """As where one conversation fills the forms of two permits; a namesake of the own category stays apart."""
    body = "questions:\n  - {fragment: food/site}\nrules:\n  - {fragment: food/site, without: [S-1]}\n  - {fragment: site}\n"
    other = (
        "id: site\ntitle: 选址\nrules:\n  - {id: B-1, when: shop.dine_in, warn: [W-CHECK], source: 《某条例》第九条}\n"
    )
    root = noodle(tmp_path, "rules:\n  - {fragment: site}\n" + LAST)
    tea = HEAD.replace("noodle", "books").replace("T09", "T08").replace("面馆", "书店") + body + LAST
    write(root, {"scenarios/book/books.yml": tea, "scenarios/book/fragments/site.yml": other})
    assert told(root) == []
    books = read(root).scenarios["books"]
    assert [one.fact for one in books.questions] == ["shop.dine_in", "shop.drinks"]
    assert [one.id for one in books.rules] == ["S-2", "S-3", "B-1", "N-9"]
    edit(root, "scenarios/book/books.yml", "food/site, without", "food/sites, without")
    (issue,) = (one for one in check(root, today=TODAY) if one.code == "FRAGMENT-01")
    assert "scenarios/food/fragments/sites.yml" in issue.remedy
    assert issue.suggestion == "food/site"


INTRINSIC = [
    ("{id: S-2, when: shop.dine_in,", "{id: S-2, when: shop.dine,", f"{SITE}:9 COND-02"),
    ("{id: S-2, when: shop.dine_in,", "{id: S-2, when: shop.dine_in and,", f"{SITE}:9 COND-01"),
    ("{id: S-2, when: shop.dine_in,", "{id: S-1, when: shop.dine_in,", f"{SITE}:9 NAME-02"),
    ("warn: [W-CHECK]", "warn: [W-CHEK]", f"{SITE}:9 TEXT-01"),
    ("source: 《某条例》第九条}", "certain: false}", f"{SITE}:9 SOURCE-01"),
    ("warn: [W-CHECK], source", "source", f"{SITE}:9 RULE-04"),
    ("outcome: street", "outcome: stret", f"{SITE}:8 OUTCOME-01"),
    ("店里坐得下人吗？", "店里坐得下人吗？几个？", f"{SITE}:5 ASK-03"),
    ("到街道登记。", "予以登记。", f"{SITE}:12 JARGON-01"),
    ("when: shop.place == 'stall', outcome", "when: shop.area > 5 and shop.area < 4, outcome", f"{SITE}:8 REACH-02"),
    ("{fact: shop.drinks}", "{fact: shop.drink}", f"{SITE}:6 FACT-01"),
    ("title: 选址\n", "title: 选址\nsays: [x]\n", f"{SITE}:3 SHAPE-01"),
]


@pytest.mark.parametrize(("old", "new", "place"), INTRINSIC)
def test_a_mistake_in_a_fragment_is_told_once_at_its_line(tmp_path: Path, old: str, new: str, place: str) -> None:
    root = noodle(tmp_path, "questions:\n  - {fragment: site}\nrules:\n  - {fragment: site}\n" + LAST)
    write(
        root,
        {
            "scenarios/food/rice.yml": (root / NOODLE)
            .read_text("utf-8")
            .replace("noodle", "rice")
            .replace("面馆", "饭店")
        },
    )
    assert told(root) == []
    edit(root, SITE, old, new)
    assert told(root).count(place) == 1
    assert {one.partition(":")[0] for one in told(root)} == {SITE}


NARROW = "questions:\n  - {fact: shop.place, options: [{value: store, label: 门店}]}\n  - {fragment: site}\nrules:\n  - {fragment: site}\n"
BARE = "questions:\n  - {fragment: site}\nrules:\n  - {fragment: site}\n"
#: What the scenario says -> codes when it alone includes the fragment; with a plain scenario beside it, nothing is wrong.
ELSEWHERE_RIGHT = [
    pytest.param(NARROW + LAST, {"REACH-02", "OPTION-02"}, id="an-option-not-offered"),
    pytest.param("assume: {shop.place: store}\n" + BARE + LAST, {"REACH-02"}, id="an-assumed-value"),
    pytest.param("assume: {shop.drinks: [tea]}\n" + BARE + LAST, {"REACH-02", "REACH-05"}, id="a-question-assumed"),
    pytest.param("questions:\n  - {fragment: site}\nrules:\n  - {fragment: site, without: [S-2]}\n" + LAST, {"FRAGMENT-02", "REACH-03"}, id="a-question-of-no-use"),
    pytest.param(BARE.replace("rules:\n", "rules:\n  - {id: N-1, when: shop.area > 0, outcome: no, source: 《某条例》第三条}\n")
                 + LAST + "outcomes:\n  no: {kind: refused, text: 不行。, source: 《某条例》第三条}\n", {"RULE-03"}, id="an-outcome-overtaken"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "codes"), ELSEWHERE_RIGHT)
def test_what_is_wrong_in_one_scenario_is_a_mistake_only_if_it_is_wrong_in_all(
    tmp_path: Path, body: str, codes: set[str]
) -> None:
    root = noodle(tmp_path, body)
    alone = [one for one in check(root, today=TODAY) if one.file == SITE]
    assert {one.code for one in alone} == codes
    rice = (HEAD + BARE + LAST).replace("noodle", "rice").replace("面馆", "饭店")
    edit(
        root,
        DICTIONARY,
        "  shop.dine_in:",
        "  shop.spare: {label: 备用, kind: boolean, ask: 有备用的吗？, example: 有}\n  shop.dine_in:",
    )
    rice = rice.replace(
        "rules:\n", "rules:\n  - {id: N-2, when: shop.drinks has 'juice', warn: [W-CHECK], source: 《某条例》第六条}\n"
    )
    write(root, {"scenarios/food/rice.yml": rice})
    assert told(root) == []


def test_a_rule_dead_for_another_reason_in_each_scenario_is_dead(tmp_path: Path) -> None:
    root = noodle(tmp_path, NARROW + LAST)
    write(
        root,
        {
            "scenarios/food/rice.yml": HEAD.replace("noodle", "rice").replace("面馆", "饭店")
            + "assume: {shop.place: store}\n"
            + BARE
            + LAST
        },
    )
    assert f"{SITE}:8 REACH-02" in told(root)


def test_an_unreadable_scenario_leaves_open_whether_a_fragment_is_wrong_everywhere(tmp_path: Path) -> None:
    root = noodle(tmp_path, NARROW + LAST)
    write(root, {"scenarios/food/rice.yml": "id: [\n"})
    assert {one.partition(":")[0] for one in told(root)} == {"scenarios/food/rice.yml"}


def test_a_fragment_that_cannot_be_read_is_not_blamed_on_those_that_include_it(tmp_path: Path) -> None:
    root = noodle(tmp_path, BARE + LAST)
    edit(root, SITE, "title: 选址", "titel: 选址")
    assert {one.partition(":")[0] for one in told(root)} == {SITE}


def test_a_changed_fragment_is_a_new_version_of_each_that_includes_it_and_of_no_other(tmp_path: Path) -> None:
    root = noodle(tmp_path, BARE + LAST)
    before = {name: one.scenario.version for name, one in load(root, today=TODAY).current.items()}
    edit(root, SITE, "第九条", "第十条")
    after = {name: one.scenario.version for name, one in load(root, today=TODAY).current.items()}
    assert {name for name in before if before[name] != after[name]} == {"noodle"}


def test_the_archive_of_a_release_needs_no_fragment(tmp_path: Path) -> None:
    built = read(noodle(tmp_path, BARE + LAST))
    again = release_of_bundle(bundle_of(built, "noodle"))
    assert again.scenario == built.catalog().current["noodle"].scenario


def test_a_way_to_say_a_choice_of_a_fragment_is_added_to_the_fragment_for_all(tmp_path: Path) -> None:
    root = noodle(tmp_path, BARE + LAST)
    edit(
        root,
        SITE,
        "  - {fact: shop.drinks}",
        "  - fact: shop.drinks\n    options:\n      - {value: juice, label: 果汁, names: [榨汁]}",
    )
    place = PhrasePlaces(root).option("shop.drinks", "juice", "noodle")
    assert (place.file, place.path, place.own) == (SITE, ("questions", 1, "options", 0, "names"), False)


#: Parts to choose from; every rule warns, so that none is idle.
QUESTIONS = ["shop.name", "shop.area", "shop.drinks", "shop.place", "shop.dine_in"]
RULES = [f"R-{number}" for number in range(6)]


def _rule(name: str, ends: bool) -> dict[str, Any]:
    end = {"outcome": f"end-{name}"} if ends else {"warn": ["W-CHECK"]}
    return {"id": name, "when": f"shop.area > {RULES.index(name)}", **end, "source": "《某条例》"}


def _outcome(name: str) -> dict[str, Any]:
    return {"kind": "elsewhere", "text": f"{name}。", "source": "《某条例》"}


@st.composite
def _divided(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]:
    """A scenario, its fragments, and the same scenario written by hand."""
    rules = draw(st.permutations(RULES))
    questions = draw(st.permutations(QUESTIONS))
    ends = {name: draw(st.booleans()) for name in rules}
    cuts = sorted(draw(st.lists(st.integers(0, len(rules)), min_size=2, max_size=2)))
    marks = sorted(draw(st.lists(st.integers(0, len(questions)), min_size=2, max_size=2)))
    own = draw(st.sets(st.sampled_from(questions), max_size=2))
    left = draw(st.sets(st.sampled_from(rules), max_size=2))
    inside, asked_inside = rules[cuts[0] : cuts[1]], questions[marks[0] : marks[1]]
    fragment = {
        "id": "part", "title": "段", "questions": [{"fact": one} for one in asked_inside],
        "rules": [_rule(one, ends[one]) for one in inside],
        "outcomes": {f"end-{one}": _outcome(one) for one in inside if ends[one]},
    }  # fmt: skip
    fragment = {key: value for key, value in fragment.items() if value}
    without = [one for one in inside if one in left]
    include = {"fragment": "part", **({"without": without} if without else {})}
    base = {"id": "noodle", "theme": "T09", "title": "面馆", "says": ["面馆"], "permits": [{"form": "permit"}]}
    moved = [one for one in asked_inside if one in own]  # asked by the scenario itself, last of all
    outside = [*rules[: cuts[0]], *rules[cuts[1] :]]
    outcomes = {f"end-{one}": _outcome(one) for one in outside if ends[one]}
    written = {
        **base,
        "questions": [*({"fact": one} for one in questions[: marks[0]]), {"fragment": "part"},
                      *({"fact": one} for one in questions[marks[1] :]), *({"fact": one} for one in moved)],
        "rules": [*(_rule(one, ends[one]) for one in rules[: cuts[0]]), include, *(_rule(one, ends[one]) for one in rules[cuts[1] :])],
        "outcomes": outcomes,
    }  # fmt: skip
    kept = [one for one in rules if one not in without]
    by_hand = {
        **base,
        "questions": [{"fact": one} for one in [*(one for one in questions if one not in moved), *moved]],
        "rules": [_rule(one, ends[one]) for one in kept],
        "outcomes": {f"end-{one}": _outcome(one) for one in kept if ends[one]},
    }  # fmt: skip
    return written, [fragment], by_hand


def _built(scenario: dict[str, Any], fragments: list[dict[str, Any]]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        root = plant(Path(folder) / "tree")
        (root / SITE).parent.mkdir()
        for file, data in [(root / NOODLE, scenario), *((root / SITE, one) for one in fragments)]:
            file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        return build(read_source(root)).scenarios["noodle"]


@settings(max_examples=60, deadline=None)
@given(_divided())
def test_including_a_fragment_equals_writing_its_parts_there_by_hand(
    divided: tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]],
) -> None:
    written, fragments, by_hand = divided
    found, wanted = _built(written, fragments), _built(by_hand, [])
    assert found == wanted  # versions too: they hash everything
    assert list(found.outcomes) == list(wanted.outcomes)


def test_the_shapes_of_a_fragment_are_those_of_a_scenario() -> None:
    root = Path(__file__).resolve().parents[2] / "scenarios"
    scenario, fragment = (
        json.loads((root / f"{one}.schema.json").read_text("utf-8"))["properties"] for one in ("scenario", "fragment")
    )
    for key in ("questions", "rules"):
        assert fragment[key]["items"] == scenario[key]["items"]["else"]
    assert fragment["outcomes"] == scenario["outcomes"]
