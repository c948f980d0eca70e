"""The composite licence (行业综合许可证) of a bundle: made once, when every part that was declared is in and issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from .elsewhere import Numbers
from .event import Event, Licence
from .joint_review import JointReview
from .registry import Entry

_ISSUED: Final = ("issued", "delivered")
_ENDED: Final = ("recalled", "revoked")


@dataclass(frozen=True, slots=True)
class Composites:
    """Puts the composite licence on the event that completes its bundle.

    It stands for the single permits, which are issued too, and is given only where there are two or more of them. Parts that
    were withdrawn are left out; one that is declared and has not come is waited for.

    Source: 沪府规〔2021〕5号.
    """

    review: JointReview
    numbers: Numbers

    def with_last(self, entry: Entry, event: Event) -> Event:
        """The event, by which the application's licence is issued, with the composite one where that was the last it waited for."""
        title = self._due(entry, self.review)
        if title is None:
            return event
        composite = self._numbered(title, entry, event)
        words = _joined(event.words, _words("几张许可证都签发了", composite))
        return replace(event, composite=composite, words=words)

    def after_withdrawal(self, cursor: Any, leaving: Entry) -> None:
        """The composite licence is issued with the last of the others, where it waited for the part that leaves alone.

        ``cursor``: in the transaction of the withdrawal, so that neither happens without the other.
        """
        review = self.review.reading_once(leaving.reference)
        others = [one for one in review.parts(leaving) if one.reference != leaving.reference]
        if not others or any(one.status not in _ISSUED for one in others):
            return
        last = max(others, key=lambda one: self._issued(one).at)
        title = self._due(last, review)
        if title is not None:
            self.review.history.happen_in(cursor, last.reference, lambda history: self._again(title, last, history))

    def ending_with(self, entry: Entry, event: Event) -> Event:
        """The event, by which the application's permit ends, saying so of the composite licence that stands for it."""
        composite = self._made(entry)
        ended = [one for one in self.review.parts(entry) if one.reference != entry.reference and one.status in _ENDED]
        if composite is None or ended:
            return event
        words = f"「{composite.title}」（编号 {composite.identifier}）也同时失效，请不要再用；一起申请的别的许可证不受影响。"
        return replace(event, words=_joined(event.words, words))

    def _due(self, entry: Entry, review: JointReview) -> str | None:
        """The title of the composite licence that is due with this application's; None where none is, or it was made before."""
        found = review.outcome(entry).composite
        if found is None or entry.bundle is None:
            return None
        others = [one for one in review.parts(entry) if one.reference != entry.reference]
        waits = any(one.status not in _ISSUED for one in others)
        return None if waits or self._made(entry) is not None else found.licence.title

    def _made(self, entry: Entry) -> Licence | None:
        """The composite licence that the bundle has or had; it is never made twice."""
        if entry.bundle is None:
            return None
        parts = self.review.registry.parts(entry.client, entry.bundle)
        events = (event for part in parts for event in self.review.history.of(part.reference))
        return next((one.composite for one in events if one.composite is not None), None)

    def _again(self, title: str, last: Entry, history: Sequence[Event]) -> Event:
        """Another issuing with the last licence, of the composite one alone: no event of the part that left follows."""
        issued = self._issued(last)
        event = Event(last.reference, len(history) + 1, "issued", self.review.checking.clock(), issued.office)
        composite = self._numbered(title, last, event)
        # Handing over what was issued before runs on, or is done; of the composite licence the law sets no day.
        words = _words("一起申请的有一件撤回了，别的许可证都签发了", composite)
        return replace(event, words=words, composite=composite, due=history[-1].due)

    def _issued(self, entry: Entry) -> Event:
        return next(one for one in reversed(self.review.history.of(entry.reference)) if one.status == "issued")

    def _numbered(self, title: str, entry: Entry, event: Event) -> Licence:
        key = f"{entry.reference}.{event.seq}:composite"
        return Licence(self.numbers.reserve(title, event.office, key), title)


def _words(why: str, composite: Licence) -> str:
    return f"{why}，同时有「{composite.title}」，编号 {composite.identifier}；各张许可证同样有效。"


def _joined(said: str, more: str) -> str:
    return f"{said}\n{more}" if said else more
