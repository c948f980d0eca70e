"""The registers put together: from a file and a database to routes, or to an application of its own."""

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
from .migrating import REGISTERS
from .reference import read_reference
from .routes import make_router
from .services import RegistersServices
from .tables import clients, key_checks
from .tenure import Consented, nobody_agreed
from .uses import Uses


def open_registers(
    engine: Engine, cipher: Cipher, clock: Callable[[], datetime], consented: Consented = nobody_agreed
) -> RegistersServices:
    """The registers with their invented data, and their log on the database, which is brought to its present shape first.

    Args:
        consented: whether a lessor has agreed that a client asks what is registered of their property, for a purpose.

    Raises:
        WrongDataKey: the database was written with another data key.
        BadReference: the data cannot be used.
    """
    upgrade(engine, REGISTERS)
    database, reference = Database(engine), read_reference()
    check_keys(database, cipher, key_checks)
    known = Clients(database, clock, clients)
    return RegistersServices(reference, Uses(database, cipher), known, consented, clock)


def router(services: RegistersServices, rates: MakeRates = Rates) -> APIRouter:
    """The routes under ``/registers/v1``, to be included in an application."""
    return make_router(services, rates)


def create_registers(services: RegistersServices) -> FastAPI:
    """An application of its own."""
    app = FastAPI(title="Daoban registers", version="1", docs_url=None, redoc_url=None)
    app.include_router(router(services))
    app.add_middleware(Guard)
    return app
