"""What each push asks: turns by words and by taps, texts of the channel's own, pictures, codes, nothing."""

from __future__ import annotations

from typing import Any

import pytest

from api.wechat.inbound import (
    Content,
    Followed,
    Link,
    Other,
    Picture,
    Place,
    ReadCode,
    Scanned,
    Tapped,
    Text,
    Unfollowed,
    Voice,
)
from api.wechat.meaning import Begin, Choice, Code, Elsewhere, Meaning, Nothing, Photo, Say, Words, meaning
from api.wechat.tapping import Tap, Taps

TAPS = Taps(b"0123456789abcdef")
OPEN: dict[str, Any] = {
    "case": {"scenario": "beverage_shop"},
    "asking": {"instance": "q7", "kind": "boolean"},
    "messages": [{"text": "有堂食吗？", "question": "q7", "choices": [{"label": "有", "value": True}, {"label": "没有", "value": False}]}],
}  # fmt: skip
NEW: dict[str, Any] = {"case": {"scenario": None}, "asking": None, "messages": []}


def tap(question: str, place: int, conversation: str = "c_1") -> str:
    return TAPS.id_of(conversation, Tap(question, place))


MEANT: dict[str, tuple[Content, Meaning]] = {
    "words": (Text("有的，十来个座位"), Words("有的，十来个座位")),
    "a-tap": (Text("没有", tap("q7", 1)), Choice("q7", False)),
    "a-number": (Text("1"), Choice("q7", True)),
    "a-number-too-high": (Text("3"), Words("3")),
    # The engine says that it was answered already; no value of another question gets in.
    "a-tap-on-an-old-question": (Text("静安区", tap("q3", 0)), Choice("q3", None)),
    "a-tap-on-a-choice-that-there-is-not": (Text("x", tap("q7", 9)), Choice("q7", None)),
    "a-made-up-id": (Text("没有", "q7.1.aaaaaaaa"), Elsewhere()),
    "an-id-of-another-conversation": (Text("没有", tap("q7", 1, "c_2")), Elsewhere()),
    "an-id-of-another-menu": (Text("满意", "101"), Words("满意")),
    "a-voice-that-was-understood": (Voice("m", "amr", "没有堂食"), Words("没有堂食")),
    "a-voice-that-was-not": (Voice("m", "amr"), Say("wechat.voice")),
    "a-number-spoken": (Voice("m", "amr", "2"), Choice("q7", False)),
    "a-place": (Place(31.2, 121.4, "静安区南京西路1266号"), Words("静安区南京西路1266号")),
    "a-place-without-a-name": (Place(31.2, 121.4, ""), Say("wechat.place_nameless")),
    "a-page": (Link("食品经营许可", "", "https://x"), Words("食品经营许可")),
    "a-page-without-a-title": (Link("", "", "https://x"), Words("https://x")),
    "a-picture": (Picture("m", ""), Photo("m")),
    "following": (Followed(), Begin()),
    "a-code": (Scanned("go-abc"), Code("abc")),
    "following-by-a-code": (Followed("go-abc"), Code("abc")),
    "a-code-of-something-else": (Scanned("r.abc"), Begin()),
    "a-code-of-nothing": (Scanned("go-"), Begin()),
    "the-menu": (Tapped("status"), Words("进度")),
    "an-entry-that-there-was": (Tapped("of-last-year"), Begin()),
    "leaving": (Unfollowed(), Nothing()),
    "a-video": (Other("video"), Say("wechat.video")),
    "a-code-by-the-menu": (ReadCode("qrcode", "1"), Nothing()),
    "more-where-there-is-none": (Text("继续"), Words("继续")),
}  # fmt: skip


@pytest.mark.parametrize(("content", "meant"), MEANT.values(), ids=MEANT)
def test_what_a_push_means_under_an_open_question(content: Content, meant: Meaning) -> None:
    assert meaning(content, OPEN, lambda told: TAPS.read("c_1", told)) == meant


@pytest.mark.parametrize("said", ["1", "我想开奶茶店", "继续", ""])
def test_in_a_new_conversation_everything_is_words(said: str) -> None:
    assert meaning(Text(said), NEW, lambda told: TAPS.read("c_1", told)) == Words(said)


@pytest.mark.parametrize(("shown", "meant"), [("q7", Choice("q7", True)), ("q6", Words("1")), ("", Choice("q7", True))])
def test_a_number_is_one_of_the_question_that_its_writer_saw(shown: str, meant: Meaning) -> None:
    assert meaning(Text("1"), OPEN, lambda _: None, shown=shown) == meant


def test_a_place_before_there_is_a_matter_is_sent_once_more() -> None:
    assert meaning(Place(31.2, 121.4, "静安区"), NEW, lambda _: None) == Say("wechat.place_early")


def test_what_is_no_message_asks_nothing() -> None:
    assert meaning(Other("VIEW"), OPEN, lambda _: None) == Nothing()
