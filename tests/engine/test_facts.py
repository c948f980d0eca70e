"""Small things that facts and their addresses tell of themselves."""

from __future__ import annotations

import pytest

from bot.engine.address import fact_of
from bot.engine.facts import Limits


@pytest.mark.parametrize(
    ("key", "fact"),
    [
        ("shop.area", "shop.area"),
        ("equipments[1].name", "equipments.name"),
        ("equipments[1]", "equipments"),
        ("什么", "什么"),
    ],
)
def test_the_fact_behind_a_key(key: str, fact: str) -> None:
    assert fact_of(key) == fact


@pytest.mark.parametrize(
    ("limits", "lowest"),
    [
        (Limits(), None), (Limits(maximum=9), None), (Limits(minimum=0), (0, False)), (Limits(above=0), (0, True)),
        (Limits(minimum=5, above=5), (5, True)), (Limits(minimum=6, above=5), (6, False)),
    ],
)  # fmt: skip
def test_the_tighter_lower_bound(limits: Limits, lowest: tuple[float, bool] | None) -> None:
    assert limits.lowest == lowest
