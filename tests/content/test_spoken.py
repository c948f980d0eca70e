"""What the dictionary offers to say is understood as it is meant: examples, options and their names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.engine.values import Rejection
from bot.nlu.values import ChoiceOption, read_value

from .published import SCENARIOS, facts, whole

TODAY = date(2026, 11, 24)


def _asked() -> Iterator[Any]:
    """Each wording that has an example: the dictionary's, and the scenarios' own."""
    for name, fact in facts().items():
        if fact["kind"] != "list" and "example" in fact:
            yield pytest.param(fact["kind"], str(fact["example"]), fact.get("options", []), id=name)
    for path in SCENARIOS:
        for question in whole(path)["questions"]:
            fact = facts()[question["fact"]]
            if "example" in question:
                options = question.get("options", fact.get("options", []))
                yield pytest.param(
                    fact["kind"], str(question["example"]), options, id=f"{path.stem}:{question['fact']}"
                )


def _offered(options: list[dict[str, Any]]) -> list[ChoiceOption]:
    return [ChoiceOption(one["value"], one["label"], tuple(one.get("names", ()))) for one in options]


@pytest.mark.parametrize("kind, example, options", _asked())
def test_an_example_is_an_answer_taken_at_once(kind: str, example: str, options: list[dict[str, Any]]) -> None:
    value = read_value(kind, example, today=TODAY, options=_offered(options))
    assert not isinstance(value, Rejection)
    assert not value.approx
    assert value.range is None


@pytest.mark.parametrize("name", [name for name, fact in facts().items() if fact["kind"] == "choice"])
def test_every_name_of_a_choice_means_that_choice(name: str) -> None:
    options = _offered(facts()[name]["options"])
    said = {word: one.value for one in options for word in (one.label, *one.names)}
    heard = {word: read_value("choice", word, today=TODAY, options=options) for word in said}
    assert {word: getattr(value, "value", value) for word, value in heard.items()} == said


@pytest.mark.parametrize(
    "name", [name for name, fact in facts().items() if "ask" in fact and fact["kind"] == "multi_choice"]
)
def test_every_name_of_one_of_several_choices_means_just_that_one(name: str) -> None:
    options = _offered(facts()[name]["options"])
    said = {word: [one.value] for one in options for word in (one.label, *one.names)}
    heard = {word: read_value("multi_choice", word, today=TODAY, options=options) for word in said}
    assert {word: getattr(value, "value", value) for word, value in heard.items()} == said
