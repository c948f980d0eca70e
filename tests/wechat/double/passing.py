"""Two pushes of one person that pass each other on the way."""

from __future__ import annotations

import asyncio

#: Seconds that the first waits for another to pass, and by which that other then is ahead.
_WAITS, _AHEAD = 0.3, 0.03


class Passing:
    """Holds pushes back for the next one of the same person. ``passed``: how many were passed."""

    def __init__(self) -> None:
        self._held: dict[str, asyncio.Event] = {}
        self.passed = 0

    async def go(self, person: str, *, swapped: bool) -> None:
        """Returns when the push may go: at once, or where it is to be swapped, once the next one has passed or does not come."""
        held = self._held.pop(person, None)
        if held is not None:
            self.passed += 1
            asyncio.get_running_loop().call_later(_AHEAD, held.set)
        elif swapped:
            mine = self._held[person] = asyncio.Event()
            await asyncio.wait({asyncio.create_task(mine.wait())}, timeout=_WAITS)
            if self._held.get(person) is mine:
                del self._held[person]
                mine.set()
