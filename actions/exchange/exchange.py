"""Looking up as a whole: what may be offered to who is signed in, what is found when they agree, and taking it back."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.catalog import FactSource, FactSources
from bot.engine import Case, Known, Prefill, Release

from ..local_time import ZONE
from ..principals import Party, Principal
from .dossier import TITLE, Dossier, known_before
from .looking_up import LIBRARY, SECONDS, Found, Purpose, in_time, look_up_licences
from .ports import Licences
from .proving import proofs_of, troubles_of
from .subject import holders_of, sources_for
from .values import known_by

#: The text by which the applicant agrees.
AGREEMENT: Final = "confirm.fetch"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Knows whom to ask. ``licences``: None where there is no library to ask."""

    sources: FactSources
    dossier: Dossier
    licences: Licences | None
    clock: Callable[[], datetime]
    seconds: float = SECONDS

    def offered(self, principal: Principal, release: Release) -> tuple[str, ...]:
        """What could be looked up for this applicant and this scenario, in words; nothing where there is nothing."""
        holders = holders_of(principal, release, self._today())
        titles = [one.title for one in self._asked(release, holders)]
        if holders and self.dossier.of(principal.subject):
            titles.append(TITLE)
        return tuple(dict.fromkeys(titles))

    async def found(self, key: str, principal: Principal, release: Release, case: Case, words: str) -> Prefill:
        """What the sources hold. It takes no longer than ``seconds`` allows, and never fails: who does not answer is told.

        Args:
            key: of the engine's question. words: of the text that the applicant agreed to.
        """
        today = self._today()
        holders = holders_of(principal, release, today)
        found = Found()
        purpose = Purpose(purpose_of(release), _notice(words))
        asked = self._asked(release, holders)
        await asyncio.gather(
            *(
                in_time(
                    look_up_licences(self.licences, holder, kinds, purpose, today, found), found, LIBRARY, self.seconds
                )
                for holder, kinds in _by_holder(asked, holders)
                if self.licences is not None
            )
        )
        return self._report(key, asked, found, principal, holders, release)

    async def take_back(self, principal: Principal, release: Release) -> None:
        """The library uses nothing of theirs for this any more. Raises Unavailable where it could not be told."""
        if self.licences is not None:
            for number in dict.fromkeys((principal.person.number, principal.subject.number)):
                await self.licences.take_back(number, purpose_of(release))

    def _asked(self, release: Release, holders: Mapping[str, Party]) -> tuple[FactSource, ...]:
        able = sources_for(self.sources, release, holders)
        return tuple(one for one in able if one.licence and self.licences is not None)

    def _report(
        self,
        key: str,
        asked: tuple[FactSource, ...],
        found: Found,
        principal: Principal,
        holders: Mapping[str, Party],
        release: Release,
    ) -> Prefill:
        values: dict[str, list[Known]] = {}
        lists: dict[str, tuple[str, ...]] = {}
        for source in asked:
            for _, entry in (one for one in found.entries if one[0] is source):
                for fact, known in known_by(source, entry, release, self._today()):
                    values.setdefault(fact, []).append(known)
        if holders:
            for address, known, items in known_before(self.dossier.of(principal.subject), self.sources, release):
                values.setdefault(address, []).append(known)
                lists.update(items)
        troubles = dict.fromkeys([*troubles_of(asked, found.listed), *found.troubles])
        told = {address: tuple(some) for address, some in values.items()}
        return Prefill(key, told, lists, tuple(troubles), proofs_of(asked, found.listed))

    def _today(self) -> date:
        return self.clock().astimezone(ZONE).date()


def purpose_of(release: Release) -> str:
    """What the holder reads that their licences were used for."""
    return f"导办：申请「{release.scenario.title}」"[:200]


def _notice(words: str) -> str:
    """Names the text, so that it can be told later which one was agreed to."""
    return f"{AGREEMENT}@{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def _by_holder(
    asked: tuple[FactSource, ...], holders: Mapping[str, Party]
) -> list[tuple[Party, tuple[FactSource, ...]]]:
    """The sources by whose they are; one who is both is asked about once."""
    parties = dict.fromkeys(holders[one.of] for one in asked)
    return [(party, tuple(one for one in asked if holders[one.of] == party)) for party in parties]
