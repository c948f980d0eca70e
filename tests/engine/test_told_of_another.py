"""What others told of one thing (a house) is not taken for another: neither the values nor what they prove."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine import Address, Value
from bot.engine.commands import Answer, Confirm, Correct, Undo
from bot.engine.events import Previewed
from bot.engine.known import DisputeAsked

from .test_exchange import LICENCE, REGISTER, agreed, found, known, told

NAME, OTHER = "阿婆奶茶", "别家奶茶"


def of(name: str, value: Any, **more: Any) -> Any:
    """A value that the register told of the shop of this name."""
    return known(value, REGISTER, about="name", of=name, **more)


@pytest.mark.parametrize("looked_at", [False, True])
def test_it_goes_with_what_it_was_told_of(looked_at: bool) -> None:
    tester = found({"name": known(NAME), "area": of(NAME, 80), "kitchen": known(20)})
    for _ in range(2 if looked_at else 0):
        tester.do(Confirm())
    tester.do(Correct(Address("name"), Value(OTHER)))
    # It is said before it is done, as it has to be answered again.
    assert tester.event(Previewed).ask_again == (Address("area"),)
    tester.do(Confirm())
    assert set(tester.case.answers) == {"name", "kitchen"}
    tester.do(Undo())
    assert tester.case.answers["area"].value == 80


def test_the_same_again_takes_nothing() -> None:
    tester = found({"name": known(NAME), "area": of(NAME, 80)})
    tester.do(Correct(Address("name"), Value(NAME)))
    assert tester.case.answers["area"].value == 80


def test_what_was_told_of_what_the_applicant_does_not_mean_is_not_taken() -> None:
    """They changed it while the register was asked."""
    tester = agreed()
    tester.do(Answer(Address("name"), Value(OTHER), ""))
    tester = found({"area": of(NAME, 80), "kitchen": of(OTHER, 20)}, tester)
    assert {key: one.value for key, one in tester.case.answers.items()} == {"name": OTHER, "kitchen": 20}


def test_of_two_that_contradict_only_what_was_told_of_the_chosen_one_stays() -> None:
    tester = found({"name": (known(NAME), known(OTHER, REGISTER)), "area": of(NAME, 80), "kitchen": of(OTHER, 20)})
    assert told(tester, DisputeAsked)
    tester.do(Answer(Address("name"), Value(OTHER), ""))
    assert {key: one.value for key, one in tester.case.answers.items()} == {"name": OTHER, "kitchen": 20}
    assert tester.case.answers["name"].title == REGISTER != LICENCE
