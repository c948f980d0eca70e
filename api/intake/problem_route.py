"""Intake's routes answer their problems themselves, wherever they are mounted."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from actions.database import DatabaseUnavailable

from ..problems import Problem


class ProblemRoute(APIRoute):
    """A route whose problems are answered as problem documents."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with problems turned into answers."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                return problem.response()
            except RequestValidationError:
                return Problem(400, "bad-request", "请求的参数不对。").response()
            except DatabaseUnavailable:
                return Problem(
                    503, "unavailable", "服务暂时不可用，请稍后再试。", headers={"Retry-After": "2"}
                ).response()

        return answer
