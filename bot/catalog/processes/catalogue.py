"""The items that are dealt with here, each in its versions: which one is in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """One version of an item (事项), as the city's list of items has it.

    Args:
        code: 实施清单编码 or 业务办理项编码: a name, of which nothing is made.
        form: what is filled in for it. department: who implements it.
        type: ``promised`` (承诺件) or ``immediate`` (即办件).
        start, until: the first and the last day that it is in force; None: no last day is known.
        certain: False where code, version or dates are not confirmed: told with 「以受理窗口为准」.
        as_given: the code does not look as codes do, and was given like that.
    """

    code: str
    version: str
    form: str
    title: str
    type: str
    department: str
    start: date
    until: date | None
    source: str
    certain: bool = True
    as_given: bool = False

    def state(self, day: date) -> str:
        """Where it stands on that day: ``upcoming``, ``in_force`` or ``ended``."""
        if day < self.start:
            return "upcoming"
        return "in_force" if self.until is None or day <= self.until else "ended"


def versions_of(items: Sequence[ItemVersion], code: str) -> tuple[ItemVersion, ...]:
    """The versions of the item of this code, the earliest first; none where there is no such item."""
    return tuple(sorted((one for one in items if one.code == code), key=lambda one: one.start))


def item_in_force(items: Sequence[ItemVersion], code: str, day: date) -> ItemVersion | None:
    """The version of the item that is in force on that day, or None; files in which there are two are not taken."""
    return next((one for one in versions_of(items, code) if one.state(day) == "in_force"), None)
