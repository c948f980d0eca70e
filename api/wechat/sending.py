"""What is sent to people and set up at the account, by calls of WeChat's interface.

Source: developers.weixin.qq.com, 客服消息, 模板消息, 订阅通知, 自定义菜单, 带参数的二维码; read in November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from .client import WeChat

#: Seconds that a code may hold at most: 30 days.
LONGEST_CODE: Final = 2_592_000
#: Characters of what a code stands for.
LONGEST_SCENE: Final = 64


class Code(NamedTuple):
    """A code that leads to the account. ``url``: what the picture of the code says; ``ticket``: by which WeChat draws one."""

    ticket: str
    url: str


@dataclass(frozen=True, slots=True)
class Sending:
    """Messages, notices, the menu and codes of one account. Every method raises WeChatFault."""

    wechat: WeChat

    async def text(self, person: str, words: str) -> None:
        """The words reach the person as a message of the account, once, while they may be sent any."""
        message = {"touser": person, "msgtype": "text", "text": {"content": words}}
        await self.wechat.call("/cgi-bin/message/custom/send", message, twice=False)

    async def typing(self, person: str, *, on: bool) -> None:
        """The person sees that something is being written, or no longer."""
        await self.wechat.call(
            "/cgi-bin/message/custom/typing", {"touser": person, "command": "Typing" if on else "CancelTyping"}
        )

    async def notice(self, person: str, template: str, data: Mapping[str, str], *, url: str, key: str) -> None:
        """A notice by one of the account's templates, which a tap on leads to the url.

        Args:
            key: the same for every try of the same notice; WeChat shows it once.
        """
        values = {name: {"value": value} for name, value in data.items()}
        told = {"touser": person, "template_id": template, "url": url, "data": values, "client_msg_id": key}
        await self.wechat.call("/cgi-bin/message/template/send", told)

    async def subscribed(self, person: str, template: str, data: Mapping[str, str], *, page: str) -> None:
        """A notice that the person asked for once."""
        values = {name: {"value": value} for name, value in data.items()}
        told = {"touser": person, "template_id": template, "page": page, "data": values}
        await self.wechat.call("/cgi-bin/message/subscribe/bizsend", told, twice=False)

    async def menu(self, buttons: Sequence[Mapping[str, Any]]) -> None:
        """The account has this menu; people see it within five minutes."""
        await self.wechat.call("/cgi-bin/menu/create", {"button": list(buttons)})

    async def code(self, scene: str, seconds: int) -> Code:
        """A code that stands for the scene and holds so long. Raises ValueError for a scene or time that WeChat takes none of."""
        if not 0 < len(scene) <= LONGEST_SCENE or not 0 < seconds <= LONGEST_CODE:
            raise ValueError("a scene has 1 to 64 characters and a code holds at most 30 days")
        asked = {
            "expire_seconds": seconds,
            "action_name": "QR_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
        }
        told = await self.wechat.call("/cgi-bin/qrcode/create", asked)
        return Code(str(told["ticket"]), str(told["url"]))
