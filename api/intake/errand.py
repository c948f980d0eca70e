"""What an event brings about elsewhere. It is queued with the event; ``errands`` carries it out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from .event import Event


class Errand(IntEnum):
    """What is to be done. One application's errands go in the order of its events, and of one event in this order."""

    licence = 1
    composite = 2
    end = 3
    hand_over = 4
    bill = 5
    cancel_bill = 6


#: An errand's number: its event's, and the errand's own in the last place.
_PLACES: Final = 10


def errands_of(event: Event) -> Iterator[int]:
    """The numbers of the errands that the event brings about."""
    if event.status == "issued":
        if event.licence is not None:
            yield event.seq * _PLACES + Errand.licence
        if event.composite is not None:
            yield event.seq * _PLACES + Errand.composite
        yield event.seq * _PLACES + Errand.hand_over
    elif event.charge is not None:
        yield event.seq * _PLACES + Errand.bill
    elif event.status in ("recalled", "revoked"):
        yield event.seq * _PLACES + Errand.end
        yield event.seq * _PLACES + Errand.cancel_bill


def errand_of(number: int) -> tuple[int, Errand]:
    """The event's number and what is to be done."""
    return number // _PLACES, Errand(number % _PLACES)
