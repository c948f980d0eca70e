"""Corrections among other things: two at a time, taken back, refused, with a case that is closed, paused or not received yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Address, EffectDone, EffectFailed, Value
from bot.engine.case import AwaitAct, AwaitChange, Submission, Withdrawal
from bot.engine.commands import (
    Absence,
    Answer,
    Cancel,
    Confirm,
    Pause,
    Propose,
    Reject,
    Resume,
    Submit,
)
from bot.engine.events import (
    ChangeApplied,
    CorrectionAsked,
    Differs,
    Notice,
    Rejected,
    ReviewReady,
    SubmitFailed,
    SupplementRequested,
)
from bot.engine.standing import open_corrections

from .after import After, at, corrected, event, wanted


def test_two_corrections_at_a_time_are_handed_in_when_each_is_ready() -> None:
    tester = corrected("/name")
    tester.report(event(1, 6, "filing", at("/place/area"), at("/name", "太长")))
    assert wanted(tester) == ["area", "name"]
    tester.do(Answer(Address("name"), Value("阿公")))
    tester.do(Submit())
    requests = [one for one in tester.last.events if isinstance(one, SupplementRequested)]
    assert [(one.form, one.application["name"]) for one in requests] == [("permit", "阿公")]
    assert not any(isinstance(one, Differs) for one in tester.last.events)  # the filing is still to be put right
    tester.answer("area", 90)
    tester.do(Submit())
    assert tester.event(SupplementRequested).form == "filing"
    assert [one.form for one in tester.last.events if isinstance(one, Differs)] == ["permit"]


def test_two_corrections_of_the_same_place_show_both_officers_words() -> None:
    tester = corrected("/name")
    tester.report(event(1, 6, "filing", at("/name", "太长")))
    assert [(form, one.words) for form, one in tester.event(CorrectionAsked).points] == [
        ("permit", "不一样"), ("filing", "太长"),
    ]  # fmt: skip
    tester.answer("name", "阿公")
    assert tester.do(Submit()) == ["SupplementRequested", "SupplementRequested"]


def test_a_correction_that_the_office_takes_back_locks_again_and_says_what_was_changed_in_vain() -> None:
    tester = corrected("/name", "/dine_in")
    tester.answer("name", "阿公奶茶")
    tester.answer("dine_in", True)
    assert isinstance(tester.case.stack[-1], AwaitChange)
    assert tester.report(event(3, 7)) == ["StatusTold", "Differs"]
    assert [one.pointer for one in tester.event(Differs).places] == ["/name"]
    assert (tester.case.stack, tester.case.asked) == ((), None)
    assert tester.case.answers["name"].value == "阿公奶茶"  # nothing that was said is lost
    tester.do(Confirm())
    assert tester.case.answers["dine_in"].value is False
    assert tester.event(Notice).text == "submitted.locked"


def test_what_waits_for_a_yes_to_another_correction_goes_on_waiting() -> None:
    tester = corrected("/dine_in")
    tester.report(event(1, 6, "filing", at("/name")))
    tester.answer("dine_in", True)
    tester.report(event(2, 7, "filing"))
    assert isinstance(tester.case.stack[-1], AwaitChange)
    tester.do(Answer(Address("dine_in"), Value(True, approx=True)))
    tester.do(Propose(Address("dine_in"), Value(True)))
    tester.do(Confirm())
    tester.do(Confirm())
    assert tester.case.answers["dine_in"].value is True


@pytest.mark.parametrize(
    "more",
    [pytest.param({"closed": "cancelled"}, id="closed"), pytest.param({"paused": True}, id="paused")],
)
def test_a_correction_is_told_however_the_case_stands(more: dict[str, Any]) -> None:
    tester = After().received()
    tester.case = replace(tester.case, **more)
    assert tester.report(event(2, 6, "permit", at("/name")))[0] == "StatusTold"
    assert tester.answer("name", "阿公奶茶")[-1] == "ReviewReady"


def test_events_that_come_before_the_receipt_are_told_with_it() -> None:
    tester = After()
    assert tester.report(event(2, 6, "permit", at("/name"))) == []
    assert tester.report(event(1, 1)) == []
    assert tester.report(event(1, 1, "filing")) == []
    names = tester.report(EffectDone(tester.key(), {"references": {"permit": "R1", "filing": "R2"}}))
    assert names == ["Submitted", "StatusTold", "CorrectionAsked", "QuestionAsked"]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        pytest.param("invalid", ["SubmitFailed", "CorrectionAsked", "QuestionAsked"], id="refused"),
        pytest.param("no-open-correction", ["Notice", "Differs"], id="over"),
    ],
)
def test_an_answer_that_intake_does_not_take(code: str, names: list[str]) -> None:
    tester = corrected("/name")
    tester.answer("name", "阿公奶茶")
    tester.do(Submit())
    key = tester.event(SupplementRequested).key
    assert tester.report(EffectFailed(key, code, ({"pointer": "/name", "message": "不行"},))) == names
    assert bool(open_corrections(tester.case.submission)) is (code == "invalid")
    if code == "invalid":
        assert tester.event(SubmitFailed).code == "invalid"
        tester.answer("name", "阿爷奶茶")
        tester.do(Submit())
        assert tester.event(SupplementRequested).key != key


def test_intake_may_tell_the_end_of_a_correction_before_it_answers() -> None:
    """By the event or by the answer, whichever comes first: the applicant is told once."""
    for late in (False, True):
        tester = corrected("/name")
        tester.answer("name", "阿公奶茶")
        tester.do(Submit())
        done, ended = EffectDone(tester.event(SupplementRequested).key), event(3, 7)
        told = [tester.report(one) for one in ((ended, done) if late else (done, ended))]
        assert told == [["StatusTold" if late else "SupplementReceived"], []]
        assert tester.case.submission is not None
        assert [one.state for one in tester.case.submission.supplements.values()] == ["received"]


def test_a_place_that_the_schema_refuses_is_open_again() -> None:
    tester = corrected("/name")
    assert "ReviewProblem" in tester.answer("name", "违禁")
    tester.do(Submit())
    assert not any(isinstance(one, SupplementRequested) for one in tester.last.events)
    tester.answer("name", "阿公奶茶")
    assert tester.do(Submit())[0] == "SupplementRequested"


def test_answers_that_make_the_application_unnecessary_are_not_handed_in() -> None:
    tester = After().received()
    tester.report(event(1, 6, "filing", at("/place/area")))
    tester.answer("area", 120)
    tester.do(Confirm())
    tester.do(Submit())
    assert tester.event(Notice).text == "supplement.not_needed"
    ended = corrected("/name")
    ended.case = replace(
        ended.case, answers={**ended.case.answers, "licensed": replace(ended.answered_once(), value=False)}
    )
    ended.do(Submit())
    assert ended.event(Notice).text == "submit.nothing"


def test_a_yes_to_something_else_does_not_open_what_is_locked() -> None:
    tester = corrected("/name")
    tester.do(Cancel())
    assert isinstance(tester.case.stack[-1], AwaitAct)
    tester.do(Answer(Address("camera"), Value("no")))
    assert tester.case.answers["camera"].value == "yes"
    tester.do(Reject())
    assert tester.event(CorrectionAsked).address.key == "name"


def test_a_correction_without_a_view_is_kept_until_there_is_one() -> None:
    tester = After().received()
    there = tester.catalog
    tester.catalog = replace(there, current={})
    assert tester.report(event(2, 6, "permit", at("/name"))) == ["StatusTold"]
    tester.catalog = there
    tester.do(Resume())
    assert tester.asked() == "name"


def test_a_form_that_the_release_does_not_know_opens_nothing() -> None:
    tester = After()
    tester.report(EffectDone(tester.key(), {"references": {"old": "R1"}}))
    tester.report(event(2, 6, "permit", at("/name")))
    assert wanted(tester) == []
    tester.do(Submit())
    assert tester.event(Notice).text == "supplement.not_needed"


def test_pausing_and_an_absence_in_a_correction() -> None:
    tester = corrected("/email")
    tester.do(Pause())
    assert tester.do(Resume())[-1] == "QuestionAsked"
    assert tester.answer("email", Absence.NONE) == ["Accepted", "ReviewReady"]
    assert tester.event(ReviewReady).instance
    assert tester.answer("email", "kein") == ["ChangeApplied", "ReviewReady"]
    assert tester.event(ChangeApplied).addresses == (Address("email"),)
    assert not any(isinstance(one, Rejected) for one in tester.last.events)


def test_a_withdrawn_application_is_not_asked_for_any_more() -> None:
    gone = Withdrawal("w", "requested", 1, ("R1",))
    held = Submission("k", "received", 1, {"permit": "R1"}, withdrawal=gone)
    tester = After().received()
    tester.report(event(2, 6, "permit", at("/name")))
    assert tester.case.submission is not None
    tester.case = replace(tester.case, submission=replace(tester.case.submission, withdrawal=gone))
    assert open_corrections(tester.case.submission) == ()
    assert open_corrections(held) == ()


def test_an_answer_in_the_turn_in_which_the_questions_become_known_counts() -> None:
    tester = After().received()
    there = tester.catalog
    tester.catalog = replace(there, current={})
    tester.report(event(2, 6, "permit", at("/name")))
    tester.catalog = there
    assert tester.answer("name", "阿公奶茶")[-1] == "ReviewReady"


def test_of_an_application_that_is_withdrawn_nothing_is_said_to_differ() -> None:
    tester = corrected("/name")
    tester.answer("name", "阿公奶茶")
    assert tester.report(event(3, 2)) == ["StatusTold"]
