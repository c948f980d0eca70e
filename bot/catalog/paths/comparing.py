"""The same situations under two versions: where the result is another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.engine.catalog import Release

from .aspects import aspects_of
from .exploring import Exploration
from .rows import Result, Row, row_of
from .samples import Samples
from .walk import Walker


@dataclass(frozen=True, slots=True)
class Change:
    """A situation that comes out differently. ``number``: the row in the newer table, from 1; ``before``: as it was."""

    number: int
    row: Row
    before: Row

    def differences(self) -> dict[str, tuple[object, object]]:
        """Part of the result -> what it was and what it is; a broken path counts as part ``fault``."""
        found: dict[str, tuple[object, object]] = {}
        for part in Result.__dataclass_fields__:
            old, new = getattr(self.before.result, part), getattr(self.row.result, part)
            if old != new:
                found[part] = (old, new)
        old_fault = self.before.fault.detail if self.before.fault is not None else ""
        new_fault = self.row.fault.detail if self.row.fault is not None else ""
        return {**found, **({"fault": (old_fault, new_fault)} if old_fault != new_fault else {})}


def compare(exploration: Exploration, before: Release, samples: Samples, day: date) -> tuple[Change, ...]:
    """Each row of the exploration whose situation came out differently under the release before it.

    A question that was not asked before is not answered; one that is no longer asked is answered plainly.
    """
    aspects = aspects_of(before, day)
    walker = Walker(before, aspects, samples, day)
    changes = []
    for number, row in enumerate(exploration.rows, 1):
        walk = walker.walk(lambda aspect, _: 0, row.answers)
        change = Change(number, row, row_of(before, aspects, walk))
        if change.differences():
            changes.append(change)
    return tuple(changes)
