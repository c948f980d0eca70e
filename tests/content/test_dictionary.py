"""The dictionary: names that tell facts apart, questions that people understand, conditions that read."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from bot.engine.condition_parser import parse_condition
from bot.engine.derivations import FUNCTIONS
from bot.engine.facts import SENSITIVITIES

from .published import ROOT, conditions, facts, read

DICTIONARY = ROOT / "forms" / "dictionary.yml"
ASKED = [(name, fact) for name, fact in facts().items() if "ask" in fact]
#: Declarations are asked in the words that the applicant signs.
CONSENTS = {name for name, fact in facts().items() if "must_be" in fact.get("limits", {})}
OFFICIALESE = ("兹", "予以", "该主体", "申请人应", "敬请", "须知悉", "勾选", "字段")
BRACKETED = re.compile(r"（[^（）]*）")


def _names(fact: dict[str, Any]) -> set[str]:
    """Label and names, and the label without what stands in brackets."""
    return {fact["label"], BRACKETED.sub("", fact["label"]), *fact.get("names", [])}


def test_no_two_facts_share_a_spoken_name() -> None:
    count = Counter(name for fact in facts().values() for name in _names(fact))
    assert [name for name, times in count.items() if times > 1] == []


@pytest.mark.parametrize(
    "name, fact", [pair for pair in facts().items() if "options" in pair[1]], ids=lambda value: str(value)[:40]
)
def test_no_two_choices_of_a_fact_share_a_name(name: str, fact: dict[str, Any]) -> None:
    count = Counter(word for option in fact["options"] for word in {option["label"], *option.get("names", [])})
    assert [word for word, times in count.items() if times > 1] == []
    assert len({option["value"] for option in fact["options"]}) == len(fact["options"])


@pytest.mark.parametrize("name, fact", ASKED, ids=lambda value: value if isinstance(value, str) else "")
def test_questions_are_short_plain_and_questions(name: str, fact: dict[str, Any]) -> None:
    assert fact.get("example") or fact["kind"] == "list"
    assert not any(word in fact["ask"] for word in OFFICIALESE)
    assert fact["ask"].endswith(("？", "。"))
    if name not in CONSENTS:
        assert len(fact["ask"]) <= 40


def test_consents_say_what_is_agreed_to() -> None:
    assert {
        "declarations.truthful",
        "declarations.no_ban",
        "declarations.bright_kitchen",
        "publication.mark_pledge",
    } == CONSENTS
    assert all(facts()[name]["kind"] == "boolean" and facts()[name]["ask"].endswith("吗？") for name in CONSENTS)


def test_every_condition_parses_and_names_facts_of_the_dictionary() -> None:
    for path, text in conditions(read(DICTIONARY)):
        unknown = set(parse_condition(text).facts()) - set(facts())
        assert not unknown, f"{path}: {unknown}"


@pytest.mark.parametrize(
    "name, fact", [pair for pair in facts().items() if "derive" in pair[1]], ids=lambda value: str(value)[:40]
)
def test_derivations_use_known_functions_and_facts(name: str, fact: dict[str, Any]) -> None:
    match = re.fullmatch(r"(\w+)\((.*)\)", fact["derive"])
    assert match is not None
    assert match[1] in FUNCTIONS
    arguments = [part.strip().removesuffix("@label") for part in match[2].split(",")]
    assert {part for part in arguments if not part.startswith("='")} <= set(facts())


def test_parts_of_addresses_are_facts() -> None:
    for fact in facts().values():
        assert fact["kind"] == "address" or "parts" not in fact
        assert set(fact.get("parts", {}).values()) <= set(facts())


def test_care_follows_what_a_value_tells() -> None:
    for name, fact in facts().items():
        assert fact.get("sensitivity", "public") in SENSITIVITIES
        if name.endswith((".id_no", ".document_no")):
            assert fact["sensitivity"] == "sensitive", name
        if fact["kind"] in ("person_name", "mobile", "phone", "email"):
            assert fact["sensitivity"] == "personal", name


def test_e_licences_are_listed() -> None:
    listed = set(read(DICTIONARY)["licences"])
    assert {fact["licence"] for fact in facts().values() if "licence" in fact} <= listed


def test_all_fifty_six_peoples_are_offered() -> None:
    options = facts()["legal_rep.ethnicity"]["options"]
    assert [option["value"] for option in options] == [f"{number:02d}" for number in range(1, 57)]
    assert options[0]["label"] == "汉族"
    assert options[55]["label"] == "基诺族"


def test_all_sixteen_districts_are_offered_wherever_one_is_chosen() -> None:
    expected = {"310101", "310104", "310105", "310106", "310107", "310109", "310110", "310112"}
    expected |= {"310113", "310114", "310115", "310116", "310117", "310118", "310120", "310151"}
    for name in ("district_code", "premises.district_code", "auto_devices.location_district"):
        assert {option["value"] for option in facts()[name]["options"]} == expected
