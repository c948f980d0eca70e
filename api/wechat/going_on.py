"""One case on several devices: taken over from the page or the counter by a code, given away by one, and taken back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from actions.followers import Follower
from actions.holding import LOCATOR, SECRET, Code, Holding, NoSuchCode, NotHeld, OtherIdentity, Taker
from actions.store import ConversationRow

from ..problems import Problem
from ..security import Rates, hashed, new_token

#: 「接着办」, and with a code 「接着办 1234 5678」.
_GO_ON: Final = re.compile(r"接着办[\s:,.。]*(?P<digits>[\d\s-]*?)[\s,.。!~]*(?:谢谢|谢谢您|谢啦)?[\s.。!~]*")
#: What a code for another device is asked for with, and the matter before this one.
AWAY: Final = frozenset({"换电脑", "换电脑办", "电脑上办", "到电脑上办", "换设备", "换个设备办", "网页上办"})
BACK: Final = frozenset({"回到上一件", "上一件"})
_MICROS: Final = 1_000_000


class Refusal(Exception):
    """The conversation does not go on here. ``key``: of the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def asked_code(words: str) -> str | None:
    """The digits of a code that the words bring, empty where they only ask to go on; None where they say something else."""
    match = _GO_ON.fullmatch(unicodedata.normalize("NFKC", words).strip())
    return re.sub(r"[\s-]", "", match["digits"]) if match is not None else None


@dataclass
class GoingOn:
    """Moves conversations to a follower and from them.

    Args:
        now: seconds since 1970.
        tried, tried_by_all: how many codes a follower, and all of them, may try.
    """

    holding: Holding
    now: Callable[[], float]
    # A short code is few digits: who tries many is stopped, and so are all together.
    tried: Rates
    tried_by_all: Rates

    def writes(self, follower: Follower, row: ConversationRow) -> bool:
        """Whether they write in the conversation: nobody else went on with it since they did."""
        return row.token_hash is None or row.token_hash == follower.holder

    def may_read(self, follower: Follower, row: ConversationRow) -> bool:
        """Whether what is in the conversation may be told to them: an openid is nobody's name, and a signed-in applicant's is told to them alone."""
        return row.identity is None or row.identity == self._identity(follower)

    def by_token(self, follower: Follower, token: str) -> Follower:
        """The conversation of the code that they scanned is theirs. Raises Refusal."""
        return self._taken(follower, token_hash=hashed(token))

    def by_digits(self, follower: Follower, digits: str) -> Follower:
        """The conversation of the code that they typed is theirs. Raises Refusal."""
        if len(digits) != LOCATOR + SECRET:
            raise Refusal("wechat.no_code")
        try:
            self.tried.spend(follower.mark.hex())
            self.tried_by_all.spend("")
        except Problem as fault:
            raise Refusal("wechat.too_many") from fault
        return self._taken(follower, digits=digits)

    def back(self, follower: Follower) -> Follower:
        """They go on with their conversation, which went on elsewhere. Raises Refusal."""
        taker = self._taker(follower)
        try:
            self.holding.take_back(follower.conversation, follower.holder, taker)
        except OtherIdentity as fault:
            raise Refusal("wechat.sign_in") from fault
        except NotHeld as fault:
            raise Refusal("wechat.no_code") from fault
        return replace(follower, holder=taker.token, opened=False)

    def away(self, row: ConversationRow, token: str) -> Code:
        """A code by which another device goes on with the conversation. ``token``: its long form."""
        return self.holding.issue(row.id, row.token_hash or "", hashed(token))

    def _taken(self, follower: Follower, *, token_hash: str | None = None, digits: str | None = None) -> Follower:
        taker = self._taker(follower)
        try:
            conversation = self.holding.take(taker, token_hash=token_hash, digits=digits)
        except OtherIdentity as fault:
            raise Refusal("wechat.sign_in") from fault
        except NoSuchCode as fault:
            raise Refusal("wechat.no_code") from fault
        return moved(follower, conversation, taker.token)

    def _taker(self, follower: Follower) -> Taker:
        return Taker(hashed(new_token()), self._identity(follower), "wechat")

    def _identity(self, follower: Follower) -> str | None:
        return follower.identity if follower.identity_until > self.now() * _MICROS else None


def moved(follower: Follower, conversation: str, holder: str) -> Follower:
    """The follower in another conversation; the one that they leave can be gone back to."""
    before = () if conversation == follower.conversation else (follower.conversation, follower.holder)
    return replace(
        follower, conversation=conversation, holder=holder, before=before or follower.before, opened=False, shown="",
        seen=0, told=0, rest="", waits_shown="", waits_asks="", numbered=False, photos=(), held=None, asked=(), notice="",
    )  # fmt: skip


def returned(follower: Follower) -> Follower:
    """The follower in the conversation before. Raises Refusal where there is none."""
    if not follower.before:
        raise Refusal("wechat.no_before")
    conversation, holder = follower.before
    return moved(follower, conversation, holder)
