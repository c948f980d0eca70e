"""Whoever drafts a scenario is told which fragments settle what nobody is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalog import check
from bot.catalog.settled_by import named, settled_by
from bot.catalog.yaml_reader import Document

from .guides import published, steps


def fragment(folder: str, name: str, *rules: dict[str, object]) -> Document:
    return Document(f"scenarios/{folder}/fragments/{name}.yml", {"id": name, "rules": list(rules)})


def scenario(name: str, *fragments: str, key: str = "rules") -> Document:
    return Document(f"scenarios/food/{name}.yml", {"id": name, key: [{"fragment": one} for one in fragments]})


FRAGMENTS = [
    fragment("food", "a", {"id": "1", "set": {"visit": "yes"}}),
    fragment("food", "b", {"id": "2", "when": "x", "set": {"visit": "no"}, "add": {"notes": ["n"]}}),
    fragment("shared", "c", {"id": "3", "add": {"notes": ["m"]}}),
    fragment("hotel", "d", {"id": "4", "set": {"visit": "no"}}),
    Document("scenarios/food/fragments/e.yml", {"id": "e", "questions": [{"fact": "visit"}]}),
]


@pytest.mark.parametrize(
    ("scenarios", "told"),
    [
        pytest.param([], {"visit": ("a", "b", "hotel/d"), "notes": ("b", "c")}, id="by name, another folder's last"),
        pytest.param([scenario("x", "b")], {"visit": ("b", "a", "hotel/d"), "notes": ("b", "c")}, id="the more used first"),
        pytest.param([scenario("x", "c", "hotel/d"), scenario("y", "hotel/d")],
                     {"visit": ("a", "b", "hotel/d"), "notes": ("c", "b")}, id="however used"),
        pytest.param([scenario("x", "b", key="questions")],
                     {"visit": ("a", "b", "hotel/d"), "notes": ("b", "c")}, id="its questions do not count"),
        pytest.param([scenario("x", "nowhere")], {"visit": ("a", "b", "hotel/d"), "notes": ("b", "c")}, id="one that is not there"),
    ],
)  # fmt: skip
def test_fragments_are_found_by_what_their_rules_settle(
    scenarios: list[Document], told: dict[str, tuple[str, ...]]
) -> None:
    assert settled_by(FRAGMENTS, scenarios, "scenarios/food/new.yml") == told


def test_a_few_are_named() -> None:
    assert (named(("a",)), named(("a", "b", "c")), named(("a", "b", "c", "d"))) == ("a", "a、b、c", "a、b、c等")


def test_a_field_that_nothing_gives_is_told_with_the_fragments_that_would(tmp_path: Path) -> None:
    """But not with those whose rules are there already."""
    root = published(tmp_path)
    first = steps("scenarios/README.md")[0]
    first.follow(root)
    path = root / first.file
    whole = path.read_text("utf-8")
    [line] = [one for one in whole.splitlines(keepends=True) if "id: I-1" in one]
    path.write_text(whole.replace(line, ""), "utf-8")
    found = {
        one.what.partition("（")[2].partition("）")[0]: one.remedy for one in check(root, today=date(2026, 11, 30))
    }
    assert set(found) == {"现场核查依据", "是否需要现场核查"}
    assert "共用段 inspection、chain_store、sold_shop 的规则会定它" in found["现场核查依据"]
    assert "rules 里写一行 {fragment: inspection}" in found["现场核查依据"]
    included = "  - {fragment: chain_store}\n  - {fragment: sold_shop}\n"
    path.write_text(whole.replace(line, included), "utf-8")
    again = [
        one.remedy for one in check(root, today=date(2026, 11, 30)) if one.code == "FIELD-01" and "依据" in one.what
    ]
    assert all("chain_store" not in one for one in again)
