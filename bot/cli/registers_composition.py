"""The base registers: the reference ones beside the library, and the applicants' side's way to those that the settings name."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from httpx import AsyncClient
from sqlalchemy.engine import Engine

from actions.breaker import Breaker
from actions.cipher import Cipher
from actions.gateways.http_registers import HttpRegisters, registers_client
from actions.registers import GuardedRegisters
from actions.settings import Settings
from api.library.services import LibraryServices
from api.registers.app import open_registers, router
from api.registers.services import ALL_SCOPES, OWN_APPLICANTS
from api.registers.tenure import Consented, nobody_agreed
from api.security import MakeRates

#: The licence that a lessor lets us use, so that what is registered of their property counts.
_TITLE: Final = "不动产权证书"
#: After so many questions in a row without an answer nobody asks for so many seconds.
_FAILURES: Final = 5
_PAUSE: Final = 30.0


def mount_registers(
    engine: Engine, cipher: Cipher, clock: Callable[[], datetime], library: LibraryServices | None, rates: MakeRates
) -> Any:
    """The routes of the reference registers, which know the applicants' side by its key and lessors' consents by the library."""
    services = open_registers(engine, cipher, clock, _consented(library))
    services.clients.register(registers_key(cipher), OWN_APPLICANTS, ALL_SCOPES)
    return router(services, rates)


def open_asking(
    settings: Settings, cipher: Cipher, *, intake_here: bool
) -> tuple[GuardedRegisters, AsyncClient] | None:
    """The registers that are asked, and the client to close at the end; None: there are none.

    Args:
        intake_here: whether the intake, and so the reference registers, are in this process.
    """
    if settings.registers_url is None and not (settings.invents_registers and intake_here):
        return None
    url = settings.registers_url or f"http://{settings.host}:{settings.port}"
    client = registers_client(url, settings.registers_key or registers_key(cipher))
    return GuardedRegisters(HttpRegisters(client), Breaker(_FAILURES, _PAUSE, time.monotonic)), client


def registers_key(cipher: Cipher) -> str:
    """The key that the applicants' side asks the reference registers with."""
    return f"daoban_registers_{cipher.mark('registers client').hex()}"


def _consented(library: LibraryServices | None) -> Consented:
    if library is None:
        return nobody_agreed
    consents, title = library.consents, library.register.type_called(_TITLE).code
    return lambda client, number, purpose: consents.cover(client, number, purpose, [title])
