"""What is offered where, in a text that is only half written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.studio.completing import complete
from actions.studio.place_in_text import Spot, spot_at_end
from bot.catalog.building import Built, build
from bot.catalog.source import read_source
from tests.serving import ROOT

FILE = "scenarios/food/some_shop.yml"
Q, R = "questions:\n  - ", "rules:\n  - "
OUTCOMES = "\noutcomes:\n  licence_first:\n    kind: elsewhere\n    text: x\n  stall:\n    kind: refused\n"


@pytest.fixture(scope="module")
def built() -> Built:
    """The project's own dictionary, forms and texts."""
    return build(read_source(ROOT))


def path(text: str) -> str | None:
    """The place in short: keys with dots, and ``?`` where a key is being written."""
    spot = spot_at_end(text)
    return None if spot is None else ".".join((*spot.path, *(["?"] if spot.is_key else [])))


@pytest.mark.parametrize(
    ("text", "place", "typed"),
    [
        ("", "?", ""),
        ("id: x\nsta", "?", "sta"),
        ("state: cur", "state", "cur"),
        ("says:\n  - 我想", "says.[].?", "我想"),
        ("questions:\n  - fact: pre", "questions.[].fact", "pre"),
        ("questions:\n- fact: pre", "questions.[].fact", "pre"),
        ("questions:\n  - fact: a\n    as", "questions.[].?", "as"),
        ("questions:\n  - fact: a\n  - ", "questions.[].?", ""),
        ("questions:\n  - fact: a\nrul", "?", "rul"),
        ("questions:\n  - {fact: a, wh", "questions.[].?", "wh"),
        ("questions:\n  - {fact: a}\n  - {fact: b, when: x ==", "questions.[].when", "x =="),
        ("questions:\n  - fact: a\n    options:\n      - {value: ", "questions.[].options.[].value", ""),
        ("rules:\n  - {id: a, set: {b: c, d: ", "rules.[].set.d", ""),
        ("rules:\n  - {id: a, set: {b: c}, add: {d: [e, f", "rules.[].add.d.[]", "f"),
        ("rules:\n  - {id: a, set: {b: c}, warn: [A, B], ", "rules.[].?", ""),
        ('rules:\n  - {id: a, when: "x, y > 1 and {', "rules.[].when", "x, y > 1 and {"),
        ("rules:\n  - {id: a,\n     when: z", "rules.[].when", "z"),
        ("rules:\n  - {id: a}\n  # a note\n\n  - id: b\n    set:\n      c: d\n      e", "rules.[].set.?", "e"),
        ("outcomes:\n  a:\n    kind: x\n  b:\n    ", "outcomes.b.?", ""),
        ("outcomes:\n  a:\n    text: |\n      free text: here\n    ki", "outcomes.a.?", "ki"),
        ("outcomes:\n  a:\n    text: |\n      free text: he", None, None),
        ("# a note", None, None),
        ("state: current # wh", None, None),
        ('"id": x\n\'title\': ', "title", ""),
    ],
)  # fmt: skip
def test_where_the_cursor_stands(text: str, place: str | None, typed: str | None) -> None:
    assert path(text) == place
    spot = spot_at_end(text)
    assert (spot.typed if spot is not None else None) == typed


