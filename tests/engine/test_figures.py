"""Dated figures: the value of the day, never the latest; a day without one hands over to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from bot.engine import Case, asking, locate
from bot.engine.errors import FigureExpired, UnknownName
from bot.engine.events import HandOverRequested, Notice
from bot.engine.figures import Figure, Period

from .shop import NOW, Tester, make_catalog

FIGURE = Figure(
    "small", "小店", "㎡",
    (Period(100, date(2020, 1, 1), date(2023, 12, 31), "old"), Period(150, date(2024, 1, 1), None, "new")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "value"),
    [
        pytest.param(date(2020, 1, 1), 100, id="first-day"),
        pytest.param(date(2023, 12, 31), 100, id="last-day"),
        pytest.param(date(2024, 1, 1), 150, id="next-period"),
        pytest.param(date(2050, 1, 1), 150, id="no-end-known"),
    ],
)
def test_the_value_of_the_day(day: date, value: float) -> None:
    assert FIGURE.on(day).value == value


def test_a_day_before_every_period_has_no_value() -> None:
    with pytest.raises(FigureExpired) as caught:
        FIGURE.on(date(2019, 12, 31))
    assert (caught.value.figure, caught.value.day) == ("small", date(2019, 12, 31))


def test_a_turn_that_needs_an_expired_figure_hands_over_and_keeps_the_case() -> None:
    late = datetime(2031, 1, 1, tzinfo=timezone.utc)
    tester = Tester().start()
    for key, value in (("licensed", True), ("drinks", ["brew"]), ("area", 80)):
        tester.answer(key, value)
    before = tester.case.answers
    names = tester.do(now=late)
    assert names == ["Notice", "HandOverRequested"]
    assert tester.event(Notice).params == {"figure": "small"}
    assert tester.event(HandOverRequested).reason == "figure small"
    assert tester.case.call is not None and tester.case.call.reason == "figure"
    assert tester.case.answers == before
    assert asking(tester.catalog, tester.case, late).mode == "closed"
    with pytest.raises(FigureExpired):
        locate(tester.catalog, tester.case, late.date())


def test_names_that_are_not_in_the_catalog() -> None:
    catalog = make_catalog()
    with pytest.raises(UnknownName) as caught:
        catalog.release("bakery")
    assert (caught.value.kind, caught.value.name) == ("scenario", "bakery")
    assert catalog.release("tea").scenario.id == "tea"
    assert catalog.pinned("tea", "v0") is None
    assert locate(catalog, replace(Case("c"), scenario="tea", version="v0"), NOW.date()).stage == "routing"
