"""Each valid example validates; each invalid one breaks the rule in its file name and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from .published import FORM, SCENARIOS, read
from .rules import RULE, broken

VALID = sorted((FORM / "examples").glob("valid-*.json"))
INVALID = sorted((FORM / "examples").glob("invalid-*.json"))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_examples_break_nothing(path: Path) -> None:
    assert broken(read(path)) == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_examples_break_just_the_rule_they_are_named_after(path: Path) -> None:
    assert broken(read(path)) == {path.stem.removeprefix("invalid-")}


def test_every_rule_of_the_schema_has_an_example_that_breaks_it() -> None:
    text = (FORM / "form.schema.json").read_text(encoding="utf-8")
    rules = {
        match["id"]
        for line in text.splitlines()
        if '"$comment": "' in line
        for match in [RULE.match(line.split('"$comment": "')[1])]
        if match
    }
    assert rules == {path.stem.removeprefix("invalid-") for path in INVALID}


def test_every_scenario_has_a_valid_example_and_so_have_the_extremes() -> None:
    names = {path.stem.removeprefix("valid-") for path in VALID}
    assert {read(path)["id"] for path in SCENARIOS} | {"minimal", "maximal"} <= names
