"""Yes and no: to proposals, previews, dangerous acts, choices, open questions; buttons of questions gone by."""

from __future__ import annotations

import pytest

from bot.engine import Address, Value
from bot.engine.commands import (
    Answer,
    Cancel,
    ChooseScenario,
    Command,
    Confirm,
    Correct,
    Propose,
    Reject,
    Restart,
    Resume,
    Smalltalk,
    Switch,
)
from bot.engine.events import Accepted, ConfirmAsked, Notice, Proposed, Rejected, StaleReply, SubmitRequested

from .shop import Tester


def pressed(tester: Tester, value: object) -> Answer:
    """A button of what is open."""
    top = tester.case.stack[-1] if tester.case.stack else None
    instance = getattr(top, "instance", None) or (tester.case.asked.instance if tester.case.asked else None)
    return Answer(None, Value(value), instance=instance)  # type: ignore[arg-type]


def test_a_yes_writes_the_proposal_and_a_no_drops_it() -> None:
    tester = Tester().start()
    tester.do(Propose(Address("area"), Value(80), "八十左右"))
    tester.do(Confirm())
    stored = tester.event(Accepted).stored
    assert (stored.value, stored.raw, stored.confirmed) == (80, "八十左右", True)
    tester.do(Propose(Address("kitchen"), Value(20)))
    assert tester.do(Reject())[0] == "ChangeDropped"
    assert "kitchen" not in tester.case.answers


def test_a_proposal_for_an_answered_fact_is_a_correction() -> None:
    tester = Tester().start().fill()
    tester.do(Propose(Address("dine_in"), Value(True)))
    assert "Previewed" in tester.do(Confirm())


@pytest.mark.parametrize(
    "again", [Answer(Address("area"), Value(90), "九十"), Correct(Address("area"), Value(90), "九十")]
)
def test_another_value_takes_the_place_of_a_proposal(again: Command) -> None:
    tester = Tester().start()
    tester.do(Propose(Address("area"), Value(80), "八十左右"))
    tester.do(again)
    for _ in range(len(tester.case.stack)):
        tester.do(Confirm())
    assert tester.case.answers["area"].value == 90
    assert tester.case.stack == ()


def test_going_on_drops_what_would_have_ended_it() -> None:
    tester = Tester().start()
    tester.answer("licensed", True)
    tester.do(Cancel())
    assert "ConfirmAsked" not in tester.do(Resume())
    assert (tester.case.stack, tester.case.closed, tester.asked()) == ((), "", "drinks")


def test_a_proposal_that_contradicts_meanwhile_is_refused() -> None:
    tester = Tester().start()
    tester.do(Propose(Address("kitchen"), Value(30)))
    tester.do(Answer(Address("area"), Value(20)))
    tester.do(Confirm())
    assert tester.event(Rejected).rejection.code == "answer.check"
    assert "kitchen" not in tester.case.answers


@pytest.mark.parametrize(
    ("value", "event"),
    [
        pytest.param(True, "Accepted", id="yes"),
        pytest.param(False, "ChangeDropped", id="no"),
        pytest.param("maybe", "Notice", id="neither"),
    ],
)
def test_buttons_of_a_confirmation(value: object, event: str) -> None:
    tester = Tester().start()
    tester.do(Propose(Address("area"), Value(80)))
    assert tester.do(pressed(tester, value))[0] == event


def test_a_bare_yes_answers_an_open_yes_or_no_question() -> None:
    tester = Tester()
    assert tester.do(Confirm())[0] == "Notice"
    tester.start()
    tester.do(Confirm())
    assert tester.case.answers["licensed"].value is True
    tester.do(Confirm())
    assert tester.event(Notice).text == "unclear.1"
    assert tester.case.asked is not None
    assert tester.case.asked.attempts == 1


def test_a_bare_no_at_the_review_asks_what_to_change_and_a_yes_hands_in() -> None:
    tester = Tester().start().fill()
    assert tester.do(Reject())[0] == "Notice"
    assert tester.event(Notice).text == "review.change"
    tester.do(Confirm())
    assert tester.event(SubmitRequested).key == f"c1:{tester.case.seq}"


