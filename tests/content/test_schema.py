"""The published form schema stands by itself and every rule in it names its source."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from .published import FORMS, nodes, schema
from .rules import rule_id

each = pytest.mark.parametrize("form", FORMS)
RULES = [(form, number) for form in FORMS for number in range(len(schema(form)["allOf"]))]


@each
def test_it_is_a_draft_2020_12_schema(form: str) -> None:
    assert schema(form)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema(form)["$id"] == f"urn:daoban:form:{form}"
    Draft202012Validator.check_schema(schema(form))


@each
def test_references_stay_inside_the_file(form: str) -> None:
    outside = [
        path
        for path, node in nodes(schema(form))
        if isinstance(node, dict) and isinstance(node.get("$ref"), str) and not node["$ref"].startswith("#/$defs/")
    ]
    assert outside == []


@each
def test_definitions_are_all_used(form: str) -> None:
    used = {
        node["$ref"] for _, node in nodes(schema(form)) if isinstance(node, dict) and isinstance(node.get("$ref"), str)
    }
    assert used == {f"#/$defs/{name}" for name in schema(form)["$defs"]}


@each
def test_no_object_takes_members_it_does_not_name(form: str) -> None:
    loose = [
        path
        for path, node in nodes(schema(form))
        if isinstance(node, dict) and node.get("type") == "object" and node.get("additionalProperties") is not False
    ]
    assert loose == []


@each
def test_every_text_and_list_has_an_upper_bound(form: str) -> None:
    """An application is finite: intake need not guard against a text of any length."""
    endless = [
        path
        for path, node in nodes(schema(form))
        if isinstance(node, dict)
        and (
            (node.get("type") == "string" and not {"maxLength", "enum", "const"} & set(node))
            or (
                node.get("type") == "array"
                and not {"maxItems", "uniqueItems"} & set(node)
                and path != "#/properties/business_items"
            )
        )
    ]
    assert endless == []


@pytest.mark.parametrize("form, number", RULES)
def test_each_conditional_rule_is_named_and_sourced(form: str, number: int) -> None:
    rule = schema(form)["allOf"][number]
    assert rule_id(rule) is not None
    assert "来源：" in rule["$comment"]


@each
def test_unconfirmed_clauses_are_not_numbered(form: str) -> None:
    """Chapters may be named; an article number beside 「以受理窗口为准」 would claim too much, unless it is a confirmed one."""
    confirmed = {"第二十四条"}
    doubtful = [
        node["$comment"]
        for _, node in nodes(schema(form))
        if isinstance(node, dict) and "以受理窗口为准" in str(node.get("$comment"))
    ]
    assert [
        text for text in doubtful if "条" in text.partition("来源：")[2] and not any(c in text for c in confirmed)
    ] == []
