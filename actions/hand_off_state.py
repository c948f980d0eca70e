"""How far an application has come on its way to those who decide it, in three words that applicants see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.engine.case import Submission

#: What an application must have come to before anything else happens to it (api/intake/README.md); once it was accepted,
#: each of these shows it. 14 and 15 undo what was granted.
_ACCEPTED: Final = frozenset({3, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
_LABELS: Final = {"sent": "已发出", "received": "已接收", "accepted": "已受理"}
_NEW: Final = "正在送到受理系统，送到以后这里会有编号。"
_TRIED: Final = "受理系统还没有回音，收到以后这里会有编号；不用再提交，再提交也不会重复。"
_RECEIVED: Final = "受理系统已经收到，等部门决定是否受理。"
_ACCEPTED_WORDS: Final = "部门已经受理，正在办理。"


@dataclass(frozen=True, slots=True)
class HandOff:
    """``state``: sent, received, accepted. ``label``: 已发出, 已接收, 已受理. ``words`` says what that means now."""

    state: str
    label: str
    words: str

    def told(self) -> dict[str, str]:
        """As the interfaces tell it."""
        return {"state": self.state, "label": self.label, "words": self.words}


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest event of an application: its code, and its name in Chinese."""

    code: int
    text: str


def hand_off(submission: Submission | None, tries: int = 0, latest: Latest | None = None) -> HandOff | None:
    """How far it has come; None where nothing was handed in, or intake refused it and it is the applicant's again.

    Args:
        tries: how often it was sent without an answer; not told apart from 0 where that is not known.
        latest: of one application of the submission, as intake tells it; None where intake has told nothing beyond the receipt.
    """
    if submission is None or submission.state == "failed":
        return None
    if submission.state == "requested":
        return _told("sent", _TRIED if tries else _NEW)
    if latest is None or latest.code == 1:
        return _told("received", _RECEIVED)
    if latest.code in _ACCEPTED:
        return _told("accepted", _ACCEPTED_WORDS if latest.code == 3 else f"现在：{latest.text}。")
    return _told("received", f"现在：{latest.text}。")


def _told(state: str, words: str) -> HandOff:
    return HandOff(state, _LABELS[state], words)
