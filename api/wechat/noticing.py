"""News by one of the account's templates, where no message may be sent any more: it leads to the page, and the words wait."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from actions.followers import Follower
from actions.local_time import ZONE

from .faults import WeChatFault
from .sending import Sending

#: Fields of the template, which the account's operator sets up in this form: the matter, how it stands, when that was.
FIELDS: Final = ("thing1", "phrase2", "time3")
#: Characters that WeChat takes in a thing and in a phrase; more is cut by us.
#: Source: developers.weixin.qq.com, 订阅通知 (参数值内容限制); of templates of an account it is told by others (以平台为准).
_THING: Final = 20
_PHRASE: Final = 5
_STANDINGS: Final[Mapping[str, str]] = {"requested": "已发出", "received": "已接收", "failed": "未成功"}
#: Where no application has a name.
_MATTER: Final = "您的申请"
_LOG: Final = logging.getLogger("daoban.wechat")


@dataclass(frozen=True, slots=True)
class Noticing:
    """Sends notices.

    Args:
        template: its id; None: there are no notices.
        url: what a tap on one opens.
        state: of a conversation, as ``Conversations.state`` gives it.
    """

    sending: Sending | None
    template: str | None
    url: str
    state: Callable[[str], Mapping[str, Any]]
    clock: Callable[[], datetime]

    async def notice(self, follower: Follower) -> bool:
        """Whether the follower was sent a notice of how their application stands: once for each turn that they were not told."""
        if self.sending is None or self.template is None:
            return False
        case = self.state(follower.conversation)["case"]
        standing = _STANDINGS.get(case.get("submission", ""))
        if standing is None:
            return False
        title = case["applications"][0]["title"] if case["applications"] else ""
        when = self.clock().astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        values = (title[:_THING] or _MATTER, standing[:_PHRASE], when)
        key = f"{follower.mark.hex()[:16]}-{follower.told}"
        data = dict(zip(FIELDS, values, strict=True))
        try:
            await self.sending.notice(follower.person, self.template, data, url=self.url, key=key)
        except WeChatFault as fault:
            _LOG.warning("no notice: %s", fault)
            return False
        return True
