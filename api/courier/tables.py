"""The courier's own tables. An order is papers to be carried, and who gets them where."""

from __future__ import annotations

from typing import Final

from sqlalchemy import MetaData

from ..ordering import order_tables

METADATA: Final = MetaData()

TABLES: Final = order_tables("courier", "shipments", METADATA)
