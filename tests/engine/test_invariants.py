"""What always holds, over random scenarios and random turns. Design of the engine, section "Invariants"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from bot.engine import Address, Case, Catalog, Position, Prefill, Release, Turn, Value, advance, locate
from bot.engine.amend import parked
from bot.engine.case_json import dump, load
from bot.engine.checking import unseen
from bot.engine.commands import Absence, Answer, ChooseScenario, Correct, Submit, Undo
from bot.engine.conditions import evaluate
from bot.engine.events import Accepted, ChangeApplied, Previewed, SubmitRequested
from bot.engine.known import FactsSought, KnownConfirmed, Prefilled
from bot.engine.position import STAGES
from bot.engine.view import View

from .random_scenarios import catalog_of, errors, releases
from .random_turns import VALUES, By, taken, turns
from .shop import NOW

PLAYS = releases().flatmap(lambda release: st.tuples(st.just(release), turns(release)))


def begun(catalog: Catalog) -> Case:
    """A case that has chosen the random scenario."""
    return advance(catalog, Case("c1"), Turn("t0", (ChooseScenario("random"),)), NOW).case


def played(release: Release, script: list[Any]) -> list[Any]:
    """The results of the turns, each case through JSON, positions handed on as a host does."""
    catalog = catalog_of(release)
    case, before, now, results = begun(catalog), None, NOW, []
    for number, (commands, report, wait) in enumerate(script, 1):
        now += wait
        result = advance(catalog, case, taken(number, commands, report), now, before)
        assert load(dump(result.case)) == result.case
        results.append((result, now))
        case, before = load(dump(result.case)), result.position
    return results


@given(PLAYS)
def test_any_turns_give_cases_that_survive_json_and_replay(play: tuple[Release, list[Any]]) -> None:
    release, script = play
    first = played(release, script)
    catalog = catalog_of(release)
    case, now = begun(catalog), NOW
    for number, ((commands, report, wait), (result, _)) in enumerate(zip(script, first, strict=True), 1):
        now += wait
        again = advance(catalog, case, taken(number, commands, report), now)
        assert again.case == result.case
        assert again.events == result.events
        same = advance(catalog, again.case, taken(number, commands, report), now)
        assert (same.case, same.events) == (again.case, ())
        case = again.case


@given(PLAYS)
def test_what_is_carried_over_equals_what_is_computed_anew(play: tuple[Release, list[Any]]) -> None:
    release, script = play
    for result, now in played(release, script):
        anew = locate(catalog_of(release), result.case, now.date())
        kept = result.position or anew
        assert _told(kept) == _told(anew)
        assert anew.stage in STAGES
        if kept.view is not None and anew.view is not None:
            fresh = View(anew.view.release, result.case, now.date())
            for name in fresh.release.facts:
                if name not in fresh.release.plan.list_of:
                    assert kept.view.resolve(name) == fresh.resolve(name), name


def _told(position: Position) -> Any:
    return replace(position, view=None)


@given(releases(), st.data())
def test_what_is_handed_in_is_valid_and_holds_nothing_parked(release: Release, data: st.DataObject) -> None:
    """Answers whatever is asked, changing its mind on the way, until it can be handed in."""
    catalog, case, number = catalog_of(release), begun(catalog_of(release)), 0
    for number in range(1, 60):
        position = locate(catalog, case, NOW.date())
        if position.next is None:
            break
        case = _answered(catalog, case, number, position, data)
    result = advance(catalog, case, Turn("submit", (Submit(),)), NOW)
    handed = [one for one in result.events if isinstance(one, SubmitRequested)]
    event("handed in" if handed else "not handed in")
    aside = parked(View(release, result.case, NOW.date()))
    event("with parked answers" if aside and handed else "without parked answers")
    for one in handed:
        for form, document in one.applications.items():
            assert errors(release.forms[form].schema, document) == []
            _nothing_parked(release, result.case, form, document)


def _answered(catalog: Catalog, case: Case, number: int, position: Position, data: st.DataObject) -> Case:
    wanted = position.next
    if wanted is None:
        return case
    found = catalog.current["random"].facts[wanted.address.fact]
    if case.order and data.draw(st.integers(0, 5)) == 0:
        address = Address.parse(data.draw(st.sampled_from(case.order)))
        kind = catalog.current["random"].facts[address.fact].kind if address is not None else "text"
        command: Any = Correct(address, Value(data.draw(VALUES[kind])))
        case = advance(catalog, case, Turn(f"c{number}", (command,)), NOW).case
        return advance(catalog, case, Turn(f"y{number}", (Answer(None, Value(True), instance=_frame(case)),)), NOW).case
    value = Absence.NONE if wanted.optional and data.draw(st.booleans()) else Value(data.draw(VALUES[found.kind]))
    return advance(catalog, case, Turn(f"a{number}", (Answer(wanted.address, value, "raw"),)), NOW).case


def _frame(case: Case) -> str | None:
    top = case.stack[-1] if case.stack else None
    return getattr(top, "instance", None)


def _nothing_parked(release: Release, case: Case, form: str, document: Any) -> None:
    view = View(release, case, NOW.date())
    for field in release.forms[form].fields:
        fact = release.facts[field.fact]
        off = (fact.when is not None and evaluate(fact.when, view) is False) or (
            field.when is not None and evaluate(field.when, view) is False
        )
        if off:
            assert field.fact not in document


@given(PLAYS, st.data())
def test_undoing_a_correction_restores_what_was_there(play: tuple[Release, list[Any]], data: st.DataObject) -> None:
    release, script = play
    catalog = catalog_of(release)
    case = played(release, script)[-1][0].case
    case = replace(case, stack=(), paused=False, closed="", submission=None)
    keys = [key for key in case.order if key in case.answers and Address.parse(key) is not None]
    if not keys or case.scenario is None:
        event("nothing to correct")
        return
    address = Address.parse(data.draw(st.sampled_from(keys)))
    kind = release.facts[address.fact].kind if address is not None else "text"
    changed = advance(catalog, case, Turn("x1", (Correct(address, Value(data.draw(VALUES[kind]))),)), NOW)
    if any(isinstance(one, Previewed) for one in changed.events):
        assert changed.case.answers == case.answers
        instance = _frame(changed.case)
        changed = advance(catalog, changed.case, Turn("x2", (Answer(None, Value(True), instance=instance),)), NOW)
    applied = any(isinstance(one, ChangeApplied) for one in changed.events)
    event("changed" if applied else "not changed")
    if applied:
        back = advance(catalog, changed.case, Turn("x3", (Undo(),)), NOW).case
        assert back.answers == case.answers
        assert back.order == case.order
        assert {name: roster.items for name, roster in back.lists.items()} == {
            name: roster.items for name, roster in case.lists.items()
        }


@given(PLAYS)
def test_only_what_was_addressed_or_asked_is_written(play: tuple[Release, list[Any]]) -> None:
    """An answer appears only with an event that names it: nothing is ever written in silence."""
    release, script = play
    catalog = catalog_of(release)
    case = begun(catalog)
    for number, (commands, report, _) in enumerate(script, 1):
        result = advance(catalog, case, taken(number, commands, report), NOW)
        told = {one.address.key for one in result.events if isinstance(one, Accepted)}
        for one in result.events:
            if isinstance(one, (ChangeApplied, KnownConfirmed, Prefilled)):
                told |= {address.key for address in one.addresses}
        assert {key for key, stored in result.case.answers.items() if case.answers.get(key) != stored} <= told
        case = result.case


@given(PLAYS)
def test_what_others_hold_is_neither_confirmed_nor_chosen_by_itself(play: tuple[Release, list[Any]]) -> None:
    """A value from elsewhere counts as looked at only after a yes or a choice, and never takes an answer's place."""
    release, script = play
    catalog = catalog_of(release)
    case = begun(catalog)
    for number, (commands, report, _) in enumerate(script, 1):
        result = advance(catalog, case, taken(number, commands, report), NOW)
        if isinstance(report, Prefill):
            new = {key: one for key, one in result.case.answers.items() if case.answers.get(key) != one}
            assert not new.keys() & case.answers.keys()
            told = report.values
            assert all(one.confirmed <= any(known.sure for known in told[key]) for key, one in new.items())
            event("something taken" if new else "nothing taken")
            event("something disputed" if result.case.disputed else "nothing disputed")
        case = result.case
        asked = [one for one in result.events if isinstance(one, SubmitRequested)]
        if asked and result.position is not None and result.position.view is not None:
            assert unseen(result.position.view, case) is None


@given(PLAYS)
def test_a_clerk_writes_only_what_the_applicant_still_has_to_look_at_and_never_hands_in(
    play: tuple[Release, list[Any]],
) -> None:
    release, script = play
    catalog = catalog_of(release)
    case = begun(catalog)
    for number, (commands, report, _) in enumerate(script, 1):
        result = advance(catalog, case, taken(number, commands, report), NOW)
        if isinstance(report, By):
            new = {key: one for key, one in result.case.answers.items() if case.answers.get(key) != one}
            event("a clerk filled something in" if new else "a clerk filled nothing in")
            undone = any(isinstance(command, Undo) for command in commands)
            assert undone or all(one.source == "clerk" and not one.confirmed for one in new.values())
            assert (case.clerk is not None and case.clerk.id == report.clerk) or not result.events
            assert not any(isinstance(one, (SubmitRequested, FactsSought, KnownConfirmed)) for one in result.events)
            assert (result.case.closed, result.case.undertaken) == (case.closed, case.undertaken)
        case = result.case
