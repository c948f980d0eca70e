"""The history of the intake's tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from actions.migrating import Migrations

INTAKE: Final = Migrations(Path(__file__).parent / "migrations", "intake_version", 0x0DA0_0002)
