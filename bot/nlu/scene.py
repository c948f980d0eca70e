"""What one text is read with: the message, what was asked, and the catalog's indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.engine.address import Address
from bot.engine.catalog import Catalog, Release
from bot.engine.facts import Fact
from bot.engine.reading import Asking
from bot.engine.values import Json

from .clauses import Clause
from .heard import Heard
from .knowledge import KnowledgeSearch
from .message import Message
from .names import NameIndex
from .phrases import Match, Phrasebook
from .router import Router
from .spans import Spotter


@dataclass(frozen=True, slots=True)
class Indexes:
    """Everything that is built once from a catalog and the lexicon."""

    catalog: Catalog
    acts: Phrasebook
    talk: Phrasebook
    names: NameIndex
    spotter: Spotter
    knowledge: KnowledgeSearch
    router: Router
    heard: Heard


@dataclass(frozen=True, slots=True)
class Scene:
    """One message in its context.

    Args:
        whole: the message's clauses.
        acts: what the whole message says as a steering phrase, nearest first.
    """

    message: Message
    asking: Asking
    release: Release | None
    indexes: Indexes
    whole: tuple[Clause, ...]
    acts: tuple[Match, ...]

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of the release with the options it offers; none while no scenario is chosen."""
        return self.release.worded if self.release is not None else {}

    @property
    def items(self) -> frozenset[str]:
        """The items that are applied for; none while no scenario is chosen."""
        return frozenset(self.release.items) if self.release is not None else frozenset()

    def says(self, *sections: str) -> bool:
        """Whether the whole message is a phrase of one of these sections."""
        return any(match.section in sections for match in self.acts)

    def fact_at(self, address: Address) -> Fact | None:
        """The fact at an address, as the open question has it where it is asked."""
        if address == self.asking.address and self.asking.fact is not None:
            return self.asking.fact
        return self.facts.get(address.fact)

    def given(self) -> Iterator[tuple[Address, Fact, Json]]:
        """The answers that were given, as they are held, with where and to which fact; in the order in which they are held."""
        for key, held in self.asking.held.items():
            address = Address.parse(key)
            fact = self.fact_at(address) if address is not None else None
            if address is not None and fact is not None:
                yield address, fact, held

    def named(self, ids: Iterable[str]) -> list[Address]:
        """Addresses that a text may answer and that hold one of these facts; the open question's first."""
        wanted = frozenset(ids)
        found = [address for address in self._open_to_answers() if address.fact in wanted]
        return sorted(found, key=lambda address: address != self.asking.address)

    def of_kind(self, kind: str) -> list[Address]:
        """Addresses that a text may answer and whose facts are of the kind."""
        return [
            address
            for address in self._open_to_answers()
            if (fact := self.fact_at(address)) is not None and fact.kind == kind
        ]

    def _open_to_answers(self) -> Iterator[Address]:
        asked = self.asking.address
        if asked is not None and self.asking.fact is not None and asked not in self.asking.addressable:
            yield asked
        yield from self.asking.addressable
