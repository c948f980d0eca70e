"""What WeChat's interface answers when it does not do what it was asked, and what is to be done about it.

Source: developers.weixin.qq.com, 全局返回码; read in November 2026. 45047 and 40163 stand in no table of theirs that was found (以平台为准).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final


class Remedy(Enum):
    """What helps against a fault."""

    AGAIN = "again"
    #: It may have been done. Doing it again could do it twice.
    UNSURE = "unsure"
    NEW_TOKEN = "new token"  # noqa: S105 - no token
    UPLOAD_AGAIN = "upload again"
    SIGN_IN_AGAIN = "sign in again"
    SPLIT = "split"
    WAIT = "wait"
    #: Nothing can be sent to this person: who follows no more, or never did.
    UNREACHABLE = "unreachable"
    #: Another way than a message of the conversation: too long after the last word of the applicant.
    ANOTHER_WAY = "another way"
    #: No more until the applicant speaks again.
    HOLD = "hold"
    REFUSED = "refused by the applicant"
    OPERATOR = "operator"


_REMEDIES: Final[Mapping[int, Remedy]] = {
    -1: Remedy.AGAIN,
    40001: Remedy.NEW_TOKEN,
    40014: Remedy.NEW_TOKEN,
    42001: Remedy.NEW_TOKEN,
    40003: Remedy.UNREACHABLE,
    43004: Remedy.UNREACHABLE,
    40007: Remedy.UPLOAD_AGAIN,
    40029: Remedy.SIGN_IN_AGAIN,
    40163: Remedy.SIGN_IN_AGAIN,
    43101: Remedy.REFUSED,
    45002: Remedy.SPLIT,
    45009: Remedy.WAIT,
    45011: Remedy.WAIT,
    45015: Remedy.ANOTHER_WAY,
    45047: Remedy.HOLD,
    40164: Remedy.OPERATOR,
    48001: Remedy.OPERATOR,
    48004: Remedy.OPERATOR,
}


class WeChatFault(Exception):
    """WeChat did not do it, or nobody knows whether it did. ``code``: its own; None where it was not reached or answered nothing that can be read."""

    def __init__(self, code: int | None, told: str, remedy: Remedy) -> None:
        super().__init__(f"{code}: {told}" if code is not None else told)
        self.code = code
        self.remedy = remedy


def remedy_of(code: int) -> Remedy:
    """What helps against a code. One that nobody knows is for somebody to look at."""
    return _REMEDIES.get(code, Remedy.OPERATOR)
