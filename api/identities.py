"""Demo identities: made-up applicants who can be signed in as without more, for the default configuration only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from actions.principals import FIRM, PERSON, Mandate, Party, Principal

_FILE: Final = Path(__file__).parent / "demo" / "identities.yml"
#: Who vouches for them.
DEMO: Final = "demo"


@dataclass(frozen=True, slots=True)
class Identity:
    """A made-up applicant."""

    id: str
    label: str
    principal: Principal


def demo_identities() -> dict[str, Identity]:
    """The identities of the data file, by id."""
    data = YAML(typ="safe").load(_FILE.read_text("utf-8"))
    return {entry["id"]: Identity(entry["id"], entry["label"], _principal(entry)) for entry in data["identities"]}


def _principal(entry: Mapping[str, Any]) -> Principal:
    firm = entry.get("firm")
    return Principal(
        id=entry["id"],
        provider=DEMO,
        person=Party(PERSON, **entry["person"]),
        verified=entry.get("verified", True),
        firm=Party(FIRM, **firm) if firm is not None else None,
        mandate=Mandate(entry["role"]) if firm is not None else None,
    )
