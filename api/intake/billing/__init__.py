"""What is paid for an application (缴费): a bill at a place that takes money, before the licence is made."""

from __future__ import annotations

from .billing import Billing
from .bills import STATES, Bills, Kept
from .http_payments import HttpPayments
from .reconciling import Reconciling
from .route import PATH, payments_router

__all__ = ["PATH", "STATES", "Billing", "Bills", "HttpPayments", "Kept", "Reconciling", "payments_router"]
