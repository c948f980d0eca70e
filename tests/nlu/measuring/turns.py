"""Whole messages in the middle of a conversation: what somebody does, and which facts get which values."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalog import open_built
from bot.engine import Address, Catalog
from bot.engine.catalog import Release
from bot.engine.commands import (
    Absence,
    Answer,
    AskKnowledge,
    Back,
    Cancel,
    ChooseScenario,
    Command,
    Correct,
    Explain,
    Human,
    Later,
    Pause,
    Propose,
    Reject,
    Restart,
    Resume,
    Skip,
    Smalltalk,
    Status,
    Summary,
    Switch,
    Undo,
    Unknown,
)
from bot.engine.facts import Fact
from bot.engine.reading import Asking
from bot.engine.values import Rejection, Value
from bot.nlu import Understander

from .rows import FOLDER, TODAY, Row, rows, said_on, same
from .values import Score

SCENARIO: Final = "beverage_shop"
ALL_FOOD: Final = "all_food"
_ACTS: Final[dict[type, str]] = {
    Explain: "explain", AskKnowledge: "ask", Skip: "skip", Later: "later", Back: "back", Undo: "undo", Restart: "restart", Pause: "pause",
    Resume: "resume", Cancel: "cancel", Status: "status", Summary: "summary", Human: "human", Smalltalk: "smalltalk", Unknown: "unknown",
    Switch: "switch", ChooseScenario: "switch", Reject: "none",
}  # fmt: skip
_ABSENT: Final = {Absence.NONE: "none", Absence.NOT_APPLICABLE: "none", Absence.DONT_KNOW: "dont_know"}
#: Acts that come to the same for the applicant: a to-do is noted, nothing is understood and a better question follows.
_ALIKE: Final = {
    "dont_know": {"later"},
    "later": {"dont_know"},
    "unknown": {"rejected", "smalltalk"},
    "smalltalk": {"unknown"},
    "none": {"answer"},
    # before an application is handed in, where it stands is what has been filled in
    "status": {"summary"},
    "summary": {"status"},
}


def measured(root: Path) -> Catalog:
    """The published catalog, and one scenario more: the drinks shop with the facts of all food shops.

    Lines that name no scenario are of that one: they speak of three shops in one conversation.
    """
    catalog = open_built(root, today=TODAY).catalog()
    shops = [one for one in catalog.current.values() if "food_operation" in one.forms]
    facts = {name: fact for shop in shops for name, fact in shop.facts.items()}
    return replace(catalog, current={**catalog.current, ALL_FOOD: replace(catalog.current[SCENARIO], facts=facts)})


def turns_of(
    which: str, catalog: Catalog, understander: Understander
) -> tuple[Score, Score, dict[tuple[str, str], int]]:
    """Acts, values, and which act was taken for which."""
    acts, values = Score("acts"), Score("values of turns")
    confused: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows(FOLDER / which / "turns.jsonl"):
        context = asking(catalog, row, said_on(which, row))
        first = context.fact.items[0].id if context.mode == "more" and context.fact is not None else None
        start = time.process_time()
        commands = understander.read(row["text"], context, catalog.current[row.get("scenario", ALL_FOOD)]).commands
        acts.seconds.append(time.process_time() - start)
        written = dict(_written(commands, context))
        _count_act(acts, row, [_act(one, context) for one in commands], written, confused)
        _count_values(values, row, written, first)
    return acts, values, dict(confused)


def asking(catalog: Catalog, row: Row, today: date) -> Asking:
    """The context in which the row's fact is asked; everything outside lists, and the item it belongs to, is open to answers."""
    release = catalog.current[row.get("scenario", ALL_FOOD)]
    fact = release.facts[row["asked"]] if row["asked"] is not None else None
    inside = release.plan.list_of.get(fact.id) if fact is not None else None
    open_to = [
        Address(name)
        for name in release.facts
        if name not in release.plan.list_of and name not in release.scenario.assume
    ]
    open_to += [Address(part.id, "1") for part in release.facts[inside].items] if inside is not None else []
    last = _at(release, row["last"]) if row.get("last") else None
    known = {_at(release, name).key: value for name, value in (row.get("known") or {}).items()}
    answered = frozenset({*known, *([last.key] if last is not None else [])})
    return Asking(
        _mode(row, fact),
        today,
        _at(release, fact.id) if fact is not None else None,
        fact,
        release.offered(fact.id) if fact is not None else (),
        tuple(open_to),
        last,
        scenario=release.scenario.id,
        answered=answered,
        held=known,
        waiting={_at(release, name).key: value for name, value in row.get("waits", {}).items()},
    )


