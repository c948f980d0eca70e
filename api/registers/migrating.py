"""The history of the registers' tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from actions.migrating import Migrations

REGISTERS: Final = Migrations(Path(__file__).parent / "migrations", "registers_version", 0x0DA0_0010)
