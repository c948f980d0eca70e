"""Who may work on scenarios: made-up authors for a demonstration, or those of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .people import read_people

_DEMO: Final = Path(__file__).parent / "demo" / "authors.yml"


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who may work on scenarios. ``password``: its salted hash; None: chosen without one, in a demonstration."""

    id: str
    name: str
    password: str | None = None


def demo_authors() -> dict[str, Author]:
    """The made-up authors, by id."""
    return read_people(_DEMO, "authors", "作者", lambda one: Author(str(one["id"]), str(one["name"])))


def read_authors(file: Path) -> dict[str, Author]:
    """The authors of a file ``authors: [{id, name, password}]``, by id. Raises BadPeople."""
    return read_people(file, "authors", "作者", _author)


def _author(one: Mapping[str, Any]) -> Author:
    return Author(str(one["id"]), str(one["name"]), str(one["password"]))
