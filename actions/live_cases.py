"""The cases in use, in memory: reading one again costs less than the turn that follows."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from .case_codec import Written

#: Cases kept; some 50 kB each.
CAPACITY: Final = 500


class LiveCases:
    """The most recently used cases with their versions. Only what the database holds may be put in.

    An older version never displaces a newer one, whatever the order in which threads arrive.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._cases: OrderedDict[str, tuple[int, Written]] = OrderedDict()
        self._lock = Lock()

    def get(self, conversation: str, version: int | None = None) -> Written | None:
        """The case, where it is kept (at this version); None otherwise."""
        with self._lock:
            found = self._cases.get(conversation)
            if found is None or (version is not None and found[0] != version):
                return None
            self._cases.move_to_end(conversation)
            return found[1]

    def put(self, conversation: str, version: int, written: Written) -> None:
        """Keeps the case that the database holds at this version."""
        with self._lock:
            found = self._cases.get(conversation)
            if found is not None and found[0] > version:
                return
            self._cases[conversation] = (version, written)
            self._cases.move_to_end(conversation)
            if len(self._cases) > self._capacity:
                self._cases.popitem(last=False)

    def drop(self, conversation: str) -> None:
        """Forgets the case: what the database holds is not certain."""
        with self._lock:
            self._cases.pop(conversation, None)

    def __len__(self) -> int:
        return len(self._cases)
