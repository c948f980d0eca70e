"""Where conversations stood at their latest turn: spares computing it again. Losing it costs time, nothing else."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.engine import Case, Catalog, Position, locate
from bot.engine.errors import FigureExpired

#: Conversations remembered; the one unused longest goes first.
REMEMBERED: Final = 1000


@dataclass(frozen=True, slots=True)
class Positions:
    """A bounded memory of positions by conversation."""

    catalog: Catalog
    _known: OrderedDict[str, Position] = field(default_factory=OrderedDict)

    def of(self, conversation: str, case: Case, now: datetime) -> Position:
        """Where the case stands; without its facts when a dated figure has run out (the turn says so itself)."""
        try:
            return locate(self.catalog, case, now.date(), self._known.get(conversation))
        except FigureExpired:
            return Position("closed" if case.closed else "asking", None)

    def keep(self, conversation: str, position: Position) -> None:
        """Remembers the position after a turn that was committed."""
        self._known[conversation] = position
        self._known.move_to_end(conversation)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
