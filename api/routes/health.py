"""Alive, ready, and figures for whoever watches."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Response
from fastapi.responses import ORJSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, ProcessCollector, generate_latest

from actions.breaker import CLOSED

from ..openapi import METRICS_ANSWERS, STATUS_ANSWERS
from ..problems import Problem
from ..services import Services


def router(services: Services) -> APIRouter:
    """``/healthz``, ``/readyz``, ``/metrics``."""
    routes = APIRouter(tags=["health"])
    registry = _registry(services)

    @routes.get("/healthz", response_class=Response, responses=STATUS_ANSWERS)
    async def alive() -> Response:
        """The process answers."""
        return ORJSONResponse({"status": "ok"})

    @routes.get("/readyz", response_class=Response, responses=STATUS_ANSWERS)
    async def ready() -> Response:
        """The store can be read and scenarios are loaded. ``intake`` tells whether it answers: what is handed in waits for it."""
        if services.store.find("-") is not None or not services.conversations.catalog.current:
            raise Problem(503, "not-ready", "还没有准备好。")
        intake = "answers" if services.breaker.state == CLOSED else "away"
        scenarios = sorted(services.conversations.catalog.current)
        return ORJSONResponse({"status": "ready", "scenarios": scenarios, "intake": intake})

    @routes.get("/metrics", response_class=Response, responses=METRICS_ANSWERS)
    async def metrics() -> Response:
        """Prometheus text; no personal data."""
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return routes


def _registry(services: Services) -> CollectorRegistry:
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    figures: dict[str, tuple[str, Callable[[], float]]] = {
        "daoban_scenarios": ("Scenarios in force", lambda: len(services.conversations.catalog.current)),
        "daoban_outbox_waiting": ("Effects waiting to be performed", services.outbox.waiting),
        "daoban_outbox_oldest_seconds": ("Age of the oldest effect that waits", services.outbox.longest_wait),
        "daoban_outbox_dead": ("Effects that are not tried until somebody has looked", services.outbox.dead),
        "daoban_intake_away": ("1 while intake is not asked, or by one probe only", lambda: _is_away(services)),
    }
    for name, (what, figure) in figures.items():
        Gauge(name, what, registry=registry).set_function(figure)
    return registry


def _is_away(services: Services) -> int:
    return int(services.breaker.state != CLOSED)
