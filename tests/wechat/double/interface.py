"""WeChat's interface (api.weixin.qq.com) as the account calls it: with a token, recorded, and failing as it is told to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .chances import Faults
from .codes import SetUp
from .messages import Messages, read
from .official import OfficialAccount
from .plan import Plan, Planned
from .records import Call
from .signing_in import SigningIn
from .tokens import Tokens

SEND = "/cgi-bin/message/custom/send"
NOTICE = "/cgi-bin/message/template/send"
SUBSCRIBED = "/cgi-bin/message/subscribe/bizsend"
TYPING = "/cgi-bin/message/custom/typing"
TOKEN = "/cgi-bin/stable_token"
MEDIA = "/cgi-bin/media/get"
MENU = "/cgi-bin/get_current_selfmenu_info"
TEMPLATES = "/cgi-bin/template/get_all_private_template"
SOURCES = "/cgi-bin/getcallbackip"
SIGN_IN = "/sns/oauth2/access_token"
NO_MEDIA = 40007
#: Seconds that who called waits for an answer that is lost.
_LOST = 1.0


@dataclass
class Interface:
    """Everything that can be called.

    Args:
        faults: gives those in force.
        plan: the answers that a test asks for.
        calls: every call so far, those for a token too.
        media: files by their ids: kind and content.
        ahead: seconds by which its clock is ahead of ours; None: it does not tell the time.
    """

    account: OfficialAccount
    tokens: Tokens
    messages: Messages
    signing_in: SigningIn
    setup: SetUp
    faults: Callable[[], Faults]
    plan: Plan = field(default_factory=Plan)
    calls: list[Call] = field(default_factory=list)
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    ahead: float | None = 0.0

    async def answer(self, request: Request) -> Response:
        """What WeChat answers to a call under ``/cgi-bin``, or to a server that has a browser's code."""
        path = request.url.path
        return self._at_its_time(await (self._open(request) if path in (TOKEN, SIGN_IN) else self._called(request)))

    async def nothing(self, _: Request) -> Response:
        """What WeChat answers where there is nothing."""
        return self._at_its_time(Response(status_code=404))

    async def sign_in(self, request: Request) -> Response:
        """What WeChat answers to a browser."""
        where = self.signing_in.authorize(request.cookies.get("double_phone", ""), request.query_params)
        return RedirectResponse(where, 302) if where else Response("该链接无法访问", 400)

    def refuse(self, answer: Planned, *, path: str = "", times: int = 1) -> None:
        """The next calls whose path begins so are answered with this."""
        self.plan.following += [(path, answer)] * times

    def called(self, path: str, *, code: int | None = None) -> list[Call]:
        """The calls of a path, in order; of those, where a code is given, the ones answered with it."""
        return [one for one in self.calls if one.path == path and code in (None, one.code)]

    @property
    def tried(self) -> list[Call]:
        """The calls but those for a token."""
        return [one for one in self.calls if one.path != TOKEN]

    @property
    def done(self) -> list[tuple[str, dict[str, Any]]]:
        """Paths and bodies of what was done, whether or not who called heard of it."""
        return [(one.path, one.body) for one in self.tried if not one.code and not one.looks]

    @property
    def looked(self) -> list[tuple[str, dict[str, str]]]:
        """Paths and queries of what was only looked at, whether or not it was there."""
        return [(one.path, one.query) for one in self.tried if one.looks]

    def _at_its_time(self, answer: Response) -> Response:
        if self.ahead is not None:
            answer.headers["date"] = formatdate(time.time() + self.ahead, usegmt=True)
        return answer

    async def _open(self, request: Request) -> Response:
        """The answer to a call that needs no token."""
        path = request.url.path
        # A plan that names no path is for calls with a token.
        planned = self.plan.take(path) if path == SIGN_IN or path in self.plan.always else 0
        return await self._as_planned(request, planned, 0)

    async def _called(self, request: Request) -> Response:
        """The answer to a call with a token, after what chance makes of it."""
        path = request.url.path
        hitch = self.faults().hitch(len(self.calls), message=path == SEND)
        if hitch.delay:
            await asyncio.sleep(hitch.delay)
        if hitch.expired:
            self.tokens.expire()
        code = self.tokens.code(request.query_params.get("access_token", "")) or hitch.code
        return await self._as_planned(request, 0 if code else self.plan.take(path), code, unheard=hitch.unheard)

    async def _as_planned(self, request: Request, planned: Planned, code: int, *, unheard: bool = False) -> Response:
        raw, lost = await request.body(), planned == "lost" or unheard
        if isinstance(planned, tuple):
            if isinstance(planned[1], bytes):
                self._record(request, raw, {"errcode": -1}, heard=False)
                return Response(planned[1], planned[0])
            return self._record(request, raw, {"errcode": planned[0], "errmsg": planned[1]})
        code = code or (planned if isinstance(planned, int) else 0)
        told = {"errcode": code} if code else self._done(request, raw)
        answer = self._record(request, raw, told, heard=not lost)
        if planned == "lost":
            await asyncio.sleep(_LOST)
        if lost:
            return Response(status_code=502)
        return answer if told.get("errcode") or request.url.path != MEDIA else self._file(str(told["media_id"]))

    def _token(self, body: dict[str, Any]) -> dict[str, Any]:
        if body.get("grant_type") != "client_credential":
            return {"errcode": 40002}
        if body.get("appid") != self.account.appid:
            return {"errcode": 40013}
        if body.get("secret") != self.account.secret:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        token, seconds = self.tokens.stable(force=bool(body.get("force_refresh")))
        return {"access_token": token, "expires_in": seconds}

    def _done(self, request: Request, raw: bytes) -> dict[str, Any]:
        path, query = request.url.path, request.query_params
        if path == SEND:
            return self.messages.custom(raw)
        table: dict[str, Callable[[], dict[str, Any]]] = {
            TOKEN: lambda: self._token(read(raw)),
            SIGN_IN: lambda: self.signing_in.access_token(query),
            MEDIA: lambda: self._found(query.get("media_id", "")),
            TYPING: lambda: self.messages.typing(read(raw)),
            NOTICE: lambda: self.messages.template(read(raw)),
            SUBSCRIBED: lambda: self.messages.subscribed(read(raw)),
            TEMPLATES: self.setup.template_list,
            "/cgi-bin/menu/create": lambda: self.setup.menu_create(read(raw)),
            "/cgi-bin/menu/get": self.setup.menu_get,
            "/cgi-bin/menu/delete": self.setup.menu_delete,
            MENU: self.setup.menu_info,
            "/cgi-bin/qrcode/create": lambda: self.setup.code(read(raw)),
            SOURCES: lambda: {"ip_list": ["192.0.2.1", "192.0.2.0/24"]},
        }
        return table[path]() if path in table else {"errcode": 40066, "errmsg": "invalid url"}

    def _found(self, media: str) -> dict[str, Any]:
        return {"media_id": media} if media in self.media else {"errcode": NO_MEDIA, "errmsg": "invalid media_id"}

    def _file(self, media: str) -> Response:
        kind, content = self.media[media]
        named = f'attachment; filename="{media}.{kind.rpartition("/")[2]}"'
        return Response(content, media_type=kind, headers={"content-disposition": named})

    def _record(self, request: Request, raw: bytes, told: dict[str, Any], *, heard: bool = True) -> Response:
        code, looks = int(told.get("errcode", 0)), request.method == "GET"
        call = Call(time.monotonic(), request.url.path, read(raw), code, raw, heard, looks, dict(request.query_params))
        self.calls.append(call)
        if "errcode" in told:
            told.setdefault("errmsg", "no" if code else "ok")
        return Response(orjson.dumps(told), media_type="application/json")
