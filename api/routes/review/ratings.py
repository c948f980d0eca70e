"""Bad ratings (差评) as officers see them, and how they are answered."""

from __future__ import annotations

import re
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from ...bodies import read_object
from ...problems import Problem
from ...review_services import Review
from ...seen import all_seen

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,4}")


def router(review: Review) -> APIRouter:
    """``/review/api/ratings``."""
    routes = APIRouter(prefix="/api/ratings")
    answering, door = review.answering, review.door

    @routes.get("")
    async def listed(request: Request) -> Response:
        """A page of the ratings of the department's matters: ``?answered=1&page=2``."""
        who = await run_in_threadpool(door.signed_in, request)
        number, answered = request.query_params.get("page", "1"), request.query_params.get("answered") == "1"
        if not _NUMBER.fullmatch(number):
            raise Problem(422, "invalid-request", "请求的内容不对。", [("/query/page", "从 1 起的页号")])
        return ORJSONResponse(await run_in_threadpool(answering.listed, who, int(number), answered=answered))

    @routes.get("/{reference}")
    async def opened(reference: str, request: Request) -> Response:
        """One rating, whole."""
        who = await run_in_threadpool(door.signed_in, request)
        return ORJSONResponse(await run_in_threadpool(answering.opened, who, reference))

    @routes.post("/{reference}/answer", status_code=201)
    async def answer(reference: str, request: Request) -> Response:
        """What was found and done, how calling back went, and what the applicant is told."""
        who = await run_in_threadpool(door.signed_in, request)
        body = all_seen(await read_object(request, ("found", "done", "call", "words")))
        return ORJSONResponse(await run_in_threadpool(answering.answer, who, reference, body), 201)

    return routes
