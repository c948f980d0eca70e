"""Random turns: every command there is, with values that fit, values that do not, and addresses that do not exist."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import Any

from hypothesis import strategies as st

from bot.engine import (
    Address,
    EffectDone,
    EffectFailed,
    ExchangeBarred,
    ExchangeOffered,
    ExchangeWithdrawn,
    Known,
    Prefill,
    Release,
    StatusReported,
    Trouble,
    Turn,
    Value,
    read_report,
)
from bot.engine.clerks import ClerkAsked, ClerkCame, ClerkLeft, ClerkWrote
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
    NotRight,
    Pause,
    Propose,
    Rate,
    Reject,
    Restart,
    Resume,
    SeekUndertaking,
    Skip,
    Smalltalk,
    Status,
    Submit,
    Summary,
    Switch,
    TakeBack,
    TellKnown,
    Undertake,
    Undo,
    Unknown,
    Upload,
)
from bot.engine.happenings import STATUSES
from bot.engine.values import Json, Rejection

from .random_scenarios import PROMISE

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "integer": st.integers(0, 9),
    "area": st.integers(0, 9),
    "choice": st.sampled_from("abc"),
    "multi_choice": st.lists(st.sampled_from("abc"), unique=True, max_size=3),
    "text": st.sampled_from(("甲", "乙")),
    "list": st.booleans(),
}
CLERKS = ("wang", "li")


@dataclass(frozen=True)
class By:
    """In a report's place: the commands are this clerk's."""

    clerk: str


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


def _raw(release: Release, key: str) -> st.SearchStrategy[Json]:
    """A value as a source tells it: mostly one that fits."""
    address = Address.parse(key)
    found = release.facts.get(address.fact) if address is not None else None
    fitting = VALUES.get(found.kind, WRONG) if found is not None else WRONG
    return fitting | fitting | fitting | WRONG


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
        Undertake("m", "promised", PROMISE.version), Undertake("m", "promised", PROMISE.version), Undertake("m", "deferred", "x"), Undertake("m", "upload"),
        SeekUndertaking("deferred"), SeekUndertaking("promised", ("m",)), SeekUndertaking("upload"), TakeBack(), TellKnown(), TellKnown(Address("f0")),
        NotRight((Address("f0"),)), NotRight((Address("f0"), Address("f1"), Address("people", "1"))),
    ]
)  # fmt: skip
PRESSED = st.builds(
    Answer,
    st.none(),
    (st.booleans() | st.sampled_from(("submit", "random", "a", "f0", "f1", "m"))).map(Value),
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
    """Turns as commands, a report (or whose the commands are) and the time since the first; a turn has either commands or a report."""
    commands = st.lists(_answers(release) | _answers(release) | SIMPLE | PRESSED, max_size=3).map(tuple)
    known = st.sampled_from(_keys(release)).flatmap(
        lambda key: st.tuples(
            st.just(key),
            st.builds(
                Known,
                _raw(release, key),
                st.sampled_from(("licence", "register", "earlier_case")),
                st.just("L1"),
                st.sampled_from(("执照", "名册")),
                sure=st.booleans(),
            ),
        )
    )
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
        st.builds(_found, st.lists(known, max_size=4)),
        st.just(ExchangeOffered(("证照",))),
        st.just(ExchangeWithdrawn()),
        st.just(ExchangeBarred("scope", "单位")),
        st.builds(ClerkCame, st.sampled_from(CLERKS), st.just("3号窗口")),
        st.builds(ClerkCame, st.sampled_from(CLERKS), st.just("3号窗口")),
        st.builds(ClerkLeft, st.sampled_from(CLERKS)),
        st.builds(ClerkWrote, st.sampled_from(CLERKS), st.just("您好")),
        st.builds(ClerkAsked, st.sampled_from(CLERKS)),
    )
    days = st.sampled_from((timedelta(0), timedelta(0), timedelta(days=1)))
    by = st.sampled_from(CLERKS).map(By)
    one = st.tuples(commands, st.none() | by, days) | st.tuples(st.just(()), st.none() | reports, days)
    looked_up = st.builds(
        lambda found: [
            ((), ExchangeOffered(("证照",)), timedelta(0)),
            ((Confirm(),), None, timedelta(0)),
            ((), found, timedelta(0)),
        ],
        st.builds(_found, st.lists(known, min_size=1, max_size=4)),
    )
    script = st.lists(one.map(lambda turn: [turn]) | looked_up, min_size=1, max_size=22)
    return script.map(lambda parts: [_keyed(number, turn) for number, turn in enumerate(chain.from_iterable(parts), 1)])


def _found(held: list[tuple[str, Known]]) -> Prefill:
    """What sources hold, with items of a list where one of it is told."""
    values: dict[str, tuple[Known, ...]] = {}
    for key, one in held:
        values[key] = (*values.get(key, ()), one)
    items = ("1", "2") if any("[" in key for key in values) else ()
    troubles = (Trouble("户口簿", "silent"),) if len(held) == 3 else ()
    return Prefill("", values, {"people": items} if items else {}, troubles)


def _keyed(number: int, turn: Any) -> Any:
    """What was found answers the question of the turn before: the case has taken one turn more, which chose the scenario."""
    commands, report, wait = turn
    return (commands, replace(report, key=f"c1:{number}:facts"), wait) if isinstance(report, Prefill) else turn


def taken(number: int, commands: tuple[Command, ...], report: Any) -> Turn:
    """The turn under its own id; of a clerk where ``report`` says so."""
    if isinstance(report, By):
        return Turn(f"t{number}", commands, raw="raw", source="form", actor="clerk", by=report.clerk)
    return Turn(f"t{number}", commands, raw="raw", report=report)
