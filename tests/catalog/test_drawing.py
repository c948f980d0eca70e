"""A scenario's picture: everything of the scenario is in it, what cannot be reached is red, and no text breaks out of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import load_for_drawing
from bot.catalog.drawing import Drawing, Edge, Line, Node, draw, mermaid, svg
from bot.catalog.drawing.layout import PAGE, WIDTH, Box, lay_out
from bot.catalog.drawing.layout import Path as Way
from bot.catalog.drawing.wrapping import width, wrap
from bot.engine import Release
from bot.engine.condition_parser import parse_condition
from bot.engine.facts import Fact, Option, Wording
from bot.engine.scenario import Outcome, Question, Rule, Scenario
from tests.content.shops import OPEN, SHOPS, walk_through

from .tree import TODAY

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
SHIPPED = load_for_drawing(ROOT, today=TODAY)
#: Every fifth; how a picture is drawn does not depend on what a shop sells.
NAMES = sorted(SHIPPED.catalog.current)[::5]


def red(drawing: Drawing) -> set[str]:
    """Ids of what is red: boxes, and rules whose edge is."""
    edges = {f"rule:{edge.rule}" for edge in drawing.edges if edge.unreachable}
    return edges | {node.id for node in drawing.nodes if node.unreachable}


def told(drawing: Drawing, *kinds: str) -> str:
    """All that stands in the boxes of these kinds, or in all of them."""
    return "\n".join(line.text for node in drawing.nodes if not kinds or node.kind in kinds for line in node.lines)


def made(facts: Mapping[str, Fact], scenario: Scenario) -> Release:
    return Release(scenario, {}, facts, {})


SCENARIO = Scenario("s", "T01", "主题", "1", (), (), {}, (), (), (), {})


@pytest.mark.parametrize("name", NAMES)
def test_everything_of_a_shipped_scenario_is_in_its_picture(name: str) -> None:
    release = SHIPPED.catalog.release(name)
    scenario, facts = release.scenario, release.facts
    drawing = draw(release, on=TODAY)
    ids = [node.id for node in drawing.nodes]
    assert len(ids) == len(set(ids))
    assert [one for one in ids if one.startswith("question:")] == [f"question:{one.fact}" for one in scenario.questions]
    assert {one for one in ids if one.startswith("outcome:")} == {f"outcome:{one}" for one in scenario.outcomes}
    assert {one for one in ids if one.startswith("form:")} == {f"form:{one.form}" for one in scenario.permits}
    for question in scenario.questions:
        node = next(node for node in drawing.nodes if node.id == f"question:{question.fact}")
        text = "\n".join(line.text for line in node.lines)
        assert facts[question.fact].label in text
        assert (question.wording or facts[question.fact].wording).ask in text
        for option in question.options or ():
            assert option.label in text
    for outcome in scenario.outcomes.values():
        assert outcome.text in told(drawing, "outcome")
    decided = told(drawing, "decision")
    for rule in scenario.rules:
        assert (f"〔{rule.id}〕" in decided) is bool(rule.set or rule.add)
        assert bool([edge for edge in drawing.edges if edge.rule == rule.id]) is (rule.outcome is not None)
    assert red(drawing) == SHIPPED.unreachable[name] == set()


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_asked_on_the_way_is_in_the_picture(name: str) -> None:
    release = SHIPPED.catalog.release(name)
    text = told(draw(release), "question", "fields")
    asked: set[str] = set()
    for seed in range(6):
        view = walk_through(SHOPS[name], seed, OPEN).view
        asked |= {re.sub(r"\[\d+\]", "", key) for key in view.case.answers} | set(view.case.lists)
    fields = {field.fact for form in release.forms.values() for field in form.fields}
    assert len(asked) > len(fields) / 4  # many in some cases only
    assert [one for one in asked if release.facts[one].label not in text] == []


def test_what_is_settled_from_the_start_is_left_out_of_conditions() -> None:
    drawing = draw(SHIPPED.catalog.release("beverage_shop"), on=TODAY)
    by_id = {node.id: [line.text for line in node.lines] for node in drawing.nodes}
    # self-made drinks are always among the business items, and the main type is assumed: nothing is left of the condition
    assert not [line for line in by_id["question:dine_in"] if line.startswith("仅当")]
    assert "仅当有堂食时问" in by_id["question:premises.seats"]
    assert "要等后面的「应体检人数」答了再问" in by_id["question:health_cert_state"]
    assert "在「经营场所地址」里说清的不再问" in by_id["question:premises.road"]
    assert "canteen" not in told(drawing)
    assert "承包企业" not in told(drawing)


@pytest.mark.parametrize(
    ("name", "rule", "source", "label"),
    [
        pytest.param(
            "beverage_shop", "R-114", "question:place_kind", "经营地点形式是「路边摊、夜市摊」", id="one-question"
        ),
        pytest.param(
            "noodle_shop",
            "P-07-fume",
            "question:premises.residential_relation",
            "产生油烟，且所在建筑与居民楼的关系是「在居民住宅楼里」",
            id="after-the-last-question",
        ),
        pytest.param("noodle_shop", "R-801", "question:banned_person", "处于食品从业禁止期", id="yes"),
    ],
)
def test_an_outcome_leaves_after_the_last_question_it_needs(name: str, rule: str, source: str, label: str) -> None:
    (edge,) = [edge for edge in draw(SHIPPED.catalog.release(name), on=TODAY).edges if edge.rule == rule]
    assert (edge.source, edge.label) == (source, label)
    assert edge.note.startswith(f"〔{rule}〕依据：")


def test_what_nobody_has_confirmed_is_in_doubt() -> None:
    drawing = draw(SHIPPED.catalog.release("beverage_shop"), on=TODAY)
    lines = [line.text for node in drawing.nodes for line in node.lines]
    place = next(index for index, text in enumerate(lines) if text.startswith("〔P-03〕"))
    assert lines[place + 1] == "依据：《食品经营许可和备案管理办法》第二章，以受理窗口为准"
    certain = next(index for index, text in enumerate(lines) if text.startswith("〔E-2〕"))
    assert lines[certain + 1] == "依据：《上海市食品经营许可和备案管理实施办法》第二十四条"
    (edge,) = [edge for edge in drawing.edges if edge.rule == "W-LICENSE"]
    assert edge.note.endswith("以受理窗口为准")


def _crosses(way: Way, box: Box) -> bool:
    """Whether a part of the way lies inside the box."""
    for (x1, y1), (x2, y2) in itertools.pairwise(way.points):
        across = min(x1, x2) < box.x + box.width - 1 and max(x1, x2) > box.x + 1
        if across and min(y1, y2) < box.y + box.height - 1 and max(y1, y2) > box.y + 1:
            return True
    return False


def _many(count: int) -> Release:
    """A scenario with many questions, each with an outcome or two, all with long texts."""
    facts = {
        f"f{n}": Fact(
            f"f{n}",
            "很长的名字" * (n % 9 + 1),
            "choice",
            Wording("问什么？" * (n % 5 + 1)),
            options=(Option("a", "甲" * 30),),
        )
        for n in range(count)
    }
    rules = [
        Rule(f"R-{n}-{m}", parse_condition(f"f{n} == 'a'"), {}, {}, outcome=f"o{n % 7}", source="某条例" * 9)
        for n in range(count)
        for m in range(n % 4)
    ]
    return made(
        facts,
        replace(
            SCENARIO,
            questions=tuple(Question(name) for name in facts),
            rules=tuple(rules),
            outcomes={f"o{n}": Outcome(f"o{n}", "elsewhere", "到别处办。" * 40) for n in range(7)},
        ),
    )


@pytest.mark.parametrize("release", [*map(SHIPPED.catalog.release, NAMES), _many(200)], ids=[*NAMES, "200-questions"])
def test_boxes_keep_apart_and_no_line_crosses_one(release: Release) -> None:
    layout = lay_out(draw(release, on=TODAY))
    for one, other in itertools.combinations(layout.boxes, 2):
        apart = (
            one.y + one.height <= other.y
            or other.y + other.height <= one.y
            or one.x + one.width <= other.x
            or other.x + other.width <= one.x
        )
        assert apart, (one.node, other.node)
    assert [(way, box.node) for way in layout.paths for box in layout.boxes if _crosses(way, box)] == []
    for box in layout.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y + box.height <= layout.height
        assert int(box.y // PAGE) == int((box.y + box.height) // PAGE), "torn by the edge of a page"


EMPTY = [
    pytest.param(SCENARIO, id="nothing-at-all"),
    pytest.param(replace(SCENARIO, questions=(Question("unknown.fact"),)), id="unknown-fact"),
    pytest.param(replace(SCENARIO, outcomes={"x": Outcome("x", "refused", "")}), id="only-an-outcome"),
    pytest.param(replace(SCENARIO, rules=(Rule("R", None, {}, {}, outcome="nowhere"),)), id="outcome-not-defined"),
    pytest.param(
        replace(SCENARIO, rules=(Rule("R", parse_condition("nobody == 'x'"), {"who": 1}, {}),)), id="unknown-in-rule"
    ),
]


@pytest.mark.parametrize("scenario", EMPTY)
def test_a_draft_with_gaps_is_drawn(scenario: Scenario) -> None:
    drawing = draw(made({}, scenario))
    ElementTree.fromstring(svg(drawing))
    assert mermaid(drawing).splitlines()[1] == "flowchart TD"


def test_circles_end() -> None:
    """Facts that wait for each other, and rules that feed each other; a check refuses them, a draft may hold them."""
    facts = {
        name: Fact(name, name, "boolean", Wording("？"), when=parse_condition(other))
        for name, other in ("ab", "bc", "ca")
    }
    facts["set"] = Fact("set", "定", "choice", Wording(""), options=(Option("x", "叉"),))
    rules = (Rule("R", parse_condition("set == 'x' or a"), {"set": "x"}, {}),)
    drawing = draw(made(facts, replace(SCENARIO, questions=(Question("a"), Question("b")), rules=rules)))
    assert {"question:a", "question:b"} < {node.id for node in drawing.nodes}


@pytest.mark.parametrize("order", [1, -1], ids=["forwards", "backwards"])
def test_a_long_chain_of_questions_is_drawn(order: int) -> None:
    facts = {
        f"f{n}": Fact(f"f{n}", f"第{n}项", "boolean", Wording("？"), when=parse_condition(f"f{n - 1}") if n else None)
        for n in range(300)
    }
    questions = tuple(Question(name) for name in [*facts][::order])
    text = told(draw(made(facts, replace(SCENARIO, questions=questions))))
    assert text.count("仅当") == 299


HOSTILE = [
    "<script>alert(1)</script>",
    '"]; click n0 "javascript:alert(1)"',
    "]]></svg><svg onload=alert(1)>",
    "--> n0",
    '%%{init: {"securityLevel": "loose"}}%%',
    "1. 一\n2. 二",
    "- 列表",
    "# 标题",
    "`**粗**`",
    "$$x^2$$",
    "end",
    "&amp; &#x3c; &quot;",
    "\u202e倒过来\u0000\x1b[31m",
    "a" * 4000,
    "《" * 300,
    "\ud800",
]


def hostile(text: str) -> Drawing:
    """A picture in which every text that an author writes is this one."""
    fact = Fact("f", text, "choice", Wording(text), options=(Option(text, text),), unit=text)
    rule = Rule("R", parse_condition("f == 'x'"), {"f": text}, {}, outcome="o", source=text)
    scenario = replace(
        SCENARIO,
        title=text,
        theme=text,
        assume={"g": text},
        questions=(Question("f"),),
        rules=(rule,),
        outcomes={"o": Outcome("o", "elsewhere", text, text)},
    )
    return draw(made({"f": fact}, scenario))


TAGS = {"svg", "title", "desc", "rect", "g", "text", "polyline", "polygon"}
ATTRIBUTES = {
    "viewBox", "width", "height", "font-family", "role", "lang", "x", "y", "rx", "fill", "stroke", "stroke-width",
    "stroke-dasharray", "font-size", "font-weight", "points", "data-node", "data-kind", "data-unreachable",
}  # fmt: skip


def is_plain(document: str) -> bool:
    """Whether an SVG has no elements and attributes but those that draw, and nothing that refers to anything."""
    parts = list(ElementTree.fromstring(document).iter())
    return (
        {part.tag for part in parts} <= {SVG + tag for tag in TAGS}
        and {name for part in parts for name in part.attrib} <= ATTRIBUTES
        and "url(" not in document
        and document.count("http") == 1  # the name space
    )


NODE = re.compile(r'    n\d+(?:\("[^"]*"\)|\["[^"]*"\]|\[\["[^"]*"\]\]):::[a-z]+')
EDGE = re.compile(r'    n\d+ (?:-->|-\.->)(?:\|"[^"]*"\|)? n\d+')
OTHER = re.compile(
    r"    (?:acc(?:Title|Descr): [^\n{}]*|classDef [a-z]+ [a-z0-9#:, -]+|linkStyle [0-9,]+ [a-z0-9#:,-]+)"
)


def is_sound(source: str) -> bool:
    """Whether Mermaid source has only lines of the forms that are meant, and labels without signs."""
    lines = source.splitlines()
    labels = re.findall(r'"([^"]*)"', "\n".join(lines[2:]))
    return (
        lines[1] == "flowchart TD"
        and all(NODE.fullmatch(line) or EDGE.fullmatch(line) or OTHER.fullmatch(line) for line in lines[2:])
        and not any(re.search(r"[<>&`%{}\[\]|\\$*]", label.replace("<br/>", "")) for label in labels)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out(text: str) -> None:
    drawing = hostile(text)
    assert is_plain(svg(drawing))
    assert is_sound(mermaid(drawing))


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_out(text: str) -> None:
    drawing = Drawing(
        text,
        text,
        (Node("start", "start", (Line(text, "title"),)), Node(text, "outcome", (Line(text),), True, aside=True)),
        (Edge("start", text, text, text, text, True),),
        (text,),
    )
    assert is_plain(svg(drawing))
    assert is_sound(mermaid(drawing))


def test_texts_are_shown_as_they_are_written() -> None:
    shown = "".join(ElementTree.fromstring(svg(hostile('<b>&"'))).itertext())
    assert '<b>&"' in shown


@given(st.text(max_size=200), st.integers(8, 60))
def test_wrapped_lines_fit_and_nothing_is_lost(text: str, units: int) -> None:
    lines = wrap(text, units)
    assert all(width(line) <= units for line in lines)
    assert "".join("".join(lines).split()) == "".join("".join(wrap(text, 10**6)).split())


@pytest.mark.parametrize(
    ("text", "units", "lines"),
    [
        pytest.param("一二三四五六", 8, ["一二三四", "五六"], id="two-units-each"),
        pytest.param("一二三四，五", 8, ["一二三", "四，五"], id="no-comma-first"),
        pytest.param("一二三《四》", 8, ["一二三", "《四》"], id="no-bracket-last"),
        pytest.param("一二三四）」五", 8, ["一二三", "四）」五"], id="two-signs"),
        pytest.param("用 abc 好", 8, ["用 abc", "好"], id="latin-word-whole"),
        pytest.param("一\n二\t三", 12, ["一 二 三"], id="breaks-are-spaces"),
        pytest.param("", 8, [""], id="empty"),
    ],
)
def test_lines_break_where_readers_expect(text: str, units: int, lines: list[str]) -> None:
    assert wrap(text, units) == lines
