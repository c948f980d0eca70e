"""Who reviews at the departments' desk: made-up officers for a demonstration, or those of a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from .intake.officers import Officer
from .intake.offices import OFFICES
from .people import BadPeople, read_people

_DEMO: Final = Path(__file__).parent / "demo" / "officers.yml"


def demo_officers() -> dict[str, Officer]:
    """The made-up officers, by id."""
    return _known(
        _DEMO,
        read_people(
            _DEMO, "officers", "审批人员", lambda one: Officer(str(one["id"]), str(one["name"]), str(one["office"]))
        ),
    )


def read_officers(file: Path) -> dict[str, Officer]:
    """The officers of a file ``officers: [{id, name, office, password}]``, by id. Raises BadPeople."""
    return _known(file, read_people(file, "officers", "审批人员", _officer))


def _officer(one: Mapping[str, Any]) -> Officer:
    return Officer(str(one["id"]), str(one["name"]), str(one["office"]), str(one["password"]))


def _known(file: Path, officers: dict[str, Officer]) -> dict[str, Officer]:
    """The officers, if their departments are there: one with a name misspelt would see nothing and not know why."""
    for one in officers.values():
        if one.office not in OFFICES:
            raise BadPeople(f"{file}：审批人员 {one.id} 的 office 没有这个部门；应当是：" + "、".join(OFFICES))
    return officers
