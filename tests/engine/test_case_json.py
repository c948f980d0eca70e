"""Case <-> JSON: the identity for every kind of state; damaged data is named, never half read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Address, Case, Value
from bot.engine.case import (
    AwaitAct,
    AwaitChange,
    AwaitChoice,
    AwaitValue,
    Change,
    Inverse,
    Revisit,
    Roster,
    Submission,
    Todo,
)
from bot.engine.case_json import FORMAT, dump, load
from bot.engine.commands import Absence
from bot.engine.errors import CaseFormat

from .shop import NOW, Tester

ANSWER = Tester().answered_once()
FULL = Case(
    id="c1", scenario="tea", version="v1", seq=9,
    answers={
        "name": ANSWER,
        "email": replace(ANSWER, value=None, absence=Absence.NOT_APPLICABLE),
        "place": replace(ANSWER, parts={"room": "302"}, confirmed=False, origin="L1"),
    },
    lists={"staff": Roster(("1", "3"), 4, complete=True)}, order=("name", "email"), todos={"area": Todo("会计", 3)},
    stack=(
        AwaitValue(Address("area"), ANSWER, "q1"), AwaitAct("restart", "q2"), AwaitChoice(("tea",), "q3"),
        AwaitChange((Change(Address("name"), ANSWER, ("room", "area")), Change(Address("staff", "1"), None)), "q4"), Revisit(Address("staff.name", "3")),
    ),
    undo=Inverse({"name": None, "email": ANSWER}, {"staff": Roster()}, ("name",), {"area": Todo("我", 1)}),
    submission=Submission("c1:8", "received", 8, {"permit": "R1"}, "x", {"permit": "2026-11-24T09:30:00+08:00"}),
    paused=True, closed="cancelled", unclear=2, rating=5, seen=("t1", "t2"),
)  # fmt: skip


def test_every_state_comes_back_equal() -> None:
    assert load(json.loads(json.dumps(dump(FULL)))) == FULL
    tester = Tester().start()
    assert load(json.loads(json.dumps(dump(tester.case)))) == tester.case
    assert load(dump(Case("empty"))) == Case("empty")
    assert tester.case.asked is not None
    assert NOW.isoformat() in json.dumps(dump(FULL))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"format": FORMAT + 1}, id="newer-format"),
        pytest.param({"format": None}, id="no-format"),
        pytest.param({"answers": {"name": {}}}, id="answer-without-value"),
        pytest.param({"answers": {"name": {"value": 1, "raw": "", "source": "said", "actor": "a", "at": "gestern", "turn": 1}}}, id="no-date"),
        pytest.param({"stack": [{"frame": "strange"}]}, id="unknown-frame"),
        pytest.param({"asked": ["q1", "!!", 0]}, id="no-address"),
        pytest.param({"asked": []}, id="too-short"),
        pytest.param({"lists": None}, id="no-lists"),
    ],
)  # fmt: skip
def test_damaged_data_is_named(change: dict[str, Any]) -> None:
    with pytest.raises(CaseFormat):
        load({**dump(FULL), **change})
    with pytest.raises(CaseFormat):
        load({})


def test_a_value_is_what_it_was() -> None:
    tester = Tester().start()
    tester.answer("drinks", ["brew", "juice"])
    assert load(dump(tester.case)).answers["drinks"].value == ["brew", "juice"]
    assert Value(1) == Value(1)
