"""The notices from acceptance to the decision: granted, refused, extended, a special procedure begun."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from ..clock import Reason
from .errors import require
from .parts import Basis, Deferred, Ground, Matter, Remedies, Term

#: Not in the closed list of 第四十五条.
_NOT_SPECIAL: Final = frozenset({Reason.correction, Reason.publication})


@dataclass(frozen=True)
class Granted:
    """准予行政许可决定书: granted, what, for how long, and by when the licence comes.

    Args:
        licence: the licence's name; ``identifier`` its number, once it has one.
        valid_from, valid_until: None where the licence itself will tell.
        content: what is granted, e.g. the kinds of business, a line each.
        grounds: the clauses that it is granted by.
        delivery: by when the licence is handed over.
        deferred: minor materials still to come (容缺通过).

    Source: 《行政许可法》（2019-04-23修正）第三十八条第一款 (in writing), 第三十九条 (the licence), 第四十条 (it is public), 第四十四条 (ten days).
    容缺 stands in no national law: what is deferred is never shown as certain.
    """

    template: ClassVar = "granted"
    title: ClassVar = "准予行政许可决定书"
    draft: ClassVar = True

    matter: Matter
    received: date
    accepted: date
    decided: date
    licence: str
    identifier: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    content: tuple[str, ...] = ()
    grounds: tuple[Basis, ...] = ()
    delivery: Term | None = None
    deferred: tuple[Deferred, ...] = ()

    def __post_init__(self) -> None:
        _in_order(self.received, self.accepted, self.decided)
        if self.valid_from is not None and self.valid_until is not None:
            require(self.valid_from <= self.valid_until, "a licence ends after it begins")


@dataclass(frozen=True)
class Refused:
    """不予行政许可决定书: refused, why, and where that can be contested.

    Raises:
        NoticeInvalid: no ground is told.

    Source: 《行政许可法》（2019-04-23修正）第三十八条第二款: in writing, with the reasons, and with the right to reconsideration or a lawsuit.
    """

    template: ClassVar = "refused"
    title: ClassVar = "不予行政许可决定书"
    draft: ClassVar = True

    matter: Matter
    received: date
    accepted: date
    decided: date
    grounds: tuple[Ground, ...]
    remedies: Remedies = field(default_factory=Remedies)

    def __post_init__(self) -> None:
        require(bool(self.grounds), "a refusal tells its grounds")
        _in_order(self.received, self.accepted, self.decided)


@dataclass(frozen=True)
class Extended:
    """延长审查期限告知书: by when it would have been decided, by when it will be, and why.

    Args:
        joint: offices decide together; then the government's head approves, not the office's.
        days: how many more, in the unit of the limit.
        decided: the day of the approval.

    Raises:
        NoticeInvalid: no reason is told, or the new limit does not end later.

    Source: 《行政许可法》（2019-04-23修正）第四十二条第一款 (10 days more, approved by the office's head, the reason is told), 第二款 (jointly 15, approved
    by the government's head).
    """

    template: ClassVar = "extended"
    title: ClassVar = "延长审查期限告知书"
    draft: ClassVar = True

    matter: Matter
    accepted: date
    decided: date
    before: Term
    after: Term
    days: int
    reason: str
    joint: bool = False

    def __post_init__(self) -> None:
        require(bool(self.reason.strip()), "an extension tells its reason")
        require(self.days > 0, "an extension makes a limit longer")
        before, after = self.before.last, self.after.last
        require(after is None or (before is not None and after > before), "an extended limit ends later")
        require(self.decided >= self.accepted, "it is extended after it was accepted")


@dataclass(frozen=True)
class SpecialBegun:
    """特别程序告知书: the limit stands still for a hearing, a test, an expert review, and for how long.

    Args:
        begun: since when it stands still.
        needed: how long that takes, in words, e.g. 15个工作日; None leaves it to be filled in.
        expected: when it is expected to be over.
        left: days of ``unit`` that remain when it goes on.
        grounds: the clauses that want the procedure.

    Raises:
        NoticeInvalid: a reason that the law does not name, as 补正 and 公示.

    Source: 《行政许可法》（2019-04-23修正）第四十五条: hearing, tender, auction, inspection, testing, quarantine, appraisal and expert review
    are not counted; the time they need is told in writing.
    """

    template: ClassVar = "special"
    title: ClassVar = "特别程序告知书"
    draft: ClassVar = True

    matter: Matter
    accepted: date
    begun: date
    procedure: Reason
    needed: str | None = None
    expected: date | None = None
    left: int | None = None
    unit: str = "个工作日"
    grounds: tuple[Basis, ...] = ()
    doubts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(self.procedure not in _NOT_SPECIAL, "the law does not name this procedure")
        require(self.begun >= self.accepted, "a special procedure begins after acceptance")
        require(self.expected is None or self.expected >= self.begun, "a procedure ends after it begins")


def _in_order(received: date, accepted: date, decided: date) -> None:
    require(received <= accepted <= decided, "received, accepted and decided in this order")
