"""Who reviews at the departments' desk: made-up officers for a demonstration, or those of a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from .intake.officers import Officer
from .people import BadPeople, read_people

_DEMO: Final = Path(__file__).parent / "demo" / "officers.yml"


def demo_officers(offices: Collection[str]) -> dict[str, Officer]:
    """The made-up officers, by id. ``offices``: the titles of the departments that there are. Raises BadPeople."""
    return _known(
        _DEMO,
        read_people(
            _DEMO, "officers", "审批人员", lambda one: Officer(str(one["id"]), str(one["name"]), str(one["office"]))
        ),
        offices,
    )


def read_officers(file: Path, offices: Collection[str]) -> dict[str, Officer]:
    """The officers of a file ``officers: [{id, name, office, password}]``, by id. Raises BadPeople."""
    return _known(file, read_people(file, "officers", "审批人员", _officer), offices)


def _officer(one: Mapping[str, Any]) -> Officer:
    return Officer(str(one["id"]), str(one["name"]), str(one["office"]), str(one["password"]))


def _known(file: Path, officers: dict[str, Officer], offices: Collection[str]) -> dict[str, Officer]:
    """The officers, if their departments are there: one with a name misspelt would see nothing and not know why."""
    for one in officers.values():
        if one.office not in offices:
            raise BadPeople(f"{file}：审批人员 {one.id} 的 office 没有这个部门；应当是：" + "、".join(offices))
    return officers
