"""What somebody sent or did in WeChat, out of the fields of a push.

Source: developers.weixin.qq.com, 接收普通消息 and 接收事件推送; read in November 2026.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Union

from .envelope import NotAMessage

#: Seconds since 1970 until the end of the century: no push is of a later time.
_LATEST: Final = 4_102_444_800
#: What a database holds of a number.
_GREATEST: Final = 2**63 - 1
#: Before the scene in a subscription that began at one of our codes.
_SCENE: Final = "qrscene_"


@dataclass(frozen=True, slots=True)
class Text:
    """Words. ``menu``: the id of the entry that was tapped; empty where they were typed."""

    words: str
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo. ``media``: by which it can be fetched for three days."""

    media: str
    url: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Something spoken. ``heard``: what WeChat understood, mostly nothing. ``media``: AMR, at 16 kHz where there is that."""

    media: str
    form: str
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, in degrees (GCJ-02), and what it is called."""

    latitude: float
    longitude: float
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """A page that was shared."""

    title: str
    description: str
    url: str


@dataclass(frozen=True, slots=True)
class Followed:
    """Somebody follows the account. ``scene``: of the code that led here; empty where none did."""

    scene: str = ""


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """Somebody follows the account no more: nothing can be sent to them."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A follower scanned one of our codes."""

    scene: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """An entry of the account's menu that has a key."""

    key: str


@dataclass(frozen=True, slots=True)
class ReadCode:
    """What a code says that was scanned by way of the menu."""

    form: str
    content: str


@dataclass(frozen=True, slots=True)
class Other:
    """A kind that no answer is made of: a video, a page opened by the menu, how a notice was delivered."""

    kind: str


#: What somebody sent or did.
Content = Union[Text, Picture, Voice, Place, Link, Followed, Unfollowed, Scanned, Tapped, ReadCode, Other]
Readers = Mapping[str, Callable[[Mapping[str, str]], Content]]


@dataclass(frozen=True, slots=True)
class Push:
    """One push.

    Args:
        account: the account's own name (``gh_…``), which answers come from.
        sender: the openid: the same person under the same account, and no legal identity.
        at: seconds since 1970.
        key: the same for every try of the same push, and for no other.
        content: what it brings.
        number: grows with every message; of an event 0, which has none.
    """

    account: str
    sender: str
    at: int
    key: str
    content: Content
    number: int = 0


def read_push(fields: Mapping[str, str]) -> Push:
    """The push that the fields tell. Raises NotAMessage where something is missing that every such push has."""
    account, sender, kind = (_of(fields, name) for name in ("ToUserName", "FromUserName", "MsgType"))
    at = _whole(fields, "CreateTime")
    if at > _LATEST:
        raise NotAMessage("CreateTime is no time")
    if kind == "event":
        event, key = _of(fields, "Event"), fields.get("EventKey", "")
        told = "\0".join((sender, str(at), event, key))
        return Push(
            account, sender, at, f"e{hashlib.sha256(told.encode()).hexdigest()[:32]}", _content(_EVENTS, event, fields)
        )
    number = _whole(fields, "MsgId")
    return Push(account, sender, at, f"m{number}", _content(_KINDS, kind, fields), min(number, _GREATEST))


def _content(readers: Readers, kind: str, fields: Mapping[str, str]) -> Content:
    return readers[kind](fields) if kind in readers else Other(kind)


def _text(fields: Mapping[str, str]) -> Content:
    return Text(fields.get("Content", ""), fields.get("bizmsgmenuid", ""))


def _voice(fields: Mapping[str, str]) -> Content:
    media = fields.get("MediaId16K") or _of(fields, "MediaId")
    return Voice(media, fields.get("Format", ""), fields.get("Recognition", ""))


def _place(fields: Mapping[str, str]) -> Content:
    latitude, longitude = (_degrees(fields, name, most) for name, most in (("Location_X", 90), ("Location_Y", 180)))
    return Place(latitude, longitude, fields.get("Label", ""))


def _read_code(fields: Mapping[str, str]) -> Content:
    return ReadCode(fields.get("ScanCodeInfo/ScanType", ""), fields.get("ScanCodeInfo/ScanResult", ""))


_KINDS: Final[Readers] = {
    "text": _text,
    "image": lambda fields: Picture(_of(fields, "MediaId"), fields.get("PicUrl", "")),
    "voice": _voice,
    "location": _place,
    "link": lambda fields: Link(fields.get("Title", ""), fields.get("Description", ""), fields.get("Url", "")),
}
_EVENTS: Final[Readers] = {
    "subscribe": lambda fields: Followed(fields.get("EventKey", "").removeprefix(_SCENE)),
    "unsubscribe": lambda _: Unfollowed(),
    "SCAN": lambda fields: Scanned(_of(fields, "EventKey")),
    "CLICK": lambda fields: Tapped(_of(fields, "EventKey")),
    "scancode_push": _read_code,
    "scancode_waitmsg": _read_code,
}


def _of(fields: Mapping[str, str], name: str) -> str:
    value = fields.get(name, "")
    if not value:
        raise NotAMessage(f"no {name}")
    return value


def _whole(fields: Mapping[str, str], name: str) -> int:
    value = _of(fields, name)
    if not (value.isascii() and value.isdigit() and len(value) <= 20):
        raise NotAMessage(f"{name} is no number")
    return int(value)


def _degrees(fields: Mapping[str, str], name: str, most: int) -> float:
    try:
        value = float(_of(fields, name))
    except ValueError as fault:
        raise NotAMessage(f"{name} is no number") from fault
    if not -most <= value <= most:
        raise NotAMessage(f"{name} is no place")
    return value
