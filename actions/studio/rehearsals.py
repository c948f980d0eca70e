"""Authors' trial conversations with texts that are not public: in memory, few, and not for long."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from bot.engine import Catalog, Turn
from bot.engine.commands import ChooseScenario
from bot.nlu import Understander

from ..apart import Told
from ..inbound import Inbound
from ..rehearsal import Rehearsal

#: Conversations of one author, and of all; each holds a catalog of its own.
OF_ONE: Final = 2
OF_ALL: Final = 20
LASTS: Final = timedelta(hours=1)
#: Turns of one conversation.
TURNS: Final = 500


class NoRehearsal(Told):
    """There is no such conversation: it ended, made room for another, or is somebody else's."""


@dataclass
class _Held:
    author: str
    rehearsal: Rehearsal
    used: datetime


@dataclass
class Rehearsals:
    """The conversations; one turn is taken at a time."""

    clock: Callable[[], datetime]
    _held: OrderedDict[str, _Held] = field(default_factory=OrderedDict)

    def begin(
        self, author: str, catalog: Catalog, understander: Understander, scenario: str
    ) -> tuple[str, dict[str, Any]]:
        """Opens a conversation in the scenario; gives its id and first outcome."""
        self._make_room(author)
        name = secrets.token_urlsafe(12)
        rehearsal = Rehearsal(catalog, understander, self.clock)
        self._held[name] = _Held(author, rehearsal, self.clock())
        return name, rehearsal.begin(Turn("begin", (ChooseScenario(scenario),)))

    def take(self, author: str, name: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome of one message. Raises NoRehearsal."""
        held = self._held.get(name)
        now = self.clock()
        if held is None or held.author != author or now - held.used > LASTS or held.rehearsal.case.seq >= TURNS:
            raise NoRehearsal(name)
        held.used = now
        self._held.move_to_end(name)
        return held.rehearsal.take(inbound)

    def _make_room(self, author: str) -> None:
        """Ends what is too old, the author's oldest, and the one of all that was unused longest."""
        now = self.clock()
        for name in [name for name, held in self._held.items() if now - held.used > LASTS]:
            del self._held[name]
        own = [name for name, held in self._held.items() if held.author == author]
        for name in own[: max(0, len(own) - OF_ONE + 1)]:
            del self._held[name]
        while len(self._held) >= OF_ALL:
            self._held.popitem(last=False)
