"""What a clerk says was understood wrongly is told to authors, at the question at which it was said."""

from __future__ import annotations

import pytest

from actions.window.misheard import misheard, report_misheard
from bot.engine.clerks import ClerkCame
from tests.actions.learning.conftest import Desk

OPENING = "我想开一家奶茶店"


def told(desk: Desk, conversation: str, seq: int) -> bool:
    """Whether there was something to tell authors, who are told of it."""
    found = misheard(desk.conversations, conversation, seq)
    if found is not None:
        report_misheard(desk.conversations, found)
    return found is not None


@pytest.mark.parametrize(
    ("said", "seq", "question"),
    [
        pytest.param([OPENING], 1, "routing", id="the-first-words"),
        pytest.param([OPENING, "已经办好了"], 2, "licence_state", id="an-answer"),
        pytest.param([OPENING, "已经办好了", "固定店面"], 2, "licence_state", id="not-the-last"),
    ],
)
def test_it_counts_at_its_question(desk: Desk, said: list[str], seq: int, question: str) -> None:
    name = desk.begin(*said)
    assert told(desk, name, seq)
    assert [(row.question, row.kind, row.times) for row in desk.rows()] == [(question, "misheard", 1)]


def test_authors_read_it(desk: Desk) -> None:
    for _ in range(3):
        assert told(desk, desk.begin(OPENING, "已经办好了"), 2)
    read = desk.question("licence_state")
    assert read.misses == {"misheard": 3}
    assert [(one.text, one.kind, one.times) for one in read.examples] == [("已经办好了", "misheard", 3)]


@pytest.mark.parametrize("seq", [0, 3, 99])
def test_there_is_no_such_turn(desk: Desk, seq: int) -> None:
    assert not told(desk, desk.begin(OPENING, "已经办好了"), seq)
    assert desk.rows() == []


def test_what_is_said_to_a_clerk_was_not_the_guides_to_understand(desk: Desk) -> None:
    name = desk.begin(OPENING)
    desk.conversations.report(name, ClerkCame("lin", "林窗口", ""), cause="clerk:1")
    desk.say(name, "您好，我想问一下")
    assert not told(desk, name, desk.last["seq"])
    assert not told(desk, name, desk.last["seq"] - 1)
    assert desk.rows() == []


def test_words_that_tell_of_a_person_are_not_kept(desk: Desk) -> None:
    name = desk.begin(OPENING, "我是王小花，电话13812345678，执照办好了")
    assert told(desk, name, 2)
    assert [row.words for row in desk.rows() if row.kind == "misheard"] == [None]
