"""Who keeps licences and carries papers for the intake in this process: as the settings name them, or the reference ones beside it."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from httpx import AsyncClient
from sqlalchemy.engine import Engine

from actions.apart import Apart
from actions.cipher import Cipher
from actions.settings import Settings
from api.courier import app as courier
from api.intake import IntakeServices
from api.intake.courier_route import PATH, courier_router
from api.intake.http_courier import HttpCourier
from api.intake.http_library import HttpLibrary, library_client
from api.intake.subscriptions import Subscription
from api.library import app as library
from api.library.demo.putting_in import put_in
from api.library.services import APPLICANTS, INTAKE, ISSUE, OWN_APPLICANTS
from api.security import MakeRates, Rates
from api.services import Beside


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The ports of the intake, and of the places that run in this process their routers and what runs beside them.

    Args:
        secret: that the courier signs its callbacks with.
    """

    library: HttpLibrary
    courier: HttpCourier
    secret: str
    routers: tuple[Any, ...] = ()
    beside: tuple[Beside, ...] = ()

    def routers_with(self, intake: IntakeServices) -> tuple[Any, ...]:
        """The routers, and where the intake hears of its papers."""
        return (*self.routers, courier_router(intake.handing_over, self.secret))


@dataclass(frozen=True, slots=True)
class Connections:
    """Closes connections at the end; what is under way then is tried again after the next start."""

    clients: tuple[AsyncClient, ...]

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Until ``stop`` is set."""
        await stop.wait()
        for client in self.clients:
            await client.aclose()


def open_elsewhere(
    settings: Settings,
    engine: Engine,
    cipher: Cipher,
    clock: Callable[[], datetime],
    printer: Apart,
    rates: MakeRates = Rates,
) -> Elsewhere:
    """The library and the courier that the settings name; for each that they do not, the reference one, in this process.

    Outside production the library has the invented holders.

    The keys between the intake and the reference places are derived from the data key, so that all processes of an intake
    have the same and none is kept anywhere. ``printer`` has a Printer in it.
    """
    here = f"http://{settings.host}:{settings.port}"
    library_key = settings.library_key or f"daoban_library_{cipher.mark('library client').hex()}"
    courier_key = settings.courier_key or f"daoban_courier_{cipher.mark('courier client').hex()}"
    secret = settings.courier_secret or f"whsec_{base64.b64encode(cipher.mark('courier steps')).decode()}"
    routers: list[Any] = []
    beside: list[Beside] = []
    if settings.library_url is None:
        shelves = library.open_library(engine, cipher, clock, printer=printer)
        shelves.clients.register(library_key, INTAKE, frozenset({ISSUE}))
        shelves.clients.register(reader_key(cipher), OWN_APPLICANTS, APPLICANTS)
        if not settings.production:
            put_in(shelves)
        routers.append(library.router(shelves, rates))
    if settings.courier_url is None:
        carries = courier.open_courier(engine, cipher, clock, courier_key, Subscription(here + PATH, secret))
        routers.append(courier.router(carries))
        beside.append(carries.telling)
    to_library = library_client(settings.library_url or here, library_key)
    to_courier = library_client(settings.courier_url or here, courier_key)
    beside.append(Connections((to_library, to_courier)))
    return Elsewhere(HttpLibrary(to_library), HttpCourier(to_courier), secret, tuple(routers), tuple(beside))


def reader_key(cipher: Cipher) -> str:
    """The key that the applicants' side reads the reference library with."""
    return f"daoban_library_{cipher.mark('library reader').hex()}"
