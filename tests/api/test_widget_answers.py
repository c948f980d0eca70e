"""What the page's widgets compose is read as what was put in, and what they call wrong is refused. The page's own tests go by the same tables."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.engine.commands import Understood
from bot.engine.facts import Fact, Wording
from bot.engine.kinds import has_shape
from bot.engine.values import Rejection, Value
from bot.nlu.fact_reader import read_fact
from bot.nlu.values.address_order import FULL_NAMES

HERE = Path(__file__).parent
#: Of widgets with several boxes.
ANSWERS = json.loads((HERE / "widget_answers.json").read_text("utf-8"))
#: Of widgets with one box: kind -> what is typed and what it is; what is typed and what the page says of it.
TABLES: dict[str, dict[str, list[list[str]]]] = {
    file.stem: json.loads(file.read_text("utf-8")) for file in sorted((HERE / "widget_tables").glob("*.json"))
}
TODAY = date(2026, 11, 29)


def fact_of(kind: str, unit: str | None = None) -> Fact:
    return Fact("it.is", "这一项", kind, Wording("是什么？"), unit=unit)


def read(kind: str, text: str, unit: str | None = None) -> Understood:
    return read_fact(fact_of(kind, unit), text, TODAY).value


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: f"{row['kind']}-{row['text']}")
def test_a_composed_answer_is_understood(row: dict[str, Any]) -> None:
    found = read(row["kind"], row["text"], row.get("unit"))
    assert isinstance(found, Value)
    assert found.value == row["value"]
    assert not found.approx
    assert has_shape(fact_of(row["kind"]), found.value)


@pytest.mark.parametrize("kind", TABLES)
def test_what_a_box_takes_is_read_as_the_same(kind: str) -> None:
    read_as = {answer: read(kind, answer) for _, answer in TABLES[kind]["good"]}
    assert read_as == {answer: Value(answer) for answer in read_as}


@pytest.mark.parametrize("kind", TABLES)
def test_what_a_box_calls_wrong_is_refused(kind: str) -> None:
    taken = {typed: found for typed, _ in TABLES[kind]["bad"] if not isinstance(found := read(kind, typed), Rejection)}
    assert taken == {}


@pytest.mark.parametrize(
    ("kind", "unit", "text"),
    [
        ("percentage", "%", "100.5%"), ("percentage", "%", "101%"),
        ("area", "㎡", "0㎡"), ("area", "㎡", "-3㎡"), ("area", "㎡", "10000001㎡"),
        ("integer", "人", "-1人"), ("integer", "人", "10000001人"), ("money", "元", "-1元"), ("money", "万元", "9999999999万元"),
        ("duration", None, "0年"), ("duration", None, "1000年"), ("duration", None, "2027年"), ("duration", None, "0天"),
    ],
)  # fmt: skip
def test_what_number_boxes_call_wrong_is_refused(kind: str, unit: str | None, text: str) -> None:
    assert isinstance(read(kind, text, unit), Rejection)


def test_the_page_offers_the_districts_that_are_understood() -> None:
    source = (HERE.parents[1] / "api/web/src/widgets/address.ts").read_text("utf-8")
    listed = re.search(r"DISTRICTS = \[(.*?)\]", source, re.DOTALL)
    assert listed is not None
    assert set(re.findall(r'"(\w+)"', listed[1])) == set(FULL_NAMES.values())
