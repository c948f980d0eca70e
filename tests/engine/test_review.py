"""What the applicant checks: values as people read them, materials, warnings, and the fact behind a place."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine import Value, locate
from bot.engine.commands import Correct
from bot.engine.conditions import ABSENT, UNKNOWN
from bot.engine.review import display, fact_at, review
from bot.engine.view import View

from .shop import FACTS, TODAY, Tester, fact, make_catalog, make_release


def view_of(tester: Tester) -> View:
    """The facts of a case with a scenario."""
    view = locate(tester.catalog, tester.case, TODAY).view
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        pytest.param("area", 80.0, "80㎡", id="unit"),
        pytest.param("area", 80.5, "80.5㎡", id="decimal"),
        pytest.param("dine_in", True, "是", id="yes"),
        pytest.param("dine_in", False, "否", id="no"),
        pytest.param("camera", "yes", "已装", id="option"),
        pytest.param("camera", "gone", "gone", id="an-option-that-is-no-more"),
        pytest.param("drinks", ["brew", "cake"], "冲泡、裱花", id="several"),
        pytest.param("hours", ["09:00", "22:00"], "09:00–22:00", id="time-range"),
        pytest.param("items", [{"id": "cold", "annotations": ["pastry"]}], "冷食（含冷加工糕点）", id="annotated"),
        pytest.param("items", [{"id": "beverage", "annotations": []}], "饮品", id="without-annotation"),
        pytest.param("drinks", [{"id": "brew", "annotations": ["x"]}], "冲泡（x）", id="an-annotation-nobody-labels"),
        pytest.param("name", None, "", id="nothing"),
        pytest.param("name", UNKNOWN, "", id="unknown"),
        pytest.param("name", ABSENT, "", id="absent"),
    ],
)
def test_values_as_people_read_them(name: str, value: Any, shown: str) -> None:
    facts = [fact("area", "area", unit="㎡") if one.id == "area" else one for one in FACTS]
    tester = Tester(make_catalog(make_release(facts=[*facts, fact("hours", "time_range")]))).start()
    assert display(view_of(tester), name, value) == shown


def test_materials_warnings_and_reports_follow_the_answers() -> None:
    tester = Tester().start().fill(drinks=["cake"], area=200)
    found = review(view_of(tester))
    assert [one.id for one in found.materials] == ["M01", "M02", "M03"]
    assert found.warnings == (("W-ROOM", "R-2", True),)
    assert found.reports == (("R-301", "R-5", True),)
    document = found.applications[0].document
    assert document["items"] == [{"id": "cold", "annotations": ["pastry"]}]
    assert found.applications[0].missing == ()


@pytest.mark.parametrize(
    ("pointer", "key"),
    [
        pytest.param("/name", "name", id="a-field"),
        pytest.param("/staff/0/name", "staff[1].name", id="a-fact-of-an-item"),
        pytest.param("/staff/0/name/first", "staff[1].name", id="above"),
        pytest.param("/owner", "id_no", id="below"),
        pytest.param("/staff/0", "staff[1].name", id="an-item"),
        pytest.param("/seats", "seats", id="an-empty-field"),
        pytest.param("/nowhere/at/all", None, id="nowhere"),
        pytest.param("", None, id="the-whole"),
    ],
)
def test_the_fact_behind_a_place(pointer: str, key: str | None) -> None:
    tester = Tester().start().fill()
    assert fact_at(review(view_of(tester)).applications[0], pointer) == key


def test_what_is_missing_is_told_by_place() -> None:
    tester = Tester().start()
    tester.answer("staff[1].name", "张伟")
    tester.answer("dine_in", True)
    application = review(view_of(tester)).applications[0]
    assert {"/name", "/staff/0/full_time", "/seats"} <= set(application.missing)
    assert "/email" not in application.missing
    tester.do(Correct(None, Value(False)))
    assert review(view_of(tester)).applications[0].document["staff"] == [{"name": "张伟"}]
