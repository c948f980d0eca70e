"""Who keeps licences, carries papers and takes money for the intake in this process: as the settings name them, or the reference ones."""

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
from api.courier.app import open_courier
from api.courier.app import router as courier_place
from api.intake import IntakeServices, billing, courier_route
from api.intake.billing import HttpPayments, payments_router
from api.intake.courier_route import courier_router
from api.intake.http_courier import HttpCourier
from api.intake.http_library import HttpLibrary, library_client
from api.intake.http_verifier import HttpVerifier
from api.intake.subscriptions import Subscription
from api.library.app import open_library
from api.library.app import router as library_router
from api.library.demo.putting_in import put_in
from api.library.services import APPLICANTS, DESK, INTAKE, ISSUE, OWN_APPLICANTS, VERIFY
from api.payments.app import PAGES, open_payments
from api.payments.app import router as payments_place
from api.security import MakeRates, Rates
from api.services import Beside

from .registers_composition import mount_registers


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The ports of the intake, and of the places that run in this process their routers and what runs beside them.

    Args:
        payments: None where nobody takes money.
        verifier: tells the departments' desk whether licences are valid.
        courier_secret, payments_secret: that those sign their callbacks with.
    """

    library: HttpLibrary
    courier: HttpCourier
    payments: HttpPayments | None
    verifier: HttpVerifier
    courier_secret: str
    payments_secret: str
    routers: tuple[Any, ...] = ()
    beside: tuple[Beside, ...] = ()

    def routers_with(self, intake: IntakeServices) -> tuple[Any, ...]:
        """The routers, and where the intake hears of its papers and its money."""
        hears = courier_router(intake.handing_over, self.courier_secret)
        return (*self.routers, hears, payments_router(intake.billing, self.payments_secret))


@dataclass(frozen=True, slots=True)
class Connections:
    """Closes connections at the end; what is under way then is tried again after the next start."""

    clients: tuple[AsyncClient, ...]

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Until ``stop`` is set."""
        await stop.wait()
        for client in self.clients:
            await client.aclose()


@dataclass(frozen=True, slots=True)
class Place:
    """How the intake and a place know each other. ``key``: of the intake's requests. ``secret``: of the place's callbacks."""

    key: str
    secret: str

    @classmethod
    def of(cls, cipher: Cipher, name: str, key: str | None, secret: str | None) -> Place:
        """Those of the settings, or such as are derived from the data key."""
        derived = base64.b64encode(cipher.mark(f"{name} steps")).decode()
        return cls(key or f"daoban_{name}_{cipher.mark(f'{name} client').hex()}", secret or f"whsec_{derived}")


def open_elsewhere(
    settings: Settings,
    engine: Engine,
    cipher: Cipher,
    clock: Callable[[], datetime],
    printer: Apart,
    rates: MakeRates = Rates,
) -> Elsewhere:
    """The library, the courier and the payments that the settings name; for each that they do not, the reference one, in this process.

    Outside production the library has the invented holders, and the reference registers are beside it.

    The keys between the intake and the reference places are derived from the data key, so that all processes of an intake
    have the same and none is kept anywhere. In production nobody plays at paying: without an address, bills wait.
    ``printer`` has a Printer in it.
    """
    here = f"http://{settings.host}:{settings.port}"
    library_key = settings.library_key or f"daoban_library_{cipher.mark('library client').hex()}"
    courier = Place.of(cipher, "courier", settings.courier_key, settings.courier_secret)
    payments = Place.of(cipher, "payments", settings.payments_key, settings.payments_secret)
    routers: list[Any] = []
    beside: list[Beside] = []
    shelves = None
    if settings.library_url is None:
        shelves = open_library(engine, cipher, clock, printer=printer, showing_seconds=settings.showing_seconds)
        shelves.clients.register(library_key, INTAKE, frozenset({ISSUE}))
        shelves.clients.register(reader_key(cipher), OWN_APPLICANTS, APPLICANTS)
        shelves.clients.register(verifier_key(cipher), DESK, frozenset({VERIFY}))
        if not settings.production:
            put_in(shelves)
        routers.append(library_router(shelves, rates))
    if settings.invents_registers:
        routers.append(mount_registers(engine, cipher, clock, shelves, rates))
    if settings.courier_url is None:
        carries = open_courier(
            engine, cipher, clock, courier.key, Subscription(here + courier_route.PATH, courier.secret)
        )
        routers.append(courier_place(carries))
        beside.append(carries.telling)
    if settings.plays_payments:
        takes = open_payments(engine, cipher, clock, payments.key, Subscription(here + billing.PATH, payments.secret))
        routers.append(payments_place(takes, rates))
        beside.append(takes.telling)
    to_library = library_client(settings.library_url or here, library_key)
    to_verify = library_client(settings.library_url or here, settings.library_key or verifier_key(cipher))
    to_courier = library_client(settings.courier_url or here, courier.key)
    to_payments = library_client(settings.payments_url or here, payments.key)
    beside.append(Connections((to_library, to_verify, to_courier, to_payments)))
    pays = settings.payments_url is not None or settings.plays_payments
    return Elsewhere(
        HttpLibrary(to_library),
        HttpCourier(to_courier),
        HttpPayments(to_payments, PAGES if settings.plays_payments else "") if pays else None,
        HttpVerifier(to_verify),
        courier.secret,
        payments.secret,
        tuple(routers),
        tuple(beside),
    )


def reader_key(cipher: Cipher) -> str:
    """The key that the applicants' side reads the reference library with."""
    return f"daoban_library_{cipher.mark('library reader').hex()}"


def verifier_key(cipher: Cipher) -> str:
    """The key that the departments' desk takes with what holders show."""
    return f"daoban_library_{cipher.mark('library verifier').hex()}"
