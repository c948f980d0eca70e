"""What is asked next and why, and the context in which the next text is understood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine import Address, Case, Value, asking, locate
from bot.engine.asking import open_instance
from bot.engine.case import Asked, AwaitAct, AwaitChoice
from bot.engine.commands import (
    Answer,
    Cancel,
    ChooseScenario,
    Confirm,
    Correct,
    Pause,
    Propose,
    Reject,
    Smalltalk,
    Submit,
)
from bot.engine.condition_parser import parse_condition as when
from bot.engine.derivations import Derivation
from bot.engine.events import ScenariosOffered
from bot.engine.facts import Option
from bot.engine.position import is_known
from bot.engine.reasons import chain_of
from bot.engine.scenario import Permit, Question

from .shop import FACTS, NOW, RULES, TODAY, Tester, fact, make_catalog, make_form, make_release, rule


def test_questions_come_in_the_authors_order_then_in_the_forms() -> None:
    tester = Tester().start()
    order = []
    while tester.asked() not in ("review", None):
        key = str(tester.asked())
        order.append(key)
        tester.answer(key, plain_value(key))
    assert order == [
        "licensed", "drinks", "area", "name", "place", "kitchen", "dine_in", "id_no", "staff[1].name", "staff[1].full_time",
        "staff", "has_store", "camera", "truthful", "email",
    ]  # fmt: skip


def plain_value(key: str) -> object:
    """What a plain shop answers."""
    from .shop import FULL

    return FULL[key]


def test_progress_counts_down_and_says_how_much_may_follow() -> None:
    tester = Tester().start()
    start = locate(tester.catalog, tester.case, TODAY)
    assert start.answered == 0
    assert start.remaining[0] <= start.remaining[1]
    tester.fill()
    end = locate(tester.catalog, tester.case, TODAY)
    assert (end.remaining, end.wanted) == ((0, 0), ())
    assert end.answered == len(tester.case.answers)


def mode(tester: Tester) -> str:
    return asking(tester.catalog, tester.case, NOW).mode


def test_the_context_tells_which_answers_came_last() -> None:
    tester = Tester().start()
    given = []
    for key, value in (("licensed", True), ("drinks", ["brew"]), ("area", 80)):
        tester.answer(key, value)
        given.append(Address(key))
        shown = asking(tester.catalog, tester.case, NOW)
        assert (shown.last, shown.before_last) == (given[-1], given[-2] if len(given) > 1 else None)


def test_modes() -> None:
    tester = Tester()
    assert mode(tester) == "routing"
    tester.do(ChooseScenario(None, ("tea", "noodles")))
    assert asking(tester.catalog, tester.case, NOW).candidates == ("tea", "noodles")
    tester.start()
    assert mode(tester) == "question"
    tester.do(Propose(Address("area"), Value(80)))
    shown = asking(tester.catalog, tester.case, NOW)
    assert (shown.mode, shown.address) == ("confirm", Address("area"))
    tester.do(Confirm())
    tester.do(ChooseScenario(None, ("tea",)))
    assert mode(tester) == "routing"
    tester.case = replace(tester.case, stack=())
    tester.fill(staff=None)
    assert mode(tester) == "more"
    tester.answer("staff", False)
    assert mode(tester) == "review"
    assert mode(Tester(case=replace(tester.case, asked=None))) == "review"
    tester.do(Submit())
    assert mode(tester) == "submitted"
    gone = Tester(case=replace(Case("c"), closed="cancelled"))
    assert mode(gone) == "closed"
    closed = Tester().start()
    closed.do(Cancel())
    shown = asking(closed.catalog, closed.case, NOW)
    assert (shown.mode, shown.address) == ("confirm", None), "only a yes or a no closes the case"
    closed.do(Confirm())
    assert mode(closed) == "closed"
    paused = Tester().start()
    paused.do(Pause())
    assert mode(paused) == "question"


def test_after_an_outcome_the_answers_that_decided_it_are_told() -> None:
    tester = Tester().start()
    assert asking(tester.catalog, tester.case, NOW).ended_by == ()
    tester.answer("licensed", False)
    assert asking(tester.catalog, tester.case, NOW).ended_by == (Address("licensed"),)
    tester.do(Cancel())
    assert asking(tester.catalog, tester.case, NOW).ended_by == (Address("licensed"),)
    tester.do(Reject(), Correct(Address("licensed")))
    assert asking(tester.catalog, tester.case, NOW).ended_by == (), "the question is open, and its answer is one"
    settled = [
        *RULES,
        rule("R-8", None, set={"inspection": "exempt"}),
        rule("R-9", "inspection == 'required'", outcome="license_first"),
    ]
    other = Tester(make_catalog(make_release(rules=tuple(settled)))).start()
    for key, value in (("licensed", True), ("drinks", ["brew"]), ("area", 200)):
        other.answer(key, value)
    assert other.asked() is None
    assert asking(other.catalog, other.case, NOW).ended_by == (Address("area"), Address("drinks"))


def test_options_are_worded_by_the_scenario() -> None:
    question = Question("licensed"), Question("camera", options=(Option("yes", "装好了"),))
    tester = Tester(make_catalog(make_release(questions=question))).start()
    tester.answer("licensed", True)
    tester.answer("drinks", ["brew"])
    tester.answer("area", 80)
    assert asking(tester.catalog, tester.case, NOW).options == (Option("yes", "装好了"),)
    plain = Tester().start()
    plain.answer("licensed", True)
    assert [one.value for one in asking(plain.catalog, plain.case, NOW).options] == ["brew", "juice", "cake"]


def test_a_text_may_name_what_matters_and_the_facts_of_the_item_being_asked() -> None:
    tester = Tester().start()
    tester.answer("dine_in", False)
    keys = {one.key for one in asking(tester.catalog, tester.case, NOW).addressable}
    assert {"name", "area", "dine_in", "staff"} <= keys
    assert not keys & {"seats", "theme", "staff.name"}
    tester.fill(**{"staff[1].name": None, "staff[1].full_time": None, "staff": None})
    assert {"staff[1].name", "staff[1].full_time"} <= {
        one.key for one in asking(tester.catalog, tester.case, NOW).addressable
    }
    assert asking(tester.catalog, tester.case, NOW).last == Address("truthful")


def test_reasons_lead_to_rules_materials_and_permits() -> None:
    permits = (Permit("permit"), Permit("filing", when("camera == 'yes'")))
    form = make_form(id="filing", fields=make_form().fields[:1])
    rules = tuple(one for one in make_release().scenario.rules if "inspection" not in one.set)
    base = make_release(permits=permits, rules=rules)
    release = replace(base, forms={**base.forms, "filing": form})
    tester = Tester(make_catalog(release)).start()
    view = locate(tester.catalog, tester.case, TODAY).view
    assert view is not None
    assert [(need.kind, need.by) for need in chain_of(view, Address("camera"))] == [("permit", "filing")]
    assert [(need.kind, need.by) for need in chain_of(view, Address("licensed"))] == [("rule", "R-0")]
    materials = (replace(make_form().materials[1], when=when("copies > 5 and room == 'x'")),)
    other = make_release(form=make_form(materials=materials, fields=make_form().fields[:1]), rules=(), questions=())
    view = locate(make_catalog(other), Tester(make_catalog(other)).start().case, TODAY).view
    assert view is not None
    assert chain_of(view, Address("room")) == ()
    materials = (replace(make_form().materials[1], when=when("camera == 'yes'")),)
    other = make_release(form=make_form(materials=materials, fields=make_form().fields[:1]), rules=(), questions=())
    view = locate(make_catalog(other), Tester(make_catalog(other)).start().case, TODAY).view
    assert view is not None
    assert [(need.kind, need.by, need.source) for need in chain_of(view, Address("camera"))] == [
        ("material", "M02", "law")
    ]


def test_reasons_lead_through_what_a_fact_waits_for() -> None:
    tester = Tester().start()
    view = locate(tester.catalog, tester.case, TODAY).view
    assert view is not None
    links = [(need.fact, need.kind, need.by) for need in chain_of(view, Address("dine_in"))]
    assert links == [("dine_in", "field", "permit#/dine_in")]
    facts = [replace(one, when=when("dine_in and licensed")) if one.id == "kitchen" else one for one in FACTS]
    bare = make_form(fields=tuple(one for one in make_form().fields if one.fact == "kitchen"), materials=())
    release = make_release(facts=facts, form=bare, rules=(), questions=())
    view = locate(make_catalog(release), Tester(make_catalog(release)).start().case, TODAY).view
    assert view is not None
    assert [(need.fact, need.by) for need in chain_of(view, Address("dine_in"))] == [
        ("dine_in", "kitchen"), ("kitchen", "permit#/place/kitchen"),
    ]  # fmt: skip


def test_reasons_lead_through_a_lists_item() -> None:
    """An item's fact that waits for a fact outside the list: the outside fact is asked because of the item's."""
    staff = next(one for one in FACTS if one.id == "staff")
    waits = replace(staff, items=(replace(staff.items[0], when=when("camera == 'yes' and area <= figure.small")),))
    facts = [waits if one.id == "staff" else one for one in FACTS]
    form = make_form(fields=tuple(one for one in make_form().fields if one.fact == "staff"), materials=())
    tester = Tester(make_catalog(make_release(facts=facts, form=form, rules=(), questions=()))).start()
    view = locate(tester.catalog, tester.case, TODAY).view
    assert view is not None
    assert [(need.fact, need.by) for need in chain_of(view, Address("camera"))] == [
        ("camera", "staff.name"), ("staff.name", "staff"), ("staff", "permit#/staff"),
    ]  # fmt: skip
    assert tester.asked() == "camera"
    tester.answer("camera", "yes")
    assert tester.asked() == "area"
    tester.answer("area", 80)
    assert tester.asked() == "staff[1].name"


def test_an_items_fact_may_be_computed_from_its_own_item() -> None:
    staff = next(one for one in FACTS if one.id == "staff")
    copy = fact("staff.copy", derive=Derivation("copy", ("staff.name",)))
    facts = [replace(staff, items=(*staff.items, copy)) if one.id == "staff" else one for one in FACTS]
    tester = Tester(make_catalog(make_release(facts=facts))).start()
    tester.answer("staff[1].name", "张伟")
    tester.answer("staff[2].name", "李娜")
    view = locate(tester.catalog, tester.case, TODAY).view
    assert view is not None
    assert [view.at(Address("staff.copy", item)).value for item in "12"] == ["张伟", "李娜"]


@pytest.mark.parametrize(
    ("number", "asked"),
    [
        pytest.param("31010619900101201X", False, id="odd-is-male"),
        pytest.param("310106199001012028", False, id="even-is-female"),
        pytest.param("P1234567", True, id="a-passport-does-not-tell"),
    ],
)
def test_what_a_derivation_cannot_tell_is_asked(number: str, asked: bool) -> None:
    facts = [
        replace(one, kind="text", limits=replace(one.limits, pattern=None)) if one.id == "id_no" else one
        for one in FACTS
    ]
    tester = Tester(make_catalog(make_release(facts=facts))).start()
    tester.do(Answer(Address("id_no"), Value(number)))
    wanted = {one.address.key for one in locate(tester.catalog, tester.case, TODAY).wanted}
    assert ("gender" in wanted) is asked


def test_nothing_is_known_without_a_scenario() -> None:
    nowhere = locate(make_catalog(), Case("c"), TODAY)
    assert not is_known(nowhere, Address("name"))
    assert locate(make_catalog(), replace(Case("c"), closed="cancelled"), TODAY).stage == "closed"


def test_a_reply_answers_what_was_put_last() -> None:
    """A dangerous act that waits for a yes stands before the open question; without either there is nothing to answer."""
    case = Case("c")
    assert open_instance(case) is None
    case = replace(case, asked=Asked("q1", Address("name")))
    assert open_instance(case) == "q1"
    assert open_instance(replace(case, stack=(AwaitAct("restart", "q2"),))) == "q2"


def test_the_context_holds_what_came_with_an_address_until_it_is_said_by_itself() -> None:
    tester = Tester().start()
    tester.answer("place", "某路1号")
    assert asking(tester.catalog, tester.case, NOW).held["room"] == "302"
    tester.do(Correct(Address("room"), Value("303"), "303"))
    tester.do(Confirm())
    assert asking(tester.catalog, tester.case, NOW).held["room"] == "303"


def test_scenarios_that_were_offered_while_one_is_open_are_offered_again() -> None:
    tester = Tester().start()
    tester.case = replace(tester.case, stack=(AwaitChoice(("tea", "noodles"), "q9"),))
    tester.do(Smalltalk("greeting"))
    assert tester.event(ScenariosOffered) == ScenariosOffered(("tea", "noodles"), "q9")
