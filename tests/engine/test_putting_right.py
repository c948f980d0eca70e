"""Corrections while a value or a change waits for a yes: what names nothing else is about what waits."""

from __future__ import annotations

import pytest

from bot.engine import Address, Value, asking
from bot.engine.commands import Answer, Command, Confirm, Correct, Propose, Reject
from bot.engine.events import Accepted, ChangeApplied, Previewed

from .shop import NOW, Tester

AREA, NAME, DINE_IN = Address("area"), Address("name"), Address("dine_in")


def proposed() -> Tester:
    """80 is put up for the area, after the name was answered."""
    tester = Tester().start()
    tester.do(Answer(NAME, Value("阿婆"), "阿婆"))
    tester.do(Propose(AREA, Value(80), "八十左右"))
    return tester


def previewed() -> Tester:
    """An area of 200, with what comes of it, waits for a yes; it is 80 still."""
    tester = Tester().start().fill(area=80)
    tester.do(Correct(AREA, Value(200), "两百"))
    return tester


@pytest.mark.parametrize("address", [None, AREA])
def test_a_value_takes_the_place_of_the_proposal(address: Address | None) -> None:
    tester = proposed()
    tester.do(Correct(address, Value(98), "刚说错了是98平"))
    assert tester.event(Accepted).stored.value == 98
    assert (tester.case.answers["area"].value, tester.case.answers["name"].value) == (98, "阿婆")
    assert tester.case.stack == ()


def test_a_rough_value_takes_its_place_and_is_asked_for_too() -> None:
    tester = proposed()
    tester.do(Correct(None, Value(98, approx=True), "错了，差不多98"))
    assert "area" not in tester.case.answers
    tester.do(Confirm())
    assert tester.case.answers["area"].value == 98


def test_without_a_value_what_was_proposed_is_asked_again() -> None:
    tester = proposed()
    tester.do(Correct(None, None, "刚才说错了"))
    assert (tester.asked(), "area" in tester.case.answers) == ("area", False)
    tester.do(Answer(None, Value(98), "98"))
    assert (tester.case.answers["area"].value, tester.case.stack) == (98, ())


def test_what_names_another_answer_corrects_that_one() -> None:
    tester = proposed()
    tester.do(Correct(NAME, Value("阿公"), "店名是阿公"))
    assert tester.case.answers["name"].value == "阿公"
    tester.do(Confirm())
    assert tester.case.answers["area"].value == 80


@pytest.mark.parametrize("again", [Correct(None, Value(150), "不对是150"), Answer(AREA, Value(150), "150")])
def test_another_value_takes_the_place_of_the_previewed_one(again: Command) -> None:
    tester = previewed()
    tester.do(again)
    assert [(one.key, old, new) for one, old, new in tester.event(Previewed).changes] == [("area", 80, 150)]
    tester.do(Confirm())
    assert (tester.case.answers["area"].value, tester.case.stack) == (150, ())


@pytest.mark.parametrize("again", [Correct(None, Value(80), "还是80吧"), Answer(AREA, Value(80), "80")])
def test_the_old_value_drops_the_change(again: Command) -> None:
    tester = previewed()
    assert tester.do(again)[0] == "ChangeDropped"
    assert (tester.case.answers["area"].value, tester.case.stack) == (80, ())


def test_without_a_value_what_was_to_be_changed_is_asked_again() -> None:
    tester = previewed()
    tester.do(Correct(None, None, "说错了"))
    assert (tester.asked(), tester.case.answers["area"].value) == ("area", 80)
    assert "ChangeApplied" not in tester.do(Reject())


def test_of_several_changes_the_latest_is_meant() -> None:
    tester = previewed()
    tester.do(Correct(DINE_IN, Value(True), "有堂食"))
    assert list(asking(tester.catalog, tester.case, NOW).waiting) == ["area", "dine_in"]
    tester.do(Correct(AREA, Value(150), "面积150"))
    assert list(asking(tester.catalog, tester.case, NOW).waiting.items()) == [("dine_in", True), ("area", 150)]
    tester.do(Confirm())
    assert {one.key for one in tester.event(ChangeApplied).addresses} == {"dine_in", "area"}


def test_of_a_removal_nothing_waits_to_be_replaced() -> None:
    tester = Tester().start().fill()
    item = tester.case.lists["staff"].items[0]
    tester.do(Correct(Address("staff", item), remove=True))
    assert tester.case.stack
    assert asking(tester.catalog, tester.case, NOW).waiting == {}


def test_what_waits_is_told_to_whoever_understands() -> None:
    tester = proposed()
    assert asking(tester.catalog, tester.case, NOW).waiting == {"area": 80}
    tester.do(Reject())
    assert asking(tester.catalog, tester.case, NOW).waiting == {}
