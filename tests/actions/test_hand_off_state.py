"""What applicants are told of the way of their application."""

from __future__ import annotations

import pytest

from actions.hand_off_state import Latest, hand_off
from bot.engine.case import Submission
from bot.engine.happenings import STATUSES


def submission(state: str) -> Submission:
    return Submission("c_1:9", state, 9)


@pytest.mark.parametrize(
    ("state", "tries", "latest", "label", "words"),
    [
        pytest.param("requested", 0, None, "已发出", "正在送到", id="just-now"),
        pytest.param("requested", 3, None, "已发出", "还没有回音", id="nobody-answers"),
        pytest.param("received", 0, None, "已接收", "等部门", id="the-receipt"),
        pytest.param("received", 0, Latest(1, "已接件"), "已接收", "等部门", id="received"),
        pytest.param("received", 0, Latest(6, "补正（开始）"), "已接收", "现在：补正（开始）。", id="to-be-corrected"),
        pytest.param("received", 0, Latest(2, "已撤件"), "已接收", "现在：已撤件。", id="withdrawn"),
        pytest.param("received", 0, Latest(5, "不予受理"), "已接收", "现在：不予受理。", id="not-accepted"),
        pytest.param("received", 0, Latest(3, "已受理"), "已受理", "正在办理", id="accepted"),
        pytest.param("received", 0, Latest(11, "办结（通过）"), "已受理", "现在：办结（通过）。", id="granted"),
    ],
)
def test_a_hand_off_is_told_in_one_of_three_words(
    state: str, tries: int, latest: Latest | None, label: str, words: str
) -> None:
    found = hand_off(submission(state), tries, latest)
    assert found is not None
    assert found.label == label and words in found.words


def test_what_is_the_applicants_again_has_no_such_state() -> None:
    assert hand_off(None) is None
    assert hand_off(submission("failed")) is None


@pytest.mark.parametrize("code", STATUSES)
def test_only_what_comes_after_acceptance_is_accepted(code: int) -> None:
    found = hand_off(submission("received"), latest=Latest(code, "某"))
    assert found is not None
    assert (found.state == "accepted") == (code not in (1, 2, 4, 5, 6, 7))
