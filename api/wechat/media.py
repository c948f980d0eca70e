"""Pictures that somebody sent, fetched from WeChat, which keeps them for three days.

Source: developers.weixin.qq.com, 获取临时素材; read in November 2026.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from .client import WeChat
from .exchange import TooLarge
from .faults import Remedy, WeChatFault

__all__ = ["Picture", "TooLarge", "picture"]

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
    answer = await wechat.fetch(_PATH, {"media_id": media}, most)
    if not answer.kind.startswith("image/"):
        raise WeChatFault(None, "no picture", Remedy.OPERATOR)
    if not answer.content:
        raise WeChatFault(None, "an empty picture", Remedy.UPLOAD_AGAIN)
    return Picture(answer.content, answer.kind)
