"""Time limits: how many days, of which kind, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .errors import ClockMisused


class Unit(str, Enum):
    """The days that are counted.

    Source: 《行政许可法》第八十二条 (working days for what an authority does under that law); a limit that other law states in
    plain days (自然日) counts every one, e.g. 30 days for the scripts of 剧本娱乐 (文旅市场发〔2022〕70号).
    """

    working = "working"
    natural = "natural"


class Kind(str, Enum):
    """Who set the limit: law (法定期限), or the bureau in its guide (承诺期限)."""

    statutory = "statutory"
    promised = "promised"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of one step.

    Args:
        label: Chinese, for people.
        days: how many; 0 is 当场.
        source: instrument and article, or the guide that promises it.
        extension: the most days it can be extended by, once.
        certain: False where nobody has read the source itself (待核实); no deadline of it is shown as certain.
    """

    label: str
    days: int
    unit: Unit
    kind: Kind
    source: str
    extension: int = 0
    certain: bool = True

    def __post_init__(self) -> None:
        if self.days < 0 or self.extension < 0:
            raise ClockMisused(f"{self.label}: days and extension must not be negative")
        if not self.source:
            raise ClockMisused(f"{self.label}: a limit needs its source")


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """What the law allows for a step and, where the bureau promised less, its promise.

    Raises:
        ClockMisused: the promise is longer than the law allows, which no guide can.
    """

    statutory: Limit
    promised: Limit | None = None

    def __post_init__(self) -> None:
        if self.statutory.kind is not Kind.statutory:
            raise ClockMisused(f"{self.statutory.label} is no limit of law")
        if self.promised is None:
            return
        if self.promised.kind is not Kind.promised:
            raise ClockMisused(f"{self.promised.label} is no promise")
        if self.promised.unit is self.statutory.unit and self.promised.days > self.statutory.days:
            raise ClockMisused(f"{self.promised.label} promises more days than {self.statutory.source} allows")
