"""Voice messages: made into words where somebody listens to them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from actions.ports import Hearing, Unavailable

from .exchange import TooLarge
from .faults import WeChatFault
from .inbound import Voice
from .media import voice
from .sending import Sending

#: Bytes of a voice message: a minute of AMR has some 50,000.
_LARGEST: Final = 512 * 1024
_FORM: Final = "amr"
_LOG: Final = logging.getLogger("daoban.wechat")


@dataclass(frozen=True, slots=True)
class Voices:
    """Listens to voice messages. Without ``hearing`` or ``sending`` nobody does."""

    sending: Sending | None
    hearing: Hearing | None

    async def words(self, said: Voice) -> str:
        """What is said in it, as WeChat or the service understood it; empty where nobody did."""
        if said.heard or self.sending is None or self.hearing is None:
            return said.heard
        try:
            sound = await voice(self.sending.wechat, said.media, _LARGEST)
            return await self.hearing.heard(sound, said.form or _FORM)
        except (WeChatFault, TooLarge, Unavailable) as fault:
            _LOG.warning("a voice was not heard: %s", fault)
            return ""
