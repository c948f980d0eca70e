"""Situations: facts are given when they are asked, in whatever order; what is not given is made up, and always alike."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from actions import stories
from actions.made_up_answers import made_up
from actions.opening import ROOT
from actions.stories.playing import read
from actions.stories.situation import situations
from actions.stories.situation_run import play
from bot.catalog import load
from bot.engine import Catalog
from bot.engine.facts import Fact
from bot.engine.kinds import has_shape
from bot.nlu import Understander
from bot.nlu.values.id_card import problem_of
from bot.nlu.values.uscc import is_credit_code

TODAY = date(2026, 11, 27)
HEAD = "today: 2026-11-27\nscenario: beverage_shop\n"


@pytest.fixture(scope="module")
def published() -> tuple[Catalog, Understander]:
    catalog = load(ROOT, today=TODAY)
    return catalog, Understander(catalog)


def told(tmp_path: Path, published: tuple[Catalog, Understander], text: str) -> list[str]:
    """What the story prints, without the file's name."""
    file = tmp_path / "story.yml"
    file.write_text(text, "utf-8")
    return [str(failure).removeprefix(str(file)) for failure in stories.run_story(file, *published)]


@pytest.mark.parametrize(
    ("given", "right", "wrong", "what"),
    [
        pytest.param("place_kind: stall", "outcome: stall", "outcome: truck", "结果应当是 truck，实际是 stall", id="outcome"),
        pytest.param("premises.total_area: 151", "facts: {inspection: required}", "facts: {inspection: exempt}", "inspection 应当是 'exempt'，实际是 'required'", id="rule"),
        pytest.param("alcohol_mode: none", "not_asked: [near_school]", "asked_of: [near_school]", "应当问到 near_school，没有问", id="asked"),
        pytest.param("alcohol_mode: retail", "asked_of: [near_school]", "not_asked: [near_school]", "不应当问 near_school，却问了", id="not-asked"),
        pytest.param("staff.total: 2, staff.need_health_cert: 3", "refused: [staff.need_health_cert]", "refused: []", "不被接受的回答应当是 没有，实际是 staff.need_health_cert", id="refused"),
        pytest.param("has_warehouse: true, warehouses: [{area: 3}, {area: 4}]", 'facts: {"warehouses[2].area": 4}', 'facts: {"warehouses[2].area": 3}', "warehouses[2].area 应当是 3，实际是 4", id="list"),
        pytest.param("copies_count: 4", "facts: {copies_count: 4}", "facts: {copies_count: 1}", "copies_count 应当是 1，实际是 4", id="default"),
        pytest.param("products: null", "facts: {products: null}", "facts: {products: [heated]}", "products 应当是 ['heated'], 实际是 None".replace("], ", "]，"), id="nothing"),
        pytest.param("products: [baked, fried]", "facts: {products: [fried, baked]}", "facts: {products: [fried]}", "products 应当是 ['fried']，实际是 ['baked', 'fried']", id="choices-in-any-order"),
        pytest.param("has_agent: true", "materials_with: [M10]", "materials_without: [M10]", "不应当要交材料 M10", id="materials"),
        pytest.param("place_kind: fixed", "stage: review", "stage: asking", "应当到 asking，实际是 review", id="stage"),
    ],
)  # fmt: skip
def test_expectations(
    tmp_path: Path, published: tuple[Catalog, Understander], given: str, right: str, wrong: str, what: str
) -> None:
    story = HEAD + "given: {%s}\nexpect: {%s}\n"
    assert told(tmp_path, published, story % (given, right)) == []
    assert told(tmp_path, published, story % (given, wrong)) == [f":4  {what}"]


