"""JSON Pointers as RFC 6901 has them, objects only."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.pointers import escaped, find, names_in

#: The examples of RFC 6901, section 5, without those that count in lists.
DOCUMENT = {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "m~n": 8, "deep": {"er": None}}


@pytest.mark.parametrize(
    "pointer, value",
    [
        ("", DOCUMENT),
        ("/foo", ["bar", "baz"]),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/m~0n", 8),
        ("/deep/er", None),
        ("/deep/other", "nowhere"),
        ("/foo/0", "nowhere"),
        ("/deep/er/more", "nowhere"),
    ],
)
def test_a_place_is_found_or_is_nowhere(pointer: str, value: Any) -> None:
    assert find(DOCUMENT, pointer, "nowhere") == value


@given(st.lists(st.text()))
def test_names_come_back_from_their_pointer(names: list[str]) -> None:
    assert names_in("".join(f"/{escaped(name)}" for name in names)) == names
