"""The environment of conditions inside one item of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .address import Address

if TYPE_CHECKING:
    from .view import View


class ItemScope:
    """Reads the item's own facts first, then the case's."""

    def __init__(self, view: View, owner: str, item: str) -> None:
        self.view = view
        self.release = view.release
        self._owner = owner
        self._item = item

    def read(self, fact: str) -> Any:
        if self.view.release.plan.list_of.get(fact) == self._owner:
            return self.view.at(Address(fact, self._item)).value
        return self.view.read(fact)

    def figure(self, name: str) -> float:
        return self.view.figure(name)
