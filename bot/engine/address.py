"""Where an answer belongs: a fact, or a fact of one item of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_KEY: Final = re.compile(
    r"(?P<fact>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)(?:\[(?P<item>[0-9]{1,6})\](?P<rest>(?:\.[a-z][a-z0-9_]*)?))?"
)


@dataclass(frozen=True, slots=True)
class Address:
    """A fact id, with an item id for a list's facts: ``food_safety_staff[2].name`` as text.

    ``Address("food_safety_staff")`` is the list itself; ``Address("food_safety_staff", "2")`` its item 2.
    """

    fact: str
    item: str | None = None

    @property
    def key(self) -> str:
        """The text form, unique within a case."""
        if self.item is None:
            return self.fact
        owner, dot, name = self.fact.partition(".")
        return f"{owner}[{self.item}]{dot}{name}"

    @classmethod
    def parse(cls, key: str) -> Address | None:
        """The address that ``key`` spells, or None when it spells none."""
        match = _KEY.fullmatch(key)
        if match is None:
            return None
        return cls(match["fact"] + (match["rest"] or ""), match["item"])


def fact_of(key: str) -> str:
    """The fact behind an address key: of ``equipments[1].name`` it is ``equipments.name``; a key that spells none as it is."""
    address = Address.parse(key)
    return address.fact if address is not None else key
