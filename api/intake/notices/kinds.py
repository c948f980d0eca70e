"""Which notice goes with which event of an application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Union

from .acceptance import AcceptanceRefused, Accepted, CorrectionBegun, NotNeeded, Received
from .review import Extended, Granted, Refused, SpecialBegun

Notice = Union[
    Received, CorrectionBegun, Accepted, AcceptanceRefused, NotNeeded, Granted, Refused, Extended, SpecialBegun
]

#: The event's name (``api/intake/README.md``) -> its notice. The other events have none.
KINDS: Final[Mapping[str, type[Notice]]] = {
    "received": Received,
    "accepted": Accepted,
    "not_needed": NotNeeded,
    "acceptance_refused": AcceptanceRefused,
    "correction_begun": CorrectionBegun,
    "correction_ended": Received,
    "special_begun": SpecialBegun,
    "granted": Granted,
    "granted_with_deferral": Granted,
    "refused": Refused,
    "extended": Extended,
}
