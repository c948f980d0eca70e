"""The payments' own tables. An order is a bill: who pays, and for what."""

from __future__ import annotations

from typing import Final

from sqlalchemy import MetaData

from ..ordering import order_tables

METADATA: Final = MetaData()

TABLES: Final = order_tables("payments", "bills", METADATA)
