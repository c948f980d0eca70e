"""Which messages are one sentence, and how long is waited for more of it."""

from __future__ import annotations

import pytest

from api.wechat.conversing import is_alone
from api.wechat.gathering import joined, parts, pause
from api.wechat.inbound import Content, Picture, Push, Tapped, Text


def pushes(*contents: Content | str) -> list[Push]:
    """One push after the other, a second apart."""
    told = [Text(one) if isinstance(one, str) else one for one in contents]
    return [Push("gh", "o", 100 + place, f"m{place}", one, place) for place, one in enumerate(told)]


TAP, PHOTO, MENU = Text("有", "q1.0.abcdefgh"), Picture("m", ""), Tapped("status")


@pytest.mark.parametrize(
    ("sent", "together"),
    [
        (["我想开奶茶店", "在静安", "80平"], 3),
        (["我想开奶茶店", TAP, "80平"], 1),
        (["在静安", "80平", "2"], 2),
        (["2", "80平"], 1),
        (["A", "80平"], 1),
        (["2。", "80平"], 1),
        ([TAP, "80平"], 1),
        ([PHOTO, PHOTO], 1),
        (["在静安", MENU], 1),
        (["在静安", "继续"], 1),
        (["同意", "80平"], 1),
        (["在静安", "进度"], 1),
        (["转人工", "80平"], 1),
        (["接着办 1234 5678", "80平"], 1),
        (["", "80平"], 1),
        (["长" * 300, "长" * 300], 1),
        (["长" * 600, "短"], 1),
    ],
)
def test_what_is_taken_together(sent: list[Content | str], together: int) -> None:
    assert parts(pushes(*sent), is_alone) == together


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (["我想开奶茶店", "在静安", "80平"], "我想开奶茶店，在静安，80平"),
        (["我想开奶茶店。", "在静安！", "80平"], "我想开奶茶店。在静安！80平"),
        ([" 在静安 "], " 在静安 "),
    ],
)
def test_the_sentence_they_make(sent: list[Content | str], words: str) -> None:
    found = joined(pushes(*sent))
    assert found.content == Text(words)
    # It is the first of them, so that it is the same turn whoever takes it, and as late as the last.
    assert (found.key, found.at) == ("m0", 99 + len(sent))


@pytest.mark.parametrize(
    ("sent", "arrived", "wait"),
    [
        (["在静安"], [10.0], 1.0),
        (["在静安", "80平"], [10.0, 9.6], 1.0),
        (["在静安", "80平"], [8.5, 10.0], 0.5),
        (["在静安", "80平"], [7.0, 10.0], -1.0),
        (["在静安", TAP], [9.0, 10.0], 0.5),
        ([TAP], [10.0], 0.5),
        ([TAP, "在静安"], [9.0, 10.0], -0.5),
    ],
)
def test_how_long_is_waited(sent: list[Content | str], arrived: list[float], wait: float) -> None:
    assert pause(pushes(*sent), arrived, 10.0, is_alone) == pytest.approx(wait)


@pytest.mark.parametrize(
    ("sent", "arrived", "wait"),
    [
        (["在静安"], [10.0], 0.4),
        (["在静安", "80平"], [9.3, 9.8], 0.1),
        ([TAP], [10.0], 0.2),
    ],
)
def test_an_office_sets_another_pause(sent: list[Content | str], arrived: list[float], wait: float) -> None:
    assert pause(pushes(*sent), arrived, 10.0, is_alone, 0.4) == pytest.approx(wait)
