"""A clerk takes a case over, fills in, writes, asks for a yes and hands back; the guide is silent meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.engine import Address, ExchangeOffered, Known, Turn, Value, advance
from bot.engine.case import AwaitChange
from bot.engine.case_json import dump, load
from bot.engine.clerks import (
    Call,
    Clerk,
    ClerkAsked,
    ClerkCame,
    ClerkGone,
    ClerkJoined,
    ClerkLeft,
    ClerkWords,
    ClerkWrote,
    Passed,
)
from bot.engine.commands import (
    Absence,
    Answer,
    Cancel,
    Command,
    Confirm,
    Correct,
    Human,
    Reject,
    Restart,
    Submit,
    Undertake,
    Unknown,
)
from bot.engine.events import Accepted, Notice, Proposed, QuestionAsked, ReviewReady, SubmitRequested
from bot.engine.known import KnownAsked, KnownConfirmed

from .shop import NOW, Tester
from .test_exchange import LICENCE, agreed, found, report

WANG = ClerkCame("wang", "3号窗口 王")
LICENCE_OFFER = ExchangeOffered((LICENCE,))


def names(tester: Tester) -> list[str]:
    return [type(event).__name__ for event in tester.last.events]


def helped(tester: Tester | None = None) -> Tester:
    """A shop whose applicant is helped by Wang."""
    return report(tester or Tester().start(), WANG)


def clerk(tester: Tester, *commands: Command, by: str = "wang") -> list[str]:
    """A turn of a clerk; through JSON as between processes."""
    tester.turns += 1
    turn = Turn(f"t{tester.turns}", commands, "raw", source="form", actor="clerk", by=by)
    tester.last = advance(tester.catalog, tester.case, turn, NOW)
    tester.case = load(dump(tester.last.case))
    assert tester.case == tester.last.case
    return names(tester)


def fills(tester: Tester, key: str, value: Any, by: str = "wang") -> list[str]:
    """The clerk fills one fact in."""
    understood = value if isinstance(value, Absence) else Value(value)
    return clerk(tester, Answer(Address.parse(key), understood, str(value)), by=by)


def test_the_applicant_is_told_who_helps_and_the_guide_asks_nothing() -> None:
    tester = helped()
    assert tester.last.events == (ClerkJoined("3号窗口 王"),)
    assert tester.case.clerk == Clerk("wang", "3号窗口 王", NOW)
    assert report(tester, WANG).last.events == ()


def test_words_of_the_applicant_are_for_the_clerk() -> None:
    tester = helped()
    before = tester.case.answers
    assert tester.do(Answer(None, Value(True), "有了")) == ["Passed"]
    assert tester.do(Cancel()) == ["Passed"]
    assert tester.do(Confirm()) == ["Passed"]
    assert (tester.case.answers, tester.case.closed) == (before, "")


def test_the_applicants_buttons_and_edits_are_taken_and_the_guide_goes_on_there() -> None:
    tester = helped()
    told = tester.do(Answer(Address("licensed"), Value(True), "是"), source="form")
    assert told == ["Accepted", "QuestionAsked"]


def test_what_the_clerk_wrote_is_told_under_their_name() -> None:
    tester = report(helped(), ClerkWrote("wang", "您好，面积按租赁合同写就行。"))
    assert tester.last.events == (ClerkWords("3号窗口 王", "您好，面积按租赁合同写就行。"),)


def test_what_the_clerk_fills_in_is_theirs_and_waits_for_a_yes() -> None:
    tester = helped()
    assert fills(tester, "licensed", True) == ["Accepted"]
    stored = tester.case.answers["licensed"]
    assert (stored.value, stored.source, stored.actor, stored.confirmed) == (True, "clerk", "clerk", False)


def test_handing_back_has_the_applicant_look_through_it_before_anything_else() -> None:
    tester = helped()
    fills(tester, "licensed", True)
    fills(tester, "drinks", ["brew"])
    report(tester, ClerkLeft("wang"))
    assert names(tester) == ["ClerkGone", "KnownAsked"]
    asked = tester.event(KnownAsked)
    assert (asked.title, [one.key for one in asked.addresses]) == ("", ["licensed", "drinks"])
    assert tester.do(Confirm()) == ["KnownConfirmed", "QuestionAsked"]
    assert all(one.confirmed for one in tester.case.answers.values())
    assert tester.case.answers["drinks"].source == "clerk"


def test_the_clerk_may_have_it_looked_through_while_they_are_there() -> None:
    tester = helped()
    fills(tester, "licensed", True)
    assert names(report(tester, ClerkAsked("wang"))) == ["KnownAsked"]
    assert tester.do(Confirm()) == ["KnownConfirmed", "QuestionAsked"]  # the plain yes is to the guide's question
    assert tester.do(Answer(None, Value(3), "3")) == ["Passed"]  # anything else is for the clerk


def test_what_the_clerk_changes_meanwhile_is_another_question_than_the_one_shown() -> None:
    tester = helped()
    fills(tester, "licensed", True)
    report(tester, ClerkAsked("wang"))
    shown = tester.event(KnownAsked).instance
    report(tester, ClerkWrote("wang", "您看一下"))
    assert tester.case.asked is not None
    assert tester.case.asked.instance == shown
    fills(tester, "drinks", ["brew"])
    assert tester.case.asked.instance != shown
    report(tester, ClerkAsked("wang"))
    assert tester.event(KnownAsked).instance == tester.case.asked.instance != shown


def test_once_the_clerk_has_written_a_yes_is_an_answer_to_them() -> None:
    tester = helped()
    fills(tester, "licensed", True)
    report(tester, ClerkAsked("wang"))
    report(tester, ClerkWrote("wang", "您是说堂食吗？"))
    assert tester.do(Confirm()) == ["Passed"]
    assert not tester.case.answers["licensed"].confirmed


def test_words_in_between_leave_the_guides_question_open() -> None:
    tester = helped()
    fills(tester, "licensed", True)
    report(tester, ClerkAsked("wang"))
    assert tester.do(Unknown()) == ["Passed"]
    assert tester.do(Reject()) == ["KnownAsked"]
    assert tester.event(KnownAsked).which


def test_only_the_clerk_who_helps_does_anything() -> None:
    tester = helped()
    before = tester.case
    for told in (ClerkLeft("li"), ClerkWrote("li", "x"), ClerkAsked("li")):
        assert report(tester, told).last.events == ()
    assert fills(tester, "licensed", True, by="li") == []
    assert (tester.case.answers, tester.case.clerk) == (before.answers, before.clerk)


def test_nobody_helps_where_nobody_came() -> None:
    tester = Tester().start()
    assert fills(tester, "licensed", True) == []
    for told in (ClerkLeft("wang"), ClerkWrote("wang", "x"), ClerkAsked("wang")):
        assert report(tester, told).last.events == ()
    assert tester.case.answers == {}


def test_of_two_who_come_at_once_the_first_has_it() -> None:
    tester = report(helped(), ClerkCame("li", "5号窗口 李"))
    assert tester.last.events == ()
    assert tester.case.clerk == Clerk("wang", "3号窗口 王", NOW)


def test_who_was_told_of_another_clerk_than_the_present_one_comes_too_late() -> None:
    tester = report(helped(), ClerkCame("li", "5号窗口 李", instead="chen"))
    assert tester.last.events == ()
    assert report(Tester().start(), ClerkCame("li", "5号窗口 李", instead="chen")).case.clerk is None


def test_another_clerk_takes_it_over() -> None:
    tester = report(helped(), ClerkCame("li", "5号窗口 李", instead="wang"))
    assert tester.last.events == (ClerkJoined("5号窗口 李", "3号窗口 王"),)
    assert fills(tester, "licensed", True) == []
    assert fills(tester, "licensed", True, by="li") == ["Accepted"]


def test_nothing_is_handed_in_before_the_applicant_has_said_yes_to_what_the_clerk_filled_in() -> None:
    tester = helped(Tester().start().fill())
    fills(tester, "area", 90)
    report(tester, ClerkLeft("wang"))
    assert "KnownAsked" in names(tester)
    told = tester.do(Submit())
    assert "SubmitRequested" not in told
    assert "KnownAsked" in told
    tester.do(Confirm())
    tester.event(ReviewReady)
    assert "SubmitRequested" in tester.do(Submit())
    (told_of,) = tester.event(SubmitRequested).provenance.values()
    assert [one["raw"] for one in told_of.values() if one["source"] == "clerk"] == ["90"]


@pytest.mark.parametrize(
    "command",
    [Submit(), Cancel(), Restart(), Confirm(), Reject(), Undertake("m", "promised", "v"), Answer(None, Value("submit"), "", instance="q1")],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_what_only_the_applicant_can_say_no_clerk_says(command: Command) -> None:
    tester = Tester().start().fill()
    asked = tester.case.asked
    assert asked is not None
    helped(tester)
    if isinstance(command, Answer):
        command = Answer(None, Value("submit"), "", instance=asked.instance)
    assert clerk(tester, command) == ["Notice"]
    assert tester.event(Notice).text == "clerk.not_for_them"
    assert tester.case.submission is None
    assert not tester.case.closed


@pytest.mark.parametrize("make", [Answer, Correct], ids=lambda one: one.__name__)
def test_no_clerk_declares_for_the_applicant(make: type[Answer] | type[Correct]) -> None:
    declared = Address("truthful")
    tester = helped(Tester().start())
    command = Answer(declared, Value(True), "是") if make is Answer else Correct(declared, Value(True), "是")
    assert clerk(tester, command) == ["Notice"]
    assert tester.event(Notice).text == "clerk.not_for_them"
    assert "truthful" not in tester.case.answers
    asked = Tester().start().fill(truthful=None)
    assert asked.case.asked is not None
    assert asked.case.asked.address == declared
    helped(asked)
    assert clerk(asked, Answer(None, Value(True), "是")) == ["Notice"]
    assert "truthful" not in asked.case.answers


def test_no_clerk_agrees_to_looking_things_up() -> None:
    tester = report(Tester().start(), LICENCE_OFFER)
    instance = tester.case.stack[-1].instance  # type: ignore[union-attr]
    helped(tester)
    assert clerk(tester, Confirm()) == ["Notice"]
    assert clerk(tester, Answer(None, Value(True), "", instance=instance)) == ["Notice"]
    assert tester.case.exchange is not None
    assert tester.case.exchange.state == "offered"
    assert tester.do(Answer(None, Value(True), instance=instance), source="chosen")[0] == "FactsSought"


def test_no_clerk_says_that_values_from_elsewhere_are_right() -> None:
    tester = found({"name": Known("阿婆奶茶", "licence", "L1", LICENCE)}, agreed())
    instance = tester.event(KnownAsked).instance
    helped(tester)
    assert clerk(tester, Answer(None, Value(True), "", instance=instance)) == ["Notice"]
    assert clerk(tester, Answer(None, Value(True), "对")) == ["Notice"]
    assert not tester.case.answers["name"].confirmed
    report(tester, ClerkAsked("wang"))
    assert tester.do(Confirm()) == ["KnownConfirmed", "QuestionAsked"]


def test_no_clerk_decides_between_contradicting_values() -> None:
    tester = Tester().start()
    tester.answer("name", "我的店")
    tester = found({"name": Known("阿婆奶茶", "licence", "L1", LICENCE)}, agreed(tester))
    assert names(tester)[-1] == "DisputeAsked"
    helped(tester)
    assert clerk(tester, Answer(None, Value("阿婆奶茶"), "")) == ["Notice"]
    assert tester.case.answers["name"].value == "我的店"


def test_the_clerks_open_answer_is_to_the_open_question() -> None:
    tester = helped()
    assert clerk(tester, Answer(None, Value(True), "有")) == ["Accepted"]
    assert tester.case.answers["licensed"].source == "clerk"


def test_the_clerks_first_words_may_choose_the_scenario() -> None:
    tester = helped(Tester())
    assert clerk(tester, Answer(None, Value(True), "有")) == ["Notice"]
    assert clerk(tester, Unknown()) == ["Notice"]
    assert tester.event(Notice).text == "clerk.not_understood"


def test_the_clerk_confirms_what_they_proposed_and_it_still_waits_for_the_applicant() -> None:
    tester = helped()
    told = clerk(tester, Answer(Address("area"), Value(100, approx=True), "一百来平"))
    assert told == ["Proposed"]
    assert clerk(tester, Confirm()) == ["Accepted"]
    stored = tester.case.answers["area"]
    assert (stored.value, stored.source, stored.confirmed) == (100, "clerk", False)


def test_the_clerk_presses_the_button_of_their_own_proposal() -> None:
    tester = helped()
    clerk(tester, Answer(Address("area"), Value(100, approx=True), "一百来平"))
    assert clerk(tester, Answer(None, Value(True), "", instance=tester.event(Proposed).instance)) == ["Accepted"]


def test_the_clerk_confirms_nothing_that_the_applicant_proposed_or_wants_to_change() -> None:
    tester = Tester().start()
    tester.do(Answer(Address("area"), Value(100, approx=True), "一百来平"))
    helped(tester)
    assert clerk(tester, Confirm()) == ["Notice"]
    other = Tester().start().fill()
    other.do(Correct(Address("licensed"), Value(False)))
    assert isinstance(other.case.stack[-1], AwaitChange)
    helped(other)
    assert clerk(other, Confirm()) == ["Notice"]


def test_restarting_keeps_who_helps() -> None:
    tester = helped()
    tester.do(Restart(), source="form")
    tester.do(Answer(None, Value(True), instance=tester.case.stack[-1].instance), source="chosen")  # type: ignore[union-attr]
    assert tester.case.clerk is not None


def test_handing_back_with_nothing_filled_in_asks_on() -> None:
    tester = report(helped(), ClerkLeft("wang"))
    assert tester.last.events[0] == ClerkGone("3号窗口 王")
    tester.event(QuestionAsked)
    assert tester.case.clerk is None


def test_who_calls_waits_since_the_first_call_until_somebody_comes() -> None:
    tester = Tester().start()
    tester.do(Human("急"))
    assert tester.case.call == Call("asked", NOW)
    tester.do(Human("还没人吗"), now=NOW + timedelta(minutes=3))
    assert tester.case.call == Call("asked", NOW)
    helped(tester)
    assert tester.case.call is None
    tester.do(Human("人呢"))
    assert (names(tester), tester.case.call) == (["Passed"], None)


def test_the_call_outlasts_a_new_start() -> None:
    tester = Tester().start()
    tester.do(Human())
    tester.do(Restart())
    tester.do(Confirm())
    assert (tester.case.scenario, tester.case.call) == (None, Call("asked", NOW))


def test_a_button_for_a_person_while_one_is_there_calls_nobody() -> None:
    tester = helped()
    tester.do(Human(), source="chosen")
    assert tester.case.call is None


def test_a_clerk_who_does_nothing_for_half_an_hour_keeps_nobody_waiting() -> None:
    tester = helped()
    tester.do(Answer(None, Value(True), "有"), now=NOW + timedelta(minutes=30))
    assert names(tester) == ["Passed"]
    tester.do(Answer(None, Value(True), "有"), now=NOW + timedelta(minutes=30, seconds=1))
    assert names(tester)[:2] == ["ClerkGone", "Accepted"]
    assert tester.case.clerk is None
    assert fills(tester, "area", 80) == []


def test_whatever_a_clerk_does_shows_that_they_are_there() -> None:
    later = NOW + timedelta(minutes=29)
    tester = helped()
    for act in (ClerkWrote("wang", "您好"), ClerkAsked("wang")):
        tester.turns += 1
        tester.last = advance(tester.catalog, tester.case, Turn(f"t{tester.turns}", actor="system", report=act), later)
        tester.case = load(dump(tester.last.case))
        assert tester.case.clerk is not None
        assert tester.case.clerk.at == later
    tester.do(Answer(None, Value(True), "有"), now=later + timedelta(minutes=29))
    assert names(tester) == ["Passed"]
    assert tester.case.clerk is not None
    assert tester.case.clerk.at == later


def test_what_happens_elsewhere_shows_nothing_of_the_clerk() -> None:
    tester = helped()
    tester.turns += 1
    late = Turn(f"t{tester.turns}", actor="system", report=LICENCE_OFFER)
    tester.last = advance(tester.catalog, tester.case, late, NOW + timedelta(hours=2))
    assert tester.last.case.clerk is not None
    assert tester.last.case.clerk.at == NOW


def test_passed_is_the_only_event_of_words_for_the_clerk() -> None:
    tester = helped()
    tester.do(Answer(Address("licensed"), Value(True), "有"))
    assert tester.last.events == (Passed(),)
    assert not any(isinstance(event, (Accepted, KnownConfirmed)) for event in tester.last.events)
