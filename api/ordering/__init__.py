"""What the reference places (courier, payments) share: orders taken once under a key, moved on step by step, each step told."""

from __future__ import annotations

from .access import check_key
from .order_tables import OrderTables, order_tables
from .orders import Ordered, Orders, Terms

__all__ = ["OrderTables", "Ordered", "Orders", "Terms", "check_key", "order_tables"]
