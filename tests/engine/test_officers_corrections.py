"""An office wants something put right: only those questions are open again, and the answer is handed in once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Address, EffectDone, EffectFailed, Value
from bot.engine.case import Inverse
from bot.engine.commands import (
    Answer,
    Back,
    ChooseScenario,
    Confirm,
    Correct,
    Later,
    Propose,
    Reject,
    Restart,
    Resume,
    Submit,
    Undo,
    Upload,
)
from bot.engine.events import (
    CorrectionAsked,
    Differs,
    Notice,
    Previewed,
    QuestionAsked,
    StatusTold,
    SupplementReceived,
    SupplementRequested,
    TodosLeft,
)
from bot.engine.forms import Field

from .after import After, at, corrected, event, wanted
from .shop import FACTS, computed, make_form, make_release

#: What the officer points at -> the questions that are open again.
BEHIND: dict[str, list[str]] = {
    "/name": ["name"],
    "/place/area": ["area"],
    "/place/full": ["place"],  # concatenated of district and place, both from the address
    "/place/district": ["place"],  # came with the address
    "/place/room": ["place"],
    "/place": ["area", "kitchen", "place"],
    "/inspection": ["area", "camera"],  # by rule R-4
    "/items": ["drinks"],  # by rule R-1; so are the notes beside it
    "/items/0/annotations": ["drinks"],
    "/owner/gender": ["id_no"],
    "/staff/0/name": ["staff[1].name"],
    "/staff/0": ["staff[1].name", "staff[1].full_time"],
    "/staff": ["staff"],
    "/staff/7/name": ["staff"],  # there is no such item: the list is nearest
    "/staff/0/name/first": ["staff[1].name"],
    "/copies": ["copies"],  # a default that nobody was asked
    "/email": ["email"],  # answered with 「没有」
    "/theme": [],  # the scenario says so: no answer settles it
    "/seats": [],  # does not matter without a dining room
    "/nowhere": [],
    "": [],
}


@pytest.mark.parametrize(("pointer", "keys"), [pytest.param(*row, id=row[0] or "whole") for row in BEHIND.items()])
def test_the_questions_behind_a_place(pointer: str, keys: list[str]) -> None:
    tester = corrected(pointer)
    assert sorted(wanted(tester)) == sorted(keys)
    assert tester.last.position is not None
    assert tester.last.position.stage == ("asking" if keys else "review")


def test_behind_what_nobody_is_asked_there_is_no_question() -> None:
    form = make_form()
    kept = replace(form, fields=(*form.fields, Field("/kept", "kept", "main", required=False)))
    tester = After(make_release(facts=[*FACTS, computed("kept")], form=kept)).received()
    tester.report(event(1, 6, "permit", at("/kept")))
    assert wanted(tester) == []


def test_the_officers_words_stand_beside_each_question_one_after_another() -> None:
    tester = After().received()
    names = tester.report(event(2, 6, "permit", at("/name", "和执照不一样"), at("/place/area", "和合同不一样")))
    assert names == ["StatusTold", "CorrectionAsked", "QuestionAsked"]
    assert tester.event(StatusTold).questions == 2
    asked = tester.event(CorrectionAsked)
    assert (asked.address.key, [(form, one.words) for form, one in asked.points]) == (
        "area",
        [("permit", "和合同不一样")],
    )
    assert tester.answer("area", 81) == ["ChangeApplied", "CorrectionAsked", "QuestionAsked"]
    assert tester.event(CorrectionAsked).points[0][1].words == "和执照不一样"
    assert tester.case.answers["name"].value == "阿婆奶茶"  # stands until there is a new one
    assert tester.answer("name", "阿公奶茶")[-1] == "ReviewReady"


def test_an_answer_said_again_settles_its_question() -> None:
    tester = corrected("/name")
    assert tester.answer("name", "阿婆奶茶") == ["Accepted", "ReviewReady"]


def test_the_answer_is_handed_in_once_under_the_same_reference() -> None:
    tester = corrected("/name")
    first = tester.key()
    tester.answer("name", "阿公奶茶")
    assert tester.do(Confirm()) == ["SupplementRequested", "Differs"]
    request = tester.event(SupplementRequested)
    assert (request.key, request.reference, request.form) == (f"c1:{tester.case.seq}:R1", "R1", "permit")
    assert (request.correction, request.application["name"]) == ("R1:c2", "阿公奶茶")
    assert request.provenance["/name"]["turn"] == tester.case.answers["name"].turn
    assert [one["id"] for one in request.materials] == ["M01"]
    assert tester.do(Submit()) == ["Notice"]
    assert tester.event(Notice).text == "submit.pending"
    assert tester.answer("name", "别的") == ["Notice"]
    assert tester.report(EffectDone(request.key)) == ["SupplementReceived"]
    assert tester.event(SupplementReceived).reference == "R1"
    assert tester.report(EffectDone(request.key)) == []
    assert tester.report(EffectFailed(request.key, "refused")) == []
    assert tester.do(Submit()) == ["Notice"]
    assert tester.event(Notice).text == "submit.again"
    assert tester.case.submission is not None
    assert (tester.case.submission.state, tester.case.submission.references["permit"]) == ("received", "R1")
    assert (tester.key(), tester.report(event(3, 7))) == (first, [])  # it was told already


def test_what_another_application_holds_is_not_handed_in_and_is_said() -> None:
    tester = corrected("/name")
    tester.answer("name", "阿公奶茶")
    tester.do(Submit())
    told = tester.event(Differs)
    assert (told.form, told.reference) == ("filing", "R2")
    assert [(one.pointer, one.address.key, one.before, one.after) for one in told.places] == [
        ("/name", "name", "阿婆奶茶", "阿公奶茶")
    ]
    assert len([one for one in tester.last.events if isinstance(one, SupplementRequested)]) == 1


def test_lists_and_what_is_empty_now_are_told_as_different_too() -> None:
    tester = corrected("/staff")
    tester.do(Confirm())  # there is another one
    tester.answer("staff[2].name", "王五")
    tester.answer("staff[2].full_time", True)
    tester.do(Correct(Address("staff", "1"), remove=True))
    tester.do(Confirm())
    assert wanted(tester) == ["staff"]
    tester.do(Reject())
    assert tester.do(Submit()) == ["SupplementRequested", "Differs"]
    assert [(one.pointer, one.before, one.after) for one in tester.event(Differs).places] == [
        ("/staff/0/name", "张伟", "王五")
    ]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(Answer(Address("camera"), Value("no")), id="answer"),
        pytest.param(Correct(Address("camera"), Value("no")), id="correct"),
        pytest.param(Correct(None), id="the-last-one"),
        pytest.param(Correct(Address("staff", "1"), remove=True), id="remove"),
        pytest.param(Propose(Address("camera"), Value("no")), id="propose"),
        pytest.param(Upload(Address("camera"), {"id": "f"}), id="upload"),
        pytest.param(Answer(Address("nothing"), Value("no")), id="no-such-fact"),
    ],
)
def test_what_is_not_affected_stays_locked(command: Any) -> None:
    tester = corrected("/place/area")
    before = tester.case.answers
    tester.do(command)
    notice = tester.event(Notice)
    assert (notice.text, notice.params) == ("correction.locked", {"items": "/place/area"})
    assert tester.case.answers == before


@pytest.mark.parametrize("command", [Restart(), ChooseScenario("noodles")], ids=["restart", "another"])
def test_another_matter_is_begun_elsewhere(command: Any) -> None:
    tester = corrected("/name")
    tester.do(command)
    assert tester.event(Notice).text == "submitted.another"
    assert tester.case.submission is not None


def test_what_follows_from_a_correction_is_asked_and_previewed() -> None:
    tester = corrected("/dine_in")
    assert tester.answer("dine_in", True) == ["Previewed"]
    assert [one.key for one in tester.event(Previewed).ask_again] == ["seats"]
    assert tester.do(Confirm()) == ["ChangeApplied", "QuestionAsked"]
    assert tester.event(QuestionAsked).address.key == "seats"
    tester.answer("seats", 8)
    tester.answer("seats", 9)  # came with the correction, so that it may be changed as well
    assert tester.case.answers["seats"].value == 9
    tester.do(Submit())
    assert tester.event(SupplementRequested).application["seats"] == 9


def test_one_may_change_ones_mind_and_go_back() -> None:
    tester = corrected("/name", "/place/area")
    tester.answer("area", 81)
    assert tester.do(Back()) == ["CorrectionAsked", "QuestionAsked"]
    assert tester.asked() == "area"
    tester.answer("area", 82)
    assert tester.do(Undo())[0] == "ChangeApplied"
    assert tester.case.answers["area"].value == 81
    assert [(tester.do(Back()), tester.asked())[1] for _ in range(2)] == ["area", "name"]
    tester.do(Back())  # nothing before it can be changed
    assert tester.event(Notice).text == "nothing_before"


def test_what_was_undone_from_before_it_was_handed_in_stays_as_it_was_filed() -> None:
    tester = After().received()
    tester.case = replace(tester.case, undo=Inverse({"name": None}, {}, (), {}))
    tester.report(event(2, 6, "permit", at("/place/area")))
    tester.do(Undo())
    assert tester.event(Notice).text == "nothing_to_undo"


def test_a_question_of_a_correction_can_be_put_off() -> None:
    tester = corrected("/name", "/place/area")
    tester.do(Later("会计"))
    assert tester.asked() == "name"
    tester.answer("name", "阿公奶茶")
    assert [one.key for one in tester.event(TodosLeft).addresses] == ["area"]
    tester.do(Submit())
    assert (tester.event(Notice).text, tester.event(Notice).params) == ("submit.missing", {"count": 1})
    tester.do(Resume())
    tester.answer("area", 80)
    tester.do(Submit())
    assert tester.do(Confirm())[0] == "SupplementRequested"


def test_a_list_is_asked_whether_it_has_another_and_one_that_is_full_what_stands_in_it() -> None:
    tester = corrected("/staff")
    assert tester.do(Reject())[-1] == "ReviewReady"
    full = After()
    names = {
        f"staff[{item}].{part}": value for item in (2, 3) for part, value in (("name", "王五"), ("full_time", True))
    }
    full.case = replace(full.case, submission=None)
    for key, value in names.items():
        full.do(Correct(Address("staff"))) if key.endswith("name") else None
        full.answer(key, value)
    full.do(Submit())
    full.received().report(event(2, 6, "permit", at("/staff")))
    assert wanted(full) == [f"staff[{item}].{part}" for item in (1, 2, 3) for part in ("name", "full_time")]
    full.do(Correct(Address("staff", "2"), remove=True))
    full.do(Confirm())
    again = [f"staff[{item}].{part}" for item in (1, 3) for part in ("name", "full_time")]
    assert sorted(wanted(full)) == sorted(["staff", *again])  # now there is room for another one


def test_a_whole_address_answered_anew_settles_its_parts() -> None:
    tester = After()
    tester.case = replace(tester.case, submission=None)
    tester.do(Correct(Address("room"), Value("305")))
    tester.do(Submit())
    tester.received().report(event(2, 6, "permit", at("/place/room")))
    assert wanted(tester) == ["room"]
    tester.answer("place", "南京西路2号")
    assert wanted(tester) == []
