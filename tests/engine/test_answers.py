"""One answer: taken, put up for a yes, asked back, put off or refused, and never written anywhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Address, EffectDone, Turn, Value, advance
from bot.engine.case import Revisit
from bot.engine.commands import Absence, Answer, Correct, Later, Propose, Skip, Understood, Upload
from bot.engine.events import Accepted, Notice, Proposed, PutOff, RangeAsked, Rejected
from bot.engine.facts import Limits, Option
from bot.engine.kinds import has_shape
from bot.engine.limits import ANSWER_LENGTH, ANSWERS, COMMANDS
from bot.engine.values import Rejection

from .shop import FACTS, NOW, Tester, fact, make_catalog, make_release

SHOP = {one.id: one for one in FACTS}


def asked_for(limits: Limits, kind: str = "text", **more: Any) -> Tester:
    """A shop whose question 「name」 is of this kind and has these limits."""
    facts = [fact("name", kind, limits=limits, **more) if one.id == "name" else one for one in FACTS]
    return Tester(make_catalog(make_release(facts=facts))).start()


@pytest.mark.parametrize(
    ("kind", "limits", "good", "bad", "code"),
    [
        pytest.param("integer", Limits(minimum=1), 1, 0, "answer.minimum", id="minimum"),
        pytest.param("area", Limits(above=0), 0.5, 0, "answer.above", id="above"),
        pytest.param("area", Limits(maximum=9), 9, 9.5, "answer.maximum", id="maximum"),
        pytest.param("text", Limits(min_length=2), "阿婆", "阿", "answer.min_length", id="min-length"),
        pytest.param("text", Limits(max_length=2), "阿婆", "阿婆店", "answer.max_length", id="max-length"),
        pytest.param("text", Limits(), "阿" * ANSWER_LENGTH, "阿" * (ANSWER_LENGTH + 1), "answer.max_length", id="longest"),
        pytest.param("text", Limits(pattern="^a+$"), "aa", "ab", "answer.pattern", id="pattern"),
        pytest.param("multi_choice", Limits(min_items=1), ["a"], [], "answer.min_items", id="min-items"),
        pytest.param("multi_choice", Limits(max_items=1), ["a"], ["a", "b"], "answer.max_items", id="max-items"),
        pytest.param("boolean", Limits(must_be=True), True, False, "answer.must_be", id="must-be"),
        pytest.param("date", Limits(not_after="today"), "2026-11-24", "2026-11-25", "answer.not_after", id="not-after-today"),
        pytest.param("date", Limits(not_after="2026-01-01"), "2026-01-01", "2026-01-02", "answer.not_after", id="not-after"),
        pytest.param("date", Limits(not_before="today"), "2026-11-24", "2026-11-23", "answer.not_before", id="not-before-today"),
        pytest.param("date", Limits(not_before="2026-01-01"), "2026-01-01", "2025-12-31", "answer.not_before", id="not-before"),
        pytest.param("text", Limits(not_before="today", not_after="today"), "某天", "", "answer.shape", id="no-date-no-limit"),
        pytest.param("choice", Limits(), "a", "z", "answer.option", id="option"),
        pytest.param("multi_choice", Limits(), ["a", "b"], ["a", "a"], "answer.option", id="the-same-twice"),
        pytest.param("integer", Limits(), 3, 3.5, "answer.shape", id="whole-number"),
        pytest.param("integer", Limits(), 3, True, "answer.shape", id="a-yes-is-no-number"),
        pytest.param("area", Limits(), 3, float("nan"), "answer.shape", id="not-a-number"),
    ],
)  # fmt: skip
def test_limits(kind: str, limits: Limits, good: Any, bad: Any, code: str) -> None:
    more = {"options": (Option("a", "甲"), Option("b", "乙"))} if "choice" in kind else {}
    tester = asked_for(limits, kind, **more)
    assert "Rejected" in tester.answer("name", bad)
    rejection = tester.event(Rejected).rejection
    assert (rejection.code, rejection.fact) == (code, "name")
    assert "name" not in tester.case.answers
    tester.answer("name", good)
    assert tester.case.answers["name"].value == good


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        pytest.param("date", ["2026-02-28"], ["2026-02-30", "20260228", 5, "2026-2-3"], id="date"),
        pytest.param("text", ["店"], ["", "  ", "a\x00", "a\x85", "\u202e", "a\u200f", 1, None], id="text"),
        pytest.param("boolean", [True, False], [1, "true", None], id="boolean"),
        pytest.param("time_range", [["09:00", "24:00"]], [["9:00", "10:00"], ["09:00"], "09:00", ["09:00", 10]], id="time-range"),
        pytest.param(
            "business_hours", [{"days": [1, 7], "slots": [["09:00", "12:00"]]}],
            [{"days": [0], "slots": []}, {"days": [1]}, [], {"days": 1, "slots": []}, {"days": [1], "slots": [["x", "y"]]}],
            id="business-hours",
        ),
        pytest.param("multi_choice", [["a"], []], ["a", [1], ["a\x00"]], id="multi-choice"),
        pytest.param("file", [{"id": "f"}], ["f", None], id="file"),
        pytest.param("money", [1, 1.5], [float("inf"), 10**16, "1"], id="money"),
    ],
)  # fmt: skip
def test_shapes(kind: str, good: list[Any], bad: list[Any]) -> None:
    one = fact("x", kind)
    assert [has_shape(one, value) for value in good] == [True] * len(good)
    assert [has_shape(one, value) for value in bad] == [False] * len(bad)


def test_an_answer_keeps_where_it_came_from() -> None:
    tester = Tester().start()
    tester.do(Answer(Address("area"), Value(80), "八十平"))
    stored = tester.case.answers["area"]
    assert (stored.value, stored.raw, stored.source, stored.actor, stored.at, stored.turn, stored.confirmed) == (
        80, "八十平", "said", "applicant", NOW, 2, True,
    )  # fmt: skip
    assert tester.event(Accepted).asked is False


@pytest.mark.parametrize(
    ("address", "value", "code"),
    [
        pytest.param("nothing", Value(1), "answer.no_such_fact", id="unknown-fact"),
        pytest.param(
            "nothing", Rejection("answer.no_place", {"label": "包厢数"}), "answer.no_place", id="told-of-another-matter"
        ),
        pytest.param("staff.name", Value("张伟"), "answer.no_such_fact", id="a-lists-fact-without-item"),
        pytest.param("name[1]", Value("x"), "answer.no_such_fact", id="an-item-of-no-list"),
        pytest.param("theme", Value("T01"), "answer.computed", id="assumed"),
        pytest.param("full_place", Value("x"), "answer.computed", id="derived"),
        pytest.param("inspection", Value("exempt"), "answer.computed", id="set-by-rules"),
        pytest.param("seats", Value(3), "answer.not_relevant", id="not-relevant"),
        pytest.param("name", Absence.NONE, "answer.required", id="required"),
        pytest.param("name", Rejection("text.unreadable"), "text.unreadable", id="not-understood"),
        pytest.param("staff[9].name", Value("张伟"), "answer.no_such_item", id="no-such-item"),
    ],
)
def test_answers_that_cannot_stand(address: str, value: Understood, code: str) -> None:
    tester = Tester().start()
    tester.answer("dine_in", False)
    before = tester.case.answers
    assert "Rejected" in tester.do(Answer(Address.parse(address), value))
    assert tester.event(Rejected).rejection.code == code
    assert tester.case.answers == before


def test_a_lists_item_fact_derived_without_question_is_nobodys_to_answer() -> None:
    from bot.engine.derivations import Derivation

    from .shop import computed

    staff = replace(
        SHOP["staff"], items=(*SHOP["staff"].items, computed("staff.copy", derive=Derivation("copy", ("staff.name",))))
    )
    tester = Tester(make_catalog(make_release(facts=[staff if one.id == "staff" else one for one in FACTS]))).start()
    tester.answer("staff[1].name", "张伟")
    tester.answer("staff[1].copy", "李娜")
    assert tester.event(Rejected).rejection.code == "answer.computed"


def test_rough_values_and_ranges_are_never_written_silently() -> None:
    tester = Tester().start()
    tester.do(Answer(Address("area"), Value(80, approx=True), "差不多80"))
    assert tester.event(Proposed).stored.value == 80
    assert "area" not in tester.case.answers
    tester.do(Answer(Address("licensed"), Value(None, range=(50, 60)), "50到60"))
    assert tester.event(RangeAsked).low == 50
    tester.answer("licensed", True)
    tester.do(Answer(Address("drinks"), Value(None, range=(1, 2))))
    assert (tester.event(RangeAsked).high, tester.case.asked and tester.case.asked.attempts) == (2, 1)
    tester.do(Answer(Address("kitchen"), Value(-1, approx=True)))
    assert tester.event(Rejected).rejection.code == "answer.above"


def test_proposals() -> None:
    tester = Tester()
    assert "Proposed" not in tester.do(Propose(Address("area"), Value(5)))
    tester.start()
    assert "Proposed" not in tester.do(Propose(Address("staff"), Value(5)))
    assert "Proposed" not in tester.do(Propose(Address("nothing"), Value(5)))
    tester.do(Propose(Address("area"), Value(5)))
    tester.do(Propose(Address("area"), Value(6)))
    assert [type(frame).__name__ for frame in tester.case.stack] == ["AwaitValue"]
    tester.do(Propose(Address("licensed"), Value("x")))
    assert tester.event(Rejected).rejection.code == "answer.shape"


def test_checks_across_fields_refuse_only_what_they_are_about() -> None:
    tester = Tester().start()
    tester.answer("area", 20)
    assert "Rejected" in tester.answer("kitchen", 30)
    assert tester.event(Rejected).rejection.code == "answer.check"
    assert "kitchen" not in tester.case.answers
    assert "Accepted" in tester.answer("kitchen", 20)
    tester.do(Propose(Address("room"), Value("3")))
    assert "Proposed" in tester.do(Propose(Address("kitchen"), Value(30)))


def test_absences_differ_from_zero_and_from_each_other() -> None:
    tester = Tester().start()
    tester.answer("email", Absence.NOT_APPLICABLE)
    assert (tester.case.answers["email"].value, tester.case.answers["email"].absence) == (None, Absence.NOT_APPLICABLE)
    tester.answer("copies", 0)
    assert (tester.case.answers["copies"].value, tester.case.answers["copies"].absence) == (0, None)
    assert "PutOff" in tester.answer("name", Absence.DONT_KNOW)
    assert "name" not in tester.case.answers
    assert "name" in tester.case.todos


def test_a_question_that_was_opened_again_is_closed_by_putting_it_off() -> None:
    tester = Tester().start().fill()
    before = dict(tester.case.answers)
    tester.do(Correct(Address("name")))
    assert tester.case.stack == (Revisit(Address("name")),)
    tester.do(Later("会计"))
    assert tester.case.stack == ()
    assert tester.case.answers == before


def test_what_waits_for_a_yes_is_put_off_and_not_asked_again() -> None:
    tester = Tester().start().fill()
    tester.do(Correct(Address("name")))
    tester.do(Answer(Address("name"), Value("阿婆", approx=True), "好像叫阿婆"))
    tester.do(Later("会计"))
    assert tester.case.stack == ()
    other = Tester().start()
    other.do(Answer(Address("area"), Value(80, approx=True), "差不多80"))
    assert other.case.stack != ()
    assert "PutOff" in other.do(Later("房东"))
    assert other.case.stack == ()
    assert other.case.todos["area"].who == "房东"
    assert other.asked() == "licensed"


def test_later_and_skip() -> None:
    tester = Tester()
    assert tester.do(Later())[0] == "Notice"
    assert tester.do(Skip())[0] == "Notice"
    tester.start()
    assert "Notice" in tester.do(Skip())
    assert tester.event(Notice).text == "skip.required"
    tester.do(Later("会计"))
    assert tester.event(PutOff).who == "会计"
    assert tester.case.todos["licensed"].who == "会计"
    assert tester.asked() == "drinks"
    tester.answer("licensed", True)
    assert tester.case.todos == {}
    room = Tester().start()
    room.do(*(Answer(Address("place"), Value("某路1号"), "某路1号", parts={"district": "jing"}),))
    for key, value in (("licensed", True), ("drinks", ["brew"]), ("area", 9), ("name", "x"), ("kitchen", 1), ("dine_in", False),
                       ("camera", "yes"), ("id_no", "31010619900101201X"), ("staff[1].name", "张伟"), ("staff[1].full_time", True),
                       ("staff", False), ("has_store", False), ("truthful", True)):  # fmt: skip
        room.answer(key, value)
    assert room.asked() == "room"
    assert "Accepted" in room.do(Skip())
    assert room.case.answers["room"].absence is Absence.NONE


def test_a_file_answers_a_fact_of_its_kind() -> None:
    tester = asked_for(Limits(), "file")
    assert "Accepted" in tester.do(Upload(Address("name"), {"id": "f1"}))
    assert tester.case.answers["name"].value == {"id": "f1"}
    assert tester.do(Upload(Address("nothing"), {"id": "f1"}))[0] == "Notice"


def test_budgets_end_in_named_rejections() -> None:
    tester = Tester().start()
    tester.do(*[Later()] * (COMMANDS + 1))
    assert tester.event(Rejected).rejection.code == "budget.commands"
    filler = replace(tester.answered_once(), turn=0)
    full = replace(tester.case, answers={f"x{number}": filler for number in range(ANSWERS)})
    crowded = Tester(tester.catalog, full)
    crowded.answer("name", "x")
    assert crowded.event(Rejected).rejection.code == "budget.answers"


def test_the_same_message_twice_is_taken_once() -> None:
    tester = Tester().start()
    tester.do(Answer(Address("area"), Value(80)), id="m1")
    before = tester.case
    assert tester.do(Answer(Address("area"), Value(90)), id="m1") == []
    assert tester.case == before


def test_reports_of_effects_nobody_asked_for_change_nothing() -> None:
    tester = Tester().start()
    result = advance(tester.catalog, tester.case, Turn("r1", report=EffectDone("c1:9")), NOW)
    assert result.case.submission is None
