"""Pinned releases: a case stays on its own until it must move, and then is told what became of its answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from bot.engine import Address, Case, Release, Value
from bot.engine.answers import refuse
from bot.engine.case import Stored
from bot.engine.commands import Answer, Smalltalk
from bot.engine.events import HandOverRequested, Upgraded
from bot.engine.facts import Limits
from bot.engine.kinds import has_shape
from bot.engine.versions import is_due, upgrade
from bot.engine.view import View

from .random_scenarios import releases
from .shop import FACTS, NOW, TODAY, Tester, fact, make_catalog, make_release
from .test_invariants import PLAYS, played


def newer(**more: object) -> Release:
    """A second version: smaller shops only, a new question, one fact gone."""
    facts = [replace(one, limits=Limits(maximum=50)) if one.id == "area" else one for one in FACTS if one.id != "email"]
    form = make_release().forms["permit"]
    fields = tuple(one for one in form.fields if one.fact != "email")
    extra = fact("dogs", "boolean")
    return make_release("v2", facts=[*facts, extra], form=replace(form, fields=(*fields, replace(fields[0], pointer="/dogs", fact="dogs"))), **more)  # fmt: skip


def test_a_case_stays_on_its_release_while_that_holds() -> None:
    tester = Tester().start()
    old = tester.catalog.current["tea"]
    tester.catalog = replace(make_catalog(newer()), older={("tea", "v1"): old})
    tester.do(Smalltalk("greeting"))
    assert tester.case.version == "v1"


@pytest.mark.parametrize(
    "catalog",
    [
        pytest.param(make_catalog(newer()), id="gone"),
        pytest.param(replace(make_catalog(newer()), older={("tea", "v1"): make_release(state="broken")}), id="broken"),
        pytest.param(
            replace(make_catalog(newer()), older={("tea", "v1"): make_release(until=date(2026, 11, 23))}), id="past-its-last-day"
        ),
    ],
)  # fmt: skip
def test_a_case_moves_when_its_release_is_due_and_is_told(catalog: object) -> None:
    tester = Tester().start().fill()
    tester.answer("dine_in", False)
    tester.catalog = catalog  # type: ignore[assignment]
    names = tester.do(Smalltalk("greeting"))
    told = tester.event(Upgraded)
    assert names[0] == "Upgraded"
    assert (told.version, tester.case.version) == ("v2", "v2")
    assert set(told.invalid) == {"area", "email"}
    assert {"area", "dogs"} <= set(told.asked)
    assert "name" in told.kept
    assert tester.case.answers["name"].value == "阿婆奶茶"
    assert "area" not in tester.case.answers


def test_parked_and_computed_answers_survive_the_move() -> None:
    tester = Tester().start().fill(dine_in=True)
    tester.answer("seats", 5)
    case = replace(
        tester.case,
        answers={
            **tester.case.answers,
            "dine_in": replace(tester.case.answers["dine_in"], value=False),
            "full_place": tester.answered_once(),
            "??": tester.answered_once(),
        },
        lists={**tester.case.lists, "gone": tester.case.lists["staff"]},
    )
    moved = upgrade(case, make_release("v2"), TODAY)
    assert moved.parked == ("seats",)
    assert "full_place" in moved.kept
    assert moved.invalid == ("??",)
    assert "gone" not in moved.case.lists


def test_a_scenario_that_is_no_more_hands_over_and_keeps_everything() -> None:
    tester = Tester().start()
    tester.answer("area", 80)
    before = tester.case.answers
    tester.catalog = make_catalog(make_release("n", id="noodles"))
    assert tester.do(Smalltalk("greeting")) == ["Notice", "HandOverRequested"]
    assert tester.case.call is not None and tester.case.call.reason == "scenario"
    assert tester.event(HandOverRequested).reason == "scenario tea"
    tester.catalog = make_catalog(make_release("v3", state="broken"))
    tester.do(Smalltalk("greeting"))
    assert tester.case.answers == before
    assert tester.asked() == "licensed"


def test_when_a_move_is_due() -> None:
    assert is_due(None, TODAY)
    assert is_due(make_release(state="expired"), TODAY)
    assert is_due(make_release(until=date(2026, 11, 23)), TODAY)
    assert not is_due(make_release(until=TODAY), TODAY)
    assert not is_due(make_release(), TODAY)


def test_a_case_without_scenario_has_nothing_to_move() -> None:
    tester = Tester(case=Case("c9"))
    assert "Upgraded" not in tester.do(Smalltalk("greeting"))


def test_a_reply_at_the_moving_turn_answers_the_question_it_was_asked() -> None:
    tester = Tester().start()
    asked = tester.asked()
    tester.catalog = make_catalog(newer())
    names = tester.do(Answer(None, Value(True), "办好了"))
    assert (asked, names[0]) == ("licensed", "Upgraded")
    assert tester.case.answers["licensed"].value is True


def test_values_that_contradict_each_other_move_where_each_may_still_be_chosen() -> None:
    told = [Stored(value, "", "licence", "system", NOW, 1, confirmed=False) for value in (40, 45, 80)]
    tester = Tester().start()
    case = replace(
        tester.case, disputed={"area": (told[0], told[1]), "kitchen": (told[0], told[2]), "email": (told[0],), "!": ()}
    )
    assert set(upgrade(case, newer(), TODAY).case.disputed) == {"area", "kitchen"}
    too_large = replace(case, disputed={"area": (told[0], told[2])})
    assert not upgrade(too_large, newer(), TODAY).case.disputed


def test_a_question_that_the_new_release_does_not_ask_is_no_longer_open() -> None:
    tester = Tester().start()
    without = make_release("v2", rules=(), questions=(), form=replace(make_release().forms["permit"], fields=()))
    assert tester.case.asked is not None
    assert upgrade(tester.case, without, TODAY).case.asked is None


def _refused(view: View, address: Address, stored: Stored) -> bool:
    """Whether the release cannot take the answer, whether or not it counts now."""
    fact = view.release.facts[address.fact]
    return refuse(view, address, stored.value, stored.absence) is not None or not has_shape(fact, stored.value)


@given(PLAYS, releases("v2"))
def test_an_upgrade_tells_of_every_answer_and_loses_none_that_stands(
    play: tuple[Release, list[Any]], new: Release
) -> None:
    old, script = play
    case = replace(played(old, script)[-1][0].case, stack=(), paused=False)
    moved = upgrade(case, new, TODAY)
    told = [*moved.kept, *moved.parked, *moved.invalid]
    assert sorted(told) == sorted(case.answers)
    assert set(moved.case.answers) == {*moved.kept, *moved.parked}
    assert all(moved.case.answers[key] is case.answers[key] for key in moved.case.answers)
    assert set(moved.case.order) <= set(moved.case.answers)
    view = View(new, moved.case, TODAY)
    for key in moved.invalid:
        address = Address.parse(key)
        assert address is None or address.fact not in new.facts or _refused(view, address, case.answers[key])
    again = upgrade(moved.case, new, TODAY)
    assert (again.case, again.invalid) == (moved.case, ())
