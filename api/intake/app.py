"""The intake put together: from a database and forms to routes, or to an application of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import APIRouter, FastAPI, Request, Response
from sqlalchemy.engine import Engine
from starlette.exceptions import HTTPException

from actions.apart import Apart
from actions.cipher import Cipher
from actions.database import Database
from actions.key_check import check_keys
from actions.migrating import upgrade
from bot.catalog.processes import Definitions

from ..library.register import read_register
from ..printing.printer import LIMITS, Printer
from ..problems import Problem
from ..security import MakeRates, Rates
from .billing import Billing, Bills, Reconciling
from .callbacks import Callbacks
from .casework import Casework
from .checking import Checking
from .clients import Clients
from .clock import open_clock
from .composite import Composites
from .deadlines import Deadlines
from .desk import Desk
from .elsewhere import Courier, Library, Payments
from .errand import Errand
from .errands import Carry, Errands
from .handing_over import HandingOver
from .history import History
from .items import Items
from .joint_review import JointReview
from .letters import Letters
from .licence_numbers import LicenceNumbers
from .licensing import Licensing
from .migrating import INTAKE
from .new_day import NewDay
from .opining import Opining
from .opinions import Opinions
from .paperwork import Papers
from .published import PublishedForm
from .ratings import Ratings, Taking, read_limit
from .registry import Registry
from .reviewing import Listing, Looks, OpenTasks
from .routes import make_router
from .subscriptions import Subscriptions
from .supplements import Supplements
from .tables import errands, key_checks
from .telling import Telling
from .tracking import Tracking


@dataclass(frozen=True, slots=True)
class IntakeServices:
    """What the routes stand on, and what runs beside them.

    ``loops`` are to be run for as long as the intake serves; ``printer`` is to be closed at the end.
    """

    desk: Desk
    casework: Casework
    opining: Opining
    clients: Clients
    subscriptions: Subscriptions
    telling: Telling
    new_day: NewDay
    errands: Errands
    reconciling: Reconciling
    handing_over: HandingOver
    billing: Billing
    listing: Listing
    looks: Looks
    papers: Papers
    ratings: Ratings
    taking: Taking
    printer: Apart

    @property
    def loops(self) -> tuple[Telling, NewDay, Errands, Reconciling]:
        """What works beside the routes."""
        return (self.telling, self.new_day, self.errands, self.reconciling)


def open_intake(
    engine: Engine,
    cipher: Cipher,
    forms: Mapping[str, PublishedForm],
    clock: Callable[[], datetime],
    *,
    migrate: bool = True,
    earlier: Callable[[str], Iterable[PublishedForm]] = lambda _: (),
    definitions: Callable[[], Definitions] = Definitions,
    printer: Apart | None = None,
    library: Library | None = None,
    courier: Courier | None = None,
    payments: Payments | None = None,
) -> IntakeServices:
    """The intake on its database, which is brought to its present shape first where ``migrate`` says so.

    Args:
        earlier: versions of a form before the one in ``forms`` that are still taken.
        printer: a Printer in a process of its own; None: one is made, whose process starts with the first print.
        definitions: how the forms are dealt with; without them as the permit law says, by the office that received them.
        library, courier, payments: who keeps licences, carries papers, takes money; None: what is theirs waits until there is one.

    Raises:
        WrongDataKey: the database was written with another data key.
    """
    if migrate:
        upgrade(engine, INTAKE)
    database = Database(engine)
    check_keys(database, cipher, key_checks)
    desk = open_desk(database, cipher, Checking(forms, clock, earlier), Items(definitions))
    opinions = Opinions(database, cipher)
    review = JointReview(desk.checking, desk.registry, desk.history, opinions, definitions)
    numbers = LicenceNumbers(read_register(), cipher.mark)
    desk = replace(desk, after_withdrawal=Composites(review, numbers).after_withdrawal)
    tracking, bills = Tracking(database, desk.history, clock), Bills(database, cipher, clock)
    handing_over = HandingOver(desk.checking, desk.registry, desk.history, tracking, courier)
    billing = Billing(desk.checking, desk.history, bills, payments)
    parts = desk.checking, desk.registry, desk.history, desk.deadlines, review
    casework = Casework(*parts, numbers, handing_over, billing)
    subscriptions, papers, ratings = Subscriptions(database, cipher), Papers(casework), Ratings(database, cipher)
    open_tasks, queue = OpenTasks(database, casework), Callbacks(database, clock, errands)
    return IntakeServices(
        desk=desk,
        casework=casework,
        opining=Opining(database, casework, review, opinions),
        clients=Clients(database, clock),
        subscriptions=subscriptions,
        telling=Telling(Callbacks(database, clock), subscriptions, Letters(desk.registry, papers, ratings).of, clock),
        new_day=NewDay(database, casework, open_tasks),
        errands=Errands(queue, desk.registry, desk.history, _carry(desk, handing_over, billing, library)),
        reconciling=Reconciling(billing),
        handing_over=handing_over,
        billing=billing,
        listing=Listing(database, desk.registry, open_tasks),
        looks=Looks(database),
        papers=papers,
        ratings=ratings,
        taking=Taking(desk, ratings, read_limit()),
        printer=printer or Apart(Printer, LIMITS),
    )


def _carry(desk: Desk, handing_over: HandingOver, billing: Billing, library: Library | None) -> dict[Errand, Carry]:
    """How each errand is done; none where there is no library."""
    if library is None:
        return {}
    licensing = Licensing(library, desk.checking, desk.registry, desk.history)
    return {
        Errand.licence: licensing.issue,
        Errand.composite: licensing.issue_composite,
        Errand.end: licensing.end,
        Errand.hand_over: handing_over.hand_over,
        Errand.bill: billing.bill,
        Errand.cancel_bill: billing.cancel,
    }


def open_desk(database: Database, cipher: Cipher, checking: Checking, items: Items | None = None) -> Desk:
    """The desk on its database. Raises TablesInvalid where a table of the clock's is wrong."""
    history, deadlines = History(database, cipher), Deadlines(open_clock())
    registry = Registry(database, cipher, history)
    supplements = Supplements(database, cipher, registry, history, checking, deadlines)
    return Desk(checking, registry, history, supplements, deadlines, items or Items())


def router(services: IntakeServices, rates: MakeRates = Rates) -> APIRouter:
    """The routes under ``/intake/v1``, to be included in an application. ``rates`` makes its limits."""
    one = services
    beside = {"delivery": one.handing_over.told, "payment": one.billing.told}
    return make_router(one.desk, one.clients, one.papers, one.printer, beside, one.taking, rates)


def create_intake(services: IntakeServices, rates: MakeRates = Rates) -> FastAPI:
    """An application of its own. ``rates`` makes its limits."""
    app = FastAPI(title="Daoban intake", version="1", docs_url=None, redoc_url=None)
    app.include_router(router(services, rates))

    @app.exception_handler(HTTPException)
    async def refused(_: Request, fault: HTTPException) -> Response:
        return Problem(
            fault.status_code, f"http-{fault.status_code}", "请求不能处理。", headers=dict(fault.headers or {})
        ).response()

    @app.exception_handler(Exception)
    async def failed(_: Request, __: Exception) -> Response:
        return Problem(500, "fault", "系统出错了，请稍后重试。").response()

    return app
