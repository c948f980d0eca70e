"""How many messages the account may still send somebody, after what they last did.

Source: developers.weixin.qq.com, 客服消息 (下发条数与时限); read in November 2026. That a new action replaces what the one before left, and that an
entry tapped in a message counts as one of the menu, is told of mini programs and by others (以平台为准); both are taken as the stricter reading.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from .inbound import Content, Link, Other, Picture, Place, Text, Unfollowed, Voice

#: Messages, and seconds within which they may be sent.
_WORDS: Final = (5, 48 * 3600.0)
_ACTION: Final = (3, 60.0)
#: Messages that no answer is made of, and that allow one all the same.
_MESSAGES: Final = ("video", "shortvideo")
#: Kept for a person who helps.
_RESERVED: Final = 1
#: Seconds before the end after which nothing is begun any more: it has to get there.
_MARGIN: Final = 5.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """``left`` messages until ``until``, seconds since 1970."""

    left: int
    until: float

    def allows(self, now: float, *, helper: bool = False) -> bool:
        """Whether one more may be sent; the last one is for a person who helps."""
        return self.left > (0 if helper else _RESERVED) and now <= self.until - _MARGIN

    def spent(self) -> Allowance:
        """One less. Raises ValueError where none was left."""
        if self.left < 1:
            raise ValueError("nothing is left")
        return replace(self, left=self.left - 1)

    def exhausted(self) -> Allowance:
        """None left: WeChat counted otherwise and said so."""
        return replace(self, left=0)


#: Before anything was done, and after somebody has left.
NOTHING: Final = Allowance(0, 0.0)


def after(content: Content, at: float, before: Allowance = NOTHING) -> Allowance:
    """What may be sent after this was done at ``at``; an action that allows nothing leaves what there was."""
    if isinstance(content, Unfollowed):
        return NOTHING
    if isinstance(content, Other) and content.kind not in _MESSAGES:
        return before
    typed = isinstance(content, (Picture, Voice, Place, Link, Other)) or (
        isinstance(content, Text) and not content.menu
    )
    left, seconds = _WORDS if typed else _ACTION
    return Allowance(left, at + seconds)
