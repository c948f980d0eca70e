"""The intake over HTTP: parse, call the desk, tell."""

from __future__ import annotations

from typing import Any, Final, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from ..problems import Problem
from ..strict_json import NotStrict, read_strict
from .clients import READ, SUBMIT, Client, Clients
from .desk import LOCAL, STATUS, Desk
from .problem_route import ProblemRoute
from .registry import Entry

#: Bytes of a request's body.
LARGEST_BODY: Final = 1 << 20
PREFIX: Final = "/intake/v1"
_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["form", "application"],
                    "properties": {
                        "form": {"type": "string"},
                        "application": {"type": "object"},
                        "materials": {"type": "array", "items": {"type": "object"}},
                        "provenance": {"type": "object"},
                    },
                }
            }
        },
    }
}


def make_router(desk: Desk, clients: Clients) -> APIRouter:
    """The intake's routes."""
    router = APIRouter(prefix=PREFIX, route_class=ProblemRoute, tags=["intake"])

    async def allowed(authorization: str | None, scope: str) -> Client:
        return await run_in_threadpool(_allowed, clients, authorization, scope)

    @router.post("/applications", status_code=201, openapi_extra=_BODY)
    async def hand_in(
        request: Request,
        authorization: str | None = Header(None),
        idempotency_key: str | None = Header(None),
        validate_: Literal["only"] | None = Query(None, alias="validate"),
    ) -> Response:
        """The application is held under a reference; with ``validate=only`` it is checked and not held."""
        client = await allowed(authorization, SUBMIT)
        body = await _body(request)
        if validate_ == "only":
            held = await run_in_threadpool(desk.check, client.name, idempotency_key, body)
            return Response(status_code=204) if held is None else _receipt(held, 200, replayed=True)
        entry, replayed = await run_in_threadpool(desk.take, client.name, idempotency_key, body)
        return _receipt(entry, 201, replayed=replayed)

    @router.get("/applications/{reference}")
    async def look_up(reference: str, authorization: str | None = Header(None)) -> Response:
        """The application as it was handed in, with its status."""
        client = await allowed(authorization, READ)
        entry = await run_in_threadpool(desk.find, client.name, reference)
        return JSONResponse({**_told(entry), "form_version": entry.form_version, **entry.document()}, headers=_PRIVATE)

    @router.post("/applications/{reference}/withdrawal")
    async def withdraw(reference: str, authorization: str | None = Header(None)) -> Response:
        """The application is withdrawn."""
        client = await allowed(authorization, SUBMIT)
        entry = await run_in_threadpool(desk.withdraw, client.name, reference)
        return JSONResponse(_told(entry), headers=_PRIVATE)

    @router.get("/forms/{form}/schema")
    async def schema(form: str, request: Request) -> Response:
        """The JSON Schema that applications of this form are checked against."""
        found = desk.form(form)
        headers = {"ETag": f'"{found.version}"', "Cache-Control": "public, max-age=300"}
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return JSONResponse(dict(found.schema), headers=headers, media_type="application/schema+json")

    return router


_PRIVATE: Final = {"Cache-Control": "no-store"}


def _allowed(clients: Clients, authorization: str | None, scope: str) -> Client:
    """The client whose key the request carries. A wrong key and none look the same."""
    scheme, _, key = (authorization or "").partition(" ")
    client = clients.recognise(key.strip()) if scheme.lower() == "bearer" and key.strip() else None
    if client is None:
        raise Problem(401, "unauthorized", "要有有效的 Bearer 密钥。", headers={"WWW-Authenticate": "Bearer"})
    if scope not in client.scopes:
        header = f'Bearer error="insufficient_scope", scope="{scope}"'
        raise Problem(403, "forbidden", "这个密钥没有这项权限。", headers={"WWW-Authenticate": header})
    return client


async def _body(request: Request) -> Any:
    """The request's JSON, no larger than ``LARGEST_BODY`` whatever the headers say."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or request.headers.get("Content-Encoding", "identity") != "identity":
        raise Problem(415, "unsupported-media-type", "请求内容应当是 application/json，不压缩。")
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > LARGEST_BODY:
            raise Problem(413, "too-large", f"请求内容最多 {LARGEST_BODY} 字节。")
    try:
        return await run_in_threadpool(read_strict, bytes(content))
    except NotStrict as fault:
        raise Problem(400, "bad-json", f"请求内容读不懂：{fault}。") from fault


def _receipt(entry: Entry, status: int, *, replayed: bool) -> JSONResponse:
    headers = {**_PRIVATE, "Location": f"{PREFIX}/applications/{entry.reference}"}
    if replayed:
        headers["Idempotent-Replayed"] = "true"
    return JSONResponse(_told(entry), status, headers)


def _told(entry: Entry) -> dict[str, Any]:
    code, name = STATUS[entry.status]
    return {
        "reference": entry.reference,
        "form": entry.form,
        "status": entry.status,
        "status_code": code,
        "status_text": name,
        "received_at": entry.received.astimezone(LOCAL).isoformat(),
        "updated_at": entry.updated.astimezone(LOCAL).isoformat(),
    }
