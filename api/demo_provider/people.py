"""The invented people, and for which invented firms they act: who can be chosen at the demo provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

_ACTING: Final = Path(__file__).parent / "acting.yml"
_HOLDERS: Final = Path(__file__).parents[1] / "library" / "demo" / "holders.yml"
_ROLES: Final = {"legal_rep": "法定代表人（负责人）", "agent": "受委托"}


@dataclass(frozen=True, slots=True)
class Role:
    """One choice: a person, for themselves or for a firm. ``id``: ``P08``, or ``P08-E01``."""

    id: str
    person: str
    said: str
    claims: Mapping[str, Any]


@cache
def roles() -> Mapping[str, Role]:
    """All choices, person by person, by id."""
    read = YAML(typ="safe").load
    holders = {one["id"]: one for one in read(_HOLDERS.read_text("utf-8"))["holders"]}
    acting = read(_ACTING.read_text("utf-8"))["acting"]
    found = []
    for id_, holder in holders.items():
        if not id_.startswith("P"):
            continue
        own = {"sub": id_, "name": holder["name"], "id_number": holder["number"], "real_name": True}
        found.append(Role(id_, holder["name"], "办自己的事", own))
        found += [_for_firm(own, one, holders[one["firm"]]) for one in acting if one["person"] == id_]
    return {one.id: one for one in found}


def _for_firm(own: Mapping[str, Any], one: Mapping[str, Any], firm: Mapping[str, Any]) -> Role:
    claims = {**own, "firm_name": firm["name"], "firm_number": firm["number"], "role": one["role"]}
    said = f"代 {firm['name']}：{_ROLES[one['role']]}"
    if "items" in one:
        claims["items"], said = list(one["items"]), f"{said}，只办食品的事"
    if "until" in one:
        claims["until"], said = str(one["until"]), f"{said}，到 {one['until']}"
    return Role(f"{own['sub']}-{firm['id']}", own["name"], said, claims)
