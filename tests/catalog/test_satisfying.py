"""Whether a condition can hold is told as trying every combination would tell it."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog.building import Built, build
from bot.catalog.satisfying import satisfiable
from bot.catalog.source import read_source
from bot.engine.condition_parser import parse_condition
from bot.engine.conditions import UNKNOWN, evaluate

from .tree import VALID

#: Every way in which these facts can differ for the comparisons below.
WORLD = {
    "shop.place": ["store", "stall"],
    "shop.drinks": [(), ("tea",), ("juice",), ("tea", "juice")],
    "shop.dine_in": [True, False],
    "shop.area": [5, 10, 15, 20, 25],
}
ATOMS = (
    "shop.place == 'stall'",
    "shop.place in ['store']",
    "shop.place != 'store'",
    "shop.drinks has 'tea'",
    "shop.drinks has 'juice'",
    "shop.dine_in",
    "shop.area < 10",
    "shop.area >= 20",
    "shop.area == 15",
    "shop.area <= 20",
)


@cache
def built() -> Built:
    return build(read_source(VALID))


class _World:
    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def read(self, fact: str) -> Any:
        return self._values.get(fact, UNKNOWN)

    def figure(self, name: str) -> Any:
        raise KeyError(name)


def _tried(text: str) -> bool:
    condition = parse_condition(text)
    worlds = (dict(zip(WORLD, values, strict=True)) for values in itertools.product(*WORLD.values()))
    return any(evaluate(condition, _World(world)) for world in worlds)


_CONDITIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        inner.map(lambda one: f"not ({one})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda three: "({}) {} ({})".format(*three)),
    ),
    max_leaves=7,
)


@given(_CONDITIONS)
@settings(deadline=None, max_examples=150)
def test_it_is_as_if_all_was_tried(text: str) -> None:
    assert satisfiable(built(), {}, parse_condition(text)) is _tried(text)


@pytest.mark.parametrize(
    "text, holds",
    [
        pytest.param("'上' in shop.name and '海' in shop.name", True, id="two-words-in-a-text"),
        pytest.param("shop.place != shop.inspection", True, id="two-choices"),
        pytest.param("known shop.area and not known shop.area", False, id="known-and-not-known"),
        pytest.param("not known shop.area", True, id="not-known"),
        pytest.param("known shop.area and shop.area < 0", False, id="below-its-limit"),
        pytest.param("shop.area > 0 and shop.area < 1", True, id="between-two-numbers"),
        pytest.param("shop.nothing == 'x'", True, id="what-cannot-be-tried"),
    ],
)
def test_what_is_known_limited_or_undefined(text: str, holds: bool) -> None:
    assert satisfiable(built(), {}, parse_condition(text)) is holds


def test_what_a_scenario_has_settled_is_not_tried_otherwise() -> None:
    stall = parse_condition("shop.place == 'stall'")
    assert not satisfiable(built(), {"shop.place": "store"}, stall)
    assert satisfiable(built(), {"shop.place": "stall"}, stall)


def test_a_search_that_takes_too_long_counts_as_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    never = parse_condition("shop.drinks has 'tea' and shop.dine_in and shop.area < 0")
    assert not satisfiable(built(), {}, never)
    monkeypatch.setattr("bot.catalog.satisfying.MOST_TRIED", 3)
    assert satisfiable(built(), {}, never)
    assert not satisfiable(built(), {}, never, doubt=False)
