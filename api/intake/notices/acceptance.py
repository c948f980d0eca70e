"""The notices up to acceptance: the receipt, what is to be corrected, accepted, refused to be accepted, no permit needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from .errors import require
from .parts import Basis, Defect, Ground, Material, Matter, Remedies, Term


@dataclass(frozen=True)
class Received:
    """收件凭证: that an application, or what was missing of it, has come in by electronic means. It is ours, and no draft.

    It accepts nothing, and says so; ``matter.number`` and ``matter.dated`` are not used: it is dated by the receipt.

    Args:
        received_at: the moment, with its zone.
        supplement: what came answers a correction notice.
        materials: what came.
        answer: by when the bureau must tell what is missing, else the application is accepted.

    Source: 《行政许可法》（2019-04-23修正）第二十九条第三款 (applications by electronic means), 第三十二条第一款第四项 (five days).
    """

    template: ClassVar = "received"
    draft: ClassVar = False

    matter: Matter
    received_at: datetime
    materials: tuple[Material, ...] = ()
    answer: Term | None = None
    supplement: bool = False

    def __post_init__(self) -> None:
        require(self.received_at.tzinfo is not None, "the moment of receipt has a zone")

    @property
    def title(self) -> str:
        """What the paper is called."""
        return "补正材料收件凭证" if self.supplement else "收件凭证"


@dataclass(frozen=True)
class CorrectionBegun:
    """一次告知（补正）通知书: everything that is missing or wrong, at once.

    Args:
        received: the day the materials were received.
        until: by when to correct; no law says, so it is uncertain unless ``until_basis`` is a certain one.
        materials: what was received.

    Raises:
        NoticeInvalid: nothing is to be corrected.

    Source: 《行政许可法》（2019-04-23修正）第三十二条第一款第四项 (all at once, within five days), 第五项 (a full correction is accepted).
    """

    template: ClassVar = "correction"
    title: ClassVar = "一次告知（补正）通知书"
    draft: ClassVar = True

    matter: Matter
    received: date
    defects: tuple[Defect, ...]
    until: date | None = None
    until_basis: Basis | None = None
    materials: tuple[Material, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.defects), "a correction notice tells what is to be corrected")
        require(self.until is None or self.until >= self.received, "a correction is due after the receipt")


@dataclass(frozen=True)
class Accepted:
    """受理通知书: accepted, and by when it will be decided.

    Args:
        by_silence: nobody told in time what was missing; ``accepted`` is then the day of receipt.
        decision: what the law allows.
        promised: what the bureau promised, where it did.

    Source: 《行政许可法》（2019-04-23修正）第三十二条第一款第四项 (by silence), 第五项; 第三十二条第二款 (a sealed and dated paper);
    第四十二条 (the limit), 第四十五条 (what is not counted in it), 第八十二条 (working days).
    """

    template: ClassVar = "accepted"
    title: ClassVar = "受理通知书"
    draft: ClassVar = True

    matter: Matter
    received: date
    accepted: date
    decision: Term | None = None
    promised: Term | None = None
    materials: tuple[Material, ...] = ()
    by_silence: bool = False

    def __post_init__(self) -> None:
        require(self.accepted >= self.received, "it is accepted after it was received")
        require(not self.by_silence or self.accepted == self.received, "by silence it is accepted from the receipt on")


@dataclass(frozen=True)
class AcceptanceRefused:
    """不予受理决定书: not accepted, why, and where that can be contested.

    Args:
        competent: the office to turn to, where the matter is not this one's.

    Raises:
        NoticeInvalid: no ground is told.

    Source: 《行政许可法》（2019-04-23修正）第三十二条第一款第二项 (another office's matter: decided at once, and told which), 第三十二条第二款
    (a sealed and dated paper), 第七条 (reconsideration, lawsuit), 第七十二条第七项 (the reasons are told).
    """

    template: ClassVar = "acceptance_refused"
    title: ClassVar = "不予受理决定书"
    draft: ClassVar = True

    matter: Matter
    received: date
    grounds: tuple[Ground, ...]
    competent: str | None = None
    remedies: Remedies = field(default_factory=Remedies)

    def __post_init__(self) -> None:
        require(bool(self.grounds), "a refusal tells its grounds")


@dataclass(frozen=True)
class NotNeeded:
    """不受理告知书: no permit is needed for what was applied for.

    Another office's matter is no case of it: the law wants a decision then, see AcceptanceRefused.

    Raises:
        NoticeInvalid: no ground is told.

    Source: 《行政许可法》（2019-04-23修正）第三十二条第一款第一项 (told at once), 第七条 (reconsideration, lawsuit).
    """

    template: ClassVar = "not_needed"
    title: ClassVar = "不受理告知书"
    draft: ClassVar = True

    matter: Matter
    received: date
    grounds: tuple[Ground, ...]
    remedies: Remedies = field(default_factory=Remedies)

    def __post_init__(self) -> None:
        require(bool(self.grounds), "a refusal tells its grounds")
