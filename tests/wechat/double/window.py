"""How many messages an account may send somebody, counted by WeChat: after each thing they do, so many within so long.

Written without a look at our own counting (api/wechat/allowance.py), from interfaces.md 1.7: if both count alike, it is not for being the same code.
"""

from __future__ import annotations

from dataclasses import dataclass

OUTSIDE, USED_UP = 45015, 45047
#: Messages, seconds.
SPOKE = (5, 48 * 3600.0)
ACTED = (3, 60.0)
#: Events that let the account say something.
ACTS = ("CLICK", "scancode_push", "scancode_waitmsg", "subscribe", "SCAN")


@dataclass
class Window:
    """What may still be sent to one person."""

    left: int = 0
    until: float = 0.0

    def after(self, kind: str, now: float, *, menu: bool) -> None:
        """The person did something. ``kind``: its MsgType or Event. A new action replaces what was left of the one before; ``menu``: an entry in a text was tapped."""
        if kind == "unsubscribe":
            self.left, self.until = 0, 0.0
        elif kind in ACTS or (kind == "text" and menu):
            self._open(ACTED, now)
        elif kind in ("text", "image", "voice", "video", "shortvideo", "location", "link"):
            self._open(SPOKE, now)

    def take(self, now: float) -> int:
        """One message is sent: 0, or the code it is refused with."""
        if now > self.until:
            return OUTSIDE
        if self.left < 1:
            return USED_UP
        self.left -= 1
        return 0

    def _open(self, given: tuple[int, float], now: float) -> None:
        self.left, self.until = given[0], now + given[1]
