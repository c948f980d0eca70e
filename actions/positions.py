"""Where conversations stood at their latest turn: spares computing it again. Losing it costs time, nothing else."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.engine import Case, Catalog, Position, locate
from bot.engine.errors import FigureExpired

#: Conversations remembered, some 100 kB each; the one unused longest goes first.
REMEMBERED: Final = 200


@dataclass(frozen=True, slots=True)
class Positions:
    """A bounded memory of positions by conversation. Who takes one out has it alone: a view is not for two threads."""

    catalog: Catalog
    _known: OrderedDict[str, Position] = field(default_factory=OrderedDict)

    def take(self, conversation: str, case: Case, now: datetime) -> Position:
        """Where the case stands, no longer remembered; ``keep`` brings it, or a later one, back."""
        return self.of(case, now, self._known.pop(conversation, None))

    def of(self, case: Case, now: datetime, before: Position | None = None) -> Position:
        """Where the case stands; without its facts when a dated figure has run out (the turn says so itself)."""
        try:
            return locate(self.catalog, case, now.date(), before)
        except FigureExpired:
            return Position("closed" if case.closed else "asking", None)

    def keep(self, conversation: str, position: Position) -> None:
        """Remembers the position after a turn that was committed."""
        self._known[conversation] = position
        self._known.move_to_end(conversation)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
