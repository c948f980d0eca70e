"""Whether somebody may do something with a matter. Pure: the table of rules, and where both stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from .organisations import Organisation, Organisations
from .rules import ROLES, RULES


class Person(Protocol):
    """Somebody of the staff: ``role`` is one of ``ROLES``, ``organisation`` the id of where they sit."""

    @property
    def id(self) -> str: ...

    @property
    def role(self) -> str: ...

    @property
    def organisation(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Matter:
    """What an action is about, as far as it decides who may.

    Args:
        organisation: id of the window or outlet where the case was begun; empty where its applicant began it.
        district: code of the district it belongs to; empty where that is not known.
        owner: id of the clerk who has it; empty: nobody. ``waiting``: its applicant waits for one.
        at_bank: an outlet of a bank may do this item.
    """

    organisation: str = ""
    district: str = ""
    owner: str = ""
    waiting: bool = False
    at_bank: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """``why``: in Chinese, for who is refused; empty where it is allowed."""

    allowed: bool
    why: str = ""


#: What an outlet may still do with an item that is not on its list: see it, talk about it, hand it back.
_AT_ANY_ITEM: Final = frozenset({"case.list", "case.open", "case.write", "case.back"})
#: Of what an action without a matter (searching knowledge, keeping accounts) is about.
NOTHING: Final = Matter()


def may(tree: Organisations, person: Person, action: str, matter: Matter = NOTHING) -> Decision:
    """Whether the person may do it; what no rule allows is refused."""
    if person.role not in ROLES or person.organisation not in tree:
        return Decision(False, "这个账号没有角色，或者不属于任何机构。")
    scopes = RULES[person.role].get(action, frozenset())
    if not scopes:
        return Decision(False, f"{ROLES[person.role]}不能做这件事。")
    seat = tree[person.organisation]
    if person.role == "bank_clerk" and not matter.at_bank and action not in _AT_ANY_ITEM:
        return Decision(False, "这个事项不在银行网点代办的范围里，请到行政服务中心窗口办。")
    if any(_HOLDS[scope](tree, seat, person, matter) for scope in scopes):
        return Decision(True)
    return Decision(False, "这一件不归您管：" + _WHY[min(scopes, key=list(_WHY).index)])


def _own(_: Organisations, __: Organisation, person: Person, matter: Matter) -> bool:
    return matter.owner != "" and matter.owner == person.id


def _waiting(_: Organisations, __: Organisation, ___: Person, matter: Matter) -> bool:
    return matter.waiting and not matter.owner


def _here(tree: Organisations, seat: Organisation, _: Person, matter: Matter) -> bool:
    own = tree.service_point(seat)
    if own is None or matter.organisation not in tree:
        return False
    return tree.service_point(tree[matter.organisation]) == own


def _district(tree: Organisations, seat: Organisation, _: Person, matter: Matter) -> bool:
    if not seat.district:
        return True
    begun_in = tree[matter.organisation].district if matter.organisation in tree else ""
    return seat.district in (matter.district, begun_in)


def _any(_: Organisations, __: Organisation, ___: Person, ____: Matter) -> bool:
    return True


_HOLDS: Final[Mapping[str, Callable[[Organisations, Organisation, Person, Matter], bool]]] = {
    "own": _own, "waiting": _waiting, "here": _here, "district": _district, "any": _any,
}  # fmt: skip
#: The widest first.
_WHY: Final[Mapping[str, str]] = {
    "any": "", "district": "不在本区。", "waiting": "没有在等人帮。", "here": "不是在本大厅、本网点办的。", "own": "要先接过来。",
}  # fmt: skip
