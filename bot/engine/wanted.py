"""A question that can be asked now and whose answer is needed."""

from __future__ import annotations

from dataclasses import dataclass

from .address import Address


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to be asked. ``more``: whether its list has another item; ``optional``: 「没有」 will do."""

    address: Address
    more: bool = False
    optional: bool = False
