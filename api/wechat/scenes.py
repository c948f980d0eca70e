"""A code that leads whoever scans it with WeChat into the account, to go on there with what they began elsewhere."""

from __future__ import annotations

import logging
from typing import Final

from actions.holding import LASTS

from ..printing.qr import qr_address
from .channel import Channel
from .faults import WeChatFault
from .meaning import SCENE

_LOG: Final = logging.getLogger("daoban.wechat")


async def scene_address(channel: Channel, token: str) -> str:
    """The code as the address of a picture; empty where WeChat makes none at the moment: there are the digits.

    Args:
        token: the long form of a code for another device, which the scene stands for as long as that lasts.
    """
    if channel.sending is None:
        return ""
    try:
        code = await channel.sending.code(f"{SCENE}{token}", int(LASTS.total_seconds()))
    except WeChatFault as fault:
        _LOG.warning("no code: %s", fault)
        return ""
    return qr_address(code.url)
