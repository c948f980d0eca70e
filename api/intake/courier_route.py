"""Where the courier tells intake how far papers are. Source: Standard Webhooks, for the signature and its headers."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from standardwebhooks import Webhook
from starlette.concurrency import run_in_threadpool

from ..problems import Problem
from ..signed import signed_json
from .courier_steps import BadStep, read_step
from .problem_route import ProblemRoute
from .tracking import Tracking

PATH: Final = "/intake/v1/courier-steps"


def courier_router(tracking: Tracking, secret: str) -> APIRouter:
    """``POST /intake/v1/courier-steps``, for the courier, who knows the secret (``whsec_…``)."""
    routes, webhook = APIRouter(route_class=ProblemRoute), Webhook(secret)

    @routes.post(PATH, status_code=204, response_class=Response, include_in_schema=False)
    async def hear(request: Request) -> Response:
        """The step is kept, once. 410: no papers were sent under this key, and nothing more is wanted."""
        try:
            key, step = read_step(await signed_json(webhook, request))
        except BadStep as fault:
            raise Problem(422, "bad-step", "这不是寄送的一步。") from fault
        if not await run_in_threadpool(tracking.heard, key, step):
            raise Problem(410, "gone", "没有寄过这样一份，不用再通知。")
        return Response(status_code=204)

    return routes
