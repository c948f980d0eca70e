"""What a fact's derivation gives, in a case or in one item of a list."""

from __future__ import annotations

from typing import Any, Protocol

from .catalog import Release
from .conditions import ABSENT, UNKNOWN
from .derivations import FUNCTIONS
from .facts import Fact
from .resolved import Resolved


class Scope(Protocol):
    """Where a derivation reads from."""

    release: Release

    def read(self, fact: str) -> Any:
        """The fact's value, or UNKNOWN, or ABSENT."""


def derived(fact: Fact, scope: Scope) -> Resolved | None:
    """What the fact's derivation gives; None when there is none, or it cannot tell and the fact can be asked."""
    if fact.derive is None:
        return None
    read = [_argument(arg, scope) for arg in fact.derive.args]
    if any(value is UNKNOWN for value in read):
        unknown = tuple(
            arg.removesuffix("@label") for arg, value in zip(fact.derive.args, read, strict=True) if value is UNKNOWN
        )
        return Resolved(UNKNOWN, waits=unknown)
    value = FUNCTIONS[fact.derive.function]([None if value is ABSENT else value for value in read])
    if value is None:
        return None if fact.wording.ask else Resolved(ABSENT, "derived")
    return Resolved(value, "derived", origin=fact.derive.function)


def _argument(arg: str, scope: Scope) -> Any:
    if arg.startswith("="):
        return arg[1:]
    name, _, wants_label = arg.partition("@")
    value = scope.read(name)
    if not wants_label or value is UNKNOWN or value is ABSENT:
        return value
    option = scope.release.facts[name].option(str(value))
    return option.label if option is not None else value
