"""The conversation itself: choosing, asking why, asking the rules, pausing, giving up, rating, not being understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot.engine import Address, Value
from bot.engine.case import Submission
from bot.engine.commands import (
    AskKnowledge,
    Cancel,
    ChooseScenario,
    Command,
    Confirm,
    Explain,
    Human,
    Later,
    Pause,
    Rate,
    Resume,
    Smalltalk,
    Status,
    Submit,
    Summary,
    Switch,
    Unknown,
)
from bot.engine.events import (
    ApplicationStanding,
    Explained,
    HandOverRequested,
    Informed,
    Notice,
    NotInformed,
    OutcomeReached,
    ScenarioChosen,
    ScenariosOffered,
    StandingTold,
    TodosLeft,
)

from .shop import Tester, make_catalog, make_release


def notice(tester: Tester) -> str:
    text: str = tester.event(Notice).text
    return text


def test_choosing_pins_the_release_in_force() -> None:
    tester = Tester()
    tester.do(ChooseScenario("tea"))
    assert tester.event(ScenarioChosen).version == "v1"
    assert (tester.case.scenario, tester.case.version, tester.asked()) == ("tea", "v1", "licensed")
    tester.do(ChooseScenario("tea"))
    assert notice(tester) == "scenario.same"
    assert "ConfirmAsked" in tester.do(ChooseScenario("noodles"))


def test_without_a_scenario_all_are_offered() -> None:
    tester = Tester()
    tester.do()
    assert tester.event(ScenariosOffered).scenarios == ("tea", "noodles")
    tester.do(ChooseScenario(None, ("noodles", "bakery")))
    assert tester.event(ScenariosOffered).scenarios == ("noodles",)
    assert len(tester.case.stack) == 1
    tester.do(Switch("noodles"))
    assert tester.case.scenario == "noodles"


def test_the_usual_ones_are_offered_first_and_what_goes_on_with_a_permit_last() -> None:
    releases = [
        make_release(id="renewal", continues=("permit",), assume={}),
        *(make_release(id=one, assume={}) for one in ("bath", "hotel", "tea")),
    ]
    tester = Tester(make_catalog(*releases, usual=("tea", "gone", "hotel")))
    tester.do()
    assert tester.event(ScenariosOffered).scenarios == ("tea", "hotel", "bath", "renewal")


@pytest.mark.parametrize("command", [ChooseScenario("bakery"), Switch("bakery")])
def test_what_is_not_there_cannot_be_chosen(command: Command) -> None:
    tester = Tester()
    tester.do(command)
    assert "scenario.closed" in [event.text for event in tester.last.events if isinstance(event, Notice)]
    broken = Tester(make_catalog(make_release(state="broken")))
    broken.do(ChooseScenario("tea"))
    assert broken.case.scenario is None


def test_why_tells_the_chain_up_to_the_form() -> None:
    tester = Tester()
    assert tester.do(Explain())[0] == "Notice"
    tester.start()
    tester.do(Explain())
    assert [(need.fact, need.kind, need.by) for need in tester.event(Explained).needs] == [("licensed", "rule", "R-0")]
    tester.answer("licensed", True)
    tester.answer("drinks", ["brew"])
    tester.answer("area", 80)
    tester.do(Explain(Address("camera")))
    assert [(need.fact, need.kind, need.by) for need in tester.event(Explained).needs][-1][1:] == (
        "field", "permit#/inspection",
    )  # fmt: skip
    tester.do(Explain(Address("staff.name", "1")))
    assert [(need.fact, need.by) for need in tester.event(Explained).needs] == [
        ("staff.name", "staff"), ("staff", "permit#/staff"),
    ]  # fmt: skip
    tester.do(Explain(Address("licensed")))
    assert tester.event(Explained).needs == ()


def test_rules_are_told_from_knowledge_in_force() -> None:
    tester = Tester().start()
    tester.do(AskKnowledge("有效期几年", "K1"))
    assert tester.event(Informed).entry == "K1"
    assert tester.asked() == "licensed"
    tester.do(AskKnowledge("别的"))
    assert tester.event(NotInformed).query == "别的"
    tester.do(AskKnowledge("没有这一条", "K9"))
    assert tester.event(NotInformed).query == "没有这一条"
    tester.do(AskKnowledge("有效期几年", "K1"), now=datetime(2028, 1, 2, tzinfo=timezone.utc))
    assert tester.event(NotInformed).query == "有效期几年"
    early = Tester(make_catalog(make_release()))
    entry = replace(early.catalog.knowledge["K1"], start=datetime(2027, 1, 1).date())
    early.catalog = replace(early.catalog, knowledge={"K1": entry})
    early.start().do(AskKnowledge("有效期几年", "K1"))
    assert early.event(NotInformed).query == "有效期几年"


def test_pausing_stops_asking_and_anything_said_goes_on() -> None:
    tester = Tester().start()
    assert tester.do(Pause()) == ["Notice"]
    assert tester.case.paused
    assert "QuestionAsked" in tester.do(Smalltalk("greeting"))
    assert not tester.case.paused


def test_resume_asks_for_what_was_put_off_when_nothing_else_is_left() -> None:
    tester = Tester().start().fill(name=None)
    tester.do(Later("老公"))
    assert [one.key for one in tester.event(TodosLeft).addresses] == ["name"]
    assert tester.asked() == "name"
    tester.do(Resume())
    assert tester.case.todos == {}
    other = Tester().start()
    other.do(Later())
    other.do(Resume())
    assert list(other.case.todos) == ["licensed"]


def test_summary_and_status_before_and_after() -> None:
    tester = Tester()
    assert tester.do(Summary())[0] == "Notice"
    assert tester.do(Status())[0] == "Notice"
    tester.start()
    assert tester.do(Summary())[0] == "Summarised"
    assert tester.do(Status())[0] == "Summarised"
    tester.case = replace(tester.case, submission=Submission("k", "received", 1, {"permit": "R1"}))
    tester.do(Status())
    assert tester.event(StandingTold).applications == (ApplicationStanding("permit", "R1"),)
    tester.case = replace(tester.case, submission=Submission("k", "requested", 1))
    tester.do(Status())
    assert notice(tester) == "status.requested"


def test_giving_up_waits_for_a_yes_and_locks() -> None:
    tester = Tester().start()
    tester.do(Cancel())
    tester.do(Confirm())
    assert tester.case.closed == "cancelled"
    assert tester.answer("area", 1) == ["Notice"]
    assert notice(tester) == "closed.locked"
    tester.do(Rate(4))
    assert (tester.case.rating, notice(tester)) == (0, "rate.early"), "nothing was handed in"


def test_a_grade_is_noted_once_the_application_is_received() -> None:
    tester = Tester().start().fill()
    tester.do(Submit())
    tester.do(Rate(4))
    assert (tester.case.rating, notice(tester)) == (0, "rate.early")
    submission = tester.case.submission
    assert submission is not None
    tester.case = replace(tester.case, submission=replace(submission, state="received"))
    tester.do(Rate(4))
    assert (tester.case.rating, notice(tester)) == (4, "rated")
    tester.do(Rate(6))
    assert (tester.case.rating, notice(tester)) == (4, "rate.range")


def test_nothing_to_rate_yet() -> None:
    tester = Tester().start()
    tester.do(Rate(5))
    assert (tester.case.rating, notice(tester)) == (0, "rate.early")


def test_a_person_and_small_talk_change_nothing() -> None:
    tester = Tester().start()
    tester.do(Human("太复杂"))
    assert tester.event(HandOverRequested).reason == "太复杂"
    tester.do(Smalltalk("thanks"))
    assert notice(tester) == "smalltalk.thanks"
    assert tester.asked() == "licensed"


def test_not_understood_asks_better_each_time_and_then_stays_at_the_last_offer() -> None:
    tester = Tester().start()
    said = []
    for _ in range(4):
        tester.do(Unknown())
        said.append(notice(tester))
    assert said == ["unclear.1", "unclear.2", "unclear.3", "unclear.3"]
    assert tester.case.asked is not None
    assert tester.case.asked.attempts == 4
    tester.do(Unknown("too_long"))
    assert (notice(tester), tester.case.unclear) == ("unknown.too_long", 4)
    tester.do(Smalltalk("greeting"))
    assert tester.case.unclear == 0
    Tester().do(Unknown())


def test_an_outcome_ends_the_questions_and_a_change_opens_them_again() -> None:
    tester = Tester().start()
    tester.answer("licensed", False)
    assert (tester.event(OutcomeReached).outcome, tester.event(OutcomeReached).rule) == ("license_first", "R-0")
    assert tester.asked() is None
    tester.answer("licensed", True)
    tester.do(Confirm()) if tester.case.stack else None
    assert tester.asked() == "drinks"
    assert tester.case.answers["licensed"].value is True


def test_one_sentence_may_answer_several_questions() -> None:
    from bot.engine.commands import Answer

    tester = Tester().start()
    names = tester.do(
        *(Answer(Address(key), Value(value)) for key, value in (("name", "店"), ("area", 80), ("camera", "yes")))
    )
    assert names.count("Accepted") == 3
    assert {key: tester.case.answers[key].value for key in ("name", "area", "camera")} == {
        "name": "店", "area": 80, "camera": "yes",
    }  # fmt: skip