def test_buttons_of_the_review() -> None:
    tester = Tester().start().fill()
    tester.do(pressed(tester, "later"))
    assert tester.case.submission is None
    tester.do(pressed(tester, "submit"))
    assert tester.case.submission is not None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(Answer(Address("area"), Value(81)), id="an-answer"),
        pytest.param(Correct(Address("staff", "2"), remove=True), id="an-item"),
    ],
)
def test_the_button_of_a_review_hands_in_nothing_that_it_did_not_show(change: Command) -> None:
    tester = Tester().start().fill(staff=None)
    tester.do(Confirm())
    for key, value in {"staff[2].name": "李强", "staff[2].full_time": True, "staff": False}.items():
        tester.answer(key, value)
    tester.fill()
    old = pressed(tester, "submit")
    tester.do(change)
    if tester.case.stack:
        tester.do(Confirm())
    assert tester.asked() == "review"
    assert "StaleReply" in tester.do(old)
    assert tester.case.submission is None
    tester.do(pressed(tester, "submit"))
    assert tester.case.submission is not None


def test_a_review_stays_the_same_question_while_nothing_changes() -> None:
    tester = Tester().start().fill()
    old = pressed(tester, "submit")
    tester.do(Smalltalk("thanks"))
    tester.do(old)
    assert tester.case.submission is not None


def test_yes_and_no_to_another_item() -> None:
    tester = Tester().start().fill(staff=None)
    assert tester.asked() == "staff"
    tester.do(Confirm())
    assert tester.asked() == "staff[2].name"
    tester.do(Correct(Address("staff", "2"), remove=True))
    tester.do(Confirm())
    tester.do(Reject())
    assert tester.case.lists["staff"].complete


@pytest.mark.parametrize(
    ("command", "act"),
    [pytest.param(Restart(), "restart", id="restart"), pytest.param(Switch("noodles"), "switch:noodles", id="switch")],
)
def test_dangerous_acts_wait_for_a_yes(command: Command, act: str) -> None:
    tester = Tester().start()
    tester.answer("area", 80)
    tester.do(command)
    assert tester.event(ConfirmAsked).act == act
    tester.do(command)
    assert len(tester.case.stack) == 1
    assert "ConfirmAsked" in tester.do(Answer(Address("name"), Value("店")))
    tester.do(Reject())
    assert tester.case.answers["area"].value == 80
    tester.do(command)
    tester.do(Confirm())
    if act == "restart":
        assert (tester.case.answers, tester.case.scenario) == ({}, None)
    else:
        assert (tester.case.scenario, tester.case.answers["area"].value) == ("noodles", 80)


def test_offered_scenarios_are_picked_by_button_or_refused() -> None:
    tester = Tester()
    tester.do(ChooseScenario(None, ("tea", "noodles")))
    tester.do(pressed(tester, "bakery"))
    assert tester.event(Notice).text == "route.again"
    tester.do(Reject())
    assert tester.event(Notice).text == "route.again"
    tester.do(ChooseScenario(None, ("tea", "noodles")))
    tester.do(pressed(tester, "noodles"))
    assert tester.case.scenario == "noodles"


def test_what_waits_is_put_again_when_something_else_was_said() -> None:
    tester = Tester().start().fill()
    tester.do(Propose(Address("email"), Value("a@b.cn")))
    assert tester.do()[-1] == "Proposed"
    tester.do(Reject())
    tester.do(Correct(Address("dine_in"), Value(True)))
    assert tester.do()[-1] == "Notice"
    assert tester.event(Notice).text == "confirm.change"


def test_a_reply_to_a_question_gone_by_is_recognised() -> None:
    tester = Tester().start()
    old = pressed(tester, True)
    tester.do(old)
    assert tester.do(old)[0] == "StaleReply"
    assert tester.event(StaleReply).instance == old.instance
    assert tester.case.answers == {**tester.case.answers, "licensed": tester.case.answers["licensed"]}
    assert tester.asked() == "drinks"
    fresh = Tester()
    assert fresh.do(Answer(None, Value(True), instance="q1"))[0] == "StaleReply"
    assert "StaleReply" in tester.do(Answer(Address("area"), Value(80), instance="q1"))


def test_an_answer_while_nothing_is_asked() -> None:
    tester = Tester()
    assert tester.do(Answer(None, Value(1)))[0] == "Notice"
    tester.do(Propose(Address("area"), Value(1)))
    assert not any(isinstance(event, Proposed) for event in tester.last.events)
