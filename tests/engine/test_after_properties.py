"""Random events, repeated and out of order, with turns between: nothing is lost, doubled, or handed in invalid."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import event as label
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import Address, Case, EffectDone, EffectFailed, StatusReported, Turn, Value, advance, locate
from bot.engine.case_json import dump, load
from bot.engine.commands import Answer, Back, Cancel, Command, Confirm, Correct, Later, Reject, Status, Submit, Undo
from bot.engine.events import Accepted, ChangeApplied, SupplementRequested, WithdrawRequested
from bot.engine.standing import latest

from .after import After, at, event
from .shop import NOW, check_document

BEGUN = After().received()
PLACES = st.lists(
    st.sampled_from(["/name", "/place/area", "/staff", "/staff/0/name", "/items", "/dine_in", "/owner/gender", "/nowhere"]).map(at),
    max_size=3,
)  # fmt: skip


@st.composite
def lives(draw: st.DrawFn) -> list[StatusReported]:
    """What happened to both applications, some of it heard twice, in any order."""
    told: list[StatusReported] = []
    for form in ("permit", "filing"):
        codes = draw(st.sampled_from([(1, 6), (1, 6, 7, 3), (1, 3, 8, 11, 17), (1, 6, 2), (1, 5), (1, 3, 13), (6,)]))
        told += [event(seq, code, form, *draw(PLACES)) for seq, code in enumerate(codes, 1)]
    return draw(st.permutations(told + draw(st.lists(st.sampled_from(told), max_size=4))))


COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from([Submit(), Submit(), Confirm(), Confirm(), Reject(), Undo(), Back(), Later(), Cancel(), Status()]),
    st.builds(
        Answer, st.none(), st.sampled_from([Value("阿公"), Value(7), Value(["brew"]), Value(True), Value(False)])
    ),
    st.builds(
        Correct,
        st.sampled_from([Address("name"), Address("area"), Address("camera"), Address("staff"), Address("staff", "1")]),
        st.sampled_from([None, Value("阿爷"), Value(9)]),
    ),
)
STEPS = st.lists(COMMANDS | st.sampled_from(["done", "failed", "event", "event", "event"]), min_size=4, max_size=30)


def played(told: list[StatusReported], steps: list[Any]) -> list[tuple[Case, Any]]:
    """The cases after each step, each through JSON, with what came of it; the events are reported one after another."""
    case, waiting, keys, results = BEGUN.case, list(told), [BEGUN.key()], []
    steps = [*steps, *("event" for _ in told)]
    for number, step in enumerate(steps, 1):
        report: Any = None
        if step == "event":
            report = waiting.pop() if waiting else None
        elif step in ("done", "failed"):
            report = (
                EffectDone(keys[-1]) if step == "done" else EffectFailed(keys[-1], "refused", ({"pointer": "/name"},))
            )
        commands = (step,) if not isinstance(step, str) else ()
        result = advance(BEGUN.catalog, case, Turn(f"p{number}", commands, "raw", report=report), NOW)
        assert load(dump(result.case)) == result.case
        keys += [one.key for one in result.events if isinstance(one, (SupplementRequested, WithdrawRequested))]
        results.append((result.case, result))
        case = load(dump(result.case))
    return results


@settings(deadline=None)
@given(lives(), STEPS)
def test_whatever_comes_nothing_is_lost_or_doubled(told: list[StatusReported], steps: list[Any]) -> None:
    results = played(told, steps)
    before, keys = BEGUN.case, Counter[str]()
    for case, result in results:
        named = {one.address.key for one in result.events if isinstance(one, Accepted)}
        named |= {a.key for one in result.events if isinstance(one, ChangeApplied) for a in one.addresses}
        assert {key for key, one in case.answers.items() if before.answers.get(key) != one} <= named
        assert set(before.answers) <= set(case.answers) | {key for key in before.answers if "[" in key}
        assert case.submission is not None
        assert dict(case.submission.references) == {"permit": "R1", "filing": "R2"}
        for one in result.events:
            if isinstance(one, SupplementRequested):
                label("supplement")
                assert one.form == "filing" or check_document(one.application) == ()
                keys[one.key] += 1
            if isinstance(one, WithdrawRequested):
                keys[one.key] += 1
        before = case
    assert all(count == 1 for count in keys.values())


@settings(deadline=None)
@given(lives(), STEPS)
def test_played_again_it_is_the_same(told: list[StatusReported], steps: list[Any]) -> None:
    first, second = played(told, steps), played(told, steps)
    assert [case for case, _ in first] == [case for case, _ in second]
    assert [result.events for _, result in first] == [result.events for _, result in second]
    for case, result in first:
        anew = locate(BEGUN.catalog, case, NOW.date())
        assert result.position is None or (anew.stage, anew.wanted) == (result.position.stage, result.position.wanted)


@settings(deadline=None)
@given(lives(), st.randoms())
def test_in_whatever_order_events_come_the_case_ends_alike(told: list[StatusReported], random: Any) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)
    one, other = played(told, [])[-1][0].submission, played(shuffled, [])[-1][0].submission
    assert one is not None
    assert other is not None
    assert one.happened == other.happened
    for reference in ("R1", "R2"):
        last = max((it.event for it in told if it.reference == reference), key=lambda it: it.seq)
        assert latest(one, reference) == last


@settings(deadline=None)
@given(lives(), st.lists(COMMANDS, max_size=12))
def test_a_correction_is_answered_at_most_once_while_its_answer_is_under_way(
    told: list[StatusReported], steps: list[Any]
) -> None:
    asked = Counter[str]()
    for _, result in played(told, steps):
        asked.update(one.correction for one in result.events if isinstance(one, SupplementRequested))
    assert all(count == 1 for count in asked.values())
