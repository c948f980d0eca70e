"""The lists of the desk: who waits, whose they are, how long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.window.queue import MOST, PROMISED, Entry, Filter

from ...desk_services import DeskServices
from ...problems import Problem
from ...staff import Staff
from .rows import may_see, told_row

TABS: Final = ("waiting", "mine", "helped", "overdue", "all")
#: Of these it is told how many there are, whichever is shown.
_COUNTED: Final = ("waiting", "mine", "overdue")
_LONGEST: Final = 64


def router(services: DeskServices) -> APIRouter:
    """``GET /desk/api/lists/{tab}``."""
    routes = APIRouter(prefix="/api/lists")

    @routes.get("/{tab}")
    async def listed(tab: str, request: Request) -> Response:
        """A list, narrowed by ``?district=…&scenario=…&organisation=…``; of each tab how many there are."""
        person = await run_in_threadpool(services.door.signed_in, request)
        if tab not in TABS:
            raise Problem(404, "no-such-list", "没有这个列表。")
        narrowed = _narrowed(request)
        return ORJSONResponse(await run_in_threadpool(_lists, services, person, tab, narrowed))

    return routes


def _narrowed(request: Request) -> Filter:
    asked = {name: request.query_params.get(name) or None for name in ("district", "scenario", "organisation")}
    wrong = [(f"/query/{name}", "太长") for name, told in asked.items() if told is not None and len(told) > _LONGEST]
    if wrong:
        raise Problem(422, "invalid-request", "请求的内容不对。", wrong)
    return Filter(**asked)


def _lists(services: DeskServices, person: Staff, tab: str, narrowed: Filter) -> dict[str, Any]:
    find: dict[str, Callable[[], list[Entry]]] = {
        "waiting": lambda: services.queue.waiting(narrowed),
        "mine": lambda: services.queue.mine(person.id, narrowed),
        "helped": lambda: services.queue.helped(narrowed),
        "overdue": lambda: services.queue.overdue(narrowed),
        "all": lambda: services.queue.all(narrowed),
    }
    shown = {name: may_see(services, person, find[name]()) for name in {tab, *_COUNTED}}
    return {
        "tab": tab,
        "entries": [told_row(services, one) for one in shown[tab]],
        "most": MOST,
        "promised": int(PROMISED.total_seconds()),
        "counts": {name: len(shown[name]) for name in _COUNTED},
    }
