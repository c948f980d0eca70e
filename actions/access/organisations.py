"""Where staff sit: the city, its districts, their halls with windows, and outlets of banks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

#: Kind -> the kinds it may stand under.
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "city": (), "district": ("city",), "hall": ("district", "city"), "window": ("hall",), "outlet": ("district",),
}  # fmt: skip


class BadOrganisations(ValueError):
    """The organisations do not make a tree; the message says where, in Chinese."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A place of the tree.

    Args:
        kind: one of ``KINDS``. ``parent``: id of what it stands under; empty for the city.
        district: code of GB/T 2260 of a district; of what stands under one it is that one's; empty for the city and its own halls.
    """

    id: str
    name: str
    kind: str
    parent: str = ""
    district: str = ""


class Organisations:
    """The tree. Raises BadOrganisations when it is none."""

    def __init__(self, known: Iterable[Organisation]) -> None:
        found = list(known)
        self._by_id: dict[str, Organisation] = {one.id: one for one in found}
        if len(self._by_id) < len(found):
            raise BadOrganisations("有两个机构的 id 一样。")
        for one in found:
            self._check(one)
        # Parents may be written after what stands under them.
        self._by_id = {one.id: self._placed(one) for one in found}

    def __getitem__(self, organisation: str) -> Organisation:
        return self._by_id[organisation]

    def __contains__(self, organisation: object) -> bool:
        return organisation in self._by_id

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._by_id.values())

    def above(self, one: Organisation) -> Iterator[Organisation]:
        """The organisation itself, then what it stands under, up to the city."""
        yield one
        while one.parent:
            one = self._by_id[one.parent]
            yield one

    def service_point(self, one: Organisation) -> Organisation | None:
        """The hall or outlet that it is, or stands in; None for a district and the city."""
        return next((each for each in self.above(one) if each.kind in ("hall", "outlet")), None)

    def _check(self, one: Organisation) -> None:
        if one.kind not in KINDS:
            raise BadOrganisations(f"机构 {one.id} 的 kind 应当是 {'、'.join(KINDS)}。")
        parent = self._by_id.get(one.parent)
        fits = parent.kind in KINDS[one.kind] if parent is not None else (one.kind == "city" and not one.parent)
        if not fits:
            raise BadOrganisations(f"机构 {one.id} 的 parent 应当是 {'、'.join(KINDS[one.kind]) or '空的'}。")
        if (one.kind == "district") != bool(one.district):
            raise BadOrganisations(f"机构 {one.id}：只有区（district）写区划代码，而且一定要写。")

    def _placed(self, one: Organisation) -> Organisation:
        district = next((each.district for each in self.above(one) if each.district), "")
        return Organisation(one.id, one.name, one.kind, one.parent, district)
