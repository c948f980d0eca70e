"""Scenarios: every name in them exists, every rule has a source, and no two of them say the same."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.engine.condition_parser import parse_condition
from bot.engine.conditions import And, Compare, Condition, FigureRef, Not, Or

from .published import FORMS, FRAGMENTS, ROOT, SCENARIOS, conditions, facts, fields, read, whole

TEXTS = read(ROOT / "scenarios" / "shared" / "warnings.zh.yml")
FIGURES = read(ROOT / "forms" / "figures.yml")["figures"]
ALL = [whole(path) for path in SCENARIOS]
each = pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario["id"])
VALUED = ("choice", "multi_choice")


def _figures(condition: Condition) -> set[str]:
    if isinstance(condition, (And, Or)):
        return set(chain.from_iterable(_figures(part) for part in condition.parts))
    if isinstance(condition, Not):
        return _figures(condition.part)
    if isinstance(condition, Compare):
        return {side.name for side in (condition.left, condition.right) if isinstance(side, FigureRef)}
    return set()


def _options(fact: str) -> set[str]:
    return {option["value"] for option in facts()[fact]["options"]}


@pytest.mark.parametrize(
    "path",
    [*SCENARIOS, *FRAGMENTS, *(form / name for form in FORMS.values() for name in ("layout.yml", "materials.yml"))],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_conditions_parse_and_name_facts_and_figures_that_exist(path: Path) -> None:
    for where, text in conditions(read(path)):
        condition = parse_condition(text)
        assert set(condition.facts()) <= set(facts()), where
        assert _figures(condition) <= set(FIGURES), where


@each
def test_what_it_sets_adds_and_assumes_are_choices_of_their_facts(scenario: dict[str, Any]) -> None:
    settled = [scenario["assume"], *(rule.get("set", {}) for rule in scenario["rules"])]
    for fact, value in chain.from_iterable(values.items() for values in settled):
        assert fact in facts()
        values = value if isinstance(value, list) else [value]
        assert facts()[fact]["kind"] not in VALUED or "options" not in facts()[fact] or set(values) <= _options(fact)
    for rule in scenario["rules"]:
        for fact, values in rule.get("add", {}).items():
            assert set(values) <= _options(fact), rule["id"]


@each
def test_rules_are_named_once_sourced_and_point_to_texts(scenario: dict[str, Any]) -> None:
    count = Counter(rule["id"] for rule in scenario["rules"])
    assert [rule for rule, times in count.items() if times > 1] == []
    for rule in scenario["rules"]:
        assert rule["source"]
        assert {*rule.get("warn", []), *rule.get("report", [])} <= set(TEXTS)
        assert {"set", "add", "warn", "report", "outcome"} & set(rule)


@each
def test_every_outcome_is_reached_by_a_rule_and_says_why(scenario: dict[str, Any]) -> None:
    assert {rule["outcome"] for rule in scenario["rules"] if "outcome" in rule} == set(scenario["outcomes"])
    for outcome in scenario["outcomes"].values():
        assert outcome["kind"] in ("refused", "elsewhere")
        assert outcome["text"]
        assert outcome["source"]


@each
def test_questions_are_facts_and_offer_only_their_choices(scenario: dict[str, Any]) -> None:
    asked = [question["fact"] for question in scenario["questions"]]
    assert len(asked) == len(set(asked))
    for question in scenario["questions"]:
        fact = facts()[question["fact"]]
        assert len(question.get("ask", "")) <= 40
        names = Counter(
            word for option in question.get("options", []) for word in {option["label"], *option.get("names", [])}
        )
        assert [word for word, times in names.items() if times > 1] == []
        assert {option["value"] for option in question.get("options", [])} <= {
            one["value"] for one in fact.get("options", [])
        }


@each
def test_it_has_enough_phrases_and_they_are_its_own(scenario: dict[str, Any]) -> None:
    others = {phrase for one in ALL if one is not scenario for phrase in (*one["says"], *one["words"])}
    mine = [*scenario["says"], *scenario["words"]]
    assert 20 <= len(scenario["says"]) <= 30
    assert len(set(mine)) == len(mine)
    assert not set(mine) & others


@each
def test_every_computed_field_is_settled(scenario: dict[str, Any]) -> None:
    """A fact that nobody may be asked is assumed, derived, set or added, or no form needs it."""
    settled = {
        *scenario["assume"],
        *(fact for rule in scenario["rules"] for fact in (*rule.get("set", {}), *rule.get("add", {}))),
    }
    for field in (one for permit in scenario["permits"] for one in fields(permit["form"])):
        fact = facts()[field["fact"]]
        kinds = re.findall(r"'(\w+)'", field.get("when", "")) if "application_type in" in field.get("when", "") else []
        if kinds and scenario["assume"].get("application_type") not in kinds:
            continue
        if "ask" not in fact and "derive" not in fact:
            assert field["fact"] in settled


@pytest.mark.parametrize(
    "key", ["W-ADDR", "W-BAN", "W-CK", "W-FUME", "W-HEALTH", "W-LATE", "W-LICENSE", "W-NET", "W-RAW"]
)
def test_the_warnings_of_the_guide_have_texts(key: str) -> None:
    assert TEXTS[key].endswith("。")


def test_the_reports_after_a_licence_have_texts() -> None:
    assert {f"R-30{number}" for number in range(1, 10)} <= set(TEXTS)


@pytest.mark.parametrize("name", FIGURES)
def test_figures_have_a_source_and_periods_that_do_not_overlap(name: str) -> None:
    periods = FIGURES[name]["periods"]
    for period in periods:
        assert period["source"]
        assert isinstance(period["certain"], bool)
        assert period["until"] is None or period["from"] <= period["until"]
    for earlier, later in pairwise(periods):
        assert earlier["until"] is not None
        assert earlier["until"] < later["from"]


def test_the_usual_ones_open_something_new() -> None:
    known = {scenario["id"]: scenario for scenario in ALL}
    usual = read(ROOT / "scenarios" / "usual.yml")["usual"]
    assert [one for one in usual if one not in known or known[one]["assume"]["application_type"] != "new"] == []
