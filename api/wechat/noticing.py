"""News by one of the account's templates, where no message may be sent any more: it leads to the page, and the words wait."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from actions.followers import Follower
from actions.local_time import ZONE

from .faults import WeChatFault
from .sending import Sending
from .template import Template, Told, Unfit, read_template, template_of

_TEMPLATES: Final = "/cgi-bin/template/get_all_private_template"
#: How the application stands, or its last step -> at most five characters, all of them Chinese: that is what WeChat calls a phrase.
_STANDINGS: Final[Mapping[str, str]] = {
    "requested": "已发出",
    "received": "已接收",
    "failed": "未成功",
    "withdrawn": "已撤回",
    "accepted": "已受理",
    "not_needed": "不受理",
    "acceptance_refused": "不予受理",
    "correction_begun": "请您补正",
    "correction_ended": "补正结束",
    "review_begun": "审查中",
    "special_begun": "特别程序",
    "special_ended": "审查中",
    "granted": "已通过",
    "granted_with_deferral": "容缺通过",
    "refused": "未通过",
    "recalled": "已收回",
    "revoked": "已撤销",
    "extended": "延长期限",
    "issued": "证已做好",
    "delivered": "证已送到",
}
#: Where no application has a name, and where there is no number yet: WeChat takes no empty field.
_MATTER: Final = "您的申请"
_NO_NUMBER: Final = "-"
_LOG: Final = logging.getLogger("daoban.wechat")


@dataclass
class Noticing:
    """Sends notices.

    Args:
        sending: None: there are no notices.
        template: id of the template; None: there are no notices.
        url: what a tap on one opens.
        state: of a conversation, as ``Conversations.state`` gives it.
    """

    sending: Sending | None
    template: str | None
    url: str
    state: Callable[[str], Mapping[str, Any]]
    clock: Callable[[], datetime]
    _read: Template | None = field(default=None)

    async def notice(self, follower: Follower) -> bool:
        """Whether the follower was sent a notice of how their application stands: once for each turn that they were not told."""
        case = self.state(follower.conversation)["case"]
        title, standing, number = _newest(case)
        if self.sending is None or self.template is None or standing is None:
            return False
        news = {
            Told.ITEM: title,
            Told.STATE: standing,
            Told.NUMBER: number,
            Told.AT: self.clock().astimezone(ZONE).strftime("%Y-%m-%d %H:%M"),
        }
        key = f"{follower.mark.hex()[:12]}-{follower.conversation[-8:]}-{follower.told}"
        try:
            data = (await self._template(self.sending, self.template)).data(news)
            await self.sending.notice(follower.person, self.template, data, url=self.url, key=key)
        except (WeChatFault, Unfit) as fault:
            _LOG.warning("no notice: %s", fault)
            return False
        return True

    async def _template(self, sending: Sending, template: str) -> Template:
        """What the template's fields tell, which WeChat is asked for once. Raises WeChatFault and Unfit."""
        if self._read is None:
            content = template_of(await sending.wechat.look(_TEMPLATES), template)
            if content is None:
                raise Unfit((), missing=(Told.ITEM,))
            self._read = read_template(content)
        return self._read


def _newest(case: Mapping[str, Any]) -> tuple[str, str | None, str]:
    """What the news is of: the application with the latest step, first one that waits for the applicant; else the whole bundle."""
    waiting = {one["reference"] for one in case.get("correction", ())}
    stepped = [one for one in case.get("standing", ()) if one["events"]]
    if not stepped:
        title = case["applications"][0]["title"] if case["applications"] else _MATTER
        number = case.get("receipt", {}).get("reference") or _NO_NUMBER
        return title, _STANDINGS.get(case.get("submission", "")), number
    newest = max(stepped, key=lambda one: (one["reference"] in waiting, _moment(one["events"][-1]["at"])))
    return newest["title"], _STANDINGS.get(newest["events"][-1]["status"]), newest["reference"]


def _moment(at: str) -> float:
    """Seconds since 1970; 0 for what cannot be read."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except ValueError:
        return 0.0
