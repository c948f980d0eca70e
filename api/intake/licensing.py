"""Licences go into the library when they are issued, and are ended there when they are recalled or revoked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.concurrency import run_in_threadpool

from ..library.identifier import BadIdentifier, read_identifier
from .applying import holder_of
from .checking import Checking
from .elsewhere import Library, LicenceOrder, NotDone
from .event import Event, Licence
from .history import History
from .registry import Entry, Registry

_ENDED: Final = ("recalled", "revoked")
#: Characters of a reason that every library takes; the event's own words may be longer by what intake adds.
_LONGEST_REASON: Final = 1000


@dataclass(frozen=True, slots=True)
class Licensing:
    """Carries licences to the library; see ``errands``."""

    library: Library
    checking: Checking
    registry: Registry
    history: History

    async def issue(self, entry: Entry, event: Event) -> None:
        """The event's licence is in the library. Raises NotDone."""
        if event.licence is not None:
            await self._issue(f"{entry.reference}.{event.seq}", entry, event, event.licence, {})

    async def issue_composite(self, entry: Entry, event: Event) -> None:
        """The composite licence of the event is in the library, with those that it stands for. Raises NotDone."""
        if event.composite is None:
            return
        parts = await run_in_threadpool(self._parts, entry)
        singles = [one for part in parts for one in await self._licences(part) if one != event.composite]
        stands_for = {"stands_for": [{"identifier": one.identifier, "title": one.title} for one in singles]}
        await self._issue(f"{entry.reference}.{event.seq}:composite", entry, event, event.composite, stands_for)
        # A part may have been ended while this one was issued: then nobody will come back for the composite.
        ended = next((part.status for part in parts if part.status in _ENDED), None)
        if ended is not None:
            await self.library.end(event.composite.identifier, ended, "")

    async def end(self, entry: Entry, event: Event) -> None:
        """The application's licence is ended in the library, and with it the composite one that stands for it. Raises NotDone."""
        found = [one.identifier for one in await self._licences(entry)]
        for part in await run_in_threadpool(self._parts, entry):
            if part.reference != entry.reference:
                found += [one.composite.identifier for one in await self._issued(part) if one.composite is not None]
        for identifier in found:
            if _is_identifier(identifier):
                await self.library.end(identifier, event.status, event.words[:_LONGEST_REASON])

    async def _issue(self, key: str, entry: Entry, event: Event, licence: Licence, content: Mapping[str, Any]) -> None:
        if not _is_identifier(licence.identifier):
            raise NotDone("not_an_identifier")
        published = self.checking.as_of(entry.form, entry.form_version)
        holder = holder_of(published, entry.document()["application"])
        said = {"reference": entry.reference, "form": entry.form, **content}
        order = LicenceOrder(key, licence.identifier, licence.title, event.office, holder, event.at, said)
        await self.library.issue(order)

    async def _licences(self, entry: Entry) -> list[Licence]:
        """The licences of the application's own events, the composite one too where it came with them."""
        events = await self._issued(entry)
        return [one for event in events for one in (event.licence, event.composite) if one is not None]

    async def _issued(self, entry: Entry) -> Sequence[Event]:
        happened = await run_in_threadpool(self.history.of, entry.reference)
        return [one for one in happened if one.status == "issued"]

    def _parts(self, entry: Entry) -> Sequence[Entry]:
        return self.registry.parts(entry.client, entry.bundle) if entry.bundle is not None else [entry]


def _is_identifier(text: str) -> bool:
    """Whether it is one: licences that were issued before there was a library have numbers of another kind."""
    try:
        read_identifier(text)
    except BadIdentifier:
        return False
    return True
