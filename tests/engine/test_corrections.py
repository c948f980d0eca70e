"""Corrections: a preview first where they touch more than themselves; parked, restored, nested, undone, lost in nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Address, Case, Value
from bot.engine.amend import revert
from bot.engine.case import Inverse, Roster
from bot.engine.commands import Absence, Answer, Back, Confirm, Correct, Reject, Understood, Undo
from bot.engine.events import ChangeApplied, ItemRemoved, Notice, Previewed, RangeAsked, Rejected
from bot.engine.values import Rejection

from .shop import FULL, Tester


def ready(**but: Any) -> Tester:
    """A case at its review."""
    return Tester().start().fill(**but)


def keys(addresses: Any) -> list[str]:
    return [address.key for address in addresses]


def test_a_change_that_touches_nothing_else_is_made_at_once() -> None:
    tester = ready()
    assert tester.do(Correct(Address("name"), Value("新店"), "新店"))[0] == "ChangeApplied"
    assert tester.case.answers["name"].value == "新店"


def test_a_change_with_consequences_is_previewed_and_waits_for_a_yes() -> None:
    tester = ready()
    before = tester.case.answers
    tester.do(Correct(Address("dine_in"), Value(True)))
    preview = tester.event(Previewed)
    assert [(one.key, old, new) for one, old, new in preview.changes] == [("dine_in", False, True)]
    assert keys(preview.ask_again) == ["seats"]
    assert tester.case.answers == before
    tester.do(Confirm())
    assert tester.case.answers["dine_in"].value is True
    assert tester.asked() == "seats"


def test_materials_and_outcomes_are_in_the_preview() -> None:
    tester = ready()
    tester.do(Correct(Address("area"), Value(200)))
    assert (tester.event(Previewed).added, tester.event(Previewed).removed) == (("permit/M02",), ())
    tester.do(Confirm())
    tester.do(Correct(Address("area"), Value(80)))
    assert tester.event(Previewed).removed == ("permit/M02",)
    tester.do(Confirm())
    tester.do(Correct(Address("licensed"), Value(False)))
    assert "license_first" in tester.event(Previewed).added


def test_parked_answers_come_back_when_they_matter_again() -> None:
    tester = ready(dine_in=True)
    tester.answer("seats", 20)
    tester.do(Correct(Address("dine_in"), Value(False)))
    assert keys(tester.event(Previewed).parked) == ["seats"]
    tester.do(Confirm())
    assert keys(tester.event(ChangeApplied).parked) == ["seats"]
    assert tester.case.answers["seats"].value == 20
    tester.do(Correct(Address("dine_in"), Value(True)))
    assert keys(tester.event(Previewed).restored) == ["seats"]
    tester.do(Confirm())
    assert keys(tester.event(ChangeApplied).restored) == ["seats"]
    assert tester.asked() == "review"


def test_a_no_drops_the_preview() -> None:
    tester = ready()
    before = tester.case.answers
    tester.do(Correct(Address("dine_in"), Value(True)))
    assert tester.do(Reject())[0] == "ChangeDropped"
    assert (tester.case.answers, tester.case.stack) == (before, ())


def test_a_second_correction_joins_the_preview_of_the_first() -> None:
    tester = ready()
    tester.do(Correct(Address("dine_in"), Value(True)))
    tester.do(Correct(Address("area"), Value(200)))
    preview = tester.event(Previewed)
    assert [one.key for one, _, _ in preview.changes] == ["dine_in", "area"]
    assert (keys(preview.ask_again), preview.added) == (["seats"], ("permit/M02",))
    tester.do(Correct(Address("dine_in"), Value(False)))
    assert [(one.key, new) for one, _, new in tester.event(Previewed).changes] == [("area", 200)]
    tester.do(Confirm())
    assert (tester.case.answers["area"].value, tester.case.answers["dine_in"].value) == (200, False)


def test_undo_brings_back_what_stood_before_and_keeps_what_came_later() -> None:
    tester = ready()
    tester.do(Correct(Address("dine_in"), Value(True)))
    tester.do(Confirm())
    tester.answer("seats", 20)
    tester.do(Undo())
    assert tester.case.answers["dine_in"].value is False
    assert tester.case.answers["seats"].value == 20
    assert tester.case.order[-1] == "seats"
    assert tester.do(Undo())[0] == "Notice"
    assert tester.event(Notice).text == "nothing_to_undo"


def test_undo_of_a_first_answer_given_as_a_correction_removes_it() -> None:
    tester = Tester().start()
    tester.do(Correct(Address("area"), Value(80)))
    tester.do(Confirm()) if tester.case.stack else None
    tester.do(Undo())
    assert "area" not in tester.case.answers


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param(Value("大"), "answer.shape", id="wrong-kind"),
        pytest.param(Value(-5), "answer.above", id="limit"),
        pytest.param(Absence.NONE, "answer.required", id="required"),
        pytest.param(Rejection("area.unreadable"), "area.unreadable", id="not-understood"),
        pytest.param(Value(10), "answer.check", id="against-another-answer"),
    ],
)
def test_a_change_that_cannot_stand_is_refused_and_changes_nothing(value: Understood, code: str) -> None:
    tester = ready()
    before = tester.case.answers
    tester.do(Correct(Address("area"), value))
    assert tester.event(Rejected).rejection.code == code
    assert tester.case.answers == before


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="without-a-value"),
        pytest.param(Absence.DONT_KNOW, id="do-not-know"),
        pytest.param(Value(None, range=(50, 60)), id="range"),
    ],
)
def test_a_change_without_a_certain_value_opens_the_question_again(value: Understood | None) -> None:
    tester = ready()
    tester.do(Correct(Address("area"), value))
    assert tester.asked() == "area"
    assert tester.case.answers["area"].value == 80
    if isinstance(value, Value):
        assert tester.event(RangeAsked).high == 60
    tester.answer("area", 70)
    assert tester.case.answers["area"].value == 70
    assert tester.asked() == "review"


def test_a_rough_change_is_previewed_even_when_it_touches_nothing_else() -> None:
    tester = ready()
    tester.do(Correct(Address("kitchen"), Value(15, approx=True)))
    assert "kitchen" in [one.key for one, _, _ in tester.event(Previewed).changes]


def test_a_change_that_names_no_fact_means_the_latest_answer() -> None:
    tester = Tester()
    assert tester.do(Correct(None, Value(1)))[0] == "Notice"
    tester.start()
    assert tester.do(Correct(None, Value(1)))[0] == "Notice"
    tester.answer("area", 80)
    tester.do(Correct(None, Value(90)))
    tester.do(Confirm()) if tester.case.stack else None
    assert tester.case.answers["area"].value == 90


@pytest.mark.parametrize(
    ("address", "code"),
    [
        pytest.param(Address("nothing"), "answer.no_such_fact", id="unknown"),
        pytest.param(Address("seats"), "answer.not_relevant", id="not-relevant"),
        pytest.param(Address("full_place"), "answer.computed", id="computed"),
    ],
)
def test_what_cannot_be_opened_again(address: Address, code: str) -> None:
    tester = ready()
    tester.do(Correct(address))
    assert tester.event(Rejected).rejection.code == code


def test_back_walks_through_the_answers_and_forgets_none() -> None:
    tester = Tester().start()
    assert tester.do(Back())[0] == "Notice"
    tester.answer("licensed", True)
    tester.answer("drinks", ["brew"])
    tester.do(Back())
    assert tester.asked() == "drinks"
    tester.do(Back())
    assert tester.asked() == "licensed"
    assert tester.do(Back())[0] == "Notice"
    tester.answer("licensed", True)
    assert tester.asked() == "area"
    assert tester.case.answers["drinks"].value == ["brew"]


def test_a_question_opened_again_is_left_when_it_no_longer_matters() -> None:
    tester = ready(dine_in=True)
    tester.answer("seats", 20)
    tester.do(Correct(Address("seats")))
    tester.do(Answer(Address("dine_in"), Value(False)))
    tester.do(Confirm())
    assert tester.asked() == "review"
    assert tester.case.stack == ()


def test_an_answer_given_again_the_same_changes_nothing() -> None:
    tester = ready()
    tester.do(Correct(Address("area"), Value(80)))
    assert tester.case.answers["area"].value == 80
    assert tester.asked() == "review"


def test_list_items_are_changed_and_removed_with_a_preview() -> None:
    tester = ready()
    tester.do(Correct(Address("staff.name", "1"), Value("李娜")))
    assert tester.case.answers["staff[1].name"].value == "李娜"
    tester.do(Correct(Address("staff", "1"), remove=True))
    assert tester.event(Previewed).changes[0][0].key == "staff[1]"
    tester.do(Confirm())
    assert (tester.event(ItemRemoved).list, tester.event(ItemRemoved).item) == ("staff", "1")
    assert not any(key.startswith("staff[") for key in tester.case.answers)
    tester.do(Undo())
    assert tester.case.answers["staff[1].name"].value == "李娜"
    assert tester.case.lists["staff"].items == ("1",)


@pytest.mark.parametrize("address", [Address("staff", "9"), Address("staff"), Address("name")])
def test_what_is_not_there_cannot_be_removed(address: Address) -> None:
    tester = ready()
    tester.do(Correct(address, remove=True))
    assert tester.event(Rejected).rejection.code == "answer.no_such_item"


def test_a_list_is_opened_for_one_more_or_at_an_item() -> None:
    tester = ready()
    tester.do(Correct(Address("staff", "1")))
    assert tester.asked() == "staff[1].name"
    tester.answer("staff[1].name", "张伟")
    tester.do(Correct(Address("staff")))
    assert tester.asked() == "staff[2].name"


@pytest.mark.parametrize(
    ("now", "room"),
    [
        pytest.param({"district": "pu"}, None, id="another-district"),
        pytest.param({"district": "jing"}, "302", id="the-same-district"),
        pytest.param({}, "302", id="no-district"),
        pytest.param({"district": "pu", "room": "5"}, "302", id="the-new-one-has-a-room"),
    ],
)
def test_an_address_that_moves_forgets_what_was_told_of_the_old_place(now: dict[str, str], room: str | None) -> None:
    tester = Tester().start().fill(place=None)
    tester.do(Answer(Address("place"), Value("某路1号"), "某路1号", parts={"district": "jing"}))
    tester.do(Answer(Address("room"), Value("302"), "302"))
    if "Previewed" in tester.do(Correct(Address("place"), Value("新路2号"), "新路2号", parts=now)):
        tester.do(Confirm())
    assert tester.case.answers["place"].value == "新路2号"
    stored = tester.case.answers.get("room")
    assert (stored.value if stored is not None else None) == room
    tester.do(Undo())
    assert (tester.case.answers["place"].value, tester.case.answers["room"].value) == ("某路1号", "302")


def test_nothing_to_undo_leaves_the_case() -> None:
    case = Case("c")
    assert revert(case) is case


def test_undo_keeps_items_that_joined_the_list_later() -> None:
    tester = ready()
    tester.do(Correct(Address("staff", "1"), remove=True))
    tester.do(Confirm())
    tester.answer("staff[2].name", "李娜")
    tester.do(Undo())
    assert tester.case.lists["staff"].items == ("1", "2")
    assert tester.case.lists["staff"].next == 3


def test_undo_of_a_list_that_was_empty_before() -> None:
    tester = Tester().start()
    answer = replace(tester.answered_once(), value="张伟")
    case = replace(
        tester.case, answers={"staff[1].name": answer}, lists={"staff": Roster(("1",), 2)}, order=("staff[1].name",),
        undo=Inverse({}, {"staff": Roster()}, (), {}),
    )  # fmt: skip
    assert revert(case).lists["staff"].items == ("1",)
    gone = replace(case, lists={})
    assert revert(gone).lists["staff"] == Roster()


def test_every_answer_of_a_full_case_can_be_corrected_to_itself() -> None:
    for key in FULL:
        tester = ready()
        address = Address.parse(key)
        stored = tester.case.answers.get(key)
        if stored is not None and stored.absence is None:
            tester.do(Correct(address, Value(stored.value)))
            assert tester.case.answers[key].value == stored.value
