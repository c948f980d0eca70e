"""What the library's routes stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..intake.clients import Clients
from .licences import Licences
from .register import Register

ISSUE: Final = "licences:issue"
READ: Final = "licences:read"
ALL_SCOPES: Final = frozenset({ISSUE, READ})


@dataclass(frozen=True, slots=True)
class LibraryServices:
    """The library's use cases, its clients, and the codes that it knows."""

    licences: Licences
    clients: Clients
    register: Register
    clock: Callable[[], datetime]
