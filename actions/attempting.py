"""What a clerk's words would do, told to them before they are done: the engine does them on a case that nobody keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bot.engine import Catalog, Position, Result
from bot.engine.events import Accepted, ChangeApplied, ItemRemoved, PutOff, ScenarioChosen

from .speech import Message, Speaker, say

#: Events by which something is done without a question back.
_DONE: Final = (Accepted, ChangeApplied, ItemRemoved, PutOff, ScenarioChosen)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What would come of it.

    Args:
        fine: it would be done as it is, and no question back would stand in the applicant's conversation.
        messages: what would be said, for the clerk alone; choices among them are to be sent as an edit or a choice.
    """

    fine: bool
    messages: tuple[Message, ...]

    def told(self) -> dict[str, Any]:
        """As the desk's API tells it."""
        return {"accepted": self.fine, "messages": list(self.messages)}


def attempted(catalog: Catalog, result: Result, after: Position) -> Attempt:
    """What the result of a turn that is not kept tells the clerk."""
    fine = bool(result.events) and all(isinstance(event, _DONE) for event in result.events)
    return Attempt(fine, tuple(say(Speaker(catalog, after), result.events)))
