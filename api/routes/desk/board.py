"""The supervisor's board: the figures of those districts that are theirs, and the same as a file."""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.audit import Narrowed
from actions.local_time import ZONE
from actions.window.board import DEFINITIONS, Board, board

from ...desk_services import DeskServices
from ...staff import Staff

#: Excel takes a file for UTF-8 by this.
_MARK: Final = "\ufeff"


def router(services: DeskServices) -> APIRouter:
    """``/desk/api/board`` and ``/desk/api/board.csv``."""
    routes = APIRouter(prefix="/api")
    looked = services.rates(120, "desk.board")

    async def made(request: Request, action: str) -> Board:
        person = await run_in_threadpool(services.door.signed_in, request)
        looked.spend(person.id)
        await run_in_threadpool(services.allow_or_note, request, person, action, services.seat_of(person))
        if action == "board.download":
            await run_in_threadpool(services.note, request, person, action)
        return await run_in_threadpool(_board, services, person)

    @routes.get("/board")
    async def shown(request: Request) -> Response:
        """The figures as they are now, each with what it counts."""
        return ORJSONResponse((await made(request, "board.see")).told())

    @routes.get("/board.csv")
    async def file(request: Request) -> Response:
        """The figures with their definitions."""
        found, out = await made(request, "board.download"), StringIO()
        lines = csv.writer(out)
        lines.writerow(("指标", "数值", "口径", "截至"))
        at = services.clock().astimezone(ZONE).isoformat(timespec="seconds")
        for name, (title, means) in DEFINITIONS.items():
            value = found.figures[name]
            lines.writerow((title, "" if value is None else value, means, at))
        named = {"Content-Disposition": 'attachment; filename="daoban-board.csv"'}
        return Response(_MARK + out.getvalue(), media_type="text/csv; charset=utf-8", headers=named)

    return routes


def _board(services: DeskServices, person: Staff) -> Board:
    def theirs(conversation: str) -> bool:
        entry = services.queue.find(conversation)
        return entry is not None and services.is_allowed(person, "board.see", services.matter_of(entry))

    now = services.clock()
    waiting = [
        one for one in services.queue.waiting() if services.is_allowed(person, "board.see", services.matter_of(one))
    ]
    helped = [
        one for one in services.queue.helped() if services.is_allowed(person, "board.see", services.matter_of(one))
    ]
    people = services.directory.people
    names = [people[one].name if one in people else one for each in helped if (one := each.clerk) is not None]
    midnight = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return board(waiting, names, [one for about, one in _waited(services, midnight) if theirs(about)], now)


def _waited(services: DeskServices, since: datetime) -> list[tuple[str, int | None]]:
    """Of each time since then that a case was taken: which one, and how long its applicant had waited."""
    found: list[tuple[str, int | None]] = []
    before: int | None = None
    while entries := services.trail.newest(Narrowed(act="case.taken"), before):
        found += [(one.about, one.detail.get("waited")) for one in entries if one.at >= since]
        if entries[-1].at < since:
            break
        before = entries[-1].number
    return found
