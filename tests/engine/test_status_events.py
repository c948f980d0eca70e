"""What intake tells: each event once, in order of its number whatever order it came in, in cases of any age."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Case, EffectDone, RatingAnswered, StatusReported, Turn, advance, read_report
from bot.engine.case import Submission, Supplement, Withdrawal
from bot.engine.case_json import dump, load
from bot.engine.commands import Status
from bot.engine.errors import CaseFormat
from bot.engine.events import HandOverRequested, Notice, StandingTold, StatusTold
from bot.engine.figures import Figure, Period
from bot.engine.happenings import STATUSES, Charge, Due, Paper, StatusEvent, Undated
from bot.engine.happenings_json import dump_event, load_event
from bot.engine.limits import ANSWER_LENGTH, APPLICATIONS, HAPPENINGS, POINTS
from bot.engine.reports import BadReport
from bot.engine.standing import days_left, is_decided, is_withdrawn, latest, with_event, withdrawable

from .after import After, at, event
from .shop import NOW, TODAY, Tester, make_catalog

WHOLE: dict[str, Any] = {
    "id": "R1:3", "reference": "R1", "form": "permit", "seq": 3, "code": 6, "status": "correction_begun", "text": "补正（开始）",
    "at": "2026-11-30T15:04:05+08:00", "office": "静安区市场监督管理局", "words": "请改",
    "due": {"day": "2026-12-28", "days": 20, "left": 18, "unit": "工作日", "certain": True, "tables": ["2026:1"]},
    "correction": {"id": "R1:c1", "until": "2026-12-21", "points": [
        {"pointer": "/premises/area", "label": "经营面积", "words": "不一样", "basis": "法"},
        {"material": "lease", "label": "租赁合同", "words": "缺第3页"}]},
    "licence": {"identifier": "1.2.156", "title": "食品经营许可证"}, "paper": {"title": "受理通知书", "draft": True},
    "composite": {"identifier": "1.2.157", "title": "行业综合许可证"},
    "charge": {"cents": 1250, "items": [
        {"title": "工本费", "cents": 1000, "source": "某条例"}, {"title": "检测费", "cents": 250, "source": "某条例"}]},
}  # fmt: skip


def test_an_event_is_read_as_the_contract_tells_it() -> None:
    told = read_report(WHOLE)
    found = told.event
    assert (told.reference, told.form, found.seq, found.code, found.office) == (
        "R1",
        "permit",
        3,
        6,
        "静安区市场监督管理局",
    )
    assert found.due == Due("2026-12-28", "工作日", True)
    assert found.correction is not None
    assert [(one.pointer, one.material, one.basis) for one in found.correction.points] == [
        ("/premises/area", "", "法"), ("", "lease", ""),
    ]  # fmt: skip
    assert found.licence is not None
    assert found.licence.identifier == "1.2.156"
    assert found.composite is not None
    assert (found.composite.title, found.composite.identifier) == ("行业综合许可证", "1.2.157")
    assert found.paper == Paper("受理通知书")
    assert found.charge == Charge((("工本费", 1000), ("检测费", 250)))
    assert load_event(dump_event(found)) == found
    undated = replace(found, due=None, undated=Undated(20, "工作日", 2027))
    assert load_event(dump_event(undated)) == undated


def test_what_is_longer_than_a_case_keeps_is_cut_off_when_it_is_read() -> None:
    point = {"material": "lease", "label": "租赁合同", "words": "缺"}
    told = {**WHOLE, "words": "改" * 5000, "correction": {"id": "R1:c1", "until": None, "points": [point] * 500}}
    found = read_report(told).event
    assert (len(found.words), len(found.correction.points if found.correction else ())) == (ANSWER_LENGTH, POINTS)
    assert load_event(dump_event(found)) == found


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"seq": "3"}, id="seq-text"), pytest.param({"seq": 0}, id="seq-0"), pytest.param({"seq": True}, id="seq-true"),
        pytest.param({"code": None}, id="no-code"), pytest.param({"due": 5}, id="due"), pytest.param({"due": {}}, id="due-empty"),
        pytest.param({"correction": {"points": []}}, id="correction-without-id"), pytest.param({"licence": "x"}, id="licence"), pytest.param({"composite": "x"}, id="composite"),
        pytest.param({"correction": {"id": "c", "points": ["x"]}}, id="points"),
    ],
)  # fmt: skip
def test_what_is_no_event_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(BadReport):
        read_report({**WHOLE, **more})


def test_what_is_missing_is_refused() -> None:
    for name in ("id", "reference", "form", "seq", "code", "status", "text", "at"):
        with pytest.raises(BadReport):
            read_report({key: one for key, one in WHOLE.items() if key != name})


@pytest.mark.parametrize("code", [code for code in STATUSES if code not in (1,)])
def test_every_other_event_is_told(code: int) -> None:
    tester = After().received()
    tester.report(event(1, 1))
    told = event(2, code, due={"day": "2026-11-30", "days": 5, "unit": "工作日", "certain": True}, office="局")
    assert tester.report(told)[0] == "StatusTold"
    found = tester.event(StatusTold)
    assert (found.form, found.reference, found.event, found.left) == ("permit", "R1", told.event, 6)


def test_events_are_put_in_order_and_told_only_while_nothing_later_is_known() -> None:
    tester = After().received()
    names = [tester.report(one) for one in (event(3, 8), event(2, 3), event(1, 1), event(3, 8), event(4, 11))]
    assert names == [["StatusTold"], [], [], [], ["StatusTold"]]
    assert tester.case.submission is not None
    assert [one.seq for one in tester.case.submission.happened["R1"]] == [1, 2, 3, 4]


def test_a_correction_that_is_over_when_it_is_heard_of_opens_nothing() -> None:
    tester = After().received()
    tester.report(event(3, 7))
    assert tester.report(event(2, 6, "permit", at("/name"))) == []
    assert tester.last.position is not None
    assert tester.last.position.stage == "submitted"


def test_what_is_kept_of_events_has_a_bound() -> None:
    held: Submission | None = Submission("k", "requested", 1)
    for number in range(APPLICATIONS + 5):
        held = with_event(held, StatusReported(f"R{number}", "permit", event(1, 1).event))
    assert held is not None
    assert len(held.happened) == APPLICATIONS
    for number in range(1, HAPPENINGS + 50):
        held = with_event(held, StatusReported("R1", "permit", event(number, 8).event))
    assert held is not None
    assert [one.seq for one in held.happened["R1"]][-1] == HAPPENINGS + 49
    assert len(held.happened["R1"]) == HAPPENINGS


def test_an_application_that_the_case_does_not_know_is_told_of_and_not_kept() -> None:
    tester = Tester().start()
    tester.last = advance(tester.catalog, tester.case, Turn("r", report=event(2, 11)), NOW)
    assert [type(one).__name__ for one in tester.last.events] == ["StatusTold", "QuestionAsked"]
    assert tester.last.case.submission is None
    other = After().received()
    told = replace(event(2, 11), reference="R9")
    assert other.report(told) == ["StatusTold"]
    assert other.case.submission is not None
    assert other.case.submission.happened == {}


def test_an_event_is_kept_even_where_a_figure_has_run_out() -> None:
    tester = After().received()
    release = tester.catalog.current["tea"]
    gone = {
        "small": Figure(
            "small", "小店", "㎡", (Period(150, TODAY.replace(year=2020), TODAY.replace(year=2021), "law"),)
        )
    }
    tester.catalog = make_catalog(replace(release, figures=gone))
    names = tester.report(event(2, 11))
    assert names[-2:] == ["Notice", "HandOverRequested"]
    assert tester.event(HandOverRequested).reason == "figure small"
    assert tester.case.submission is not None
    assert latest(tester.case.submission, "R1") == event(2, 11).event


COMPOSITE = {"identifier": "1.2.157", "title": "行业综合许可证"}


@pytest.mark.parametrize(
    ("permit", "filing", "ended"),
    [
        pytest.param((17, 18), (17,), ("", ""), id="both-held"),
        pytest.param((17, 18), (17, 15), ("行业综合许可证", ""), id="the-one-revoked"),
        pytest.param((17, 14), (17,), ("", "行业综合许可证"), id="the-other-recalled"),
        pytest.param((17, 15), (17, 14), ("", ""), id="both-lost"),
        pytest.param((11,), (17, 15), ("", ""), id="not-issued-yet"),
    ],
)
def test_who_keeps_a_permit_is_told_that_the_composite_licence_ended_with_another(
    permit: tuple[int, ...], filing: tuple[int, ...], ended: tuple[str, str]
) -> None:
    tester = After().received()
    for form, codes in (("permit", permit), ("filing", filing)):
        for seq, code in enumerate(codes, 2):
            more = {"composite": COMPOSITE} if (form, code) == ("filing", 17) else {}
            tester.report(event(seq, code, form, **more))
    tester.do(Status())
    told = tester.event(StandingTold).applications
    assert tuple(one.composite_ended for one in told) == ended


def test_without_a_composite_licence_nothing_is_told_of_one() -> None:
    tester = After().received()
    for form, codes in (("permit", (17,)), ("filing", (17, 15))):
        for seq, code in enumerate(codes, 2):
            tester.report(event(seq, code, form))
    tester.do(Status())
    assert [one.composite_ended for one in tester.event(StandingTold).applications] == ["", ""]


def test_where_it_stands_is_told_from_the_events() -> None:
    tester = After().received()
    tester.do(Status())
    assert [(one.reference, one.event, one.left) for one in tester.event(StandingTold).applications] == [
        ("R1", None, None), ("R2", None, None),
    ]  # fmt: skip
    tester.report(event(2, 6, "permit", at("/name")))
    tester.report(event(2, 3, "filing", due={"day": "2026-11-26", "days": 5, "unit": "工作日", "certain": True}))
    tester.do(Status())
    one, other = tester.event(StandingTold).applications
    assert (one.correction.id, other.correction, other.left) == ("R1:c2", None, 2)
    tester.answer("name", "阿公")
    tester.do(*(), id="submit")
    assert tester.case.submission is not None
    held = replace(
        tester.case.submission,
        supplements={"R1:c2": Supplement("s", "requested", 1, "permit", "R1")},
        withdrawal=Withdrawal("w", "requested", 1, ("R2",)),
    )
    tester.case = replace(tester.case, submission=held)
    tester.do(Status())
    assert [one.under_way for one in tester.event(StandingTold).applications] == ["supplement", "withdrawal.requested"]
    assert not [one for one in tester.last.events if isinstance(one, Notice)]


@pytest.mark.parametrize(
    ("day", "left"), [("2026-11-24", 0), ("2026-11-23", -1), ("2026-12-24", 30), ("soon", None)], ids=str
)
def test_days_left_are_natural_days(day: str, left: int | None) -> None:
    assert days_left(Due(day), TODAY) == left
    assert days_left(None, TODAY) is None


def test_what_can_be_withdrawn() -> None:
    references = {"a": "R1", "b": "R2", "c": "R3"}
    held = Submission("k", "received", 1, references)
    for reference, code in (("R1", 11), ("R2", 3)):
        held = with_event(held, StatusReported(reference, "a", event(1, code).event)) or held
    assert withdrawable(held) == ("R2", "R3")
    assert not is_withdrawn(held)
    leaving = replace(held, withdrawal=Withdrawal("w", "requested", 1, ("R2", "R3")))
    assert withdrawable(leaving) == ()
    assert withdrawable(replace(leaving, withdrawal=replace(leaving.withdrawal, state="failed"))) == ("R2", "R3")  # type: ignore[type-var]


def test_cases_of_any_age_are_read() -> None:
    old = dump(Case("c", submission=Submission("k", "received", 3, {"permit": "R1"})))
    assert set(old["submission"]) == {"key", "state", "turn", "references", "detail", "received_at"}
    del old["submission"]["received_at"]
    assert load(old).submission == Submission("k", "received", 3, {"permit": "R1"})
    for nothing in ({"seq": 0}, {"seq": 0, "code": 1}, {"seq": 1, "code": "1"}):
        old["submission"]["happened"] = {"R1": [nothing]}
        with pytest.raises(CaseFormat):
            load(old)


def test_an_event_knows_nothing_it_was_not_told() -> None:
    bare = StatusEvent(1, 3, "accepted", "已受理", "2026-11-30T15:04:05+08:00")
    assert set(dump_event(bare)) == {"seq", "code", "status", "text", "at"}


@pytest.mark.parametrize(
    ("codes", "decided"),
    [
        pytest.param([[1, 3, 8]], False, id="under-review"),
        pytest.param([[1, 3, 8, 11]], True, id="granted"),
        pytest.param([[1, 3, 8, 11, 17]], True, id="issued"),
        pytest.param([[1, 5]], True, id="not-accepted"),
        pytest.param([[1, 2]], False, id="withdrawn"),
        pytest.param([[1, 3, 13], [1, 3]], False, id="one-of-two"),
        pytest.param([[1, 3, 13], [1, 2]], True, id="one-decided-one-withdrawn"),
        pytest.param([[1, 13], []], False, id="nothing-known-of-one"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_when_everything_is_decided(codes: list[list[int]], decided: bool) -> None:
    happened = {
        f"R{at}": tuple(StatusEvent(seq, one, "", "", "") for seq, one in enumerate(known, 1))
        for at, known in enumerate(codes)
    }
    references = {f"form{at}": f"R{at}" for at in range(len(codes))}
    assert is_decided(Submission("k", "received", 1, references=references, happened=happened)) is decided


def test_the_answer_to_a_rating_is_told_once_and_changes_nothing() -> None:
    tester = After().received()
    before = tester.case.submission
    answered = Turn("/a1", actor="system", report=RatingAnswered("R1", "市场监管局", "对不起，已经改了。"))
    first = advance(tester.catalog, tester.case, answered, NOW)
    assert first.events[0] == Notice("rating.answered", {"office": "市场监管局", "words": "对不起，已经改了。"})
    assert first.case.submission == before
    assert advance(tester.catalog, first.case, answered, NOW).events == ()


def test_the_end_of_work_that_no_case_asked_for_says_nothing() -> None:
    """As that a rating has been handed in."""
    tester = After().received()
    done = Turn("o1", actor="system", report=EffectDone("c1:rating"))
    result = advance(tester.catalog, tester.case, done, NOW)
    assert (result.events, result.case.submission) == ((), tester.case.submission)
