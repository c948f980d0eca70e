"""The intake as a server of its own: its routes, and what whoever runs it watches."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, ProcessCollector, generate_latest
from starlette.concurrency import run_in_threadpool

from actions.database import DatabaseUnavailable

from ..problems import Problem
from ..security import Guard
from ..services import Beside
from .app import IntakeServices, create_intake
from .forms_in_force import FormsInForce
from .history import GIVEN_UP, WAITING
from .problem_route import ProblemRoute

_KEPT = {"Cache-Control": "no-store"}


def create_server(
    services: IntakeServices,
    forms: FormsInForce,
    close: Callable[[], None],
    routers: Iterable[APIRouter] = (),
    beside: Iterable[Beside] = (),
) -> FastAPI:
    """The intake's application with ``/healthz``, ``/readyz`` and ``/metrics``; ``close`` is called at the end.

    Args:
        routers, beside: what else is served here, and what runs beside it.
    """
    loops: tuple[Beside, ...] = (forms, *services.loops, *beside)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        stop = asyncio.Event()
        working = [asyncio.create_task(one.run_forever(stop)) for one in loops]
        yield
        stop.set()
        await asyncio.gather(*working)
        close()

    app = create_intake(services)
    for router in (_health(services, forms), *routers):
        app.include_router(router)
    app.add_middleware(Guard)
    app.router.lifespan_context = lifespan
    return app


def _health(services: IntakeServices, forms: FormsInForce) -> APIRouter:
    routes = APIRouter(route_class=ProblemRoute, tags=["health"], include_in_schema=False)
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    Gauge("daoban_intake_forms", "Forms in force", registry=registry).set_function(lambda: len(forms))
    callbacks = services.telling.callbacks
    waiting = Gauge("daoban_intake_callbacks", "Events that clients have not heard", ("state",), registry=registry)
    errands = services.errands.queue
    undone = Gauge("daoban_intake_errands", "Licences and papers that are still to be handed on", registry=registry)
    undone.set_function(lambda: errands.count().get(WAITING, 0))
    for state in (WAITING, GIVEN_UP):
        waiting.labels(state).set_function(lambda state=state: callbacks.count().get(state, 0))  # type: ignore[misc]

    @routes.get("/healthz")
    async def alive() -> Response:
        """The process answers."""
        return JSONResponse({"status": "ok"}, headers=_KEPT)

    @routes.get("/readyz")
    async def ready() -> Response:
        """The database can be read and forms are in force."""
        try:
            await run_in_threadpool(services.clients.recognise, "-")
        except DatabaseUnavailable:
            raise Problem(503, "not-ready", "还没有准备好。") from None
        return JSONResponse({"status": "ready", "forms": sorted(forms)}, headers=_KEPT)

    @routes.get("/metrics")
    async def metrics() -> Response:
        """Prometheus text; no personal data."""
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST, headers=_KEPT)

    return routes
