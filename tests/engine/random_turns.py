"""Random turns: every command there is, with values that fit, values that do not, and addresses that do not exist."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from bot.engine import Address, EffectDone, EffectFailed, Prefill, Release, StatusReported, Turn, Value, read_report
from bot.engine.commands import (
    Absence,
    Answer,
    AskKnowledge,
    Back,
    Cancel,
    ChooseScenario,
    Command,
    Confirm,
    Correct,
    Explain,
    Human,
    Later,
    Pause,
    Propose,
    Rate,
    Reject,
    Restart,
    Resume,
    Skip,
    Smalltalk,
    Status,
    Submit,
    Summary,
    Switch,
    Undo,
    Unknown,
    Upload,
)
from bot.engine.happenings import STATUSES
from bot.engine.values import Json, Rejection

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "integer": st.integers(0, 9),
    "area": st.integers(0, 9),
    "choice": st.sampled_from("abc"),
    "multi_choice": st.lists(st.sampled_from("abc"), unique=True, max_size=3),
    "text": st.sampled_from(("甲", "乙")),
    "list": st.booleans(),
}
WRONG: st.SearchStrategy[Json] = st.sampled_from((None, "", "zzz", -1, 10**9, 1.5, [], ["a", "zzz"], {}, True, "\x00"))


def _keys(release: Release) -> list[str]:
    listed = [f"people[{item}].{name}" for item in (1, 2, 7) for name in ("name", "sworn", "hours")]
    return [*(name for name in release.facts if "." not in name), *listed, "people[1]", "nothing.here"]


def _value(release: Release, key: str) -> st.SearchStrategy[Any]:
    address = Address.parse(key)
    found = release.facts.get(address.fact) if address is not None else None
    fitting = VALUES.get(found.kind, WRONG) if found is not None else WRONG
    plain = (fitting | fitting | fitting | WRONG).map(Value)
    return (
        plain
        | plain
        | plain
        | st.sampled_from(Absence)
        | fitting.map(lambda value: Value(value, approx=True))
        | st.just(Value(None, range=(1, 2)))
        | st.just(Rejection("some.code"))
    )


def _answers(release: Release) -> st.SearchStrategy[Command]:
    def of(key: str) -> st.SearchStrategy[Command]:
        address, value = Address.parse(key), _value(release, key)
        return st.one_of(
            st.builds(Answer, st.just(address), value, st.just("raw")),
            st.builds(Answer, st.just(address), value, st.just("raw")),
            st.builds(Correct, st.just(address), st.none() | value, remove=st.booleans()),
            st.builds(Propose, st.just(address), WRONG.map(Value)),
            st.builds(Upload, st.just(address), st.just({"id": "file"})),
            st.builds(Explain, st.just(address)),
        )

    return st.sampled_from(_keys(release)).flatmap(of)


SIMPLE: st.SearchStrategy[Command] = st.sampled_from(
    [
        Confirm(), Confirm(), Confirm(), Reject(), Undo(), Undo(), Back(), Skip(), Later("会计"), Explain(), Summary(), Restart(), Pause(),
        Resume(), Switch("random"), Switch("nowhere"), Status(), Human("急"), Submit(), Submit(), Cancel(), Rate(5), Rate(9),
        Smalltalk("greeting"), Unknown(), Unknown("too_long"), AskKnowledge("问"), AskKnowledge("问", "K1"), Correct(None),
        ChooseScenario("random"), ChooseScenario(None, ("random",)), ChooseScenario("nowhere"),
    ]
)  # fmt: skip
PRESSED = st.builds(
    Answer,
    st.none(),
    (st.booleans() | st.sampled_from(("submit", "random", "a"))).map(Value),
    instance=st.none() | st.integers(1, 40).map(lambda number: f"q{number}"),
)


def _told(seq: int, code: int, pointer: str) -> StatusReported:
    """What intake tells of the application; of a correction with one point."""
    point = {"pointer": pointer, "label": pointer, "words": "不对"}
    told = {
        "id": f"R1:{seq}",
        "reference": "R1",
        "form": "main",
        "seq": seq,
        "code": code,
        "status": STATUSES[code],
        "text": "t",
        "at": "2026-11-30T15:04:05+08:00",
    }
    return read_report({**told, **({"correction": {"id": f"c{seq}", "points": [point]}} if code == 6 else {})})


def turns(release: Release) -> st.SearchStrategy[list[tuple[tuple[Command, ...], Any, timedelta]]]:
    """Turns as commands, a report and the time since the first; a turn has either commands or a report."""
    commands = st.lists(_answers(release) | _answers(release) | SIMPLE | PRESSED, max_size=3).map(tuple)
    effect = st.integers(1, 40).map(lambda number: f"c1:{number}")
    reports = st.one_of(
        st.builds(EffectDone, effect, st.just({"references": {"main": "R1"}})),
        st.builds(EffectFailed, effect, st.just("refused"), st.just(({"pointer": "/f0"},))),
        st.builds(
            _told,
            st.integers(1, 4),
            st.sampled_from((1, 2, 3, 6, 6, 6, 7, 11)),
            st.sampled_from(("/f0", "/people", "/people/0")),
        ),
        st.just(Prefill({"f0": ("a", "L1"), "f1": (3, "L1"), "nothing": (1, "L1")})),
    )
    days = st.sampled_from((timedelta(0), timedelta(0), timedelta(days=1)))
    return st.lists(
        st.tuples(commands, st.none(), days) | st.tuples(st.just(()), st.none() | reports, days),
        min_size=1,
        max_size=25,
    )


def taken(number: int, commands: tuple[Command, ...], report: Any) -> Turn:
    """The turn under its own id."""
    return Turn(f"t{number}", commands, raw="raw", report=report)
