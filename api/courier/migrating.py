"""The history of the courier's tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from actions.migrating import Migrations

COURIER: Final = Migrations(Path(__file__).parent / "migrations", "courier_version", 0x0DA0_0005)
