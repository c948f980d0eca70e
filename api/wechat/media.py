"""Pictures and voices that somebody sent, fetched from WeChat, which keeps them for three days.

Source: developers.weixin.qq.com, 获取临时素材; read in November 2026.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from .client import WeChat
from .exchange import TooLarge
from .faults import Remedy, WeChatFault

__all__ = ["Picture", "TooLarge", "picture", "voice"]

_PATH: Final = "/cgi-bin/media/get"


class Picture(NamedTuple):
    """A picture. ``kind``: its media type as WeChat tells it; nobody has looked whether the content is that."""

    content: bytes
    kind: str


async def picture(wechat: WeChat, media: str, most: int) -> Picture:
    """The picture that a push names.

    Args:
        media: its id, as the push tells it.
        most: bytes that it may have.

    Raises:
        WeChatFault: UPLOAD_AGAIN where WeChat does not have it, or not any more; OPERATOR where it is no picture.
        TooLarge: it has more bytes; the rest was not read.
    """
    return Picture(*await _fetched(wechat, media, most, "image/"))


async def voice(wechat: WeChat, media: str, most: int) -> bytes:
    """The voice message that a push names; all else as of ``picture``."""
    return (await _fetched(wechat, media, most, "audio/"))[0]


async def _fetched(wechat: WeChat, media: str, most: int, kinds: str) -> tuple[bytes, str]:
    answer = await wechat.fetch(_PATH, {"media_id": media}, most)
    if not answer.kind.startswith(kinds):
        raise WeChatFault(None, f"no {kinds}", Remedy.OPERATOR)
    if not answer.content:
        raise WeChatFault(None, "it is empty", Remedy.UPLOAD_AGAIN)
    return answer.content, answer.kind
