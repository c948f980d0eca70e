"""Every kind of push: what it says, and what it lacks."""

from __future__ import annotations

import pytest

from api.wechat.envelope import NotAMessage
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
    read_push,
)

FROM = {"ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": "1715943329"}
MESSAGES: dict[str, tuple[dict[str, str], Content]] = {
    "text": ({"MsgType": "text", "Content": "八十平"}, Text("八十平")),
    "an-entry-of-a-menu": ({"MsgType": "text", "Content": "有", "bizmsgmenuid": "q3:1"}, Text("有", "q3:1")),
    "empty-text": ({"MsgType": "text"}, Text("")),
    "image": ({"MsgType": "image", "MediaId": "m1", "PicUrl": "http://x/1"}, Picture("m1", "http://x/1")),
    "voice": ({"MsgType": "voice", "MediaId": "m8", "Format": "amr"}, Voice("m8", "amr")),
    "voice-at-16-khz": ({"MsgType": "voice", "MediaId": "m8", "MediaId16K": "m16", "Format": "amr"}, Voice("m16", "amr")),
    "voice-that-was-understood": (
        {"MsgType": "voice", "MediaId": "m8", "Format": "amr", "Recognition": "八十平"},
        Voice("m8", "amr", "八十平"),
    ),
    "location": (
        {"MsgType": "location", "Location_X": "31.23", "Location_Y": "121.47", "Scale": "16", "Label": "南京西路"},
        Place(31.23, 121.47, "南京西路"),
    ),
    "link": ({"MsgType": "link", "Title": "t", "Description": "d", "Url": "u"}, Link("t", "d", "u")),
    "video": ({"MsgType": "video", "MediaId": "m"}, Other("video")),
    "shortvideo": ({"MsgType": "shortvideo", "MediaId": "m"}, Other("shortvideo")),
    "a-kind-to-come": ({"MsgType": "hologram"}, Other("hologram")),
}  # fmt: skip
EVENTS: dict[str, tuple[dict[str, str], Content]] = {
    "subscribe": ({"Event": "subscribe", "EventKey": ""}, Followed()),
    "subscribe-without-key": ({"Event": "subscribe"}, Followed()),
    "subscribe-at-a-code": ({"Event": "subscribe", "EventKey": "qrscene_r.abc", "Ticket": "t"}, Followed("r.abc")),
    "unsubscribe": ({"Event": "unsubscribe"}, Unfollowed()),
    "SCAN": ({"Event": "SCAN", "EventKey": "r.abc", "Ticket": "t"}, Scanned("r.abc")),
    "CLICK": ({"Event": "CLICK", "EventKey": "status"}, Tapped("status")),
    "VIEW": ({"Event": "VIEW", "EventKey": "https://x"}, Other("VIEW")),
    "scancode_waitmsg": (
        {"Event": "scancode_waitmsg", "ScanCodeInfo/ScanType": "qrcode", "ScanCodeInfo/ScanResult": "123"},
        ReadCode("qrcode", "123"),
    ),
    "scancode_push": ({"Event": "scancode_push"}, ReadCode("", "")),
    "TEMPLATESENDJOBFINISH": ({"Event": "TEMPLATESENDJOBFINISH", "MsgID": "1", "Status": "success"}, Other("TEMPLATESENDJOBFINISH")),
    "LOCATION": ({"Event": "LOCATION", "Latitude": "1"}, Other("LOCATION")),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "content"), MESSAGES.values(), ids=MESSAGES)
def test_messages(fields: dict[str, str], content: Content) -> None:
    push = read_push({**FROM, "MsgId": "23456789012345678", **fields})
    assert (push.account, push.sender, push.at, push.key) == ("gh_1", "o1", 1715943329, "m23456789012345678")
    assert push.content == content


@pytest.mark.parametrize(("fields", "content"), EVENTS.values(), ids=EVENTS)
def test_events(fields: dict[str, str], content: Content) -> None:
    push = read_push({**FROM, "MsgType": "event", **fields})
    assert (push.account, push.sender, push.at, push.key[:1]) == ("gh_1", "o1", 1715943329, "e")
    assert push.content == content


def event(**other: str) -> dict[str, str]:
    return {**FROM, "MsgType": "event", "Event": "CLICK", "EventKey": "status", **other}


def test_every_try_of_an_event_has_its_key_and_no_other_event_has_it() -> None:
    """Two entries tapped within a second are two events, though WeChat tells them apart by person and second alone."""
    others = [
        event(FromUserName="o2"),
        event(CreateTime="1715943330"),
        event(EventKey="human"),
        event(Event="SCAN"),
        # Nothing of one field passes for a part of the next.
        event(Event="SCANs", EventKey="tatus"),
    ]
    keys = [read_push(one).key for one in (event(), *others)]
    assert read_push(event()).key == keys[0]
    assert len(set(keys)) == len(keys)


LACKING = {
    "no-sender": {"FromUserName": ""},
    "no-account": {"ToUserName": ""},
    "no-kind": {"MsgType": ""},
    "no-time": {"CreateTime": ""},
    "a-time-in-words": {"CreateTime": "今天"},
    "a-time-below-nothing": {"CreateTime": "-1"},
    "no-id": {"MsgId": ""},
    "an-id-in-words": {"MsgId": "x"},
    "an-endless-id": {"MsgId": "1" * 40},
    "no-media": {"MsgType": "image"},
    "no-voice": {"MsgType": "voice"},
    "no-place": {"MsgType": "location"},
    "a-place-in-words": {"MsgType": "location", "Location_X": "x", "Location_Y": "1"},
    "no-such-place": {"MsgType": "location", "Location_X": "91", "Location_Y": "1"},
    "not-a-number": {"MsgType": "location", "Location_X": "nan", "Location_Y": "1"},
    "no-event": {"MsgType": "event"},
    "no-scene": {"MsgType": "event", "Event": "SCAN"},
    "no-entry": {"MsgType": "event", "Event": "CLICK"},
}


@pytest.mark.parametrize("fields", LACKING.values(), ids=LACKING)
def test_what_lacks_something(fields: dict[str, str]) -> None:
    with pytest.raises(NotAMessage):
        read_push({**FROM, "MsgType": "text", "MsgId": "1", **fields})
