"""Pages that are plain HTML: one frame, and one way to fill it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_SHARED: Final = Path(__file__).parent / "templates"


def templates(*folders: Path) -> Environment:
    """The templates of these folders and the shared ones; each may extend ``frame.html``. What is put in is never read as markup."""
    return Environment(
        loader=FileSystemLoader([*folders, _SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
