"""Kinds, conditions and names from small schemas: a row a case."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.catalog.definitions import Builder
from bot.catalog.scaffold.condition_hints import hint
from bot.catalog.scaffold.facts_from_schema import new_id, spoken_titles
from bot.catalog.scaffold.kinds_from_schema import kind_of
from bot.catalog.scaffold.matching import match
from bot.catalog.scaffold.needed import to_ask
from bot.catalog.scaffold.requirements import requirements
from bot.catalog.scaffold.schema_leaves import Leaf, TooManyLeaves, leaves
from bot.catalog.scaffold.splicing import CannotSplice, Insertion, splice
from bot.catalog.scaffold.yaml_text import flow, scalar
from bot.catalog.yaml_reader import Document

ID = "^[1-9][0-9]{16}[0-9Xx]$"
USCC = "^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$"


@pytest.mark.parametrize(
    ("schema", "kind", "limits"),
    [
        pytest.param({"type": "boolean"}, "boolean", {}, id="boolean"),
        pytest.param({"const": True}, "boolean", {"must_be": True}, id="consent"),
        pytest.param({"type": "integer", "minimum": 1, "maximum": 9}, "integer", {"minimum": 1, "maximum": 9}, id="integer"),
        pytest.param({"type": "integer", "minimum": 0.5, "exclusiveMaximum": 9}, "integer", {"minimum": 1, "maximum": 8}, id="integer-inside"),
        pytest.param({"type": "number", "exclusiveMinimum": 0}, "number", {"above": 0}, id="above"),
        pytest.param({"type": "number", "exclusiveMaximum": 10}, "number", {"maximum": 9.99}, id="below"),
        pytest.param({"type": "number", "title": "店招面积"}, "area", {}, id="area-by-title"),
        pytest.param({"type": ["string", "null"], "format": "date"}, "date", {}, id="date"),
        pytest.param({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, "date", {}, id="date-by-pattern"),
        pytest.param({"type": "string", "format": "email", "maxLength": 99}, "email", {"max_length": 99}, id="email"),
        pytest.param({"type": "string", "pattern": "^1[3-9][0-9]{9}$", "maxLength": 11}, "mobile", {}, id="mobile"),
        pytest.param({"type": "string", "pattern": ID}, "id_card", {}, id="id-card"),
        pytest.param({"type": "string", "pattern": USCC}, "uscc", {}, id="uscc"),
        pytest.param({"type": "string", "pattern": "^[0-9]{6}$"}, "postcode", {"pattern": "^[0-9]{6}$"}, id="postcode"),
        pytest.param({"type": "string", "pattern": ".*"}, "text", {"pattern": ".*"}, id="any-pattern"),
        pytest.param({"type": "string", "pattern": "^[0-9]{11}$"}, "text", {"pattern": "^[0-9]{11}$"}, id="eleven-digits-are-no-mobile"),
        pytest.param({"type": "string", "minLength": 1, "maxLength": 30}, "text", {"max_length": 30}, id="text"),
        pytest.param({"type": "string", "title": "经办人姓名", "minLength": 2}, "person_name", {"min_length": 2}, id="name-by-title"),
        pytest.param({}, "text", {}, id="nothing-said"),
        pytest.param({"enum": ["a", "b"]}, "choice", {}, id="choice"),
        pytest.param({"enum": [1, 3]}, "integer", {"minimum": 1, "maximum": 3}, id="numbers-listed"),
        pytest.param({"type": "array", "minItems": 1, "items": {"enum": ["a"]}}, "multi_choice", {"min_items": 1}, id="multi-choice"),
        pytest.param({"type": "array", "minItems": 0, "maxItems": 5, "items": {"properties": {"x": {}}}}, "list", {"max_items": 5}, id="list"),
        pytest.param({"allOf": [{"maxLength": 9}, {"maxLength": 5}], "maxLength": 7}, "text", {"max_length": 5}, id="tightest"),
        pytest.param({"$ref": "#/$defs/short", "maxLength": 9}, "text", {"max_length": 4}, id="reference"),
    ],
)  # fmt: skip
def test_a_place_s_kind_and_limits(schema: dict[str, Any], kind: str, limits: dict[str, Any]) -> None:
    whole = {"properties": {"x": schema}, "$defs": {"short": {"maxLength": 4}}}
    found = kind_of(leaves(whole)[0].schema)
    assert (found.name, dict(found.limits)) == (kind, limits)


@pytest.mark.parametrize(
    ("schema", "options"),
    [
        pytest.param({"enum": ["a", "b"], "x-labels": {"a": "甲", "b": "乙"}}, [("a", "甲"), ("b", "乙")], id="labels"),
        pytest.param({"enum": ["a", "b"], "x-labels": ["甲"]}, [("a", "甲"), ("b", "待填：b 给人看的叫法")], id="list"),
        pytest.param({"oneOf": [{"const": "a", "title": "甲"}]}, [("a", "甲")], id="one-of"),
        pytest.param(
            {"enum": ["a", "b"], "x-labels": ["甲", "甲"]},
            [("a", "甲"), ("b", "待填：b 给人看的叫法")],
            id="same-label",
        ),
    ],
)
def test_a_choice_s_labels(schema: dict[str, Any], options: list[tuple[str, str]]) -> None:
    assert list(kind_of(schema).options) == options


LIT = {"properties": {"lit": {"const": True}}}
FACTS = {"/lit": "sign.lit", "/kind": "sign.kind", "/until": "sign.until", "/width": "sign.width", "/tags": "sign.tags"}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param({"if": LIT, "then": {"required": ["until"]}}, "sign.lit", id="then"),
        pytest.param({"if": LIT, "else": {"required": ["until"]}}, "not sign.lit", id="else"),
        pytest.param({"if": LIT, "then": {}, "else": {"properties": {"until": False}}}, "sign.lit", id="refused-else"),
        pytest.param({"dependentRequired": {"kind": ["until"]}}, "known sign.kind", id="dependent"),
        pytest.param(
            {"if": {"properties": {"kind": {"enum": ["a", "b"]}}}, "then": {"required": ["until"]}},
            "sign.kind in ['a', 'b']", id="enum",
        ),
        pytest.param(
            {"if": {"properties": {"kind": {"const": "a"}, "width": {"exclusiveMinimum": 4}}}, "then": {"required": ["until"]}},
            "sign.kind == 'a' and sign.width > 4", id="two",
        ),
        pytest.param(
            {"if": {"properties": {"kind": {"const": "a"}, "width": {"minimum": 4}}}, "else": {"required": ["until"]}},
            "not (sign.kind == 'a' and sign.width >= 4)", id="not-two",
        ),
        pytest.param(
            {"allOf": [{"if": LIT, "then": {"required": ["until"]}}, {"dependentRequired": {"kind": ["until"]}}]},
            "sign.lit or known sign.kind", id="either",
        ),
        pytest.param(
            {"if": {"properties": {"tags": {"contains": {"const": "x"}}}}, "then": {"required": ["until"]}},
            "sign.tags has 'x'", id="has",
        ),
        pytest.param({"if": {"properties": {"kind": {"pattern": "^a"}}}, "then": {"required": ["until"]}}, "", id="unclear"),
        pytest.param({"if": {"not": LIT}, "then": {"required": ["until"]}}, "", id="not-schema"),
        pytest.param({"anyOf": [{"required": ["until"]}, {"required": ["kind"]}]}, "", id="any-of"),
        pytest.param(
            {"if": {"properties": {"kind": {"const": "it's"}}}, "then": {"required": ["until"]}}, "", id="quote"
        ),
    ],
)  # fmt: skip
def test_when_a_place_is_filled(rule: dict[str, Any], expected: str) -> None:
    need = requirements({"properties": {"until": {"type": "string"}}, **rule}).of("/until")
    assert need.conditional
    assert hint(need, FACTS) == expected


@pytest.mark.parametrize(
    ("schema", "pointer", "optional", "conditional"),
    [
        pytest.param({"required": ["a"], "properties": {"a": {}}}, "/a", False, False, id="always"),
        pytest.param({"properties": {"a": {}}}, "/a", True, False, id="optional"),
        pytest.param({"properties": {"a": {"required": ["b"]}}}, "/a/b", False, True, id="with-its-group"),
        pytest.param({"properties": {"a": {}}, "required": ["a"]}, "/a/b", True, False, id="optional-inside"),
        pytest.param({"$ref": "#/$defs/x", "$defs": {"x": {"required": ["a"]}}}, "/a", False, False, id="by-reference"),
    ],
)
def test_whether_a_place_is_filled(schema: dict[str, Any], pointer: str, optional: bool, conditional: bool) -> None:
    need = requirements(schema).of(pointer)
    assert (need.optional, need.conditional) == (optional, conditional)


DICTIONARY = {
    "board.width": {"label": "店招宽度", "kind": "number"},
    "operator.name": {"label": "经营者名称", "kind": "company_name", "names": ["店名", "名称"]},
    "operator.home.road": {"label": "路名", "kind": "text"},
    "place.kind": {"label": "形式", "kind": "choice", "options": [{"value": "a", "label": "甲"}, {"value": "b", "label": "乙"}]},
    "agreed": {"label": "同意", "kind": "boolean"},
}  # fmt: skip


def known() -> dict[str, Any]:
    builder = Builder()
    return {name: builder.fact(Document("x", {}), name, data) for name, data in DICTIONARY.items()}


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        pytest.param(Leaf("/board/width", {"type": "number"}), "board.width", id="same-id"),
        pytest.param(Leaf("/width", {"type": "number"}), None, id="another-id"),
        pytest.param(Leaf("/board/width", {"type": "boolean"}), None, id="another-kind"),
        pytest.param(Leaf("/operator/road", {"type": "string"}), "operator.home.road", id="same-group-and-name"),
        pytest.param(Leaf("/w", {"type": "number", "title": "店招宽度"}), "board.width", id="label"),
        pytest.param(Leaf("/w", {"title": "店名"}), "operator.name", id="spoken-name"),
        pytest.param(Leaf("/agent/n", {"title": "名称"}, ("代理人",)), None, id="a-short-name-in-another-group"),
        pytest.param(Leaf("/x/n", {"title": "名称"}, ("经营者",)), "operator.name", id="group-and-name-are-the-label"),
        pytest.param(Leaf("/place/kind", {"enum": ["a", "b"]}), "place.kind", id="same-options"),
        pytest.param(Leaf("/place/kind", {"enum": ["a", "c"]}), None, id="other-options"),
        pytest.param(Leaf("/place/kind", {"const": "a"}), "place.kind", id="one-of-its-options"),
    ],
)
def test_a_place_means_a_fact_of_the_dictionary(leaf: Leaf, expected: str | None) -> None:
    found = match("sign", leaf, known(), frozenset())
    assert (found.fact if found is not None else None) == expected


def test_a_guess_takes_no_fact_twice() -> None:
    leaf = Leaf("/w", {"type": "number", "title": "店招宽度"})
    assert match("sign", leaf, known(), frozenset({"board.width"})) is None


@pytest.mark.parametrize(
    ("pointer", "schema", "taken", "expected"),
    [
        pytest.param("/width", {}, (), "sign.width", id="top"),
        pytest.param("/board/plateNo", {}, (), "board.plate_no", id="inside"),
        pytest.param("/board/width", {}, ("board.width",), "sign.board.width", id="taken"),
        pytest.param("/board/width", {}, ("board.width.x",), "sign.board.width", id="taken-as-a-group"),
        pytest.param("/店名", {}, (), "sign.field", id="chinese"),
        pytest.param("/店名", {}, ("sign.field",), "sign.field_2", id="chinese-twice"),
        pytest.param("/board/boxes", {"items": {"properties": {"x": {}}}}, (), "board_boxes", id="list-is-one-word"),
    ],
)
def test_a_new_fact_s_id(pointer: str, schema: dict[str, Any], taken: tuple[str, ...], expected: str) -> None:
    assert new_id("sign", Leaf(pointer, schema), taken) == expected


def test_a_short_title_says_whose_it_is() -> None:
    assert list(spoken_titles(Leaf("/a/b", {"title": "姓名"}, ("代理人",)))) == ["代理人姓名", "姓名"]
    assert list(spoken_titles(Leaf("/a/b", {"title": "犬名"}, ("犬只",)))) == ["犬名"]


def test_too_many_places_are_refused() -> None:
    with pytest.raises(TooManyLeaves):
        leaves({"properties": {f"x{number}": {} for number in range(1001)}})


def test_conditions_are_asked_for_before_what_waits_for_them() -> None:
    builder = Builder()
    entries = {
        "until": {"label": "甲", "kind": "text", "when": "lit"},
        "lit": {"label": "乙", "kind": "boolean"},
        "sum": {"label": "丙", "kind": "text", "derive": "copy(base)"},
        "base": {"label": "丁", "kind": "text"},
        "copies": {"label": "戊", "kind": "integer", "default": 1},
        "quiet": {"label": "己", "kind": "text"},
    }
    facts = {name: builder.fact(Document("x", {}), name, data) for name, data in entries.items()}
    fields = [{"pointer": f"/{name}", "fact": name} for name in ("until", "sum", "copies")]
    fields.append({"pointer": "/quiet", "fact": "quiet", "required": False})
    layout = {"sections": [{"id": "a", "title": "甲", "fields": fields}]}
    assert [one.fact for one in to_ask(layout, [], facts, ())] == ["lit", "until", "base"]
    assert [one.fact for one in to_ask(layout, [], facts, ("sum", "lit"))] == ["until"]


@given(st.text())
def test_any_text_is_written_so_that_it_reads_as_itself(text: str) -> None:
    if text.isprintable() or text.isascii():
        assert YAML(typ="safe").load(f"x: {scalar(text)}") == {"x": text}
        assert YAML(typ="safe").load(flow({"x": [text, 1]})) == {"x": [text, 1]}


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        pytest.param("a:\n- 1\n# z\nb: 2\n", 0, "a:\n- 1\n- n\n# z\nb: 2\n", id="not-indented"),
        pytest.param("a:\n  - 1 # one\n\n  # two\n  - 2", 1, "a:\n  - 1 # one\n\n  # two\n  - 2\n  - n\n", id="no-end"),
        pytest.param("a:\n  - x: |\n      long\n\n\n  - 2\n", 0, "a:\n  - x: |\n      long\n  - n\n\n\n  - 2\n", id="block-text"),
        pytest.param("a: [1, 2]\n", 0, "a: [1, n, 2]\n", id="flow"),
        pytest.param("a: []\n", -1, "a: [n]\n", id="flow-empty"),
        pytest.param("a:\n  # one\n  - 1\n", -1, "a:\n  # one\n  - n\n  - 1\n", id="first"),
        pytest.param("\ufeffa:\r\n- 1\r\n", 0, "\ufeffa:\r\n- 1\r\n- n\r\n", id="windows"),
    ],
)  # fmt: skip
def test_an_entry_is_put_in_and_nothing_else_moves(text: str, after: int, expected: str) -> None:
    assert splice(text, [Insertion(("a",), after, ("n",), "n")]) == expected


def test_two_entries_for_one_place_keep_their_order() -> None:
    both = [Insertion(("a",), -1, (name,), name) for name in ("m", "n")]
    assert splice("a: []\n", both) == "a: [m, n]\n"
    assert splice("a:\n- 1\n", both) == "a:\n- m\n- n\n- 1\n"


def test_text_whose_blank_lines_count_is_not_touched() -> None:
    with pytest.raises(CannotSplice):
        splice("a:\n- |+\n  x\n\n- 2\n", [Insertion(("a",), 0, ("n",), "n")])
