"""What the registers' routes stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from actions.local_time import ZONE

from ..intake.clients import Clients
from .reference import Reference
from .tenure import Consented
from .uses import Asked, Uses

#: Headers of what is told of anybody.
PRIVATE: Final = {"Cache-Control": "no-store"}
READ: Final = "registers:read"
#: For who signs people in: shows them who asked about them.
SPEAK: Final = "registers:speak"
ALL_SCOPES: Final = frozenset({READ, SPEAK})
#: The name of the applicants' side, here as in the library.
OWN_APPLICANTS: Final = "daoban"


@dataclass(frozen=True, slots=True)
class RegistersServices:
    """The registers, who may ask them, and the log of what was asked. ``consented``: whether a lessor has agreed to be asked about."""

    reference: Reference
    uses: Uses
    clients: Clients
    consented: Consented
    clock: Callable[[], datetime]

    def today(self) -> date:
        """The day in Shanghai."""
        return self.clock().astimezone(ZONE).date()

    def note(self, asked: Asked, *numbers: str) -> None:
        """The question about these numbers is in the log. To be called before anything is told."""
        self.uses.add(asked, self.clock(), numbers)
