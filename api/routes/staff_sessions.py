"""Signing staff in and out. Made-up people are chosen; others prove themselves with a password."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.tries import LOCKED, MOST

from ..bodies import read_object
from ..door import Door
from ..people import Person
from ..problems import Problem
from ..security import own_machine, same_origin

P = TypeVar("P", bound=Person)
#: The same whatever was wrong: who guesses learns nothing, and who is locked knows what to do.
_WRONG_CODE: Final = f"账号、密码或者验证码不对。每个验证码只能用一次；连续错 {MOST} 次，{LOCKED // timedelta(minutes=1)} 分钟内都登录不了。"


#: Puts on record that somebody came in, could not, or went: ``session.open``, ``session.fail``, ``session.close``.
Note = Callable[[Request, P, str], None]


def _unnoted(_: Request, __: Person, ___: str) -> None:
    """Of doors that keep no record."""


def router(door: Door[P], told: Callable[[P], dict[str, Any]], note: Note[P] = _unnoted) -> APIRouter:
    """``/api/<role>s`` and ``/api/session`` of a door.

    Args:
        told: what is told of one of its people.
        note: is called before they are let in; of names that nobody has, nothing is kept: somebody may have typed a password there.
    """
    routes = APIRouter(prefix="/api")
    by_address = door.rates(60, f"{door.place}.by address")
    by_name = door.rates(10, f"{door.place}.by name")

    @routes.get(f"/{door.role}s")
    async def people() -> Response:
        """The made-up people to choose from; nobody where passwords are needed, and whether a code goes with them (``factor``)."""
        shown = [told(one) for one in door.people.values()] if door.demo else []
        factor = {"factor": True} if door.tries is not None and not door.demo else {}
        return ORJSONResponse({"demo": door.demo, f"{door.role}s": shown, **factor})

    @routes.post("/session")
    async def sign_in(request: Request) -> Response:
        """Signs the browser in."""
        same_origin(request)
        by_address.spend(request.client.host if request.client is not None else "")
        body = await read_object(request, (door.role, "password", "code"))
        name, password, code = body.get(door.role), body.get("password", ""), body.get("code", "")
        if not isinstance(name, str) or not isinstance(password, str) or not isinstance(code, str) or len(name) > 40:
            raise Problem(422, "invalid-request", "请求的内容不对。", [(f"/{door.role}", "登录人的编号")])
        by_name.spend(name)
        person = door.people.get(name)
        if door.demo:
            own_machine(request)
            fine = person is not None
        else:
            fine = await asyncio.to_thread(door.proves, person, password, code)
        if person is not None:
            await asyncio.to_thread(note, request, person, "session.open" if fine else "session.fail")
        if person is None or not fine:
            raise Problem(401, f"wrong-{door.role}", _WRONG_CODE if door.tries is not None else "账号或者密码不对。")
        response = ORJSONResponse(told(person))
        door.let_in(person, request, response)
        return response

    @routes.get("/session")
    async def who(request: Request) -> Response:
        """Who is signed in."""
        return ORJSONResponse(told(door.signed_in(request)))

    @routes.delete("/session")
    async def sign_out(request: Request) -> Response:
        """The session is over."""
        person = door.signed_in(request)
        await asyncio.to_thread(note, request, person, "session.close")
        response = Response(status_code=204)
        door.let_out(request, response)
        return response

    return routes
