"""What stands on a licence, or in a register, as values of facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.catalog import FactSource
from bot.engine import Known, Release, Value
from bot.engine.facts import Fact
from bot.engine.limits import ANSWER_LENGTH
from bot.engine.unseen import has_unseen
from bot.engine.values import Json
from bot.nlu.fact_reader import Found, read_fact

from ..principals import Principal

#: Where the premises are, and what is told of them.
ADDRESS: Final = "premises.address"
_OF_PREMISES: Final = "premises."
#: Marks words that are known by there being the licence at all.
_ALWAYS: Final = "="


@dataclass(frozen=True, slots=True)
class Entry:
    """One licence, or one entry of a register. ``told``: what of it -> the words; ``source``: ``licence`` or ``register``."""

    source: str
    identifier: str
    as_of: str
    told: Mapping[str, Any]


def by_sign_in(principal: Principal) -> Entry:
    """What is known by somebody's being signed in: until when they act for the firm, where they are its agent."""
    until = principal.mandate.until if principal.mandate is not None else None
    return Entry("register", "", "", {"until": until.isoformat()} if until is not None else {})


def known_by(one: FactSource, entry: Entry, release: Release, today: date) -> Iterator[tuple[str, Known]]:
    """The facts that the entry tells, of those that the scenario needs. What cannot be read for certain is left out: it is asked."""
    for name, place in one.facts.items():
        if name not in release.facts or not release.uses(name):
            continue
        said = place.removeprefix(_ALWAYS) if place.startswith(_ALWAYS) else entry.told.get(place)
        found = _read(release.facts[name], said, today)
        if isinstance(found.value, Value) and not found.value.approx and found.value.range is None:
            known = Known(found.value.value, entry.source, entry.identifier, one.title, entry.as_of, found.parts)
            yield name, known


def bound(known: Known, name: str, release: Release, of: Json) -> Known:
    """The same, as told of these premises alone where it is theirs: their use, area and tenure, and not the parts of their address."""
    address = release.facts.get(ADDRESS)
    if address is None or name == ADDRESS or not name.startswith(_OF_PREMISES) or name in address.parts.values():
        return known
    return replace(known, about=ADDRESS, of=of)


def address_of(one: FactSource, entry: Entry, release: Release, today: date) -> Json:
    """The premises' address that the entry itself tells, as an answer; None where it tells none."""
    return next((known.value for name, known in known_by(one, entry, release, today) if name == ADDRESS), None)


def as_answer(release: Release, address: str, today: date) -> Json:
    """The premises' address as it is when it is an answer."""
    found = _read(release.facts[ADDRESS], address, today).value if ADDRESS in release.facts else None
    return found.value if isinstance(found, Value) else address


def _read(fact: Fact, said: Any, today: date) -> Found:
    """The words as a value; nothing where they hold what nobody sees, or more than an answer does: they are never cut."""
    if isinstance(said, (int, float)) and not isinstance(said, bool):
        said = str(said)
    words = said.strip() if isinstance(said, str) else ""
    if has_unseen(words) or len(words) > ANSWER_LENGTH:
        words = ""
    if fact.kind == "text" and words and not fact.options:
        return Found(Value(words))
    return read_fact(fact, words, today)
