"""Where other places tell intake what they did for it. Source: Standard Webhooks, for the signature and its headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from standardwebhooks import Webhook
from starlette.concurrency import run_in_threadpool

from ..signed import signed_json
from .problem_route import ProblemRoute


def callback_router(path: str, secret: str, hear: Callable[[Any], None]) -> APIRouter:
    """``POST path``, for the place that knows the secret (``whsec_…``).

    ``hear``: keeps what is told, once; raises Problem: 410 nothing more is wanted of it, 409 it is to be told again, later, 422.
    """
    routes, webhook = APIRouter(route_class=ProblemRoute), Webhook(secret)

    @routes.post(path, status_code=204, response_class=Response, include_in_schema=False)
    async def told(request: Request) -> Response:
        await run_in_threadpool(hear, await signed_json(webhook, request))
        return Response(status_code=204)

    return routes
