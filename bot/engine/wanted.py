"""Questions that can be asked now and whose answers are needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .address import Address


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to be asked. ``more``: whether its list has another item; ``optional``: 「没有」 will do."""

    address: Address
    more: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FieldState:
    """What one field of a form still needs. ``asks``: by address key; ``waits``: it may still turn out to be needed."""

    asks: Mapping[str, Wanted] = field(default_factory=dict)
    waits: bool = False
