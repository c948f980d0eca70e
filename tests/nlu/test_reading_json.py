"""Readings as JSON: every command there and back, and refusal of anything else."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from bot.engine import Address, Value
from bot.engine import commands as c
from bot.engine.reading import Mention, Reading
from bot.engine.values import Rejection
from bot.nlu import dump_reading, load_reading

AREA, ITEM = Address("area"), Address("staff.name", "2")

SAMPLES = [
    c.ChooseScenario(None, ("tea", "noodles")),
    c.Answer(AREA, Value(80), "八十平"),
    c.Answer(None, Value(None, range=(50, 60)), instance="q3", parts={"road": "南京西路"}),
    c.Answer(ITEM, c.Absence.DONT_KNOW),
    c.Answer(None, Rejection("area.unreadable", {"understood": "很大"}, "area")),
    c.Propose(AREA, Value(["a", "b"], approx=True)),
    c.Confirm(),
    c.Reject(),
    c.Correct(None),
    c.Correct(Address("staff", "2"), remove=True),
    c.Correct(AREA, Value(120), "120"),
    c.Undo(),
    c.Back(),
    c.Skip(),
    c.Later("我老公"),
    c.Explain(AREA),
    c.AskKnowledge("几年", None),
    c.Summary(),
    c.Restart(),
    c.Pause(),
    c.Resume(),
    c.Switch("noodles"),
    c.Status(),
    c.Human("不会填"),
    c.Upload(AREA, {"name": "图.pdf", "size": 3}),
    c.Submit(),
    c.Cancel(),
    c.Undertake("M02", "promised", "a1"),
    c.SeekUndertaking("deferred", ("M02", "M03")),
    c.TakeBack(),
    c.TellKnown(AREA),
    c.NotRight((AREA, ITEM)),
    c.Rate(5),
    c.Smalltalk("greeting"),
    c.Unknown("too_long"),
]


@pytest.mark.parametrize("command", SAMPLES, ids=lambda command: type(command).__name__)
def test_a_command_comes_back_as_it_was(command: Any) -> None:
    reading = Reading((command,), (Mention(ITEM, "张伟", 3, 5, "张伟"),))
    assert load_reading(json.loads(json.dumps(dump_reading(reading)))) == reading


def test_every_command_has_a_sample() -> None:
    assert {type(command) for command in SAMPLES} == set(get_args(c.Command))


def test_the_form_is_what_rasa_expects_of_entities() -> None:
    reading = Reading((c.Confirm(),), (Mention(ITEM, "张伟", 3, 5, "张伟"),))
    assert dump_reading(reading) == {
        "commands": [{"command": "confirm"}],
        "entities": [{"entity": "staff[2].name", "value": "张伟", "start": 3, "end": 5, "text": "张伟"}],
    }


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="empty"),
        pytest.param({"commands": [{"command": "format_disk"}], "entities": []}, id="unknown-command"),
        pytest.param({"commands": [{"command": "later", "whom": "x"}], "entities": []}, id="unknown-member"),
        pytest.param({"commands": [{"command": "explain", "address": "../x"}], "entities": []}, id="bad-address"),
        pytest.param(
            {"commands": [{"command": "answer", "address": None, "value": {}}], "entities": []}, id="no-value"
        ),
        pytest.param({"commands": 3, "entities": []}, id="not-a-list"),
        pytest.param({"commands": [], "entities": [{"entity": "area"}]}, id="half-an-entity"),
    ],
)
def test_anything_else_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not a"):
        load_reading(data)
