"""What every request to intake has: a key that allows it, and where it has a body, strict JSON of a bounded size."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from ..problems import Problem
from ..seen import all_seen
from ..strict_json import NotStrict, read_strict
from .clients import Client, Clients

#: Bytes of a request's body.
LARGEST_BODY: Final = 1 << 20


async def allowed(clients: Clients, authorization: str | None, scope: str) -> Client:
    """The client whose key the request carries, if it has the scope. Raises Problem; a wrong key and none look the same."""
    return await run_in_threadpool(_allowed, clients, authorization, scope)


async def known(clients: Clients, authorization: str | None) -> Client:
    """The client whose key the request carries, whatever it may do. Raises Problem 401."""
    return await run_in_threadpool(_known, clients, authorization)


def _known(clients: Clients, authorization: str | None) -> Client:
    scheme, _, key = (authorization or "").partition(" ")
    client = clients.recognise(key.strip()) if scheme.lower() == "bearer" and key.strip() else None
    if client is None:
        raise Problem(401, "unauthorized", "要有有效的 Bearer 密钥。", headers={"WWW-Authenticate": "Bearer"})
    return client


def _allowed(clients: Clients, authorization: str | None, scope: str) -> Client:
    client = _known(clients, authorization)
    if scope not in client.scopes:
        header = f'Bearer error="insufficient_scope", scope="{scope}"'
        raise Problem(403, "forbidden", "这个密钥没有这项权限。", headers={"WWW-Authenticate": header})
    return client


async def body_of(request: Request) -> Any:
    """The request's JSON, no larger than ``LARGEST_BODY`` whatever the headers say, without what nobody sees. Raises Problem."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or request.headers.get("Content-Encoding", "identity") != "identity":
        raise Problem(415, "unsupported-media-type", "请求内容应当是 application/json，不压缩。")
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > LARGEST_BODY:
            raise Problem(413, "too-large", f"请求内容最多 {LARGEST_BODY} 字节。")
    try:
        return await run_in_threadpool(lambda: all_seen(read_strict(bytes(content))))
    except NotStrict as fault:
        raise Problem(400, "bad-json", f"请求内容读不懂：{fault}。") from fault


async def reason_of(request: Request, longest: int) -> str:
    """The member ``reason`` of a body that may be left out; empty where there is none. Raises Problem."""
    if request.headers.get("Content-Length", "") in ("", "0") and "Transfer-Encoding" not in request.headers:
        return ""
    body = await body_of(request)
    reason = body.get("reason", "") if isinstance(body, dict) else None
    if not isinstance(reason, str) or len(reason) > longest or body.keys() - {"reason"}:
        raise Problem(
            422, "invalid-request", "请求的内容不对。", [("/reason", f"不超过 {longest} 个字的文字，没有别的项")]
        )
    return reason.strip()
