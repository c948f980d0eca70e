"""The intake put together: from a database and forms to routes, or to an application of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, FastAPI, Request, Response
from sqlalchemy.engine import Engine
from starlette.exceptions import HTTPException

from actions.cipher import Cipher
from actions.database import Database
from actions.key_check import check_keys
from actions.migrating import upgrade

from ..problems import Problem
from .casework import Casework
from .checking import Checking
from .clients import Clients
from .clock import open_clock
from .deadlines import Deadlines
from .desk import Desk
from .history import History
from .migrating import INTAKE
from .published import PublishedForm
from .registry import Registry
from .reviewing import Listing, Looks
from .routes import make_router
from .supplements import Supplements
from .tables import key_checks


@dataclass(frozen=True, slots=True)
class IntakeServices:
    """What the routes stand on."""

    desk: Desk
    casework: Casework
    clients: Clients
    listing: Listing
    looks: Looks


def open_intake(
    engine: Engine,
    cipher: Cipher,
    forms: Mapping[str, PublishedForm],
    clock: Callable[[], datetime],
    *,
    migrate: bool = True,
    earlier: Callable[[str], Iterable[PublishedForm]] = lambda _: (),
    offices: Callable[[str], frozenset[str]] = lambda _: frozenset(),
) -> IntakeServices:
    """The intake on its database, which is brought to its present shape first where ``migrate`` says so.

    Args:
        earlier: versions of a form before the one in ``forms`` that are still taken.
        offices: the departments that review a form's applications; none without it.

    Raises:
        WrongDataKey: the database was written with another data key.
    """
    if migrate:
        upgrade(engine, INTAKE)
    database = Database(engine)
    check_keys(database, cipher, key_checks)
    desk = open_desk(database, cipher, Checking(forms, clock, earlier))
    casework = Casework(desk.checking, desk.registry, desk.history, desk.deadlines, offices)
    listing = Listing(database, desk.registry)
    return IntakeServices(desk, casework, Clients(database, clock), listing, Looks(database))


def open_desk(database: Database, cipher: Cipher, checking: Checking) -> Desk:
    """The desk on its database. Raises TablesInvalid where a table of the clock's is wrong."""
    history, deadlines = History(database, cipher), Deadlines(open_clock())
    supplements = Supplements(database, cipher, history, checking, deadlines)
    return Desk(checking, Registry(database, cipher, history), history, supplements, deadlines)


def router(services: IntakeServices) -> APIRouter:
    """The routes under ``/intake/v1``, to be included in an application."""
    return make_router(services.desk, services.clients)


def create_intake(services: IntakeServices) -> FastAPI:
    """An application of its own."""
    app = FastAPI(title="Daoban intake", version="1", docs_url=None, redoc_url=None)
    app.include_router(router(services))

    @app.exception_handler(HTTPException)
    async def refused(_: Request, fault: HTTPException) -> Response:
        return Problem(fault.status_code, f"http-{fault.status_code}", "请求不能处理。").response()

    @app.exception_handler(Exception)
    async def failed(_: Request, __: Exception) -> Response:
        return Problem(500, "fault", "系统出错了，请稍后重试。").response()

    return app
