"""What stands between us and a library, and does to its answers what the outside does: nothing, delay, nonsense, another's licence."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson
from fastapi import FastAPI, Request, Response

#: Given the path and the answer's JSON, what is answered instead. It may also act first.
Change = Callable[[str, dict[str, Any]], Any]


@dataclass
class Meddler:
    """Passes everything on to ``behind``. ``seconds``: how long it waits first; ``change``: what it makes of an answer.

    ``before``: what happens before a path is asked for; ``asked``: all that was, in order.
    """

    behind: str = ""
    seconds: float = 0.0
    status: int | None = None
    change: Change = lambda _, told: told
    before: Callable[[str], Awaitable[None] | None] = lambda _: None
    asked: list[str] = field(default_factory=list)

    def app(self) -> FastAPI:
        """What to serve."""
        app = FastAPI()

        @app.api_route("/{path:path}", methods=["GET", "POST"])
        async def pass_on(path: str, request: Request) -> Response:
            self.asked.append(f"/{path}")
            await request.body()
            if not await self._waited(request):
                return Response(status_code=504)
            done = self.before(f"/{path}")
            if done is not None:
                await done
            if self.status is not None:
                return Response(b"{}", self.status, media_type="application/json")
            return await self._answer(path, request)

        return app

    async def _waited(self, request: Request) -> bool:
        """The time is over and somebody is still there: who gave up does not hold the server's end up."""
        end = time.monotonic() + self.seconds
        while (left := end - time.monotonic()) > 0:
            if await request.is_disconnected():
                return False
            await asyncio.sleep(min(left, 0.1))
        return True

    async def _answer(self, path: str, request: Request) -> Response:
        kept = {name: value for name, value in request.headers.items() if name in ("authorization", "content-type")}
        async with httpx.AsyncClient(base_url=self.behind, trust_env=False, timeout=30) as client:
            answer = await client.request(request.method, f"/{path}", content=await request.body(), headers=kept)
        told = self.change(f"/{path}", answer.json()) if answer.status_code < 400 else answer.json()
        content = told if isinstance(told, bytes) else orjson.dumps(told)
        return Response(content, answer.status_code, media_type=answer.headers["content-type"])
