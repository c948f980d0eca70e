"""Papers that are carried."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Final

from actions.cipher import Cipher
from actions.database import Database

from ..ordering import Orders, Terms
from ..problems import Problem
from .tables import TABLES

TERMS: Final = Terms(
    {"ordered": ("sent",), "sent": ("out",), "out": ("signed", "returned"), "signed": (), "returned": ()},
    lambda: f"DB{secrets.randbelow(10**11):011d}CN",
    lambda: Problem(404, "no-such-shipment", "没有这个单号。"),
)


def open_shipments(database: Database, cipher: Cipher, clock: Callable[[], datetime]) -> Orders:
    """The papers of this database."""
    return Orders(database, cipher, clock, TABLES, TERMS)
