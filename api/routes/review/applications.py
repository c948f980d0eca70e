"""Applications as officers see them, and what officers do to them."""

from __future__ import annotations

import re
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from ...bodies import read_object
from ...intake.officers import Officer
from ...problems import Problem
from ...review_services import Review
from ...seen import all_seen

_ACT: Final = ("kind", "seq", "words", "reason", "points", "until")
#: A hundred points with a thousand characters each, twice.
_LARGEST: Final = 1 << 20
#: Characters of a place's pointer.
_LONGEST_POINTER: Final = 500
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,4}")


def router(review: Review) -> APIRouter:
    """``/review/api/applications``."""
    routes = APIRouter(prefix="/api/applications")
    reviewing = review.reviewing

    def officer(request: Request) -> Officer:
        return review.door.signed_in(request)

    @routes.get("")
    async def listed(request: Request) -> Response:
        """A page of the department's applications: ``?standing=…&late=1&page=2``."""
        who = await run_in_threadpool(officer, request)
        asked = request.query_params
        number, standing, late = asked.get("page", "1"), asked.get("standing", "open"), asked.get("late", "")
        if not _NUMBER.fullmatch(number):
            raise Problem(422, "invalid-request", "请求的内容不对。", [("/query/page", "从 1 起的页号")])
        return _told(await run_in_threadpool(reviewing.listed, who, standing, int(number), late=late == "1"))

    @routes.get("/{reference}")
    async def application(reference: str, request: Request) -> Response:
        """One application, with all that it is decided by."""
        who = await run_in_threadpool(officer, request)
        return _told(await run_in_threadpool(reviewing.application, who, reference))

    @routes.post("/{reference}/reveal")
    async def reveal(reference: str, request: Request) -> Response:
        """One place's value in full."""
        who = await run_in_threadpool(officer, request)
        pointer = all_seen(await read_object(request, ("pointer",))).get("pointer")
        if not isinstance(pointer, str) or len(pointer) > _LONGEST_POINTER:
            raise Problem(422, "invalid-request", "请求的内容不对。", [("/pointer", "表上的一处")])
        return _told({"shown": await run_in_threadpool(reviewing.reveal, who, reference, pointer)})

    @routes.post("/{reference}/preview")
    async def preview(reference: str, request: Request) -> Response:
        """What the applicant would be told of an act; nothing happens."""
        who = await run_in_threadpool(officer, request)
        body = all_seen(await read_object(request, _ACT, largest=_LARGEST))
        return _told(await run_in_threadpool(reviewing.preview, who, reference, body))

    @routes.post("/{reference}/acts", status_code=201)
    async def act(reference: str, request: Request) -> Response:
        """Something is done to the application."""
        who = await run_in_threadpool(officer, request)
        body = all_seen(await read_object(request, _ACT, largest=_LARGEST))
        return _told(await run_in_threadpool(reviewing.act, who, reference, body), 201)

    @routes.post("/{reference}/opinions", status_code=201)
    async def opine(reference: str, request: Request) -> Response:
        """The department says what it found in its step."""
        who = await run_in_threadpool(officer, request)
        body = all_seen(await read_object(request, ("step", "verdict", "words")))
        return _told(await run_in_threadpool(reviewing.opine, who, reference, body), 201)

    return routes


def _told(content: Any, status: int = 200) -> Response:
    return ORJSONResponse(content, status)
