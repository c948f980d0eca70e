"""What a deadline is reckoned from: the limit, the day it starts, what stopped it, what extended it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .errors import ClockMisused
from .limits import Limit


class Reason(str, Enum):
    """Why the clock stands still. All but the last two are the special procedures (特别程序).

    Source: 《行政许可法》第四十五条（2019-04-23修正）, which is a closed list.
    """

    hearing = "听证"
    tender = "招标"
    auction = "拍卖"
    inspection = "检验"
    testing = "检测"
    quarantine = "检疫"
    appraisal = "鉴定"
    expert_review = "专家评审"
    #: 补正. Before acceptance the law has its own rule (see ``correction``); that it stops a limit already running after
    #: acceptance stands in exchange standards (status 6 and 7), not in the law.
    correction = "补正"
    #: 公示 of an entertainment venue; not in the closed list, and the measure that excludes it was read second-hand.
    publication = "公示"


#: Reasons for which no law that we have read says that the time is not counted.
UNFOUNDED = frozenset({Reason.correction, Reason.publication})


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which no day counts: after ``start``, up to and with ``end``; None while it lasts.

    The day it begins was still worked on and counts, the day it ends does not: as with every period, the first day is left
    out. So one that ends on the day it began takes nothing away.
    Source: by analogy with 《民法典》第二百零一条第一款 (2021-01-01); 第四十五条 itself is silent: 待核实.
    """

    start: date
    end: date | None
    reason: Reason

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ClockMisused(f"a pause cannot end ({self.end}) before it begins ({self.start})")

    def holds(self, day: date) -> bool:
        """Whether the day is not counted because of it."""
        return self.start < day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Extension:
    """Days added once, by whoever may, before the limit was over. The applicant is told the reason.

    Source: 《行政许可法》第四十二条.
    """

    days: int
    decided: date


@dataclass(frozen=True, slots=True)
class Counting:
    """One running limit.

    Args:
        since: day 0, e.g. the day of acceptance. It is not counted.
            Source: 《民法典》第二百零一条第一款: the day on which a period begins is not counted.
        doubts: what the caller is not sure of, e.g. when exactly something was received; goes into the deadline.

    Raises:
        ClockMisused: the extension is not positive, or longer than the limit allows.
    """

    limit: Limit
    since: date
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    doubts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.extension is not None and not 0 < self.extension.days <= self.limit.extension:
            allowed = self.limit.extension
            raise ClockMisused(f"{self.limit.label}: {self.extension.days} days more, {allowed} are allowed")

    @property
    def days(self) -> int:
        """How many days there are, extension and all."""
        return self.limit.days + (self.extension.days if self.extension else 0)

    @property
    def stopped_since(self) -> date | None:
        """The day on which a pause that still lasts began."""
        return min((pause.start for pause in self.pauses if pause.end is None), default=None)

    def is_paused(self, day: date) -> bool:
        """Whether the day is in a pause."""
        return any(pause.holds(day) for pause in self.pauses)
