"""Layout, dictionary and schema say the same: places, choices, bounds and what is required."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .leaves import always_required, at, leaves
from .published import FORM, FORMS, facts, fields, read

#: Kinds that carry their own length; every other text needs a bound in the dictionary.
SELF_BOUNDED = {"id_card", "uscc", "mobile", "choice", "date", "plate"}


def _mapped(form: str) -> dict[str, str]:
    """Pointer -> fact, for each leaf that the layout fills; list items by ``*``."""
    found: dict[str, str] = {}
    for field in fields(form):
        fact = facts()[field["fact"]]
        if fact["kind"] == "list":
            found.update({f"{field['pointer']}/*/{part}": f"{field['fact']}.{part}" for part in fact["items"]})
        elif "annotations" in field:
            found[f"{field['pointer']}/*/id"] = field["fact"]
            found[f"{field['pointer']}/*/annotations"] = field["annotations"]
        else:
            found[field["pointer"]] = field["fact"]
    return found


each = pytest.mark.parametrize("form", FORMS)
LEAVES = {form: dict(leaves(form)) for form in FORMS}
MAPPED = [(form, pointer, name) for form in FORMS for pointer, name in _mapped(form).items()]
PLAIN = [
    (form, pointer, name)
    for form, pointer, name in MAPPED
    if facts()[name]["kind"] in ("choice", "multi_choice") and not pointer.startswith("/business_items/")
]


def _values(leaf: dict[str, Any]) -> set[str]:
    items = leaf.get("items", {})
    return set(leaf.get("enum") or items.get("enum") or [leaf["const"]])


@each
def test_every_place_of_the_schema_is_on_the_layout_and_the_other_way_round(form: str) -> None:
    assert set(_mapped(form)) == set(LEAVES[form])


@each
def test_no_place_is_filled_twice(form: str) -> None:
    pointers = [field["pointer"] for field in fields(form)]
    assert len(pointers) == len(set(pointers))


def test_sections_follow_the_official_order() -> None:
    titles = [section["title"] for section in read(FORM / "layout.yml")["sections"]]
    assert titles == [
        "申请信息",
        "经营者与场所",
        "人员",
        "主体业态",
        "经营项目",
        "情形信息",
        "设施设备与制度",
        "声明与承诺",
        "系统推导",
    ]


@pytest.mark.parametrize("form, pointer, name", PLAIN, ids=lambda value: value)
def test_choices_are_the_schema_s(form: str, pointer: str, name: str) -> None:
    offered = {option["value"] for option in facts()[name]["options"]}
    leaf = LEAVES[form][pointer]
    allowed = _values(leaf)
    if "const" in leaf:  # the form takes 新办 only; the fact knows the other matters too
        assert allowed < offered
    else:
        assert offered == allowed


def test_item_annotations_are_the_schema_s() -> None:
    item, annotation = (_values(LEAVES[FORM.name][f"/business_items/*/{part}"]) for part in ("id", "annotations"))
    assert {option["value"] for option in facts()["business_items"]["options"]} == item
    pairs = [option["value"].split(".") for option in facts()["business_item_annotations"]["options"]]
    assert {pair[0] for pair in pairs} <= item
    assert {pair[1] for pair in pairs} == annotation


@each
def test_what_every_application_needs_is_asked_without_condition(form: str) -> None:
    always = {
        field["pointer"]
        for field in fields(form)
        if field.get("required", True) and "when" not in field and "when" not in facts()[field["fact"]]
    }
    assert always == set(always_required(form))


@each
def test_optional_places_are_those_the_dictionary_lets_be_empty(form: str) -> None:
    for field in fields(form):
        if field["fact"] != "theme_id":
            assert field.get("required", True) is not facts()[field["fact"]].get("optional", False), field


@pytest.mark.parametrize("form, pointer, name", MAPPED, ids=lambda value: value)
def test_no_accepted_answer_can_break_the_schema_s_bounds(form: str, pointer: str, name: str) -> None:
    leaf, fact = LEAVES[form][pointer], facts()[name]
    limits = fact.get("limits", {})
    if "maxLength" in leaf and fact["kind"] not in SELF_BOUNDED and "derive" not in fact:
        assert limits["max_length"] <= leaf["maxLength"]
    if leaf.get("minLength", 1) > 1 and fact["kind"] not in SELF_BOUNDED:
        assert limits["min_length"] >= leaf["minLength"]
    if "pattern" in leaf and fact["kind"] == "text":
        assert re.compile(limits["pattern"]).pattern == leaf["pattern"]
    if "minimum" in leaf:
        assert limits["minimum"] >= leaf["minimum"]
    if "exclusiveMinimum" in leaf:
        assert limits["above"] >= leaf["exclusiveMinimum"]
    if "maximum" in leaf:
        assert limits["maximum"] <= leaf["maximum"]
    if leaf.get("minItems", 0) > 0 and fact["kind"] == "multi_choice":
        assert limits["min_items"] >= leaf["minItems"]


@each
def test_lists_hold_no_more_items_than_the_schema_takes(form: str) -> None:
    for field in fields(form):
        fact = facts()[field["fact"]]
        if fact["kind"] == "list":
            place = at(field["pointer"], form)
            assert fact["limits"]["min_items"] >= place["minItems"]
            assert fact["limits"]["max_items"] <= place["maxItems"]
