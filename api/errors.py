"""Exceptions -> problem documents (pages for browsers that open one), in one table; what is not in it is a fault and says nothing of its inside."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions.apart import Crowded, Overrun
from actions.consent import ConsentNeeded
from actions.conversations import Busy, MessageIdReused, UnknownConversation
from actions.erasing import Undecided
from actions.files.refused import FileRefused
from actions.store import DatabaseUnavailable

from .file_problems import file_problem
from .problem_page import answer
from .problems import Problem

_LOG: Final = logging.getLogger("daoban.api")
_NOT_ALLOWED: Final = 405


def install(app: FastAPI) -> None:
    """Every exception leaves the application as a problem document."""
    app.add_exception_handler(Problem, _mapped)
    for kind in PROBLEMS:
        app.add_exception_handler(kind, _mapped)
    app.add_middleware(Faults)


class Faults:
    """Answers what nobody expected, and logs it once, so that a fault does not end the connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as fault:
            if started or scope["type"] != "http":
                raise
            # The exception's own words may quote the applicant: where it happened is told, and of what type it is.
            place = "".join(traceback.format_tb(fault.__traceback__))
            _LOG.error("%s %s failed: %s\n%s", scope["method"], scope["path"][:60], type(fault).__name__, place)
            answer = Problem(500, "fault", "系统出错了，您填的内容都在，请稍后重发同一条消息。").response()
            await answer(scope, receive, send)


async def _mapped(request: Request, fault: Exception) -> Response:
    if isinstance(fault, Problem):
        return answer(request, fault)
    if isinstance(fault, HTTPException) and fault.status_code == _NOT_ALLOWED:
        problem = _http(fault)
        problem.headers = {"Allow": ", ".join(sorted(_methods(request)))}
        return answer(request, problem)
    for kind, make in PROBLEMS.items():
        if isinstance(fault, kind):
            return answer(request, make(fault))
    raise fault


def _methods(request: Request) -> set[str]:
    """The methods that the address takes. The router's own list names those of the first route at the address alone.

    Source: RFC 9110, section 15.5.6.
    """
    here = (route for route in request.app.routes if route.matches(request.scope)[0] is Match.PARTIAL)
    return {method for route in here for method in getattr(route, "methods", None) or ()}


def _validation(fault: Exception) -> list[tuple[str, str]]:
    found = fault.errors() if isinstance(fault, RequestValidationError) else []
    return [("/" + "/".join(str(part) for part in error["loc"]), "缺少或不合规定") for error in found]


def _http(fault: Exception) -> Problem:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    details = {404: "没有这个地址。", 405: "这个地址不接受这种请求。"}
    return Problem(status, f"http-{status}", details.get(status, "请求不能处理。"))


def _consent(fault: Exception) -> Problem:
    scopes = fault.scopes if isinstance(fault, ConsentNeeded) else ()
    detail = "这句话里有个人信息，您还没有同意我们处理，所以没有保存。先看说明，同意后再发一次。"
    return Problem(403, "consent-needed", detail, more={"scopes": list(scopes)})


#: Exception -> problem.
PROBLEMS: Final[dict[type[Exception], Callable[[Exception], Problem]]] = {
    UnknownConversation: lambda _: Problem(404, "unknown-conversation", "没有这个会话。"),
    MessageIdReused: lambda _: Problem(
        409,
        "message-id-reused",
        "这个 client_msg_id 已经用于另一条消息。",
        [("/client_msg_id", "每条消息用新的编号；重发同一条消息时内容要一样")],
    ),
    ConsentNeeded: _consent,
    Undecided: lambda _: Problem(
        409,
        "undecided",
        "正在递交给受理系统，有没有收到还不知道。等有了结果再删，一般几分钟。",
        headers={"Retry-After": "60"},
    ),
    Busy: lambda _: Problem(503, "busy", "会话正在处理别的消息，请稍后重发同一条消息。", headers={"Retry-After": "1"}),
    DatabaseUnavailable: lambda _: Problem(
        503, "store-unavailable", "暂时存不下，请稍后重发同一条消息，不会重复。", headers={"Retry-After": "2"}
    ),
    FileRefused: lambda fault: file_problem(fault) if isinstance(fault, FileRefused) else _http(fault),
    Overrun: lambda _: Problem(503, "overrun", "这份内容处理起来太费时间，没有做完。把它改短、改简单再试。"),
    Crowded: lambda _: Problem(503, "crowded", "现在用的人太多，请稍后再试。", headers={"Retry-After": "5"}),
    RequestValidationError: lambda fault: Problem(422, "invalid-request", "请求的内容不对。", _validation(fault)),
    HTTPException: _http,
}
