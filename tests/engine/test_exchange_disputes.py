"""What sources hold contradicts each other, or the applicant: nothing is decided by itself."""

from __future__ import annotations

from bot.engine import Address
from bot.engine.commands import Absence, Later, Submit
from bot.engine.events import Accepted, PutOff
from bot.engine.known import DisputeAsked, KnownAsked

from .shop import Tester
from .test_exchange import REGISTER, agreed, found, known, pressed, told


def test_sources_that_contradict_each_other_are_asked_about() -> None:
    tester = found({"area": (known(80), known(96, REGISTER)), "name": known("阿婆奶茶")})
    assert "area" not in tester.case.answers
    asked = tester.event(DisputeAsked)
    assert (asked.address, [one.value for one in asked.candidates]) == (Address("area"), [80, 96])
    pressed(tester, 96)
    stored = tester.case.answers["area"]
    assert (stored.value, stored.source, stored.title, stored.confirmed) == (96, "register", REGISTER, True)
    assert not tester.case.disputed
    assert tester.event(KnownAsked).addresses == (Address("name"),)


def test_neither_may_be_right() -> None:
    tester = found({"area": (known(80), known(96, REGISTER))})
    tester.answer("area", 100)
    assert (tester.case.answers["area"].value, tester.case.answers["area"].source) == (100, "said")
    assert not tester.case.disputed


def test_sources_that_say_the_same_do_not_contradict() -> None:
    values = (known("上海演示（静安）公司"), known("上海演示(静安)公司", REGISTER))
    tester = found({"name": values, "place": (known("上海市南京西路1号"), known("南京西路 1号", REGISTER))})
    assert not tester.case.disputed
    assert tester.case.answers["name"].source == "licence"


def test_an_answer_stands_until_another_is_chosen() -> None:
    tester = Tester().start()
    tester.answer("area", 50)
    tester = found({"area": known(80)}, agreed(tester))
    assert tester.case.answers["area"].value == 50
    asked = tester.event(DisputeAsked)
    assert [(one.value, one.source) for one in asked.candidates] == [(50, "said"), (80, "licence")]
    pressed(tester, 50)
    assert tester.case.answers["area"].value == 50
    assert not tester.case.disputed
    assert told(tester, Accepted)


def test_the_source_may_be_right_against_the_answer() -> None:
    tester = Tester().start()
    tester.answer("area", 50)
    tester = found({"area": known(80)}, agreed(tester))
    pressed(tester, 80)
    stored = tester.case.answers["area"]
    assert (stored.value, stored.source, stored.confirmed) == (80, "licence", True)
    assert not tester.case.disputed


def test_an_answer_that_the_source_confirms_stays_the_applicants() -> None:
    tester = Tester().start()
    tester.answer("area", 50)
    tester = found({"area": known(50)}, agreed(tester))
    assert tester.case.answers["area"].source == "said"
    assert not tester.case.disputed


def test_a_contradiction_can_be_put_off_and_comes_back_before_the_review() -> None:
    tester = found({"area": (known(80), known(96, REGISTER))})
    tester.do(Later("房东"))
    assert told(tester, PutOff)
    assert tester.asked() == "licensed"
    tester.fill(area=None)
    assert tester.event(DisputeAsked).address == Address("area")
    assert tester.do(Submit())[-1] == "DisputeAsked"


def test_it_can_be_put_off_where_there_is_an_answer_too() -> None:
    tester = Tester().start()
    tester.answer("area", 50)
    tester = found({"area": known(80)}, agreed(tester))
    tester.do(Later(""))
    assert tester.asked() == "licensed"
    assert tester.case.answers["area"].value == 50


def test_a_contradiction_about_what_does_not_count_waits() -> None:
    tester = found({"seats": (known(4), known(8, REGISTER))})
    assert not told(tester, DisputeAsked)
    tester.answer("dine_in", True)
    assert tester.event(DisputeAsked).address == Address("seats")


def test_an_absent_answer_contradicts_a_value() -> None:
    tester = Tester().start()
    tester.answer("email", Absence.NONE)
    tester = found({"email": known("a@example.org")}, agreed(tester))
    assert tester.event(DisputeAsked).address == Address("email")
    assert tester.case.answers["email"].absence is Absence.NONE


def test_an_address_elsewhere_than_the_applicant_said_is_asked_about() -> None:
    tester = Tester().start()
    tester.answer("district", "pu")
    place = known("南京西路1号", parts={"district": "jing", "room": "302"})
    tester = found({"place": place}, agreed(tester))
    assert "place" not in tester.case.answers
    asked = tester.event(DisputeAsked)
    assert (asked.address, [one.value for one in asked.candidates]) == (Address("district"), ["pu", "jing"])
    pressed(tester, "pu")
    assert tester.case.answers["district"].value == "pu"
    assert not tester.case.disputed


def test_an_address_where_the_applicant_said_is_taken() -> None:
    tester = Tester().start()
    tester.answer("district", "jing")
    tester = found({"place": known("南京西路1号", parts={"district": "jing"})}, agreed(tester))
    assert tester.case.answers["place"].source == "licence"
    assert not tester.case.disputed
