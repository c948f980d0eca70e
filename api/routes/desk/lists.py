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

TABS: Final = ("waiting", "mine", "helped", "overdue", "all")
#: Of these it is told how many there are, whichever is shown.
_COUNTED: Final = ("waiting", "mine", "overdue")
_REASONS: Final = {
    "asked": "申请人要转人工", "figure": "规则里的数字要更新", "scenario": "主题停用，要人接着办",
}  # fmt: skip
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
    shown = {name: _may_see(services, person, find[name]()) for name in {tab, *_COUNTED}}
    return {
        "tab": tab,
        "entries": [_told(services, one) for one in shown[tab]],
        "most": MOST,
        "promised": int(PROMISED.total_seconds()),
        "counts": {name: len(shown[name]) for name in _COUNTED},
    }


def _may_see(services: DeskServices, person: Staff, entries: list[Entry]) -> list[Entry]:
    return [one for one in entries if services.is_allowed(person, "case.list", services.matter_of(one))]


def _told(services: DeskServices, one: Entry) -> dict[str, Any]:
    row = services.conversations.store.find(one.conversation)
    current = services.conversations.catalog.current
    scenario = (row.case.scenario if row is not None else None) or ""
    owner = row.case.clerk if row is not None else None
    since = one.called
    return {
        "conversation": one.conversation,
        "title": current[scenario].scenario.title if scenario in current else "还没选要办什么",
        "channel": one.channel,
        "district": one.district,
        "clerk": owner.name if owner is not None else None,
        "reason": _REASONS.get(one.reason or "", "") if since is not None else "",
        "waiting": int((services.clock() - since).total_seconds()) if since is not None else None,
        "updated": one.updated.isoformat(),
    }
