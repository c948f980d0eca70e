"""The shipped scenarios as data, and a walk through one."""

from __future__ import annotations

from random import Random
from typing import Any

from .published import SCENARIOS, whole
from .release import release
from .walking import Walk, walk

SHOPS: dict[str, dict[str, Any]] = {whole(path)["id"]: whole(path) for path in SCENARIOS}
#: What lets a walk go on past the first questions.
OPEN = {"licence_state": "done", "place_kind": "fixed", "banned_person": False}
DUCTED = {**OPEN, "premises.residential_relation": "mixed_with_flue"}


def walk_through(data: dict[str, Any], seed: int, said: dict[str, Any]) -> Walk:
    """A walk that draws only the choices the scenario offers; nobody brews or milks unless it is said."""
    offered = {
        one["fact"]: [option["value"] for option in one["options"]]
        for one in data.get("questions", ())
        if "options" in one
    }
    return walk(release(data), Random(seed), said, {"drinks": ("brew", "juice", "machine", "ice_cream"), **offered})
