"""Each valid example validates; each invalid one breaks the rule in its file name and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from .published import FORMS, SCENARIOS, read
from .rules import RULE, broken

VALID = [path for form in FORMS.values() for path in sorted((form / "examples").glob("valid-*.json"))]
INVALID = [path for form in FORMS.values() for path in sorted((form / "examples").glob("invalid-*.json"))]


def _named(path: Path) -> str:
    return f"{path.parents[1].name}-{path.stem}"


@pytest.mark.parametrize("path", VALID, ids=_named)
def test_valid_examples_break_nothing(path: Path) -> None:
    assert broken(read(path), path.parents[1].name) == set()


@pytest.mark.parametrize("path", INVALID, ids=_named)
def test_invalid_examples_break_just_the_rule_they_are_named_after(path: Path) -> None:
    assert broken(read(path), path.parents[1].name) == {path.stem.removeprefix("invalid-")}


@pytest.mark.parametrize("form", FORMS)
def test_every_rule_of_the_schema_has_an_example_that_breaks_it(form: str) -> None:
    text = (FORMS[form] / "form.schema.json").read_text(encoding="utf-8")
    rules = {
        match["id"]
        for line in text.splitlines()
        for comment in line.split('"$comment": "')[1:]
        for match in [RULE.match(comment)]
        if match
    }
    assert rules == {path.stem.removeprefix("invalid-") for path in INVALID if path.parents[1].name == form}


@pytest.mark.parametrize("form", FORMS)
def test_every_scenario_has_a_valid_example_and_so_have_the_extremes(form: str) -> None:
    names = {path.stem.removeprefix("valid-") for path in VALID if path.parents[1].name == form}
    mine = {read(path)["id"] for path in SCENARIOS if any(one["form"] == form for one in read(path)["permits"])}
    assert mine | {"minimal", "maximal"} <= names
