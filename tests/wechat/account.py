"""WeChat's interface of one account, over HTTP: it gives tokens, keeps what it was sent, and fails as it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    status and bytes; where it is empty, calls are done. ``done``: paths and bodies of what was done.
    """

    lasts: int = 7200
    plan: list[Any] = field(default_factory=list)
    done: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    tokens: int = 0
    ended: bool = False

    @property
    def token(self) -> str:
        """The one that is in force."""
        return f"token-{self.tokens}"

    async def answer(self, request: Request) -> Response:
        """What WeChat answers."""
        path, content = request.url.path, await request.body()
        body = orjson.loads(content)
        if path == "/cgi-bin/stable_token":
            return self._give_token(body)
        self.tried.append(path)
        self.raw.append(content)
        planned = self.plan.pop(0) if self.plan else 0
        if self.ended or request.query_params.get("access_token") != self.token:
            planned = 42001 if self.ended else 40001
        if isinstance(planned, tuple):
            return Response(planned[1], planned[0])
        if planned == "lost":
            self.done.append((path, body))
            await asyncio.sleep(1.0)
            return Response(status_code=200)
        if planned == 0:
            self.done.append((path, body))
        return told({"errcode": planned, "errmsg": "ok" if planned == 0 else "no", **({"ticket": "t", "url": "http://weixin.qq.com/q/1"} if path.endswith("qrcode/create") else {})})  # fmt: skip

    def _give_token(self, body: dict[str, Any]) -> Response:
        if (body.get("appid"), body.get("secret"), body.get("grant_type")) != (APPID, SECRET, "client_credential"):
            return told({"errcode": 40125, "errmsg": "invalid appsecret"})
        if self.ended or not self.tokens:
            self.tokens, self.ended = self.tokens + 1, False
        return told({"access_token": self.token, "expires_in": self.lasts})


def told(body: dict[str, Any]) -> Response:
    return Response(orjson.dumps(body), media_type="application/json")


@contextlib.contextmanager
def playing(account: Account) -> Iterator[str]:
    """The interface at an address of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = Starlette(routes=[Route("/{path:path}", account.answer, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(PATIENCE * 100):
        if server.started:
            break
        threading.Event().wait(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(PATIENCE)
