"""The authors' condition language: what it says, in three values, and what is not in it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.condition_parser import LONGEST, ConditionError, parse_condition
from bot.engine.conditions import ABSENT, UNKNOWN, Literal, evaluate, waiting_for

FACTS: dict[str, Any] = {
    "yes": True, "no": False, "area": 80, "rough": 80.5, "kind": "tea", "goods": ("milk", "juice"), "none": ABSENT,
    "open": UNKNOWN, "shut": UNKNOWN, "shop.area": 7,
}  # fmt: skip


class Facts:
    """An environment of the table above, with one figure."""

    def read(self, fact: str) -> Any:
        return FACTS[fact]

    def figure(self, name: str) -> float:
        return {"small": 150}[name]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        pytest.param("yes", True, id="fact"),
        pytest.param("no", False, id="fact-false"),
        pytest.param("none", False, id="absent-is-no"),
        pytest.param("open", None, id="unknown"),
        pytest.param("true", True, id="true"),
        pytest.param("false", False, id="false"),
        pytest.param("area == 80", True, id="equal"),
        pytest.param("area != 80", False, id="unequal"),
        pytest.param("area < 80", False, id="less"),
        pytest.param("area <= 80", True, id="at-most"),
        pytest.param("rough > 80", True, id="more"),
        pytest.param("area >= 80.5", False, id="at-least-decimal"),
        pytest.param("area > -3", True, id="negative-number"),
        pytest.param("shop.area == 7", True, id="dotted-name"),
        pytest.param("area <= figure.small", True, id="figure"),
        pytest.param("kind in ['tea', 'soup']", True, id="in"),
        pytest.param("kind not in ['tea', 'soup']", False, id="not-in"),
        pytest.param("area in [1, 2]", False, id="in-numbers"),
        pytest.param("goods has 'milk'", True, id="has"),
        pytest.param("goods not has 'milk'", False, id="not-has"),
        pytest.param("kind has 'tea'", True, id="has-of-a-single-value"),
        pytest.param("area has 80", True, id="has-of-a-number"),
        pytest.param("known area", True, id="known"),
        pytest.param("known none", False, id="absent-is-not-known"),
        pytest.param("known open", False, id="unknown-is-not-known"),
        pytest.param("none == 1", False, id="absent-equals-nothing"),
        pytest.param("none != 1", True, id="absent-differs"),
        pytest.param("1 == none", False, id="absent-on-the-right"),
        pytest.param("open == 1", None, id="unknown-compared"),
        pytest.param("not open", None, id="not-unknown"),
        pytest.param("not no", True, id="not"),
        pytest.param("not not yes", True, id="not-not"),
        pytest.param("no and open", False, id="and-decided-by-false"),
        pytest.param("open and no", False, id="and-decided-by-a-later-false"),
        pytest.param("yes and open", None, id="and-open"),
        pytest.param("yes and area == 80", True, id="and-true"),
        pytest.param("yes or open", True, id="or-decided-by-true"),
        pytest.param("open or yes", True, id="or-decided-by-a-later-true"),
        pytest.param("no or open", None, id="or-open"),
        pytest.param("no or no", False, id="or-false"),
        pytest.param("no and no or yes", True, id="and-binds-closer"),
        pytest.param("no and (no or yes)", False, id="brackets"),
        pytest.param("kind in []", False, id="empty-list"),
    ],
)
def test_what_a_condition_says(text: str, truth: bool | None) -> None:
    assert evaluate(parse_condition(text), Facts()) is truth


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("yes", (), id="settled"),
        pytest.param("open and shut", ("open",), id="the-first-of-and"),
        pytest.param("yes and shut or open", ("shut",), id="the-first-open-part-of-or"),
        pytest.param("not (no or open)", ("open",), id="inside-not"),
        pytest.param("open == shut", ("open", "shut"), id="both-sides"),
        pytest.param("known open", (), id="known-never-waits"),
    ],
)
def test_what_a_condition_waits_for(text: str, facts: tuple[str, ...]) -> None:
    assert waiting_for(parse_condition(text), Facts()) == facts


def test_every_node_names_its_facts() -> None:
    condition = parse_condition("not (a.x == 1) and (known b or c in ['q'] or 1 < d or figure.small > e or true)")
    assert list(condition.facts()) == ["a.x", "b", "c", "d", "e"]
    assert list(Literal(1).facts()) == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        pytest.param("", 0, id="empty"),
        pytest.param("area <", 6, id="no-right-side"),
        pytest.param("area 80", 5, id="no-operator"),
        pytest.param("80", 2, id="a-number-says-nothing"),
        pytest.param("(yes", 4, id="bracket-left-open"),
        pytest.param("yes)", 3, id="bracket-too-many"),
        pytest.param("known 'x'", 6, id="known-a-text"),
        pytest.param("kind in ['a' 'b']", 13, id="comma-missing"),
        pytest.param("kind in [other]", 9, id="a-name-in-a-list"),
        pytest.param("kind in [1,", 11, id="list-left-open"),
        pytest.param("kind not", 5, id="not-at-the-end"),
        pytest.param("kind not tea", 5, id="not-before-a-name"),
        pytest.param('kind == "tea"', 8, id="double-quotes"),
        pytest.param("__import__('os')", 10, id="a-call"),
        pytest.param("area ; yes", 5, id="a-strange-sign"),
        pytest.param("not " * 60 + "yes", 200, id="too-deep"),
        pytest.param("yes or " * 200 + "yes", LONGEST, id="too-long"),
    ],
)
def test_what_is_no_condition(text: str, position: int) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)
    assert caught.value.position == position


def test_marks_say_what_they_are() -> None:
    assert (repr(UNKNOWN), repr(ABSENT)) == ("UNKNOWN", "ABSENT")
