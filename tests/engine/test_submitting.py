"""Handing in: only what is complete and valid, once for each request; what comes back; what is locked meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Address, EffectDone, EffectFailed, Turn, Value, advance
from bot.engine.commands import Answer, Cancel, ChooseScenario, Confirm, Correct, Reject, Submit
from bot.engine.condition_parser import parse_condition
from bot.engine.events import Notice, ReviewProblem, ReviewReady, SubmitFailed, SubmitRequested, Submitted
from bot.engine.scenario import Permit

from .shop import NOW, Tester, make_catalog, make_form, make_release


def handed_in(**but: Any) -> Tester:
    """A case whose application was handed in a moment ago."""
    tester = Tester().start().fill(**but)
    tester.do(Submit())
    return tester


def report(tester: Tester, told: EffectDone | EffectFailed, id: str = "r1") -> list[str]:
    """The end of the effect, as a turn."""
    tester.last = advance(tester.catalog, tester.case, Turn(id, report=told, actor="system"), NOW)
    tester.case = tester.last.case
    return [type(event).__name__ for event in tester.last.events]


def test_the_review_comes_when_everything_is_known() -> None:
    tester = Tester().start().fill()
    assert tester.event(ReviewReady).instance == tester.case.asked.instance  # type: ignore[union-attr]
    assert tester.asked() == "review"


def test_what_is_handed_in_and_where_it_came_from() -> None:
    tester = handed_in()
    request = tester.event(SubmitRequested)
    assert request.key == f"c1:{tester.case.seq}"
    assert request.applications["permit"] == {
        "name": "阿婆奶茶", "place": {"full": "上海市静安南京西路1号", "district": "jing", "area": 80, "kitchen": 20, "room": "302"},
        "dine_in": False, "items": [{"id": "beverage", "annotations": []}], "copies": 1,
        "owner": {"id_no": "31010619900101201X", "gender": "male"}, "staff": [{"name": "张伟", "full_time": True}],
        "inspection": "exempt", "truthful": True, "theme": "T01",
    }  # fmt: skip
    told = request.provenance["permit"]
    assert (told["/name"]["source"], told["/name"]["raw"], told["/name"]["actor"]) == ("said", "阿婆奶茶", "applicant")
    assert (told["/copies"]["source"], told["/copies"]["confirmed"]) == ("default", False)
    assert (told["/inspection"]["source"], told["/inspection"]["origin"]) == ("derived", "R-4")
    assert (told["/theme"]["source"], told["/theme"]["origin"]) == ("scenario", "tea")
    assert told["/place/room"]["raw"] == "南京西路1号"
    assert [material["id"] for material in request.materials] == ["M01"]


def test_too_early() -> None:
    tester = Tester().start()
    tester.do(Submit())
    assert tester.event(Notice).text == "submit.missing"
    assert tester.case.submission is None


def test_a_request_is_never_repeated() -> None:
    tester = handed_in()
    key = tester.case.submission.key  # type: ignore[union-attr]
    tester.do(Submit())
    assert tester.event(Notice).text == "submit.pending"
    since = {"permit": "2026-11-24T09:30:00+08:00"}
    report(tester, EffectDone(key, {"references": {"permit": "R1"}, "received_at": since}))
    assert tester.event(Submitted).references == {"permit": "R1"}
    assert tester.case.submission.received_at == since  # type: ignore[union-attr]
    tester.do(Submit())
    assert (tester.event(Notice).text, tester.event(Notice).params) == ("submit.again", {"references": "R1"})
    assert not any(isinstance(event, SubmitRequested) for event in tester.last.events)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(EffectDone("c1:999", {"references": {}}), id="done-of-another"),
        pytest.param(EffectFailed("c1:999", "refused"), id="failed-of-another"),
    ],
)
def test_a_report_of_another_effect_changes_nothing(told: EffectDone | EffectFailed) -> None:
    tester = handed_in()
    before = tester.case.submission
    report(tester, told)
    assert tester.case.submission == before


def test_a_late_report_changes_nothing() -> None:
    tester = handed_in()
    key = tester.case.submission.key  # type: ignore[union-attr]
    report(tester, EffectDone(key, {"references": "damaged"}))
    assert tester.case.submission.references == {}  # type: ignore[union-attr]
    report(tester, EffectDone(key, {"references": {"permit": "R2"}}), "r2")
    report(tester, EffectFailed(key, "refused"), "r3")
    assert (tester.case.submission.state, tester.case.submission.references) == ("received", {})  # type: ignore[union-attr]


def test_answers_are_locked_once_handed_in() -> None:
    tester = handed_in()
    before = tester.case.answers
    for command in (Answer(Address("area"), Value(9)), Correct(Address("area"), Value(9)), Confirm(), Reject()):
        tester.do(command)
        assert tester.event(Notice).text == "submit.pending"
    tester.do(Cancel())
    assert tester.event(Notice).text in ("submit.pending", "submitted.locked")
    report(tester, EffectDone(tester.case.submission.key, {"references": {"permit": "R1"}}))  # type: ignore[union-attr]
    tester.do(Answer(Address("area"), Value(9)))
    assert tester.event(Notice).text == "submitted.locked"
    tester.do(ChooseScenario("noodles"))
    assert tester.event(Notice).text == "submitted.another"
    assert (tester.case.answers, tester.case.scenario) == (before, "tea")


def test_a_refusal_opens_the_place_it_names_and_a_new_request_has_a_new_key() -> None:
    tester = handed_in()
    first = tester.case.submission.key  # type: ignore[union-attr]
    problems = ({"pointer": "/place/nowhere"}, {"pointer": "/name", "message": "x"})
    report(tester, EffectFailed(first, "invalid", problems))
    assert tester.event(SubmitFailed).code == "invalid"
    assert (tester.case.submission.state, tester.case.submission.detail) == ("failed", "invalid")  # type: ignore[union-attr]
    assert tester.asked() == "place"
    tester.answer("place", "南京西路1号")
    assert tester.asked() == "review"
    tester.do(Submit())
    assert tester.event(SubmitRequested).key != first


def test_a_refusal_without_a_place_asks_for_the_review_again() -> None:
    tester = handed_in()
    report(tester, EffectFailed(tester.case.submission.key, "refused"))  # type: ignore[union-attr]
    assert tester.asked() == "review"


def test_a_refusal_after_the_scenario_is_gone_is_kept() -> None:
    tester = handed_in()
    key = tester.case.submission.key  # type: ignore[union-attr]
    tester.catalog = make_catalog(make_release("v2"))
    report(tester, EffectFailed(key, "refused", ({"pointer": "/name"},)))
    assert tester.case.submission.state == "failed"  # type: ignore[union-attr]


def test_what_the_schema_refuses_is_asked_again_and_not_handed_in() -> None:
    tester = Tester().start().fill(name="违禁")
    assert tester.event(ReviewProblem).pointer == "/name"
    assert tester.asked() == "name"
    tester.do(Submit())
    assert tester.case.submission is None
    tester.answer("name", "阿婆奶茶")
    assert tester.asked() == "review"


def test_a_refused_place_that_nobody_answers_is_told_all_the_same() -> None:
    from bot.engine.forms import Problem

    form = make_form(validate=lambda document: (Problem("/place/full", "不行"), Problem("", "缺")))
    tester = Tester(make_catalog(make_release(form=form))).start().fill()
    assert "ReviewProblem" in [type(event).__name__ for event in tester.last.events]
    assert tester.asked() == "place"
    nobodys = make_form(validate=lambda document: (Problem("/theme", "不行"),))
    stuck = Tester(make_catalog(make_release(form=nobodys))).start().fill()
    assert stuck.event(ReviewProblem).pointer == "/theme"
    stuck.do(Submit())
    assert stuck.case.submission is None


def test_nothing_to_hand_in_when_no_form_is_wanted() -> None:
    permits = (Permit("permit", parse_condition("area > 9000")),)
    tester = Tester(make_catalog(make_release(permits=permits))).start()
    tester.answer("licensed", True)
    tester.answer("drinks", ["brew"])
    tester.answer("area", 80)
    tester.answer("camera", "yes")
    assert tester.asked() == "review"
    tester.do(Submit())
    assert tester.event(Notice).text == "submit.nothing"


def test_every_form_of_a_bundle_is_handed_in_under_one_key() -> None:
    release = make_release(permits=(Permit("permit"), Permit("filing", parse_condition("area < 100"))))
    filing = replace(make_form(id="filing"), fields=make_form().fields[:1], validate=lambda document: ())
    both = replace(release, forms={**release.forms, "filing": filing})
    tester = Tester(make_catalog(both)).start().fill()
    tester.do(Submit())
    request = tester.event(SubmitRequested)
    assert list(request.applications) == ["permit", "filing"]
    assert request.applications["filing"] == {"name": "阿婆奶茶"}
    assert [material["id"] for material in request.materials] == ["M01"]


def test_an_item_with_two_forms_is_applied_for_once() -> None:
    release = make_release()
    forms = {"permit": make_form(item="food"), "change": make_form(item="food"), "filing": make_form(item="drinks")}
    assert replace(release, forms=forms).items == ("food", "drinks")
