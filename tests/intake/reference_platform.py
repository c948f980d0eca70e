"""A city's platform with codes of its own, as ``forms/platforms/reference.yml`` says: a server that keeps each request once.

It shares no code with what is tested: signatures, keys and answers are checked and made here again.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

APP: Final = "daoban-app"
SECRET: Final = "a-secret-of-the-platform"
#: Seconds for which a late answer is late.
LATE: Final = 2.0


@dataclass
class Record:
    """One application. ``steps``: as the platform tells them."""

    number: str
    key: str
    body: dict[str, Any]
    steps: list[dict[str, Any]]
    supplements: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class ReferencePlatform:
    """What it holds.

    Args:
        troubles: what becomes of the next requests, one each: ``500``, ``500-after``, ``late``, ``page``, ``busy``.
        repeats: what it says to a key that it has seen: ``same`` answers as before, ``held`` only says so (code 1003).
    """

    records: dict[str, Record] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    repeats: str = "same"
    nonces: set[str] = field(default_factory=set)
    keys: list[str] = field(default_factory=list)
    done: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def app(self) -> FastAPI:
        """The server."""
        app = FastAPI(openapi_url=None)

        @app.api_route("/{path:path}", methods=["GET", "POST"])
        async def answer(path: str, request: Request) -> Response:
            body = await request.body()
            trouble = self.troubles.pop(0) if self.troubles else ""
            if trouble == "500":
                return JSONResponse({}, 500)
            if trouble == "busy":
                return JSONResponse({}, 503, {"Retry-After": "7"})
            if not self._is_signed(request, body):
                return JSONResponse({"code": "9002", "msg": "签名不对"}, 401)
            with self.lock:
                status, told = self._act(request.method, request.url.path, request.headers["X-Request-Id"], body)
            if trouble == "late":
                await asyncio.sleep(LATE)
            if trouble == "500-after":
                return JSONResponse({}, 500)
            if trouble == "page":
                return Response("<html>网关</html>", 200, media_type="text/html")
            return JSONResponse(told, status)

        return app

    def step(self, number: str, **step: Any) -> None:
        """The platform goes on with an application."""
        record = next(one for one in self.records.values() if one.number == number)
        record.steps.append(step)

    def _is_signed(self, request: Request, body: bytes) -> bool:
        head = request.headers
        path = request.scope["raw_path"].decode()
        if request.scope["query_string"]:
            path += "?" + request.scope["query_string"].decode()
        parts = [request.method, path, head.get("X-Timestamp", ""), head.get("X-Nonce", "")]
        text = "\n".join([*parts, hashlib.sha256(body).hexdigest()])
        wanted = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
        with self.lock:
            fresh = parts[3] not in self.nonces and abs(time.time() - int(parts[2] or 0)) < 600
            self.nonces.add(parts[3])
        return fresh and head.get("X-App-Id") == APP and hmac.compare_digest(wanted, head.get("X-Signature", ""))

    def _act(self, method: str, path: str, key: str, body: bytes) -> tuple[int, dict[str, Any]]:
        self.keys.append(key)
        if path == "/accept/apply":
            return self._apply(key, json.loads(body))
        if path.startswith("/accept/requests/"):
            found = self.records.get(path.rpartition("/")[2])
            return (200, _receipt(found)) if found is not None else (404, _said("2001"))
        _, _, number, what = path.split("/")
        record = next((one for one in self.records.values() if one.number == number), None)
        if record is None:
            return 404, _said("2001")
        if what == "steps":
            return 200, {"code": 0, "data": {"itemCode": record.body["itemCode"], "steps": record.steps}}
        return self._supplement(record, key, json.loads(body)) if what == "supplement" else self._withdraw(record, key)

    def _apply(self, key: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        held = self.records.get(key)
        if held is not None and held.body != body:
            return 409, _said("1002")
        if held is not None:
            return 200, _receipt(held) if self.repeats == "same" else _said("1003")
        if body["form"].get("copies_count") == 2:
            wrong = [{"field": "/copies_count", "reason": "副本最多 1 份"}]
            return 422, {"code": "1001", "data": {"errors": wrong}}
        number = f"GZ{len(self.records) + 1:04}"
        step = {"state": "20", "time": "2026-11-30 09:00:00", "orgName": "综合窗口"}
        self.records[key] = Record(number, key, body, [step])
        return 200, _receipt(self.records[key])

    def _supplement(self, record: Record, key: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if key in self.done:
            return 200, _said("2004")
        if record.steps[-1].get("noticeId") != body["noticeId"]:
            return 409, _said("2002")
        record.supplements.append(body)
        record.steps.append({"state": "22", "phase": "end", "time": "2026-12-01 10:00:00"})
        self.done[key] = record.number
        return 200, {"code": 0, "data": {"receivedAt": "2026-12-01 10:00:00"}}

    def _withdraw(self, record: Record, key: str) -> tuple[int, dict[str, Any]]:
        if record.steps[-1]["state"] == "70":
            return 409, _said("1004")
        if record.steps[-1]["state"] in ("60", "36"):
            return 409, _said("2003")
        record.steps.append({"state": "70", "time": "2026-12-01 11:00:00"})
        return 200, {"code": 0}


def _said(code: str) -> dict[str, Any]:
    return {"code": code, "msg": "见错误码", "data": None}


def _receipt(record: Record) -> dict[str, Any]:
    state = record.steps[-1]["state"]
    return {"code": 0, "data": {"projectNo": record.number, "receivedAt": record.steps[0]["time"], "state": state}}
