"""Options that no condition tells apart are found; whichever of them is chosen, every condition comes out the same."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.stories.alike_options import alike_options
from bot.engine.condition_parser import parse_condition
from bot.engine.conditions import evaluate

OPTIONS = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("conditions", "groups"),
    [
        pytest.param(["f has 'a' or f has 'b'"], [["a", "b"]], id="side-by-side"),
        pytest.param(["f has 'a' or f has 'b' or g"], [["a", "b"]], id="beside-something-else"),
        pytest.param(["not (f has 'a' or f has 'b')"], [["a", "b"]], id="denied-together"),
        pytest.param(["f has 'a' and f has 'b'"], [["a"], ["b"]], id="both-are-asked-for"),
        pytest.param(["f has 'a' or not f has 'b'"], [["a"], ["b"]], id="one-is-denied"),
        pytest.param(["f has 'a' or f has 'b'", "f has 'a'"], [["a"], ["b"]], id="one-stands-alone-elsewhere"),
        pytest.param(["f has 'a' or f has 'b' or f has 'c'", "f has 'c' or f has 'd'"], [["a", "b"], ["c"], ["d"]], id="in-two"),
        pytest.param(["f has 'a' or (f has 'b' and g)"], [["a"], ["b"]], id="under-another-condition"),
    ],
)  # fmt: skip
def test_options_that_stand_side_by_side_everywhere_are_alike(conditions: list[str], groups: list[list[str]]) -> None:
    assert alike_options(map(parse_condition, conditions))["f"] == groups


ASKED = st.sampled_from([f"f has '{one}'" for one in OPTIONS])
TEXT = st.recursive(
    ASKED,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' or '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' and '.join(parts)})"),
        inner.map(lambda part: f"not ({part})"),
    ),
    max_leaves=8,
)


class _Chosen:
    def __init__(self, values: tuple[str, ...]) -> None:
        self._values = values

    def read(self, fact: str) -> Any:
        return self._values

    def figure(self, name: str) -> float:
        raise KeyError(name)


@given(st.lists(TEXT, min_size=1, max_size=3))
def test_one_of_those_that_are_alike_stands_for_all(texts: list[str]) -> None:
    conditions = [parse_condition(text) for text in texts]
    groups = alike_options(conditions)["f"]
    for size in range(len(OPTIONS) + 1):
        for chosen in itertools.combinations(OPTIONS, size):
            instead = tuple(group[0] for group in groups if set(group) & set(chosen))
            for condition in conditions:
                assert evaluate(condition, _Chosen(chosen)) is evaluate(condition, _Chosen(instead))
