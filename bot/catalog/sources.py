"""Where facts come from besides the applicant: licences, registers, earlier applications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .yaml_reader import Document

#: The name of what is known by somebody's being signed in.
SIGN_IN = "sign_in"
#: How a fact of an earlier application is used in another one (复用等级).
NEVER = "never"
CONFIRM = "confirm"
FREE = "free"


@dataclass(frozen=True, slots=True)
class FactSource:
    """One licence, or one register, and the facts that it knows.

    Args:
        title: what the applicant calls it. licence: its name in the e-licence library; empty for a register. code: of the
            dictionary's licences; empty where none of them is meant. register: its name; empty for a licence.
        of: whose it is: ``firm``, ``legal_rep`` or ``agent``.
        facts: fact -> what of it the fact is, or ``=`` and words that are known by there being one.
    """

    id: str
    title: str
    of: str
    facts: Mapping[str, str]
    licence: str = ""
    code: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class FactSources:
    """All of them, the surest first, and how earlier applications are used.

    Args:
        never, free: facts of an earlier application that are never carried over, and those that need no yes.
        pledges: those of ``never`` that somebody declares or promises, and that nobody could know.
    """

    all: tuple[FactSource, ...] = ()
    never: frozenset[str] = field(default_factory=frozenset)
    free: frozenset[str] = field(default_factory=frozenset)
    pledges: frozenset[str] = field(default_factory=frozenset)

    def reuse(self, fact: str) -> str:
        """How the fact of an earlier application is used: ``never`` (不可用), ``confirm`` (需确认) or ``free`` (免填)."""
        return NEVER if fact in self.never else FREE if fact in self.free else CONFIRM


def fact_sources_of(document: Document | None) -> FactSources:
    """What the file says; nothing where there is none."""
    if document is None:
        return FactSources()
    data: Mapping[str, Any] = document.data["earlier"]
    return FactSources(
        tuple(_source(name, one) for name, one in document.data["sources"].items()),
        frozenset(data["never"]),
        frozenset(data["free"]),
        frozenset(data["pledges"]),
    )


def _source(name: str, data: Mapping[str, Any]) -> FactSource:
    return FactSource(
        id=name,
        title=data["title"],
        of=data["of"],
        facts=data["facts"],
        licence=data.get("licence", ""),
        code=data.get("code", ""),
        register=data.get("register", ""),
    )
