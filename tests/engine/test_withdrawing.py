"""「不办了」 after handing in: withdrawn after a yes, as long as nothing is decided."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine import EffectDone, EffectFailed
from bot.engine.commands import Cancel, Confirm, Reject
from bot.engine.events import ConfirmAsked, Notice, Withdrawn, WithdrawRequested

from .after import After, at, event


def asked() -> After:
    """A case whose applicant said 「不办了」."""
    tester = After().received()
    assert tester.do(Cancel()) == ["ConfirmAsked"]
    assert tester.event(ConfirmAsked).act == "withdraw"
    return tester


def test_it_is_withdrawn_after_a_yes_once() -> None:
    tester = asked()
    assert tester.do(Confirm()) == ["WithdrawRequested"]
    request = tester.event(WithdrawRequested)
    assert (request.key, request.references) == (f"c1:{tester.case.seq}:withdraw", ("R1", "R2"))
    tester.do(Cancel())
    assert tester.event(Notice).text == "withdraw.pending"
    assert tester.report(EffectDone(request.key)) == ["Withdrawn"]
    assert tester.event(Withdrawn).references == ("R1", "R2")
    assert tester.report(EffectDone(request.key)) == []
    assert tester.report(EffectFailed(request.key, "late")) == []
    assert tester.report(event(2, 2)) == []  # it was told already
    tester.do(Cancel())
    assert tester.event(Notice).text == "withdraw.over"


def test_the_department_reads_the_words_that_asked_for_it() -> None:
    tester = After().received()
    tester.do(Cancel(), raw="店不开了，我要撤回申请：谢谢")
    tester.do(Confirm(), raw="确定")
    assert tester.event(WithdrawRequested).reason == "店不开了，我要撤回申请：谢谢"
    pressed = asked()
    pressed.do(Confirm(), raw="true")
    assert pressed.event(WithdrawRequested).reason == ""


def test_a_no_leaves_everything() -> None:
    tester = asked()
    before = tester.case.submission
    assert tester.do(Reject()) == ["ChangeDropped"]
    assert tester.case.submission == before


def test_intake_may_tell_it_before_the_end_of_the_request() -> None:
    tester = asked()
    tester.do(Confirm())
    key = tester.event(WithdrawRequested).key
    tester.report(event(2, 2))
    assert tester.report(EffectDone(key)) == ["Withdrawn"]
    assert tester.event(Withdrawn).references == ("R2",)
    other = asked()
    other.do(Confirm())
    for form in ("permit", "filing"):
        other.report(event(2, 2, form))
    assert other.report(EffectDone(other.case.submission.withdrawal.key)) == []  # type: ignore[union-attr]


def test_what_happened_before_is_not_told_after_the_withdrawal() -> None:
    """It is known all the same."""
    tester = asked()
    tester.report(event(2, 3))
    tester.do(Confirm())
    assert tester.report(EffectDone(tester.event(WithdrawRequested).key)) == ["Withdrawn"]
    assert [tester.report(one) for one in (event(3, 9), event(4, 2))] == [[], []]
    assert tester.case.submission is not None
    assert [one.code for one in tester.case.submission.happened["R1"]] == [3, 9, 2]


def test_one_that_is_decided_stays_and_the_other_goes() -> None:
    tester = After().received()
    tester.report(event(4, 11))
    tester.do(Cancel())
    tester.do(Confirm())
    assert tester.event(WithdrawRequested).references == ("R2",)


@pytest.mark.parametrize("code", [4, 5, 11, 12, 13, 17, 18])
def test_after_a_decision_it_cannot_be_withdrawn(code: int) -> None:
    tester = After().received()
    for form in ("permit", "filing"):
        tester.report(event(4, code, form))
    assert tester.do(Cancel()) == ["Notice"]
    assert tester.event(Notice).text == "withdraw.decided"


def test_decided_between_the_question_and_the_yes() -> None:
    tester = asked()
    for form in ("permit", "filing"):
        tester.report(event(4, 13, form))
    tester.do(Confirm())
    assert tester.event(Notice).text == "withdraw.decided"


def test_a_withdrawal_that_fails_leaves_a_correction_open() -> None:
    tester = After().received()
    tester.report(event(2, 6, "permit", at("/name")))
    tester.do(Cancel())
    assert tester.do(Confirm()) == ["WithdrawRequested"]
    key = tester.event(WithdrawRequested).key
    assert tester.answer("name", "阿公") == ["Notice"]
    assert tester.report(EffectFailed("nobody's", "x")) == []
    assert tester.report(EffectFailed(key, "decided")) == ["Notice", "CorrectionAsked", "QuestionAsked"]
    assert tester.event(Notice).text == "withdraw.failed"
    tester.do(Cancel())
    tester.do(Confirm())
    assert tester.event(WithdrawRequested).key != key


def test_before_it_is_handed_in_the_matter_is_given_up() -> None:
    tester = After()
    tester.do(Cancel())
    assert tester.event(Notice).text == "submit.pending"
    tester.case = replace(tester.case, submission=None)
    tester.do(Cancel())
    assert tester.event(ConfirmAsked).act == "cancel"
