"""The intake over HTTP: parse, call the desk, tell."""

from __future__ import annotations

from typing import Any, Final, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from ..openapi import answers
from ..problems import Problem
from ..shapes import ANY, TEXT, an_object
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
_KEY: Final[dict[str, Any]] = {"security": [{"key": []}]}
_RECEIPT: Final = {
    "reference": TEXT, "form": TEXT, "status": TEXT, "status_code": {"type": "integer"}, "status_text": TEXT,
    "received_at": TEXT, "updated_at": TEXT,
}  # fmt: skip
_HELD: Final = {**_RECEIPT, "form_version": TEXT, "application": ANY, "materials": ANY, "provenance": ANY}
_TOLD: Final = {"application/json": {"schema": an_object(_RECEIPT, *_RECEIPT)}}
_TAKEN: Final = {
    **answers(201, "Held under the reference", _TOLD, 400, 401, 403, 409, 413, 415, 422),
    200: {"description": "Checked only; it is held already", "content": _TOLD},
    204: {"description": "Checked only; it would be held"},
}
_FOUND: Final = answers(
    200,
    "As it was handed in",
    {"application/json": {"schema": an_object(_HELD, *_RECEIPT, "form_version", "application")}},
    401,
    403,
    404,
)
_WITHDRAWN: Final = answers(200, "Withdrawn", _TOLD, 401, 403, 404)
_SCHEMA: Final = {
    **answers(200, "The JSON Schema", {"application/schema+json": {}}, 404),
    304: {"description": "The one that is known already"},
}


def make_router(desk: Desk, clients: Clients) -> APIRouter:
    """The intake's routes."""
    router = APIRouter(prefix=PREFIX, route_class=ProblemRoute, tags=["intake"])

    async def allowed(authorization: str | None, scope: str) -> Client:
        return await run_in_threadpool(_allowed, clients, authorization, scope)

    @router.post(
        "/applications", status_code=201, response_class=Response, responses=_TAKEN, openapi_extra={**_BODY, **_KEY}
    )
    async def hand_in(
        request: Request,
        authorization: str | None = Header(None, include_in_schema=False),
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

    @router.get("/applications/{reference}", response_class=Response, responses=_FOUND, openapi_extra=_KEY)
    async def look_up(reference: str, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """The application as it was handed in, with its status."""
        client = await allowed(authorization, READ)
        entry = await run_in_threadpool(desk.find, client.name, reference)
        return JSONResponse({**_told(entry), "form_version": entry.form_version, **entry.document()}, headers=_PRIVATE)

    @router.post(
        "/applications/{reference}/withdrawal", response_class=Response, responses=_WITHDRAWN, openapi_extra=_KEY
    )
    async def withdraw(reference: str, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """The application is withdrawn."""
        client = await allowed(authorization, SUBMIT)
        entry = await run_in_threadpool(desk.withdraw, client.name, reference)
        return JSONResponse(_told(entry), headers=_PRIVATE)

    @router.get("/forms/{form}/schema", response_class=Response, responses=_SCHEMA)
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
