"""Demo identities: made-up applicants whose e-licences are known, for the default configuration only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from bot.engine import Prefill

_FILE: Final = Path(__file__).parent / "demo" / "identities.yml"


@dataclass(frozen=True, slots=True)
class Identity:
    """A made-up applicant. ``facts``: fact id -> (value, licence identifier)."""

    id: str
    label: str
    facts: Mapping[str, tuple[Any, str]]

    def prefill(self) -> Prefill:
        """The values that the e-licences hold."""
        return Prefill(dict(self.facts))


def demo_identities() -> dict[str, Identity]:
    """The identities of the data file, by id."""
    data = YAML(typ="safe").load(_FILE.read_text("utf-8"))
    return {
        entry["id"]: Identity(
            entry["id"],
            entry["label"],
            {
                fact: (value, licence["identifier"])
                for licence in entry["licences"]
                for fact, value in licence["facts"].items()
            },
        )
        for entry in data["identities"]
    }
