"""What the library's routes stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from actions.local_time import ZONE

from ..intake.clients import Clients
from .consents import Consents
from .documents import Documents
from .licences import Licences
from .reading import Reading
from .register import Register
from .showings import Showings
from .uses import Uses

#: Headers of what is told of anybody.
PRIVATE: Final = {"Cache-Control": "no-store"}
ISSUE: Final = "licences:issue"
READ: Final = "licences:read"
#: For who signs holders in: tells what they agree to, and shows them who used their licences.
HOLDERS: Final = "holders:speak"
#: For clerks and enforcement officers: takes what holders show.
VERIFY: Final = "licences:verify"
ALL_SCOPES: Final = frozenset({ISSUE, READ, HOLDERS, VERIFY})
#: What the applicants' side does: it asks the holder, then reads.
APPLICANTS: Final = frozenset({READ, HOLDERS})

#: Names of the clients of this installation: the intake, the applicants' side, the departments' desk, and who has issued what is invented.
INTAKE: Final = "intake"
OWN_APPLICANTS: Final = "daoban"
DESK: Final = "desk"
DEMO: Final = "demo"
OURS: Final = frozenset({INTAKE, OWN_APPLICANTS, DESK, DEMO})


@dataclass(frozen=True, slots=True)
class LibraryServices:
    """The library's use cases, its clients, and the codes that it knows. The printer in ``documents`` is to be closed at the end."""

    licences: Licences
    consents: Consents
    uses: Uses
    reading: Reading
    documents: Documents
    showings: Showings
    clients: Clients
    register: Register
    clock: Callable[[], datetime]

    def today(self) -> date:
        """The day in Shanghai."""
        return self.clock().astimezone(ZONE).date()
