"""The history of the payments' tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from actions.migrating import Migrations

PAYMENTS: Final = Migrations(Path(__file__).parent / "migrations", "payments_version", 0x0DA0_0006)
