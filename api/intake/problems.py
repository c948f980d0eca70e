"""Problem documents: what was wrong with a request, for programs and people.

Source: RFC 9457.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from actions.database import DatabaseUnavailable


class Problem(Exception):
    """A request that cannot be served.

    Args:
        code: for programs; it never changes.
        title: for people, the same for every problem of this code.
        errors: JSON Pointer into the request's body and message each.
        headers: that the answer carries besides.
    """

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        detail: str = "",
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}

    def response(self) -> JSONResponse:
        """The problem document."""
        content: dict[str, Any] = {
            "type": f"urn:daoban:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
        }
        if self.detail:
            content["detail"] = self.detail
        if self.errors:
            content["errors"] = [dict(error) for error in self.errors]
        headers = {"Cache-Control": "no-store", **self.headers}
        return JSONResponse(content, self.status, headers, media_type="application/problem+json")


class ProblemRoute(APIRoute):
    """A route whose problems are answered as problem documents, wherever the route is mounted."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with problems turned into answers."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                return problem.response()
            except RequestValidationError:
                return Problem(400, "bad_request", "请求的参数不对").response()
            except DatabaseUnavailable:
                return Problem(
                    503, "unavailable", "服务暂时不可用，请稍后再试", headers={"Retry-After": "2"}
                ).response()

        return answer