@pytest.mark.parametrize(
    ("before", "first", "label", "replaced"),
    [
        ("", "id: ", "编号", 0),
        ("id: x\nsta", "state: ", "是不是在用", 3),
        (Q + "{", "fact: ", "信息项", 0),
        (Q + "fact: premises.tot", "premises.total_area", "场所总使用面积", 12),
        (Q + "fact: 总使用", "premises.total_area", "场所总使用面积", 3),
        (Q + "{fact: alcohol_mode, options: [{value: re", "retail", "含酒类（零售）", 2),
        (Q + "fact: alcohol_mode\n    options:\n      - value: re", "retail", "含酒类（零售）", 2),
        ("permits:\n  - {form: food_o", "food_operation", "食品经营许可申请书", 6),
        (R + "{id: a, when: place_kind == ", "'fixed'", "固定店面", 0),
        (R + "{id: a, when: place_kind == 'st", "'stall'", "路边摊、夜市摊", 3),
        (R + "{id: a, when: \"place_kind in ['fixed', 'st", "'stall'", "路边摊、夜市摊", 3),
        (R + "{id: a, when: products has 'fri", "'fried'", "现炸现烤小食", 4),
        (R + "{id: a, when: not near_s", "near_school", "", 6),
        (R + '{id: a, when: "premises.total_area <= figure.small', "figure.small_shop_area", "", 12),
        (R + "{id: a, set: {inspection_r", "inspection_reason: ", "现场核查依据", 12),
        (R + "{id: a, set: {inspection: ex", "exempt", "可以免上门核查", 2),
        (R + "{id: a, set: {dine_in: f", "false", "否", 1),
        (R + "{id: a, add: {business_items: [hot", "hot_food", "热食类食品制售", 3),
        (R + "{id: a, warn: [W-LIC", "W-LICENSE", "", 5),
        (R + "{id: a, report: [R-30", "R-301", "", 4),
        (R + "{id: a, outcome: lic", "licence_first", "结果", 3),
        (R + "{id: a, certain: f", "false", "否", 1),
        (Q + "{fra", "fragment: ", "共用段", 3),
        (Q + "{fragment: alc", "alcohol", "酒类", 3),
        (R + "{fragment: 网络", "online", "网络经营", 2),
        (R + "{fragment: online, without: [R-41", "R-416", "规则", 4),
        (Q + "{fragment: alcohol, without: [near", "near_school", "", 4),
        ("assume:\n  item_i", "item_id: ", "", 6),
        ("assume:\n  item_id: cat", "catering_license", "", 3),
        ("outcomes:\n  a:\n    kind: r", "refused", "不能办", 1),
        ("state: ex", "expired", "依据失效，停用", 2),
    ],
)  # fmt: skip
def test_what_is_offered(built: Built, before: str, first: str, label: str, replaced: int) -> None:
    found = complete(built, FILE, before, OUTCOMES)
    assert found["offers"], before
    assert found["offers"][0]["text"] == first
    assert label in found["offers"][0]["label"]
    assert found["replace"] == replaced


@pytest.mark.parametrize("before", ["says:\n  - 我想开", "title: 开", "outcomes:\n  a:\n    text: |\n      fa", "# fa"])
def test_nothing_is_offered_for_free_text(built: Built, before: str) -> None:
    assert complete(built, FILE, before, "")["offers"] == []


def test_a_key_is_not_offered_twice(built: Built) -> None:
    offers = [one["text"] for one in complete(built, FILE, Q + "{fact: a, ask: b, ", "")["offers"]]
    assert "why: " in offers
    assert not {"fact: ", "ask: "} & set(offers)


@pytest.mark.parametrize(
    ("folder", "typed", "first"),
    [
        ("food", "adm", "admission"),
        ("publication", "adm", "admission"),
        ("publication", "food/adm", "food/admission"),
        ("publication", "alc", "food/alcohol"),
        ("food", "publication/g", "publication/goods"),
    ],
)
def test_a_fragment_is_offered_under_the_name_it_has_here(built: Built, folder: str, typed: str, first: str) -> None:
    offers = complete(built, f"scenarios/{folder}/some_shop.yml", f"{Q}{{fragment: {typed}", "")["offers"]
    assert offers[0]["text"] == first


def test_parts_of_the_named_fragment_are_offered_and_not_those_of_its_namesake(built: Built) -> None:
    for name, rule in (("admission", "B12"), ("food/admission", "R-114")):
        before = f"{R}{{fragment: {name}, without: ["
        offers = {one["text"] for one in complete(built, "scenarios/publication/a.yml", before, "")["offers"]}
        assert offers & {"B12", "R-114"} == {rule}


def test_each_question_of_the_projects_own_scenarios_is_found(built: Built) -> None:
    """At the end of each ``fact:`` that stands in a file, that very fact is offered first."""
    for file in sorted(Path(ROOT, "scenarios/food").glob("*.yml")):
        text = file.read_text("utf-8")
        asked = [one["fact"] for document in built.source.scenarios if document.file.endswith(f"/{file.name}")
                 for one in document.data["questions"] if "fact" in one]  # fmt: skip
        for fact in asked:
            end = next(end for mark in (f"fact: {fact}}}", f"fact: {fact}\n", f"fact: {fact},")
                       if (end := text.find(mark)) > 0) + len(f"fact: {fact}")  # fmt: skip
            offers = complete(built, FILE, text[:end], text[end:])["offers"]
            assert fact in [one["text"] for one in offers], (file.name, fact)


@given(st.text(alphabet="ab:- {}[]'\",#|\n\t我é😀", max_size=200))
def test_no_text_confuses_it(text: str) -> None:
    spot = spot_at_end(text)
    assert spot is None or isinstance(spot, Spot)
