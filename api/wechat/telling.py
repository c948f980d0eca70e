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


def with_pending(reply: Reply) -> Follower:
    """The follower for whom the reply waits after what does already."""
    after = reply.after
    told = "\n\n".join(filter(None, (after.pending, reply.text)))
    if not reply.shown:
        return replace(after, pending=told)
    return replace(after, pending=told, waits_shown=reply.shown, waits_asks=reply.asks)


def shown_now(before: Follower, reply: Reply, more: str) -> tuple[str, Follower]:
    """What goes into the answer, and what is known of the follower who gets it.

    What waited for them comes first. Of one long answer the rest may be looked at or not; where something waited, the rest waits on.
    """
    page, left = first_page("\n\n".join(filter(None, (before.pending, reply.text))), more)
    if not page:
        return "", reply.after
    # Who went to another matter with this answer was shown nothing of it yet.
    known = reply.after
    last, asks = (reply.shown, reply.asks) if reply.shown else (known.waits_shown, known.waits_asks)
    # A question is seen when its words are, though not all of its choices may be.
    sees = bool(last) and (not left or bool(asks and asks in page))
    after = replace(reply.after, pending=left if before.pending else "", numbered=reply.numbered and sees)
    after = replace(after, waits_shown=last if left else "", waits_asks=asks if left else "")
    after = replace(after, noticed=reply.notice and not left)
    if not before.pending:
        after = replace(after, rest=left)
    return page, replace(after, shown=last if sees else known.shown)


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
        # Whether it ends with the notice is not known any more: who agrees then is shown it once again.
        told = replace(counted, pending="", waits_shown="", waits_asks="", shown=shown, noticed=False)
        self.followers.keep(replace(told, numbered=bool(follower.waits_shown)))
        return True

    async def working(self, person: str) -> None:
        """They see that their message is worked on, where that can be shown."""
        if self.sending is None:
            return
        try:
            await self.sending.typing(person, on=True)
        except WeChatFault as fault:
            _LOG.info("not shown as working: %s", fault)
