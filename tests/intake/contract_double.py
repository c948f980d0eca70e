"""A double of what the contract of intake (api/intake/README.md) has and the reference intake has not yet.

To be replaced by the reference intake when that tells events and takes supplements. It is strict: what the contract does not
have is refused, and a key used twice for two things too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from fastapi import FastAPI, Header, Request, Response

from api.problems import Problem
from api.strict_json import read_strict

NAMES = {1: ("received", "已接件"), 2: ("withdrawn", "已撤件"), 3: ("accepted", "已受理"), 6: ("correction_begun", "补正（开始）"),
         7: ("correction_ended", "补正（结束）"), 13: ("refused", "办结（不通过）")}  # fmt: skip
AT = datetime(2026, 11, 30, 7, 4, 5, tzinfo=timezone.utc)


@dataclass
class Double:
    """Applications by reference: their events, the documents, and what each key was used for."""

    events: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, tuple[bytes, dict[str, Any]]] = field(default_factory=dict)

    def happen(self, reference: str, code: int, **more: Any) -> None:
        """An event of the application, the first of which is that it was received."""
        told = self.events.setdefault(reference, [])
        status, text = NAMES[code]
        seq = len(told) + 1
        told.append(
            {"id": f"{reference}:{seq}", "reference": reference, "form": "permit", "seq": seq, "code": code, "status": status,
             "text": text, "at": AT.isoformat(), **more}
        )  # fmt: skip

    def correct(self, reference: str) -> str:
        """A correction is asked for; its id."""
        name = f"{reference}:c1"
        point = {"pointer": "/name", "label": "名称", "words": "和执照上的不一样", "basis": "第三十条"}
        self.happen(reference, 6, correction={"id": name, "until": "2026-12-21", "points": [point]})
        return name

    def standing(self, reference: str) -> dict[str, Any]:
        """As the intake tells an application."""
        first, last = self.events[reference][0], self.events[reference][-1]
        return {
            "reference": reference, "form": "permit", "status": last["status"], "status_code": last["code"],
            "status_text": last["text"], "received_at": first["at"], "updated_at": last["at"],
        }  # fmt: skip

    def answer(self, reference: str, key: str, body: bytes) -> dict[str, Any]:
        """The supplement is taken. Raises Problem."""
        if key in self.keys:
            if self.keys[key][0] != body:
                raise Problem(409, "key-reused", "这个 Idempotency-Key 已经用于另一份申请。")
            return self.keys[key][1]
        told = read_strict(body)
        if sorted(told) != ["application", "correction", "materials", "provenance"]:
            raise Problem(422, "invalid-application", "不对", [("", "多了或者少了")])
        last = self.events[reference][-1]
        if last["code"] != 6 or last["correction"]["id"] != told["correction"]:
            raise Problem(409, "no-open-correction", "没有要补正的。")
        if not told["application"].get("name"):
            raise Problem(422, "invalid-application", "申请有 1 处不符合要求。", [("/application/name", "缺少")])
        self.documents[reference] = told["application"]
        self.happen(reference, 7)
        self.keys[key] = (body, self.standing(reference))
        return self.keys[key][1]


def double_app(desk: Double, bearer: str) -> FastAPI:
    """The double over HTTP."""
    app = FastAPI(openapi_url=None)

    @app.exception_handler(Problem)
    async def refused(_: Request, fault: Problem) -> Response:
        return fault.response()

    def allowed(reference: str, authorization: str | None) -> None:
        if authorization != f"Bearer {bearer}":
            raise Problem(401, "unauthorized", "要有有效的 Bearer 密钥。")
        if reference not in desk.events:
            raise Problem(404, "no-such-application", "没有这份申请。")

    @app.post("/intake/v1/applications/{reference}/supplements")
    async def supplement(
        reference: str, request: Request, authorization: str = Header(None), idempotency_key: str = Header()
    ) -> Any:
        allowed(reference, authorization)
        return desk.answer(reference, idempotency_key, await request.body())

    @app.post("/intake/v1/applications/{reference}/withdrawal")
    async def withdraw(reference: str, authorization: str = Header(None)) -> Any:
        allowed(reference, authorization)
        if desk.events[reference][-1]["code"] == 13:
            raise Problem(409, "decided", "已经办结。")
        if desk.events[reference][-1]["code"] != 2:
            desk.happen(reference, 2)
        return desk.standing(reference)

    @app.get("/intake/v1/applications/{reference}/events")
    async def events(reference: str, after: int = 0, authorization: str = Header(None)) -> Any:
        allowed(reference, authorization)
        return {"events": desk.events[reference][after:]}

    return app