def test_without_an_expected_end_the_application_must_be_filled(
    tmp_path: Path, published: tuple[Catalog, Understander]
) -> None:
    story = HEAD + "given: {place_kind: fair}\nexpect: {facts: {place_kind: fair}}\n"
    assert told(tmp_path, published, story) == [":4  走到了结果 fair（规则 R-115），没有填完申请表"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("today: 2026-11-27\nscenario: bevrage_shop\nexpect: {}\n", "没有主题 bevrage_shop。是不是 beverage_shop？", id="scenario"),
        pytest.param(HEAD + "given: {premises.total_aera: 3}\nexpect: {}\n", "没有信息项 premises.total_aera。是不是 premises.total_area？", id="given"),
        pytest.param(HEAD + "given: {has_warehouse: true, warehouses: [{size: 3}]}\nexpect: {}\n", "没有信息项 warehouses.size。", id="given-in-a-list"),
        pytest.param(HEAD + "expect: {not_asked: [near_scool]}\n", "没有信息项 near_scool。是不是 near_school？", id="not-asked"),
        pytest.param(HEAD + "expect: {warnings_without: [W-ROM]}\n", "没有提示 W-ROM。是不是 W-ROOM？", id="warning"),
        pytest.param(HEAD + "expect: {materials_without: [M88]}\n", "没有材料 M88。", id="material"),
        pytest.param(HEAD + "expect: {outcome: stal}\n", "没有结果 stal。是不是 stall？", id="outcome"),
        pytest.param(HEAD + "expect: {forms: [food]}\n", "没有申请表 food。", id="form"),
        pytest.param(HEAD + "given: {near_school: true}\nexpect: {}\n", "没有问到 near_school，given 里写的用不上", id="never-asked"),
        pytest.param(HEAD + "given: {place_kind: shop}\nexpect: {}\n", "place_kind 的值不被接受", id="no-such-choice"),
        pytest.param(HEAD + "otherwise: refuse\ngiven: {licence_state: done}\nexpect: {}\n", "问了 place_kind，given 里没有写", id="nothing-made-up"),
        pytest.param("today: 2026-11-27\nsay: 今天天气好\nexpect: {}\n", "听不出「今天天气好」要办哪个主题", id="opening"),
        pytest.param("today: 2026-02-30\nscenario: beverage_shop\nexpect: {}\n", "today 2026-02-30 不是日历上的一天", id="day"),
        pytest.param(HEAD + "cases: [{name: 甲, today: 2026-13-01, expect: {}}]\n", "today 2026-13-01 不是日历上的一天", id="day-of-a-row"),
        pytest.param(HEAD + "cases: [{given: {}}]\n", "缺少 name", id="row-without-name"),
        pytest.param(HEAD + "expected: {}\n", "不认识 expected", id="unknown-key"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told(tmp_path: Path, published: tuple[Catalog, Understander], text: str, what: str) -> None:
    found = told(tmp_path, published, text)
    assert len(found) == 1, found
    assert what in found[0]


def test_a_row_adds_to_what_the_file_gives_and_is_named_with_its_line(
    tmp_path: Path, published: tuple[Catalog, Understander]
) -> None:
    story = HEAD + (
        "given: {premises.total_area: 150, bright_kitchen.status: installed}\n"
        "expect: {facts: {inspection: exempt}}\n"
        "cases:\n"
        "  - {name: 正好}\n"
        "  - {name: 不装, given: {bright_kitchen.status: none}}\n"
        "  - {name: 后来, today: '2030-01-01', expect: {facts: {premises.total_area: 150}}}\n"
    )
    first, second = told(tmp_path, published, story)
    assert first == ":7  「不装」inspection 应当是 'exempt'，实际是 'required'"
    assert second == ":8  「后来」有一个数字今天没有值，规则算不下去"


def test_sentences_are_understood_first_and_what_they_leave_open_is_given(
    tmp_path: Path, published: tuple[Catalog, Understander]
) -> None:
    story = (
        "today: 2026-11-27\nsay: 我想开一家奶茶店\nsaid: [面积差不多八十平, 厨房面积二十平]\n"
        "given: {premises.tenure: owned}\n"
        "expect: {facts: {premises.total_area: 80, premises.food_handling_area: 20, premises.tenure: owned},\n"
        "  not_asked: [premises.total_area, premises.food_handling_area]}\n"
    )
    assert told(tmp_path, published, story) == []


def test_the_order_of_what_is_given_says_nothing(tmp_path: Path, published: tuple[Catalog, Understander]) -> None:
    given = ["products: [cream_cake]", "premises.total_area: 100", "bright_kitchen.status: booked"]
    for order in itertools.permutations(given):
        story = HEAD + f"given: {{{', '.join(order)}}}\nexpect: {{facts: {{inspection_reason: E-2-ROOM}}}}\n"
        assert told(tmp_path, published, story) == []


def test_what_is_made_up_is_always_the_same(tmp_path: Path, published: tuple[Catalog, Understander]) -> None:
    file = tmp_path / "story.yml"
    file.write_text(HEAD + "given: {has_agent: true}\nexpect: {}\n", "utf-8")
    document = read(file)
    assert not isinstance(document, list)
    (situation,) = situations(document)
    ends = [play(situation, published[0]) for _ in range(2)]
    answers = [
        {key: stored.value for key, stored in end.position.view.case.answers.items()}
        for end in ends
        if not isinstance(end, str) and end.position.view is not None
    ]
    assert len(answers) == 2
    assert answers[0] == answers[1]
    assert answers[0]["agent.name"] == "王小明"


def _asked(catalog: Catalog) -> list[tuple[str, Fact]]:
    return [
        (name, fact)
        for name, release in catalog.current.items()
        for fact in release.facts.values()
        if fact.wording.ask and fact.kind not in ("list", "file")
    ]


def test_every_fact_has_a_made_up_answer_of_its_shape(published: tuple[Catalog, Understander]) -> None:
    catalog, _ = published
    for name, fact in _asked(catalog):
        values = [one for one in made_up(catalog.current[name], fact.id, TODAY) if one is not None]
        assert values, fact.id
        assert all(has_shape(fact, one) for one in values), fact.id


def test_made_up_numbers_have_right_check_digits(published: tuple[Catalog, Understander]) -> None:
    catalog, _ = published
    checked = {"id_card": lambda one: problem_of(one, TODAY) is None, "uscc": is_credit_code}
    found = [
        (fact.kind, one)
        for name, fact in _asked(catalog)
        if fact.kind in checked
        for one in made_up(catalog.current[name], fact.id, TODAY)
    ]
    assert found
    assert all(checked[kind](one) for kind, one in found)