def _mode(row: Row, fact: Fact | None) -> str:
    """What is on the screen; a proposal and a preview both await a yes, and only the first names what is asked."""
    if "mode" in row:
        return "confirm" if row["mode"] == "preview" else str(row["mode"])
    return "more" if fact is not None and fact.kind == "list" else "question"


def _at(release: Release, fact: str) -> Address:
    return Address(fact, "1") if fact in release.plan.list_of else Address(fact)


def _act(command: Command, context: Asking) -> str:
    if isinstance(command, Correct):
        return "correct"
    if isinstance(command, (Answer, Propose)):
        if isinstance(command.value, Absence):
            return _ABSENT[command.value]
        if isinstance(command.value, Rejection):
            return "rejected"
        return "answer" if command.address in (None, context.address) else "answer_other"
    if isinstance(command, Unknown) and command.reason == "out_of_scope":  # another matter, which is not ours
        return "switch"
    return _ACTS.get(type(command), type(command).__name__.lower())


def _written(commands: tuple[Command, ...], context: Asking) -> Iterator[tuple[str, Any]]:
    """Fact -> value, ``{"approx": value}`` or ``{"range": bounds}``; facts that are parts of an address begin with ``~``."""
    for command in commands:
        if not isinstance(command, (Answer, Propose, Correct)) or not isinstance(command.value, Value):
            continue
        default = context.last if isinstance(command, Correct) else context.address
        address, value = command.address or default, command.value
        if address is None:
            continue
        rough = value.approx or isinstance(command, Propose)
        yield (
            address.fact,
            {"range": list(value.range)} if value.range else {"approx": value.value} if rough else value.value,
        )
        yield from ((f"~{part}", said) for part, said in command.parts.items())


def _count_act(score: Score, row: Row, got: list[str], written: Row, confused: dict[tuple[str, str], int]) -> None:
    wanted = row["act"] if isinstance(row["act"], list) else [row["act"]]
    allowed = {*wanted, *(like for one in wanted for like in _ALIKE.get(one, ()))}
    own = {name for name in written if not name.startswith("~")}
    # a value written where it belongs is the same, called an answer or a correction
    same_effect = (
        bool({"correct", "answer", "answer_other"} & allowed)
        and bool(row["writes"])
        and own <= set(row["writes"])
        and bool(own)
    )
    score.total += 1
    if allowed & set(got) or same_effect:
        score.right += 1
    else:
        score.missed.append(row["text"])
        confused[(wanted[0], got[0] if got else "nothing")] += 1


def _count_values(score: Score, row: Row, written: Row, first: str | None) -> None:
    """``first``: what a list asks first of a next item; the lines call it so, or by the list's name."""
    expected: dict[str, list[Any]] = defaultdict(list)
    for name, value in (*(row.get("writes") or {}).items(), *(row.get("also") or [])):
        expected[name].append(value)
    if first is not None:
        expected[row["asked"]] += expected[first]
        written = {**written, first: written[row["asked"]]} if row["asked"] in written else written
        expected[first] += expected[row["asked"]]
    right, silent = True, False
    for name, value in written.items():
        bare = name.removeprefix("~")
        if (name != bare and bare not in expected) or any(_fits(value, one) for one in expected[bare]):
            continue
        right = False
        silent = silent or not isinstance(value, dict)
    right = right and all(name in written or f"~{name}" in written for name in row.get("writes") or {})
    score.total += 1
    score.right += right
    if not right:
        score.missed.append(row["text"])
    if silent:
        score.wrong.append(row["text"])


def _fits(got: Any, wanted: Any) -> bool:
    if isinstance(got, dict) and not isinstance(wanted, dict):
        return "approx" in got and same(got["approx"], wanted)
    if isinstance(got, dict) and isinstance(wanted, dict):
        return same(list(got.values()), list(wanted.values()))
    return not isinstance(wanted, dict) and same(got, wanted)
