"""Looking up what others hold about the applicant: agreed to, taken, looked through, contradicted, taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import (
    Address,
    ExchangeOffered,
    ExchangeWithdrawn,
    Known,
    Prefill,
    Trouble,
    Turn,
    Value,
    advance,
    asking,
)
from bot.engine.case import AwaitAct, Exchange, Revisit, Roster, Submission
from bot.engine.case_json import dump, load
from bot.engine.commands import Absence, Answer, Confirm, Correct, Reject, Restart, Submit, Switch
from bot.engine.events import ConfirmAsked, Notice, QuestionAsked, ReviewReady, SubmitRequested
from bot.engine.known import FactsMissed, FactsSought, KnownAsked, KnownConfirmed, Prefilled
from bot.engine.proofs import Proof

from .shop import FACTS, FULL, NOW, Tester, fact, make_catalog, make_release

LICENCE, REGISTER = "营业执照", "法人库"


def known(value: Any, title: str = LICENCE, **more: Any) -> Known:
    source = {LICENCE: "licence", REGISTER: "register"}.get(title, "earlier_case")
    return Known(value, source, f"id of {title}", title, more.pop("as_of", "2026-09-01"), **more)


def report(tester: Tester, told: Any) -> Tester:
    """The tester after a report, through JSON as between processes."""
    tester.turns += 1
    tester.last = advance(tester.catalog, tester.case, Turn(f"t{tester.turns}", actor="system", report=told), NOW)
    tester.case = load(dump(tester.last.case))
    assert tester.case == tester.last.case
    return tester


def agreed(tester: Tester | None = None) -> Tester:
    """A shop whose applicant agreed to looking things up."""
    tester = report(tester or Tester().start(), ExchangeOffered((LICENCE, REGISTER)))
    tester.do(Confirm())
    return tester


def found(values: dict[str, Any], tester: Tester | None = None, **more: Any) -> Tester:
    """Then the sources answered. ``values``: key -> a Known, or several."""
    tester = tester or agreed()
    told = {key: one if isinstance(one, tuple) else (one,) for key, one in values.items()}
    key = tester.case.exchange.key if tester.case.exchange is not None else ""
    return report(tester, Prefill(key, told, **more))


def pressed(tester: Tester, value: Any) -> list[str]:
    """Presses a button of what is open."""
    instance = tester.case.asked.instance if tester.case.asked is not None else ""
    return tester.do(Answer(None, Value(value), "", instance=instance), source="chosen")


def told(tester: Tester, kind: type) -> list[Any]:
    return [one for one in tester.last.events if isinstance(one, kind)]


def test_nothing_is_looked_up_without_a_yes() -> None:
    tester = report(Tester().start(), ExchangeOffered((LICENCE, REGISTER)))
    assert tester.event(ConfirmAsked).act == f"fetch:{LICENCE}、{REGISTER}"
    assert not told(tester, FactsSought)
    tester.do(Confirm())
    assert tester.event(FactsSought).key == tester.case.exchange.key == "c1:3:facts"  # type: ignore[union-attr]
    assert tester.asked() == "licensed"


def test_a_no_asks_everything() -> None:
    tester = report(Tester().start(), ExchangeOffered((LICENCE,)))
    tester.do(Reject())
    assert [one.text for one in told(tester, Notice)] == ["exchange.declined"]
    assert tester.asked() == "licensed"
    again = report(tester, ExchangeOffered((LICENCE,)))
    assert not told(again, ConfirmAsked)
    assert tester.case.exchange == Exchange("declined")


def test_an_answer_instead_of_a_yes_is_taken_and_the_question_stays() -> None:
    tester = report(Tester().start(), ExchangeOffered((LICENCE,)))
    tester.do(Answer(Address("area"), Value(80), "80平"))
    assert tester.case.answers["area"].value == 80
    assert tester.event(ConfirmAsked).act.startswith("fetch:")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(lambda case: replace(case, scenario=None), id="no-scenario"),
        pytest.param(lambda case: replace(case, closed="cancelled"), id="closed"),
        pytest.param(lambda case: replace(case, submission=Submission("k", "requested", 1)), id="handed-in"),
        pytest.param(lambda case: replace(case, exchange=Exchange("over", "k")), id="done"),
    ],
)
def test_it_is_offered_once_and_only_while_something_is_filled(case: Any) -> None:
    tester = Tester().start()
    tester.case = case(tester.case)
    assert not any(isinstance(one, AwaitAct) for one in report(tester, ExchangeOffered((LICENCE,))).case.stack)


def test_nothing_to_look_up_is_not_offered() -> None:
    assert report(Tester().start(), ExchangeOffered(())).case.exchange is None


def test_what_is_found_keeps_its_source_and_waits_for_a_look() -> None:
    tester = found({"name": known("阿婆奶茶"), "area": known(80, REGISTER, as_of="2026-10-01")})
    assert tester.event(Prefilled).addresses == (Address("area"), Address("name"))
    stored = tester.case.answers["name"]
    assert (stored.source, stored.origin, stored.title, stored.as_of, stored.confirmed) == (
        "licence", "id of 营业执照", LICENCE, "2026-09-01", False,
    )  # fmt: skip
    asked = tester.event(KnownAsked)
    assert (asked.title, asked.addresses, asked.which) == (REGISTER, (Address("area"),), False)
    assert tester.case.order == ()


def test_each_source_is_looked_through_in_turn_then_the_questions_follow() -> None:
    tester = found({"name": known("阿婆奶茶"), "area": known(80, REGISTER)})
    tester.do(Confirm())
    assert tester.event(KnownConfirmed).addresses == (Address("area"),)
    assert tester.event(KnownAsked).title == LICENCE
    pressed(tester, True)
    assert all(stored.confirmed for stored in tester.case.answers.values())
    assert tester.asked() == "licensed"
    assert tester.case.exchange == Exchange("over", "c1:3:facts")


def test_an_old_button_says_yes_to_nothing() -> None:
    tester = found({"name": known("阿婆奶茶"), "area": known(80, REGISTER)})
    old = tester.case.asked
    tester.do(Confirm())
    assert old is not None
    tester.do(Answer(None, Value(True), "", instance=old.instance), source="chosen")
    assert not tester.case.answers["name"].confirmed


def test_a_wrong_value_is_named_and_asked_anew() -> None:
    tester = found({"name": known("阿婆奶茶"), "area": known(80), "kitchen": known(20)})
    tester.do(Reject())
    assert tester.event(KnownAsked).which
    pressed(tester, "area")
    assert tester.case.stack == (Revisit(Address("area")),)
    assert tester.event(QuestionAsked).address == Address("area")
    tester.answer("area", 90)
    assert (tester.case.answers["area"].value, tester.case.answers["area"].source) == (90, "said")
    asked = tester.event(KnownAsked)
    assert (asked.addresses, asked.which) == ((Address("name"), Address("kitchen")), False)


def test_a_correction_while_it_is_looked_through_is_taken_and_the_rest_asked() -> None:
    tester = found({"name": known("阿婆奶茶"), "area": known(80)})
    tester.do(Correct(Address("name"), Value("阿公奶茶")))
    assert tester.case.answers["name"].value == "阿公奶茶"
    assert tester.event(KnownAsked).addresses == (Address("area"),)


@pytest.mark.parametrize(("value", "code"), [("nothing", "unclear.confirm"), ("copies", "unclear.confirm")])
def test_a_button_that_was_not_shown_does_nothing(value: str, code: str) -> None:
    tester = found({"area": known(80)})
    pressed(tester, value)
    assert [one.text for one in told(tester, Notice)] == [code]
    assert not tester.case.answers["area"].confirmed


def test_the_no_button_asks_which() -> None:
    tester = found({"area": known(80)})
    pressed(tester, False)
    assert tester.event(KnownAsked).which
    pressed(tester, True)
    assert tester.case.answers["area"].confirmed


def test_what_comes_to_count_later_is_looked_at_before_the_review() -> None:
    tester = found({"seats": known(12)})
    assert not told(tester, KnownAsked)
    tester.fill(dine_in=True)
    asked = tester.event(KnownAsked)
    assert asked.addresses == (Address("seats"),)
    assert tester.do(Submit())[-1] == "KnownAsked"
    tester.do(Confirm())
    assert told(tester, ReviewReady)
    tester.do(Submit())
    given = tester.event(SubmitRequested).provenance["permit"]["/seats"]
    assert (given["source"], given["origin"], given["title"], given["as_of"], given["confirmed"]) == (
        "licence", "id of 营业执照", LICENCE, "2026-09-01", True,
    )  # fmt: skip


def test_a_sure_value_needs_no_look() -> None:
    tester = found({"name": known("阿婆奶茶", "以前的申请", sure=True)})
    assert tester.event(Prefilled).sure == (Address("name"),)
    assert tester.case.answers["name"].confirmed
    assert not told(tester, KnownAsked)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("nothing", 1, id="no-such-fact"), pytest.param("!", 1, id="no-address"),
        pytest.param("kitchen", "大", id="shape"), pytest.param("area", -1, id="limit"),
        pytest.param("theme", "T02", id="assumed"), pytest.param("room", "9" * 3000, id="length"),
        pytest.param("staff", [], id="list"), pytest.param("staff[1].name", "张伟", id="item-of-no-list"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_not_taken(key: str, value: Any) -> None:
    tester = found({key: known(value)})
    assert not tester.case.answers
    assert not tester.case.disputed
    assert not told(tester, Prefilled)


def test_what_breaks_a_check_with_an_answer_is_asked_instead() -> None:
    tester = Tester().start()
    tester.answer("area", 50)
    tester = found({"kitchen": known(80)}, agreed(tester))
    assert "kitchen" not in tester.case.answers


def test_a_fact_that_the_scenario_has_no_use_for_is_left() -> None:
    extra = make_release(facts=(*FACTS, fact("hobby")))
    tester = found({"hobby": known("茶")}, agreed(Tester(make_catalog(extra)).start()))
    assert not tester.case.answers


def test_what_settles_a_field_is_taken() -> None:
    tester = Tester().start()
    values = {"licensed": known(True), "place": known("南京西路1号", parts={"district": "jing"})}
    tester = found(values, agreed(tester))
    assert set(tester.case.answers) == {"licensed", "place"}
    assert tester.last.position is not None and tester.last.position.view is not None
    assert tester.last.position.view.resolve("district").value == "jing"


def test_a_list_comes_whole_and_only_where_there_is_none() -> None:
    values = {
        "staff[1].name": known("张伟", "以前的申请"), "staff[1].full_time": known(True, "以前的申请"),
        "staff[2].name": known("李娜", "以前的申请"), "staff[2].full_time": known(True, "以前的申请"),
    }  # fmt: skip
    tester = found(values, lists={"staff": ("1", "2")})
    assert tester.case.lists["staff"] == Roster(("1", "2"), 3, complete=True)
    assert [one.key for one in tester.event(KnownAsked).addresses] == list(values)
    begun = Tester().start()
    begun.answer("staff[1].name", "王五")
    begun = found(values, agreed(begun), lists={"staff": ("1", "2")})
    assert begun.case.lists["staff"].items == ("1",)
    assert begun.case.answers["staff[1].name"].value == "王五"


@pytest.mark.parametrize("items", [(), tuple("1234")])
def test_a_list_that_is_too_short_or_too_long_is_asked(items: tuple[str, ...]) -> None:
    tester = found({f"staff[{one}].name": known("张伟") for one in items}, lists={"staff": items, "area": ("1",)})
    assert not tester.case.lists
    assert not tester.case.answers


def test_what_was_not_to_be_had_is_told() -> None:
    troubles = (Trouble(LICENCE, "revoked"), Trouble(REGISTER, "silent"))
    tester = found({}, troubles=troubles)
    assert tester.event(FactsMissed).troubles == troubles
    assert tester.asked() == "licensed"


@pytest.mark.parametrize("key", ["c1:2:facts", ""])
def test_an_answer_to_another_question_changes_nothing(key: str) -> None:
    tester = report(agreed(), Prefill(key, {"area": (known(80),)}))
    assert not tester.case.answers
    assert tester.case.exchange == Exchange("sought", "c1:3:facts")


def test_an_answer_after_it_was_handed_in_changes_nothing() -> None:
    tester = agreed()
    tester.case = replace(tester.case, submission=Submission("k", "requested", 3))
    assert not found({"area": known(80)}, tester).case.answers


def test_an_answer_comes_once() -> None:
    tester = found({"area": known(80)})
    tester.do(Confirm())
    assert not found({"kitchen": known(20)}, tester).case.answers.get("kitchen")


def test_taking_the_consent_back_takes_what_was_looked_up() -> None:
    tester = found({"name": known("阿婆奶茶"), "area": known(80, REGISTER), "kitchen": known(20, "以前的申请")})
    tester.do(Confirm())
    tester.answer("licensed", True)
    report(tester, ExchangeWithdrawn())
    assert tester.event(Notice) == Notice("exchange.withdrawn", {"count": 3})
    assert set(tester.case.answers) == {"licensed"}
    assert tester.case.exchange == Exchange("declined")
    again = report(tester, ExchangeWithdrawn())
    assert not again.last.events


def test_what_the_applicant_confirmed_of_an_earlier_application_stays() -> None:
    values = {"staff[1].name": known("张伟", "以前的申请"), "staff[2].name": known("李娜", REGISTER)}
    tester = found({**values, "kitchen": known(20, "以前的申请")}, lists={"staff": ("1", "2")})
    while told(tester, KnownAsked) and tester.event(KnownAsked).title != REGISTER:
        tester.do(Confirm())
    report(tester, ExchangeWithdrawn())
    assert set(tester.case.answers) == {"kitchen", "staff[1].name"}
    assert tester.case.lists["staff"] == Roster(("1",), 3, complete=False)


def test_taking_it_back_before_anything_was_found_stops_it() -> None:
    tester = agreed()
    key = tester.case.exchange.key if tester.case.exchange is not None else ""
    report(tester, ExchangeWithdrawn())
    report(tester, Prefill(key, {"area": (known(80),)}))
    assert not tester.case.answers


def test_taking_it_back_while_it_is_offered_withdraws_the_offer() -> None:
    tester = report(Tester().start(), ExchangeOffered((LICENCE,)))
    report(tester, ExchangeWithdrawn())
    assert not tester.case.stack


def test_what_was_handed_in_stays_handed_in() -> None:
    tester = found({"seats": known(12)})
    tester.fill(dine_in=True)
    tester.do(Confirm())
    tester.do(Submit())
    before = tester.case.answers
    report(tester, ExchangeWithdrawn())
    assert tester.event(Notice).text == "exchange.withdrawn.late"
    assert tester.case.answers == before


def test_another_scenario_and_a_new_beginning_offer_it_again() -> None:
    tester = found({"area": known(80)})
    tester.do(Confirm())
    tester.do(Switch("noodles"))
    tester.do(Confirm())
    assert tester.case.exchange is None
    assert report(tester, ExchangeOffered((LICENCE,))).case.stack
    tester.do(Reject())
    tester.do(Restart())
    tester.do(Confirm())
    assert tester.case.exchange is None


def test_nobody_is_asked_again_about_what_was_confirmed() -> None:
    tester = found(
        {key: known(value, "以前的申请") for key, value in FULL.items() if key in ("area", "kitchen", "name")}
    )
    tester.do(Confirm())
    tester.fill(area=None, kitchen=None, name=None)
    assert told(tester, ReviewReady)


def test_a_yes_to_what_stopped_counting_in_the_same_turn_confirms_nothing() -> None:
    tester = Tester().start()
    tester.answer("dine_in", True)
    tester = found({"seats": known(12)}, agreed(tester))
    assert tester.event(KnownAsked).addresses == (Address("seats"),)
    tester.do(Correct(Address("dine_in"), Value(False)), Confirm(), Confirm())
    assert not tester.case.answers["seats"].confirmed


def test_what_is_written_while_it_is_looked_through_is_read_as_a_yes_or_a_no() -> None:
    tester = found({"area": known(80)})
    reading = asking(tester.catalog, tester.case, NOW)
    assert (reading.mode, reading.address, reading.fact) == ("confirm", None, None)


def test_what_proves_something_is_kept_with_the_case_and_goes_with_the_consent() -> None:
    proofs = {
        "BL": Proof(LICENCE, "id", "2026-09-01"),
        "JY": Proof("食品经营许可证", "id2", status="revoked", remedy="重新申领"),
    }
    tester = found({}, proofs=proofs)
    assert tester.case.proofs == proofs
    assert [one.holds for one in tester.case.proofs.values()] == [True, False]
    assert not report(tester, ExchangeWithdrawn()).case.proofs


def test_that_there_is_none_is_known_too() -> None:
    tester = found({"email": known(None, "以前的申请", absent=True), "area": known(None, "以前的申请", absent=True)})
    assert tester.case.answers["email"].absence is Absence.NONE
    assert "area" not in tester.case.answers
