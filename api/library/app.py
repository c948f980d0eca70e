"""The library put together: from a database to routes, or to an application of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, FastAPI
from sqlalchemy.engine import Engine

from actions.apart import Apart
from actions.cipher import Cipher
from actions.database import Database
from actions.key_check import check_keys
from actions.migrating import upgrade

from ..intake.clients import Clients
from ..printing.printer import LIMITS, Printer
from ..security import Guard, MakeRates, Rates
from .consents import Consents
from .documents import Documents
from .licences import Licences
from .migrating import LIBRARY
from .reading import Reading
from .register import read_register
from .routes import make_router
from .services import LibraryServices
from .showings import SECONDS, Showings
from .signing import Signer
from .tables import clients, key_checks
from .uses import Uses


def open_library(
    engine: Engine,
    cipher: Cipher,
    clock: Callable[[], datetime],
    *,
    migrate: bool = True,
    printer: Apart | None = None,
    showing_seconds: int = SECONDS,
) -> LibraryServices:
    """The library on its database, which is brought to its present shape first where ``migrate`` says so.

    Args:
        showing_seconds: how long what a holder shows is taken.
        printer: a Printer in a process of its own; None: one is made, whose process starts with the first print.

    Raises:
        WrongDataKey: the database was written with another data key.
        BadRegister: the codes cannot be used.
    """
    if migrate:
        upgrade(engine, LIBRARY)
    database, register = Database(engine), read_register()
    check_keys(database, cipher, key_checks)
    licences = Licences(database, cipher, register, clock)
    consents, uses = Consents(database, cipher, clock), Uses(database, cipher)
    reading = Reading(database, licences, consents, uses, clock)
    documents = Documents(Signer(cipher), printer or Apart(Printer, LIMITS), clock)
    known = Clients(database, clock, clients)
    showings = Showings(database, cipher, licences, uses, clock, showing_seconds)
    return LibraryServices(licences, consents, uses, reading, documents, showings, known, register, clock)


def router(services: LibraryServices, rates: MakeRates = Rates) -> APIRouter:
    """The routes under ``/library/v1``, to be included in an application."""
    return make_router(services, rates)


def create_library(services: LibraryServices) -> FastAPI:
    """An application of its own."""
    app = FastAPI(title="Daoban e-licence library", version="1", docs_url=None, redoc_url=None)
    app.include_router(router(services))
    app.add_middleware(Guard)
    return app
