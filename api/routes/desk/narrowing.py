"""By what the lists can be narrowed: districts, scenarios, organisations, as the page offers them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.help_columns import DISTRICT

from ...desk_services import DeskServices


def router(services: DeskServices) -> APIRouter:
    """``GET /desk/api/narrowing``."""
    routes = APIRouter(prefix="/api/narrowing")

    @routes.get("")
    async def narrowing(request: Request) -> Response:
        """Each with its value in a list's address, and its name."""
        await run_in_threadpool(services.door.signed_in, request)
        return ORJSONResponse(_offered(services))

    return routes


def _offered(services: DeskServices) -> dict[str, list[dict[str, Any]]]:
    catalog = services.conversations.catalog
    facts = (release.facts[DISTRICT] for release in catalog.current.values() if DISTRICT in release.facts)
    districts = next(facts, None)
    return {
        "district": [_one(one.value, one.label) for one in (districts.options or () if districts is not None else ())],
        "scenario": [_one(name, catalog.current[name].scenario.title) for name in catalog.by_use()],
        "organisation": [_one(one.id, one.name) for one in services.directory.tree],
    }


def _one(value: Any, name: str) -> dict[str, Any]:
    return {"value": value, "name": name}
