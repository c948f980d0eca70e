"""Signing in and out. Demo authors are chosen; others prove themselves with a password."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from ...authors import proves
from ...bodies import read_object
from ...problems import Problem
from ...security import new_token, own_machine, same_origin
from ...studio_services import Studio
from .admission import COOKIE, ROLE, session_hash, signed_in

#: A working day.
LASTS: Final = timedelta(hours=9)
_MEMBERS: Final = ("author", "password")


def router(studio: Studio) -> APIRouter:
    """``/studio/api/authors`` and ``/studio/api/session``."""
    routes = APIRouter(prefix="/api")
    by_address, by_name = studio.rates(60, "studio.by address"), studio.rates(10, "studio.by name")

    @routes.get("/authors")
    async def authors() -> Response:
        """The made-up authors to choose from; nobody where passwords are needed."""
        shown = [{"id": one.id, "name": one.name} for one in studio.authors.values()] if studio.demo else []
        return ORJSONResponse({"demo": studio.demo, "authors": shown})

    @routes.post("/session")
    async def sign_in(request: Request) -> Response:
        """Signs the browser in."""
        same_origin(request)
        by_address.spend(request.client.host if request.client is not None else "")
        body = await read_object(request, _MEMBERS)
        name, password = body.get("author"), body.get("password", "")
        if not isinstance(name, str) or not isinstance(password, str) or len(name) > 40:
            raise Problem(422, "invalid-request", "请求的内容不对。", [("/author", "作者的编号")])
        by_name.spend(name)
        author = studio.authors.get(name)
        if studio.demo:
            own_machine(request)
            fine = author is not None
        else:
            fine = await asyncio.to_thread(proves, author, password)
        if author is None or not fine:
            raise Problem(401, "wrong-author", "账号或者密码不对。")
        token = new_token()
        studio.sessions.open(session_hash(token), ROLE + author.id, LASTS)
        response = ORJSONResponse({"id": author.id, "name": author.name})
        seconds = int(LASTS.total_seconds())
        secure = request.url.scheme == "https"
        response.set_cookie(
            COOKIE, token, max_age=seconds, httponly=True, samesite="strict", secure=secure, path="/studio"
        )
        return response

    @routes.get("/session")
    async def who(request: Request) -> Response:
        """Who is signed in."""
        author = signed_in(studio, request)
        return ORJSONResponse({"id": author.id, "name": author.name})

    @routes.delete("/session")
    async def sign_out(request: Request) -> Response:
        """The session is over."""
        signed_in(studio, request)
        studio.sessions.close(session_hash(request.cookies[COOKIE]))
        response = Response(status_code=204)
        response.delete_cookie(COOKIE, path="/studio", httponly=True, samesite="strict")
        return response

    return routes
