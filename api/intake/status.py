"""What can happen to an application, under which number, and after what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Status:
    """One kind of event, and with it where an application stands.

    Args:
        code: its number in the exchange standard for permit cases; 16 to 18 are ours.
        after: names of the events that it may follow directly.
        once: whether it happens to an application at most once.
    """

    name: str
    code: int
    text: str
    after: frozenset[str]
    once: bool = False


#: Nobody has decided whether it is accepted.
_UNREAD: Final = ("received", "correction_ended")
#: It is being reviewed, and the clock runs.
_REVIEWED: Final = ("accepted", "review_begun", "special_ended", "extended")
_GRANTED: Final = ("granted", "granted_with_deferral")
_VALID: Final = (*_GRANTED, "issued", "delivered")


def _one(code: int, name: str, text: str, *after: str, once: bool = False) -> Status:
    return Status(name, code, text, frozenset(after), once)


#: By name. Source: codes 1 to 15 are those of the data exchange set of 工程建设项目审批 (BLZT), which several public systems share;
#: a city's own list is a mapping (``forms/platforms``).
STATUSES: Final = {
    one.name: one
    for one in (
        _one(1, "received", "已接件"),
        _one(2, "withdrawn", "已撤件", *_UNREAD, "correction_begun", *_REVIEWED, "special_begun"),
        _one(3, "accepted", "已受理", *_UNREAD),
        _one(4, "not_needed", "不受理", *_UNREAD),
        _one(5, "acceptance_refused", "不予受理", *_UNREAD, "correction_begun"),
        # Source: 《行政许可法》第三十二条第一款第四项: everything is told at once, so it is asked for once.
        _one(6, "correction_begun", "补正（开始）", "received", once=True),
        _one(7, "correction_ended", "补正（结束）", "correction_begun"),
        _one(8, "review_begun", "部门开始办理", "accepted", "review_begun"),
        _one(9, "special_begun", "特别程序（开始）", *_REVIEWED),
        _one(10, "special_ended", "特别程序（结束）", "special_begun"),
        _one(11, "granted", "办结（通过）", *_REVIEWED),
        _one(12, "granted_with_deferral", "办结（容缺通过）", *_REVIEWED),
        _one(13, "refused", "办结（不通过）", *_REVIEWED),
        _one(14, "recalled", "撤回", *_VALID),
        _one(15, "revoked", "撤销", *_VALID),
        # Source: 《行政许可法》第四十二条第一款: extended once, with the approval of the authority's head, for a reason that is told.
        _one(16, "extended", "延长审查期限", "accepted", "review_begun", "special_ended", once=True),
        _one(17, "issued", "证照已签发", *_GRANTED),
        _one(18, "delivered", "证照已送达", "issued"),
    )
}


#: Statuses after which nothing is to be done any more.
OVER: Final = ("withdrawn", "not_needed", "acceptance_refused", "refused", "delivered", "recalled", "revoked")
#: Statuses that it is in from the decision on, or from its end without one.
DECIDED: Final = (*_VALID, *OVER)


def may_happen(name: str, history: Sequence[str]) -> bool:
    """Whether this can happen to an application now. ``history``: names of all that happened, the latest last."""
    status = STATUSES[name]
    if not history:
        return name == "received"
    return history[-1] in status.after and not (status.once and name in history)
