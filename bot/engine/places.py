"""Places of a form: the filled ones with what they hold, and the empty ones."""

from __future__ import annotations

from dataclasses import dataclass

from .address import Address
from .case import Stored
from .values import Json


@dataclass(frozen=True, slots=True)
class Filled:
    """A place of the form that holds a value, with the address it came from."""

    pointer: str
    address: Address
    value: Json
    source: str
    confirmed: bool
    stored: Stored | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """What one field takes: one place, or several for a list. ``missing``: pointers of required places still empty."""

    filled: tuple[Filled, ...] = ()
    missing: tuple[str, ...] = ()
