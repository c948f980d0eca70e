"""The library put together: from a database to routes, or to an application of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, FastAPI
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.database import Database
from actions.key_check import check_keys
from actions.migrating import upgrade

from ..intake.clients import Clients
from ..security import Guard, MakeRates, Rates
from .licences import Licences
from .migrating import LIBRARY
from .register import read_register
from .routes import make_router
from .services import LibraryServices
from .tables import clients, key_checks


def open_library(
    engine: Engine, cipher: Cipher, clock: Callable[[], datetime], *, migrate: bool = True
) -> LibraryServices:
    """The library on its database, which is brought to its present shape first where ``migrate`` says so.

    Raises:
        WrongDataKey: the database was written with another data key.
        BadRegister: the codes cannot be used.
    """
    if migrate:
        upgrade(engine, LIBRARY)
    database, register = Database(engine), read_register()
    check_keys(database, cipher, key_checks)
    licences = Licences(database, cipher, register, clock)
    return LibraryServices(licences, Clients(database, clock, clients), register, clock)


def router(services: LibraryServices, rates: MakeRates = Rates) -> APIRouter:
    """The routes under ``/library/v1``, to be included in an application."""
    return make_router(services, rates)


def create_library(services: LibraryServices) -> FastAPI:
    """An application of its own."""
    app = FastAPI(title="Daoban e-licence library", version="1", docs_url=None, redoc_url=None)
    app.include_router(router(services))
    app.add_middleware(Guard)
    return app
