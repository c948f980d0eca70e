"""Where the courier tells intake how far papers are. Source: Standard Webhooks, for the signature and its headers."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from standardwebhooks import Webhook
from starlette.concurrency import run_in_threadpool

from ..problems import Problem
from ..signed import signed_json
from .courier_steps import BadStep, read_step
from .handing_over import HandingOver
from .problem_route import ProblemRoute

PATH: Final = "/intake/v1/courier-steps"


def courier_router(handing_over: HandingOver, secret: str) -> APIRouter:
    """``POST /intake/v1/courier-steps``, for the courier, who knows the secret (``whsec_…``)."""
    routes, webhook = APIRouter(route_class=ProblemRoute), Webhook(secret)

    @routes.post(PATH, status_code=204, response_class=Response, include_in_schema=False)
    async def hear(request: Request) -> Response:
        """The step is kept, once. 410: nothing more is wanted of these papers; 409: to be told again, later."""
        try:
            key, step = read_step(await signed_json(webhook, request))
        except BadStep as fault:
            raise Problem(422, "bad-step", "这不是寄送的一步。") from fault
        await run_in_threadpool(handing_over.heard, key, step)
        return Response(status_code=204)

    return routes
