"""Bad ratings over HTTP, for clients: handed in once, and what came of them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from . import openapi
from .clients import READ, SUBMIT, Clients
from .ratings import Taking
from .ratings.taking import told
from .requests import allowed, body_of

_PRIVATE: Final = {"Cache-Control": "no-store"}


def add_ratings(router: APIRouter, taking: Taking, clients: Clients) -> None:
    """``POST`` and ``GET /applications/{reference}/ratings``."""

    @router.post(
        "/applications/{reference}/ratings",
        status_code=201,
        response_class=Response,
        responses=openapi.RATED,
        openapi_extra=openapi.RATE,
    )
    async def rate(
        reference: str,
        request: Request,
        authorization: str | None = Header(None, include_in_schema=False),
        idempotency_key: str | None = Header(None, include_in_schema=False),
    ) -> Response:
        """The bad rating waits for its department's answer."""
        client = await allowed(clients, authorization, SUBMIT)
        body = await body_of(request)
        kept, replayed = await run_in_threadpool(taking.take, client.name, reference, idempotency_key, body)
        headers = {**_PRIVATE, "Idempotent-Replayed": "true"} if replayed else _PRIVATE
        return JSONResponse(told(kept), 201, headers)

    @router.get(
        "/applications/{reference}/ratings",
        response_class=Response,
        responses=openapi.RATINGS,
        openapi_extra=openapi.KEY,
    )
    async def ratings(reference: str, authorization: str | None = Header(None, include_in_schema=False)) -> Response:
        """The application's bad rating, if it has one, with its answer, if that was given."""
        client = await allowed(clients, authorization, READ)
        kept = await run_in_threadpool(taking.of, client.name, reference)
        return JSONResponse({"ratings": [] if kept is None else [told(kept)]}, headers=_PRIVATE)
