"""WeChat's interface of one account, over HTTP: it gives tokens, keeps what it was sent, and fails as it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.patient import PATIENCE

APPID, SECRET = "wx0123456789abcdef", "a-secret-of-the-account"
#: A person that the interface knows.
FOLLOWER = "oFollower"


@dataclass
class Account:
    """What the interface holds.

    ``plan``: the answers of the next calls that are no calls for a token: a code, ``"lost"`` (it is done, and no answer comes back), a
    status and bytes; where it is empty, calls are done. ``refuses``: path -> the code that it always answers with, and the words beside it,
    or a status and bytes.
    ``done``: paths and bodies of what was done; ``looked``: paths and queries of what was looked at.
    """

    lasts: int = 7200
    plan: list[Any] = field(default_factory=list)
    refuses: dict[str, tuple[int, str | bytes]] = field(default_factory=dict)
    done: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    looked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    tokens: int = 0
    ended: bool = False
    #: Seconds by which its clock is ahead of ours; None: it does not tell the time.
    ahead: float | None = 0.0
    menu: list[dict[str, Any]] | None = None
    #: Ids of templates -> what they say.
    templates: dict[str, str] = field(default_factory=dict)
    #: Ids of pictures -> bytes and media type.
    media: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    #: Codes of people who signed in -> openid; taken once.
    codes: dict[str, str] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)

    @property
    def token(self) -> str:
        """The one that is in force."""
        return f"token-{self.tokens}"

    async def answer(self, request: Request) -> Response:
        """What WeChat answers, and when."""
        answer = await self._answer(request)
        if self.ahead is not None:
            answer.headers["date"] = formatdate(time.time() + self.ahead, usegmt=True)
        return answer

    async def _answer(self, request: Request) -> Response:
        path, content = request.url.path, await request.body()
        if path in self.refuses:
            code, words = self.refuses[path]
            if isinstance(words, bytes):
                return Response(words, code)
            return told({"errcode": code, "errmsg": words})
        if path == "/cgi-bin/stable_token":
            return self._give_token(orjson.loads(content))
        self.tried.append(path)
        planned = self.plan.pop(0) if self.plan else 0
        if path.startswith("/cgi-bin/") and (self.ended or request.query_params.get("access_token") != self.token):
            planned = 42001 if self.ended else 40001
        if isinstance(planned, tuple):
            return Response(planned[1], planned[0])
        if planned in (0, "lost"):
            done = (
                self._looked(path, dict(request.query_params)) if request.method == "GET" else self._do(path, content)
            )
            if planned == 0:
                return done
            await asyncio.sleep(1.0)
            return Response(status_code=200)
        self.raw.append(content)
        return told({"errcode": planned, "errmsg": "no"})

    def _do(self, path: str, content: bytes) -> Response:
        self.raw.append(content)
        body = orjson.loads(content)
        self.done.append((path, body))
        if path == "/cgi-bin/menu/create":
            self.menu = body["button"]
        code = {"ticket": "t", "url": "http://weixin.qq.com/q/1"} if path.endswith("qrcode/create") else {}
        return told({"errcode": 0, "errmsg": "ok", **code})

    def _looked(self, path: str, query: dict[str, str]) -> Response:
        self.looked.append((path, query))
        if path == "/sns/oauth2/access_token":
            return self._sign_in(query)
        if path == "/cgi-bin/media/get":
            content, kind = self.media.get(query["media_id"], (b"", ""))
            return (
                Response(content, media_type=kind) if kind else told({"errcode": 40007, "errmsg": "invalid media_id"})
            )
        if path == "/cgi-bin/getcallbackip":
            return told({"ip_list": ["192.0.2.1", "192.0.2.0/24"]})
        if path == "/cgi-bin/template/get_all_private_template":
            listed = [
                {"template_id": name, "title": "进度提醒", "content": text} for name, text in self.templates.items()
            ]
            return told({"template_list": listed})
        if path == "/cgi-bin/get_current_selfmenu_info" and self.menu is not None:
            return told({"is_menu_open": 1, "selfmenu_info": {"button": [_as_told(one) for one in self.menu]}})
        return told({"errcode": 46003 if "menu" in path else 40066, "errmsg": "no"})

    def _sign_in(self, query: dict[str, str]) -> Response:
        code = query.get("code", "")
        if (query.get("appid"), query.get("secret"), query.get("grant_type")) != (APPID, SECRET, "authorization_code"):
            return told({"errcode": 40125, "errmsg": "invalid appsecret"})
        if code in self.spent:
            return told({"errcode": 40163, "errmsg": f"code been used: {code}"})
        if code not in self.codes:
            return told({"errcode": 40029, "errmsg": f"invalid code: {code}"})
        self.spent.add(code)
        return told(
            {"access_token": "of-a-person", "expires_in": 7200, "openid": self.codes[code], "scope": "snsapi_base"}
        )

    def _give_token(self, body: dict[str, Any]) -> Response:
        if (body.get("appid"), body.get("secret"), body.get("grant_type")) != (APPID, SECRET, "client_credential"):
            return told({"errcode": 40125, "errmsg": "invalid appsecret"})
        if self.ended or not self.tokens:
            self.tokens, self.ended = self.tokens + 1, False
        return told({"access_token": self.token, "expires_in": self.lasts})


def _as_told(button: dict[str, Any]) -> dict[str, Any]:
    """A button of the menu as WeChat tells it: what stands above it is in a list of its own."""
    return {**button, "sub_button": {"list": button["sub_button"]}} if "sub_button" in button else dict(button)


def told(body: dict[str, Any]) -> Response:
    return Response(orjson.dumps(body), media_type="application/json")


@contextlib.contextmanager
def playing(account: Account) -> Iterator[str]:
    """The interface at an address of this machine."""
    with standing(Starlette(routes=[Route("/{path:path}", account.answer, methods=["GET", "POST"])])) as url:
        yield url


@contextlib.contextmanager
def standing(app: Starlette, **more: Any) -> Iterator[str]:
    """The app at an address of this machine. ``more``: uvicorn's settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", ws="none", date_header=False, **more))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(PATIENCE * 100):
        if server.started:
            break
        threading.Event().wait(0.01)
    yield f"{'https' if more else 'http'}://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(PATIENCE)
