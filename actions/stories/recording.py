"""A rehearsal taken down as a story while it is played."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.engine import locate

from ..rehearsal import Rehearsal
from .failure import Failure
from .story_text import Spoken, after, story_text, with_end, write_story


@dataclass
class Recording:
    """What was said in a rehearsal and what came of it."""

    rehearsal: Rehearsal
    turns: list[Spoken] = field(default_factory=list)

    def take(self, said: str, outcome: Mapping[str, Any]) -> None:
        """Adds one sentence with what came of it."""
        self.turns.append(Spoken(said, after(outcome)))

    def write(self, file: Path, day: date) -> list[Failure]:
        """Makes the file, unless the story does not pass at once: then what went another way is given back.

        Raises:
            NotWritten: there is such a file already, or it cannot be made.
        """
        position = locate(self.rehearsal.catalog, self.rehearsal.case, day)
        text = story_text(day, with_end(self.turns, position), "录自 daoban play 的演练。")
        return write_story(file, text, self.rehearsal.catalog, self.rehearsal.understander)
