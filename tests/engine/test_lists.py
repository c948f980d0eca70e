"""Lists: items with ids, added and completed in conversation, least and most of them."""

from __future__ import annotations

from dataclasses import replace

from bot.engine import Address, Value, locate
from bot.engine.case import Roster
from bot.engine.commands import Answer, Confirm, Correct
from bot.engine.events import MoreAsked, Notice, QuestionAsked, Rejected
from bot.engine.facts import Limits

from .shop import FACTS, NOW, Tester, make_catalog, make_form, make_release


def at_staff() -> Tester:
    """A case whose list is being asked."""
    return Tester().start().fill(**{"staff[1].name": None, "staff[1].full_time": None, "staff": None})


def test_the_first_item_is_asked_without_asking_whether_there_is_one() -> None:
    tester = at_staff()
    assert tester.asked() == "staff[1].name"
    assert tester.event(QuestionAsked).item_number == 1
    assert tester.case.lists == {}


def test_another_item_is_offered_once_an_item_is_complete() -> None:
    tester = at_staff()
    tester.answer("staff[1].name", "张伟")
    assert tester.asked() == "staff[1].full_time"
    tester.answer("staff[1].full_time", False)
    assert tester.asked() == "staff[1].hours"
    tester.answer("staff[1].hours", 20)
    assert (tester.asked(), tester.event(MoreAsked).count) == ("staff", 1)
    tester.answer("staff", True)
    assert (tester.asked(), tester.event(QuestionAsked).item_number) == ("staff[2].name", 2)


def test_a_full_list_asks_for_no_more() -> None:
    tester = at_staff()
    for item in "123":
        tester.answer(f"staff[{item}].name", f"张{item}")
        tester.answer(f"staff[{item}].full_time", True)
        tester.answer("staff", True) if tester.asked() == "staff" else None
    assert tester.asked() == "review"
    tester.do(Correct(Address("staff")))
    assert tester.event(Rejected).rejection.code == "budget.items"
    tester.answer("staff[4].name", "张四")
    assert tester.event(Rejected).rejection.code == "budget.items"


def test_too_few_items_are_not_complete() -> None:
    tester = at_staff()
    tester.answer("staff", False)
    assert tester.event(Rejected).rejection.code == "answer.min_items"
    assert tester.asked() == "staff[1].name"


def test_neither_yes_nor_no() -> None:
    tester = at_staff()
    tester.answer("staff", "也许")
    assert tester.event(Notice).text == "unclear.confirm"


def test_what_is_said_with_the_yes_is_the_new_items() -> None:
    tester = Tester().start().fill(staff=None)
    assert "Accepted" in tester.do(Confirm(), Answer(None, Value("李四")))
    assert (tester.case.answers["staff[2].name"].value, tester.asked()) == ("李四", "staff[2].full_time")
    tester.answer("staff[2].full_time", True)
    tester.do(Answer(None, Value("王五")))
    assert tester.event(Notice).text == "unclear.confirm", "nothing was opened for it"
    assert tester.asked() == "staff"


def test_items_keep_their_ids_when_others_go() -> None:
    tester = at_staff()
    for item in "12":
        tester.answer(f"staff[{item}].name", f"张{item}")
        tester.answer(f"staff[{item}].full_time", True)
        tester.answer("staff", True) if item == "1" else None
    tester.answer("staff", False)
    tester.do(Correct(Address("staff", "1"), remove=True))
    tester.do(Answer(None, Value(True), instance=tester.case.stack[-1].instance))  # type: ignore[union-attr]
    assert tester.case.lists["staff"].items == ("2",)
    tester.do(Correct(Address("staff")))
    assert tester.asked() == "staff[3].name"


def test_a_list_that_does_not_matter_is_not_asked_and_not_written() -> None:
    tester = Tester().start().fill()
    assert tester.asked() == "review"
    tester.do(Answer(Address("has_store"), Value(True)))
    tester.do(Answer(None, Value(True), instance=tester.case.stack[-1].instance))  # type: ignore[union-attr]
    assert tester.asked() == "stores[1].address"


def test_a_list_without_a_least_number_may_be_empty() -> None:
    facts = [replace(one, limits=Limits(max_items=2)) if one.id == "staff" else one for one in FACTS]
    tester = (
        Tester(make_catalog(make_release(facts=facts, form=make_form(validate=lambda document: ()))))
        .start()
        .fill(**{"staff[1].name": None, "staff[1].full_time": None, "staff": None})
    )
    assert tester.asked() == "staff"
    assert tester.event(MoreAsked).count == 0
    tester.answer("staff", False)
    assert tester.case.lists["staff"] == Roster(complete=True)
    assert tester.asked() == "review"


def test_items_conditions_read_their_own_item_first() -> None:
    tester = at_staff()
    tester.answer("staff[1].name", "张伟")
    tester.answer("staff[1].full_time", False)
    tester.answer("staff[2].name", "李娜")
    tester.answer("staff[2].full_time", True)
    view = locate(tester.catalog, tester.case, NOW.date()).view
    assert view is not None
    assert view.relevant(Address("staff.hours", "1")) is True
    assert view.relevant(Address("staff.hours", "2")) is False
    assert view.relevant(Address("staff.hours", "3")) is None
