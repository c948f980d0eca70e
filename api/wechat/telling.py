"""What is said to somebody who waits for no answer: by a message while the account may send any, else with their next one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from actions.followers import Follower, Followers

from .allowance import Allowance
from .faults import Remedy, WeChatFault
from .paging import first_page
from .sending import Sending
from .showing import Reply

_LOG: Final = logging.getLogger("daoban.wechat")


def with_pending(follower: Follower, text: str, shown: str) -> Follower:
    """The text waits for them after what does already. ``shown``: instance of the question in it."""
    told = "\n\n".join(filter(None, (follower.pending, text)))
    return replace(follower, pending=told, waits_shown=shown or follower.waits_shown)


def shown_now(before: Follower, reply: Reply, more: str) -> tuple[str, Follower]:
    """What goes into the answer, and what is known of the follower who gets it.

    What waited for them comes first. Of one long answer the rest may be looked at or not; where something waited, the rest waits on.
    """
    page, left = first_page("\n\n".join(filter(None, (before.pending, reply.text))), more)
    if not page:
        return "", reply.after
    last = reply.shown or before.waits_shown
    after = replace(reply.after, pending=left if before.pending else "", waits_shown=last if left else "")
    if not before.pending:
        after = replace(after, rest=left)
    return page, replace(after, shown=before.shown if left or not last else last)


@dataclass
class Telling:
    """Sends what waits. Everything here is for whoever answers the follower at the moment: see ``Pushes.claim``.

    Args:
        sending: None: nothing can be sent, and everything waits for the next answer.
        more: says that there is another page.
        now: seconds since 1970.
    """

    followers: Followers
    sending: Sending | None
    more: str
    now: Callable[[], float]

    async def tell(self, mark: bytes) -> bool:
        """Whether what waits for the follower was sent to them. What was not waits on, and nothing is sent twice that surely arrived."""
        follower = self.followers.marked(mark)
        if follower is None or not follower.pending or self.sending is None:
            return False
        allowance = Allowance(follower.left, follower.until)
        if not allowance.allows(self.now()):
            return False
        # Counted before it is sent: a process that ends in between must not send more than WeChat takes.
        counted = replace(follower, left=allowance.spent().left)
        another = Allowance(counted.left, counted.until).allows(self.now())
        page, left = first_page(follower.pending, "" if another else self.more)
        self.followers.keep(counted)
        try:
            await self.sending.text(follower.person, page)
        except WeChatFault as fault:
            _LOG.warning("not told: %s", fault)
            if fault.remedy in (Remedy.HOLD, Remedy.ANOTHER_WAY, Remedy.UNREACHABLE):
                self.followers.keep(replace(counted, left=allowance.exhausted().left))
            return False
        if left:
            self.followers.keep(replace(counted, pending=left))
            return await self.tell(mark)
        shown = follower.waits_shown or follower.shown
        self.followers.keep(replace(counted, pending="", waits_shown="", shown=shown))
        return True

    async def working(self, person: str) -> None:
        """They see that their message is worked on, where that can be shown."""
        if self.sending is None:
            return
        try:
            await self.sending.typing(person, on=True)
        except WeChatFault as fault:
            _LOG.info("not shown as working: %s", fault)
