"""What the page's widgets compose is read as what was put in. The page's own tests compose the same table."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.engine.facts import Fact, Wording
from bot.engine.kinds import has_shape
from bot.engine.values import Value
from bot.nlu.fact_reader import read_fact
from bot.nlu.values.address_order import FULL_NAMES

HERE = Path(__file__).parent
TABLE = json.loads((HERE / "widget_answers.json").read_text("utf-8"))
TODAY = date(2026, 11, 29)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['kind']}-{row['text']}")
def test_a_composed_answer_is_understood(row: dict[str, Any]) -> None:
    fact = Fact("it.is", "这一项", row["kind"], Wording("是什么？"), unit=row.get("unit"))
    found = read_fact(fact, row["text"], TODAY).value
    assert isinstance(found, Value)
    assert found.value == row["value"]
    assert not found.approx
    assert has_shape(fact, found.value)


def test_the_page_offers_the_districts_that_are_understood() -> None:
    source = (HERE.parents[1] / "api/web/src/widgets/address.ts").read_text("utf-8")
    listed = re.search(r"DISTRICTS = \[(.*?)\]", source, re.DOTALL)
    assert listed is not None
    assert set(re.findall(r'"(\w+)"', listed[1])) == set(FULL_NAMES.values())
