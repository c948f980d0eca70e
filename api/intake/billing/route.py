"""Where the place that takes money tells intake that it came."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter

from ...problems import Problem
from ..callback_route import callback_router
from .billing import Billing
from .payment_told import BadPayment, read_payment

PATH: Final = "/intake/v1/payments"


def payments_router(billing: Billing, secret: str) -> APIRouter:
    """``POST /intake/v1/payments``, for whoever takes the money, who knows the secret (``whsec_…``)."""

    def hear(said: Any) -> None:
        try:
            key, payment = read_payment(said)
        except BadPayment as fault:
            raise Problem(422, "bad-payment", "这不是缴款单的一步。") from fault
        billing.heard(key, payment)

    return callback_router(PATH, secret, hear)
