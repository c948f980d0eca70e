"""Patterns that could keep a turn busy for ever are told apart from those that cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.patterns import fault_of


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^T[0-9]{2}$",
        "^[0-9A-HJ-NPQRTUWXY]{18}$",
        r"^[^@\s]+@[^@\s]+\.[a-z]+$",
        "(ab|cd)*e",
        "(?=a+)b*",
        "([0-9]{4}-?){1,4}",
    ],
)
def test_usual_patterns_can_be_used(pattern: str) -> None:
    assert fault_of(pattern) is None


@pytest.mark.parametrize(
    "pattern", ["^(a+)+$", "(a*)*", "((ab)*c?){2,}", "(?:x|y+)*z", "(?=(a+)+)b", "(.+?)+?!", "(a{1,30})+"]
)
def test_repetitions_inside_each_other_are_refused(pattern: str) -> None:
    assert fault_of(pattern) == "里重复套着重复，遇到长的回答会算不完"


@pytest.mark.parametrize("pattern", ["(", "[a", "a{2,1}", "(?P<a", "*"])
def test_what_is_no_pattern_is_told(pattern: str) -> None:
    assert fault_of(pattern) == "不是正则表达式"


@pytest.mark.parametrize("pattern", ["[[]", "[a--b]", "[a&&b]", "[a||b]", "[a~~b]"])
def test_what_may_come_to_mean_something_else_is_told(pattern: str) -> None:
    assert fault_of(pattern) == "里方括号中的 [、--、&&、~~ 或 || 意思不定，请在前面加 \\"


@given(st.text(alphabet="ab()[]*+?{}|1,.^$\\\\", max_size=30))
def test_nothing_an_author_writes_breaks_the_check(pattern: str) -> None:
    found = fault_of(pattern)
    assert found is None or found.startswith(("不是正则表达式", "里重复套着重复", "里方括号中的"))
