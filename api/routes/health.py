"""Alive, ready, and figures for whoever watches."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import ORJSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, ProcessCollector, generate_latest

from ..openapi import METRICS_ANSWERS, STATUS_ANSWERS
from ..problems import Problem
from ..services import Services


def router(services: Services) -> APIRouter:
    """``/healthz``, ``/readyz``, ``/metrics``."""
    routes = APIRouter(tags=["health"])
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    scenarios = Gauge("daoban_scenarios", "Scenarios in force", registry=registry)
    scenarios.set_function(lambda: len(services.conversations.catalog.current))
    waiting = Gauge("daoban_outbox_waiting", "Effects waiting to be performed", registry=registry)
    waiting.set_function(services.waiting)

    @routes.get("/healthz", response_class=Response, responses=STATUS_ANSWERS)
    async def alive() -> Response:
        """The process answers."""
        return ORJSONResponse({"status": "ok"})

    @routes.get("/readyz", response_class=Response, responses=STATUS_ANSWERS)
    async def ready() -> Response:
        """The store can be read and scenarios are loaded."""
        if services.store.find("-") is not None or not services.conversations.catalog.current:
            raise Problem(503, "not-ready", "还没有准备好。")
        return ORJSONResponse({"status": "ready", "scenarios": sorted(services.conversations.catalog.current)})

    @routes.get("/metrics", response_class=Response, responses=METRICS_ANSWERS)
    async def metrics() -> Response:
        """Prometheus text; no personal data."""
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return routes
