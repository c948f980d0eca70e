"""The audit trail as auditors read it; reading it is on record too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from actions.audit import ACTS, Narrowed, read_known
from actions.audit.trail import PAGE

from ...bodies import read_object
from ...desk_services import DeskServices
from ...problems import Problem
from ...staff import Staff

_NAMES: Final = ("who", "act", "about")
_LONGEST: Final = 64


def router(services: DeskServices) -> APIRouter:
    """``/desk/api/audit``."""
    routes = APIRouter(prefix="/api/audit")
    read, heavy = services.rates(120, "desk.audit read"), services.rates(6, "desk.audit whole")

    async def entered(request: Request, act: str) -> Staff:
        person = await run_in_threadpool(services.door.signed_in, request)
        (read if act == "audit.read" else heavy).spend(person.id)
        await run_in_threadpool(services.allow_and_note, request, person, act)
        return person

    @routes.get("")
    async def newest(request: Request) -> Response:
        """Entries, newest first, narrowed by ``?who=…&act=…&about=…``; ``before`` goes on to older ones."""
        narrowed, before = _narrowed(request), _before(request)
        await entered(request, "audit.read")
        entries = await run_in_threadpool(services.trail.newest, narrowed, before)
        more = entries[-1].number if len(entries) == PAGE else None
        return ORJSONResponse({"entries": [one.told() for one in entries], "more": more, "acts": dict(ACTS)})

    @routes.post("/verify")
    async def verified(request: Request) -> Response:
        """Whether the trail is whole; ``known``: the last entry that was told before, empty where none was kept."""
        body = await read_object(request, ("known",))
        known = _read_known(body.get("known", ""))
        await entered(request, "audit.verify")
        return ORJSONResponse((await run_in_threadpool(services.trail.verify, known)).told())

    @routes.get("/export")
    async def export(request: Request) -> Response:
        """Every entry as a line of JSON, oldest first, narrowed as the list is."""
        narrowed = _narrowed(request)
        await entered(request, "audit.export")

        def lines() -> Iterator[bytes]:
            for one in services.trail.all(narrowed):
                yield orjson.dumps(one.told(), option=orjson.OPT_APPEND_NEWLINE)

        named = {"Content-Disposition": 'attachment; filename="daoban-audit.jsonl"'}
        return StreamingResponse(lines(), media_type="application/x-ndjson", headers=named)

    return routes


def _narrowed(request: Request) -> Narrowed:
    asked = {name: request.query_params.get(name, "") for name in _NAMES}
    wrong = [(f"/query/{name}", "太长") for name, told in asked.items() if len(told) > _LONGEST]
    if asked["act"] and asked["act"] not in ACTS:
        wrong.append(("/query/act", "没有这种操作"))
    if wrong:
        raise Problem(422, "invalid-request", "请求的内容不对。", wrong)
    return Narrowed(**asked)


def _before(request: Request) -> int | None:
    told = request.query_params.get("before", "")
    if told and not re.fullmatch(r"[0-9]{1,18}", told, re.ASCII):
        raise Problem(422, "invalid-request", "请求的内容不对。", [("/query/before", "一条记录的编号")])
    return int(told) if told else None


def _read_known(told: object) -> tuple[int, bytes] | None:
    if told == "":
        return None
    found = read_known(told) if isinstance(told, str) else None
    if found is None:
        raise Problem(422, "invalid-request", "请求的内容不对。", [("/known", "编号:校验值，就是以前核对给出的那一行")])
    return found
