"""Who sits at the windows' desk, and where: people and organisations of a file, or made-up ones for a demonstration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from actions.access import ROLES, Organisation, Organisations
from actions.access.organisations import BadOrganisations
from actions.cipher import Cipher

from .factor import BadFactor, read_factor
from .people import BadPeople, read_people

_DEMO: Final = Path(__file__).parent / "demo" / "staff.yml"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody at the desk. ``role``: one of ``ROLES``; ``organisation``: id of where they sit.

    ``password``: its salted hash, ``factor``: the secret of their codes; None: chosen without them, in a demonstration.
    """

    id: str
    name: str
    role: str
    organisation: str
    password: str | None = field(default=None, repr=False)
    factor: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Directory:
    """The people by id, where they sit, and the scenarios that outlets of banks may do."""

    people: Mapping[str, Staff]
    tree: Organisations
    bank_items: frozenset[str]


def demo_staff() -> Directory:
    """The made-up staff. Raises BadPeople."""
    return _read(_DEMO, lambda one: _person(one, None, None))


def read_staff(file: Path, cipher: Cipher) -> Directory:
    """The staff of a file ``{organisations: […], staff: [{id, name, role, organisation, password, factor}], bank_items: […]}``.

    Raises:
        BadPeople: the file cannot be used; also where somebody has no second factor, or one that was made for another.
    """

    def made(one: Mapping[str, Any]) -> Staff:
        try:
            factor = read_factor(cipher, str(one["id"]), str(one.get("factor", "")))
        except BadFactor as fault:
            raise BadPeople(
                f"{file}：工作人员 {str(one['id'])[:40]} 的 factor 不能用，应当是 daoban staff-factor 给出的一行（换过数据密钥要重新生成）。"
            ) from fault
        return _person(one, str(one["password"]), factor)

    return _read(file, made)


def _person(one: Mapping[str, Any], password: str | None, factor: bytes | None) -> Staff:
    return Staff(str(one["id"]), str(one["name"]), str(one["role"]), str(one["organisation"]), password, factor)


def _read(file: Path, make: Any) -> Directory:
    people = read_people(file, "staff", "工作人员", make)
    try:
        told: Any = YAML(typ="safe").load(file.read_text("utf-8"))
        tree = Organisations(
            Organisation(*(str(one.get(name, "")) for name in ("id", "name", "kind", "parent", "district")))
            for one in told["organisations"]
        )
        items = frozenset(str(one) for one in told.get("bank_items") or ())
    except (OSError, UnicodeDecodeError, YAMLError, KeyError, TypeError, AttributeError) as fault:
        raise BadPeople(f"{file}：读不了；应当有 organisations 列表，每个机构写 id、name、kind、parent。") from fault
    except BadOrganisations as fault:
        raise BadPeople(f"{file}：{fault}") from fault
    for one in people.values():
        _check(file, one, tree)
    return Directory(people, tree, items)


def _check(file: Path, one: Staff, tree: Organisations) -> None:
    """One whose role or organisation is misspelt could do nothing and not know why."""
    if one.role not in ROLES or one.role == "applicant":
        known = "、".join(role for role in ROLES if role != "applicant")
        raise BadPeople(f"{file}：工作人员 {one.id} 的 role 应当是 {known} 之一。")
    if one.organisation not in tree:
        raise BadPeople(f"{file}：工作人员 {one.id} 的 organisation 没有这个机构。")
    if (one.role == "bank_clerk") != (tree[one.organisation].kind == "outlet"):
        raise BadPeople(f"{file}：工作人员 {one.id}：银行网点（outlet）里只有 bank_clerk，bank_clerk 也只在银行网点。")
    if one.role == "clerk" and tree[one.organisation].kind not in ("window", "hall"):
        raise BadPeople(f"{file}：工作人员 {one.id}：窗口人员要属于一个窗口（window）或大厅（hall）。")
