"""What a push asks of us: a turn to take, a text to say, a picture to keep, a conversation to go on with, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Union

from bot.engine.values import Json

from .inbound import Content, Followed, Link, Other, Picture, Place, Scanned, Tapped, Text, Voice
from .rendering import by_number, value_at
from .tapping import Tap, Taps

#: Before a code in the scene that leads somebody from another device to the account.
SCENE: Final = "go-"
#: The key of the account's menu that begins something.
BEGIN: Final = "begin"
#: Kinds of messages that no answer can be made of.
_UNREAD: Final = ("video", "shortvideo")
#: Keys of the account's menu -> what somebody would say for it.
MENU: Final[Mapping[str, str]] = {"status": "进度", "human": "转人工", "explain": "为什么问这个", "undo": "改一下"}


@dataclass(frozen=True, slots=True)
class Words:
    """A turn of what was said."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A turn of what was pressed: the question's instance and the value; of a question that is no longer open, no value."""

    question: str
    value: Json


@dataclass(frozen=True, slots=True)
class Say:
    """A text of the channel's own, by its key; the conversation stays as it is."""

    key: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that is a material, by the id that it can be fetched with."""

    media: str


@dataclass(frozen=True, slots=True)
class Code:
    """Another device's conversation, by the long form of its code."""

    token: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing to say, or nobody to say it to."""


@dataclass(frozen=True, slots=True)
class Begin:
    """They want to begin, or to be where they were."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A tap on a choice of another conversation, whoever's it was."""


Meaning = Union[Words, Choice, Say, Photo, Code, Begin, Elsewhere, Nothing]


def meaning(
    content: Content, outcome: Mapping[str, Any], read_tap: Callable[[str], Tap | None], *, shown: str = ""
) -> Meaning:
    """What the content asks, where the conversation stands so.

    Args:
        outcome: of the conversation's latest turn; of a new one, without messages.
        read_tap: the tap that an id stands for, as ``Taps.read`` gives it for this conversation.
        shown: instance of the question that its sender had seen; empty: nobody knows.
    """
    if isinstance(content, Text):
        return _said(content, outcome, read_tap, shown)
    if isinstance(content, Tapped):
        return Words(MENU[content.key]) if content.key in MENU else Begin()
    if isinstance(content, Voice):
        return _said(Text(content.heard), outcome, read_tap, shown) if content.heard else Say("wechat.voice")
    if isinstance(content, Place):
        if not content.label:
            return Say("wechat.place_nameless")
        return Words(content.label) if outcome["case"]["scenario"] else Say("wechat.place_early")
    if isinstance(content, Link):
        return Words(content.title or content.url)
    if isinstance(content, Picture):
        return Photo(content.media)
    if isinstance(content, (Followed, Scanned)):
        token = content.scene.removeprefix(SCENE) if content.scene.startswith(SCENE) else ""
        return Code(token) if token else Begin()
    if isinstance(content, Other) and content.kind in _UNREAD:
        return Say("wechat.video")
    return Nothing()


def _said(said: Text, outcome: Mapping[str, Any], read_tap: Callable[[str], Tap | None], shown: str) -> Meaning:
    asking = outcome.get("asking") or {}
    # The number of a choice is one of the question that its writer saw.
    numbered = by_number(outcome, said.words) if shown in ("", asking.get("instance")) else None
    tap = read_tap(said.menu) if said.menu else numbered
    if tap is None and Taps.is_like(said.menu):
        return Elsewhere()
    # An id that was not made here is nobody's business: the entry's words are what was said.
    if tap is None:
        return Words(said.words)
    try:
        return Choice(tap.question, value_at(outcome, tap))
    except LookupError:
        return Choice(tap.question, None)
