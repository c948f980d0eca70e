"""In words: nothing is looked up, what was goes, what was looked up is told, and several values are wrong at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Address, ExchangeBarred, ExchangeOffered, ExchangeWithdrawn, Value, asking
from bot.engine.case import Submission
from bot.engine.commands import (
    Cancel,
    ChooseScenario,
    Confirm,
    Correct,
    NotRight,
    Reject,
    Restart,
    Submit,
    Switch,
    TakeBack,
    TellKnown,
)
from bot.engine.events import ConfirmAsked, Notice, QuestionAsked
from bot.engine.exchanging import falling, is_withdrawable
from bot.engine.known import ConsentEnded, KnownAsked, KnownTold
from bot.engine.proofs import Proof
from bot.engine.review import is_held

from .shop import NOW, Tester
from .test_exchange import LICENCE, agreed, found, known, report, told

AREA, NAME, KITCHEN = Address("area"), Address("name"), Address("kitchen")


def texts(tester: Tester) -> list[str]:
    return [one.text for one in told(tester, Notice)]


def shop(**more: Any) -> Tester:
    """A shop whose name, area and kitchen the licence told."""
    return found({"area": known(80), "name": known("阿婆奶茶"), "kitchen": known(20)}, **more)


def test_before_a_scenario_it_is_remembered() -> None:
    tester = Tester()
    tester.do(TakeBack())
    assert texts(tester) == ["exchange.never"]
    tester.do(ChooseScenario("tea"))
    report(tester, ExchangeOffered((LICENCE,)))
    assert not told(tester, ConfirmAsked)
    assert not tester.case.stack


def test_before_an_offer_none_is_made() -> None:
    tester = Tester().start()
    tester.do(TakeBack())
    tester.do(TakeBack())
    assert texts(tester) == ["exchange.never"]
    report(tester, ExchangeOffered((LICENCE,)))
    assert not told(tester, ConfirmAsked)


def test_at_the_offer_it_is_a_no() -> None:
    tester = report(Tester().start(), ExchangeOffered((LICENCE,)))
    tester.do(TakeBack())
    assert texts(tester) == ["exchange.declined"]
    assert not tester.case.stack
    assert tester.case.exchange is not None
    assert tester.case.exchange.state == "declined"


def test_what_was_looked_up_goes_after_a_yes() -> None:
    tester = shop()
    tester.do(TakeBack())
    tester.do(TakeBack())
    assert (tester.event(ConfirmAsked).act, len(tester.case.stack)) == ("unfetch", 1)
    assert asking(tester.catalog, tester.case, NOW).act == "unfetch"
    assert set(tester.case.answers) == {"area", "name", "kitchen"}
    tester.do(Confirm())
    assert tester.case.answers == {}
    assert tester.event(ConsentEnded).key == f"c1:{tester.case.seq}:consent"
    assert tester.event(ConsentEnded).title == tester.catalog.current["tea"].scenario.title
    assert texts(tester) == ["exchange.withdrawn"]


@pytest.mark.parametrize("leave", [Switch("noodles"), Restart(), Cancel()])
def test_what_was_agreed_to_for_one_matter_is_over_with_it(leave: Any) -> None:
    """Nobody may go on using licences for a shop that the applicant does not open any more."""
    tester = shop()
    title = tester.catalog.current["tea"].scenario.title
    tester.do(leave)
    tester.do(Confirm())
    assert [one.title for one in told(tester, ConsentEnded)] == [title]


def test_what_was_looked_up_for_another_scenario_can_be_taken_back_too() -> None:
    """It is still there: neither that nothing was looked up nor a no to the next offer would be true of it."""
    tester = shop(proofs={"BL": Proof(LICENCE, "id")})
    tester.do(Confirm())
    tester.do(Switch("noodles"))
    tester.do(Confirm())
    report(tester, ExchangeOffered((LICENCE,)))
    tester.do(Reject())
    assert is_withdrawable(tester.case)
    tester.do(TakeBack())
    assert tester.event(ConfirmAsked).act == "unfetch"
    tester.do(Confirm())
    assert tester.case.answers == {}
    assert not tester.case.proofs
    assert texts(tester) == ["exchange.withdrawn"]
    assert not is_withdrawable(tester.case)


def test_it_stays_after_a_no() -> None:
    tester = shop()
    tester.do(TakeBack())
    tester.do(Reject())
    assert set(tester.case.answers) == {"area", "name", "kitchen"}
    assert not told(tester, ConsentEnded)
    assert told(tester, KnownAsked)


def test_what_was_handed_in_stays() -> None:
    tester = shop()
    tester.do(Confirm())
    tester.fill(area=None, name=None, kitchen=None)
    tester.do(Submit())
    before = tester.case.answers
    tester.do(TakeBack())
    tester.do(Confirm())
    assert texts(tester) == ["exchange.withdrawn.late"]
    assert tester.case.answers == before
    assert told(tester, ConsentEnded)


@pytest.mark.parametrize("why", ["scope", "over"])
def test_an_agent_whose_mandate_does_not_reach_so_far_is_told(why: str) -> None:
    tester = report(Tester().start(), ExchangeBarred(why, "演示公司"))
    assert texts(tester) == [f"exchange.barred.{why}"]
    assert tester.event(Notice).params["firm"] == "演示公司"
    assert told(tester, QuestionAsked)
    report(tester, ExchangeBarred(why, "演示公司"))
    assert not texts(tester)


def test_nobody_is_told_so_without_a_scenario_or_after_handing_in() -> None:
    assert not texts(report(Tester(), ExchangeBarred("scope", "演示公司")))
    tester = Tester().start().fill()
    tester.do(Submit())
    assert not texts(report(tester, ExchangeBarred("scope", "演示公司")))


def test_what_was_looked_up_is_told() -> None:
    tester = shop()
    tester.do(TellKnown())
    assert {one.key for one in tester.event(KnownTold).addresses} == {"area", "name", "kitchen"}
    tester.do(TellKnown(AREA))
    assert tester.event(KnownTold).address == AREA
    tester.do(TellKnown(Address("email")))
    assert tester.event(KnownTold).address is None


def test_where_nothing_was_that_is_told() -> None:
    tester = Tester()
    tester.do(TellKnown())
    assert texts(tester) == ["known.nothing"]
    tester.start().answer("licensed", True)
    tester.do(TellKnown())
    assert texts(tester) == ["known.nothing"]
    tester.do(TellKnown(Address("licensed")))
    assert tester.event(KnownTold) == KnownTold((), Address("licensed"))


def test_one_that_is_wrong_stands_until_it_is_told_anew() -> None:
    tester = shop()
    tester.do(NotRight((AREA,)))
    assert tester.asked() == "area"
    assert tester.case.answers["area"].value == 80


def test_several_that_are_wrong_are_asked_with_the_rest() -> None:
    tester = shop()
    context = asking(tester.catalog, tester.case, NOW)
    assert (context.act, context.listed) == ("known", ("area", "name", "kitchen"))
    tester.do(Reject())
    assert asking(tester.catalog, tester.case, NOW).act == "known.which"
    tester.do(NotRight((AREA, KITCHEN)))
    assert (texts(tester), tester.event(Notice).params["items"]) == (["known.wrong"], "area、kitchen")
    assert tester.event(KnownAsked).addresses == (NAME,)
    tester.do(Confirm())
    tester.fill(name=None)
    assert tester.case.answers["area"].source == "said"


def test_all_are_wrong() -> None:
    tester = shop()
    tester.do(NotRight((AREA, NAME, KITCHEN)))
    assert tester.case.answers == {}
    assert not told(tester, KnownAsked)


@pytest.mark.parametrize("named", [(), (Address("email"),)])
def test_what_is_not_looked_through_is_not_wrong(named: tuple[Address, ...]) -> None:
    tester = shop()
    tester.do(NotRight(named))
    assert tester.event(KnownAsked).which
    Tester().do(NotRight(named))


def test_an_own_answer_is_no_looked_up_one() -> None:
    tester = shop()
    tester.do(Correct(AREA, Value(90)))
    tester.do(TakeBack())
    tester.do(Confirm())
    assert set(tester.case.answers) == {"area"}


def test_what_goes_with_the_consent_and_whether_there_is_one_to_take_back() -> None:
    tester = Tester().start()
    assert not is_withdrawable(tester.case)
    tester = agreed(tester)
    assert is_withdrawable(tester.case)
    found({"area": known(80)}, tester)
    assert falling(tester.case) == {"area"}
    assert not is_held(tester.case)
    report(tester, ExchangeWithdrawn())
    assert not is_withdrawable(tester.case)
    assert falling(replace(tester.case, submission=Submission("k", "requested", 1))) == frozenset()
