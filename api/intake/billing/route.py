"""Where the place that takes money tells intake that it came. Source: Standard Webhooks, for the signature and its headers."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from standardwebhooks import Webhook
from starlette.concurrency import run_in_threadpool

from ...problems import Problem
from ...signed import signed_json
from ..problem_route import ProblemRoute
from .billing import Billing
from .payment_told import BadPayment, read_payment

PATH: Final = "/intake/v1/payments"


def payments_router(billing: Billing, secret: str) -> APIRouter:
    """``POST /intake/v1/payments``, for whoever takes the money, who knows the secret (``whsec_…``)."""
    routes, webhook = APIRouter(route_class=ProblemRoute), Webhook(secret)

    @routes.post(PATH, status_code=204, response_class=Response, include_in_schema=False)
    async def hear(request: Request) -> Response:
        """How the bill stands is kept. 410: nothing more is wanted of this bill; 409: to be told again, later."""
        try:
            key, payment = read_payment(await signed_json(webhook, request))
        except BadPayment as fault:
            raise Problem(422, "bad-payment", "这不是缴款单的一步。") from fault
        await run_in_threadpool(billing.heard, key, payment)
        return Response(status_code=204)

    return routes
