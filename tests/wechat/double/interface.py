"""WeChat's interface (api.weixin.qq.com) as the account calls it: with a token, recorded, and failing as it is told to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Union

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .chances import Faults
from .codes import SetUp
from .messages import Messages, read
from .official import OfficialAccount
from .records import Call
from .signing_in import SigningIn
from .tokens import Tokens

#: An answer that a test asks for: a code, ``"lost"`` (it is done, and no answer comes back), or a status and bytes.
Planned = Union[int, str, "tuple[int, bytes]"]
SEND = "/cgi-bin/message/custom/send"
NOTICE = "/cgi-bin/message/template/send"
SUBSCRIBED = "/cgi-bin/message/subscribe/bizsend"
TYPING = "/cgi-bin/message/custom/typing"
TOKEN = "/cgi-bin/stable_token"
NO_MEDIA = 40007
#: Seconds that who called waits for an answer that is lost.
_LOST = 1.0


@dataclass
class Interface:
    """Everything that can be called.

    Args:
        faults: gives those in force.
        plan: the answers of the next calls whose path begins so, each once.
        calls: every call so far, those for a token too.
        media: files by their ids: kind and content.
    """

    account: OfficialAccount
    tokens: Tokens
    messages: Messages
    signing_in: SigningIn
    faults: Callable[[], Faults]
    setup: SetUp = field(default_factory=SetUp)
    plan: list[tuple[str, Planned]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    async def answer(self, request: Request) -> Response:
        """What WeChat answers to a call under ``/cgi-bin``."""
        path, raw = request.url.path, await request.body()
        if path == TOKEN:
            return self._record(path, raw, self._token(read(raw)))
        hitch = self.faults().hitch(len(self.calls), message=path == SEND)
        if hitch.delay:
            await asyncio.sleep(hitch.delay)
        if hitch.expired:
            self.tokens.expire()
        code = self.tokens.code(request.query_params.get("access_token", "")) or hitch.code
        planned = 0 if code else self._planned(path)
        if not code and isinstance(planned, tuple):
            self._record(path, raw, {"errcode": -1}, heard=False)
            return Response(planned[1], planned[0])
        code = code or (planned if isinstance(planned, int) else 0)
        if path == "/cgi-bin/media/get" and not code:
            return self._file(raw, request.query_params.get("media_id", ""))
        lost = planned == "lost" or hitch.unheard
        answer = self._record(path, raw, {"errcode": code} if code else self._done(path, raw), heard=not lost)
        if planned == "lost":
            await asyncio.sleep(_LOST)
        return Response(status_code=502) if lost else answer

    async def sign_in(self, request: Request) -> Response:
        """What WeChat answers to a browser, or to a server that has a browser's code."""
        query = request.query_params
        if request.url.path == "/sns/oauth2/access_token":
            return self._record(request.url.path, orjson.dumps(dict(query)), self.signing_in.access_token(query))
        where = self.signing_in.authorize(request.cookies.get("double_phone", ""), query)
        return RedirectResponse(where, 302) if where else Response("该链接无法访问", 400)

    def refuse(self, answer: Planned, *, path: str = "", times: int = 1) -> None:
        """The next calls whose path begins so are answered with this."""
        self.plan += [(path, answer)] * times

    def called(self, path: str, *, code: int | None = None) -> list[Call]:
        """The calls of a path, in order; of those, where a code is given, the ones answered with it."""
        return [one for one in self.calls if one.path == path and code in (None, one.code)]

    @property
    def tried(self) -> list[Call]:
        """The calls but those for a token."""
        return [one for one in self.calls if one.path != TOKEN]

    @property
    def done(self) -> list[tuple[str, dict[str, Any]]]:
        """Paths and bodies of those that were done, whether or not who called heard of it."""
        return [(one.path, one.body) for one in self.tried if not one.code]

    def _planned(self, path: str) -> Planned:
        for place, (begins, answer) in enumerate(self.plan):
            if path.startswith(begins):
                del self.plan[place]
                return answer
        return 0

    def _token(self, body: dict[str, Any]) -> dict[str, Any]:
        if body.get("grant_type") != "client_credential":
            return {"errcode": 40002}
        if body.get("appid") != self.account.appid:
            return {"errcode": 40013}
        if body.get("secret") != self.account.secret:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        token, seconds = self.tokens.stable(force=bool(body.get("force_refresh")))
        return {"access_token": token, "expires_in": seconds}

    def _done(self, path: str, raw: bytes) -> dict[str, Any]:
        if path == SEND:
            return self.messages.custom(raw)
        table: dict[str, Callable[[], dict[str, Any]]] = {
            TYPING: lambda: self.messages.typing(read(raw)),
            NOTICE: lambda: self.messages.template(read(raw)),
            SUBSCRIBED: lambda: self.messages.subscribed(read(raw)),
            "/cgi-bin/menu/create": lambda: self.setup.menu_create(read(raw)),
            "/cgi-bin/menu/get": self.setup.menu_get,
            "/cgi-bin/menu/delete": self.setup.menu_delete,
            "/cgi-bin/get_current_selfmenu_info": self.setup.menu_info,
            "/cgi-bin/qrcode/create": lambda: self.setup.code(read(raw)),
            "/cgi-bin/getcallbackip": lambda: {"ip_list": ["127.0.0.1"]},
        }
        return table[path]() if path in table else {"errcode": 40066, "errmsg": "invalid url"}

    def _file(self, raw: bytes, media: str) -> Response:
        if media not in self.media:
            return self._record("/cgi-bin/media/get", raw, {"errcode": NO_MEDIA})
        self._record("/cgi-bin/media/get", raw, {"errcode": 0, "media_id": media})
        kind, content = self.media[media]
        named = f'attachment; filename="{media}.{kind.rpartition("/")[2]}"'
        return Response(content, media_type=kind, headers={"content-disposition": named})

    def _record(self, path: str, raw: bytes, told: dict[str, Any], *, heard: bool = True) -> Response:
        code = int(told.get("errcode", 0))
        self.calls.append(Call(time.monotonic(), path, read(raw), code, raw, heard))
        if "errcode" in told:
            told.setdefault("errmsg", "no" if code else "ok")
        return Response(orjson.dumps(told), media_type="application/json")
