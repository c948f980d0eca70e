"""The history of the library's tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from actions.migrating import Migrations

LIBRARY: Final = Migrations(Path(__file__).parent / "migrations", "library_version", 0x0DA0_0004)
