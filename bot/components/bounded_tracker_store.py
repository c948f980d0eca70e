"""Live trackers of constant size. The case store is the truth: a tracker that is lost is begun anew, and nothing with it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Optional

from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

#: Events kept of one conversation: some turns' worth.
EVENTS = 40
#: Conversations kept; the one unused longest goes first.
CONVERSATIONS = 2000


class BoundedTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Keeps the live object, so that a turn neither replays nor re-creates events."""

    def __init__(self, domain: Optional[Domain] = None, event_broker: Any = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._live: OrderedDict[str, DialogueStateTracker] = OrderedDict()

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The live tracker, or None."""
        tracker = self._live.get(sender_id)
        if tracker is not None:
            self._live.move_to_end(sender_id)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the tracker, cut to its latest events."""
        while len(tracker.events) > EVENTS:
            tracker.events.popleft()
        self._live[tracker.sender_id] = tracker
        self._live.move_to_end(tracker.sender_id)
        while len(self._live) > CONVERSATIONS:
            self._live.popitem(last=False)

    async def keys(self) -> Iterable[str]:
        """Sender ids of the live trackers."""
        return list(self._live)

    async def delete(self, sender_id: str) -> None:
        """Forgets the tracker."""
        self._live.pop(sender_id, None)
