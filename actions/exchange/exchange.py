"""Looking up as a whole: what may be offered to who is signed in, what is found when they agree, and taking it back."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.catalog import SIGN_IN, FactSource, FactSources
from bot.engine import Case, ExchangeBarred, Known, Prefill, Release
from bot.engine.address import fact_of
from bot.engine.proofs import Proof
from bot.engine.values import Json

from ..local_time import ZONE
from ..principals import AGENT, Party, Principal
from ..registers import Registers
from .asking_registers import Asked, ask_firm, ask_person, ask_place, ask_property
from .dossier import TITLE, Dossier, known_before
from .looking_up import LIBRARY, SECONDS, Found, Purpose, in_time, look_up_licences
from .ports import Licences
from .proving import proofs_of, troubles_of
from .subject import barred, holders_of, sources_for
from .values import ADDRESS, address_of, as_answer, bound, by_sign_in, known_by

#: How a fact is marked that identifies somebody: the number of an identity card.
_SENSITIVE: Final = "sensitive"
#: The text by which the applicant agrees.
AGREEMENT: Final = "confirm.fetch"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Knows whom to ask. ``licences``, ``registers``: None where there are none to ask."""

    sources: FactSources
    dossier: Dossier
    licences: Licences | None
    registers: Registers | None
    clock: Callable[[], datetime]
    seconds: float = SECONDS

    def offered(self, principal: Principal, release: Release) -> tuple[str, ...]:
        """What could be looked up for this applicant and this scenario, in words; nothing where there is nothing."""
        holders = holders_of(principal, release, self._today())
        titles = [one.title for one in self._asked(release, holders) if one.register != SIGN_IN]
        if holders and self.dossier.of(principal.subject):
            titles.append(TITLE)
        return tuple(dict.fromkeys(titles))

    def barred(self, principal: Principal, release: Release) -> ExchangeBarred | None:
        """Why nothing of a firm may be looked up by who acts for it; None where that is not why."""
        return barred(principal, release, self._today())

    async def found(self, key: str, principal: Principal, release: Release, case: Case, words: str) -> Prefill:
        """What the sources hold. It takes no longer than ``seconds`` allows, and never fails: who does not answer is told.

        Args:
            key: of the engine's question. words: of the text that the applicant agreed to.
        """
        today = self._today()
        holders = holders_of(principal, release, today)
        asked, proofs = self._asked(release, holders), dict[str, Proof]()
        found = Found([(one, by_sign_in(principal)) for one in asked if one.register == SIGN_IN])
        purpose = Purpose(purpose_of(release.scenario.title), _notice(words))
        await asyncio.gather(
            *(
                in_time(
                    look_up_licences(self.licences, holder, kinds, purpose, today, found), found, LIBRARY, self.seconds
                )
                for holder, kinds in _by_holder([one for one in asked if one.licence], holders)
                if self.licences is not None
            ),
            *self._of_parties(asked, holders, purpose.text, found),
        )
        address = _premises(case, asked, found)
        if address:
            await asyncio.gather(*self._of_premises(asked, holders, address, purpose.text, found, proofs))
        of = case.answers[ADDRESS].value if ADDRESS in case.answers else as_answer(release, address, today)
        known = {**proofs_of(asked, found.listed, holders), **_of_place(proofs, of)}
        return self._report(key, asked, found, principal, holders, release, known, of)

    def _of_parties(
        self, asked: Sequence[FactSource], holders: Mapping[str, Party], purpose: str, found: Found
    ) -> Iterator[Awaitable[None]]:
        if self.registers is None:
            return
        about = Asked(asked, holders)
        yield in_time(ask_firm(self.registers, about, purpose, found), found, _title(about, "firms"), self.seconds)
        yield in_time(ask_person(self.registers, about, purpose, found), found, _title(about, "persons"), self.seconds)

    def _of_premises(
        self,
        asked: Sequence[FactSource],
        holders: Mapping[str, Party],
        address: str,
        purpose: str,
        found: Found,
        proofs: dict[str, Proof],
    ) -> Iterator[Awaitable[None]]:
        if self.registers is None:
            return
        about = Asked(asked, holders)
        place = ask_place(self.registers, about, address, purpose, found)
        property_ = ask_property(self.registers, about, address, purpose, found, proofs)
        yield in_time(place, found, _title(about, "addresses"), self.seconds)
        yield in_time(property_, found, _title(about, "properties"), self.seconds)

    async def take_back(self, principal: Principal, title: str) -> None:
        """The library uses nothing of theirs for the scenario of this title any more. Raises Unavailable where it could not be told."""
        if self.licences is not None:
            for number in dict.fromkeys((principal.person.number, principal.subject.number)):
                await self.licences.take_back(number, purpose_of(title))

    def _asked(self, release: Release, holders: Mapping[str, Party]) -> tuple[FactSource, ...]:
        able = sources_for(self.sources, release, holders)
        there = {True: self.licences is not None, False: self.registers is not None}
        return tuple(one for one in able if one.register == SIGN_IN or there[bool(one.licence)])

    def _report(
        self,
        key: str,
        asked: tuple[FactSource, ...],
        found: Found,
        principal: Principal,
        holders: Mapping[str, Party],
        release: Release,
        proofs: Mapping[str, Proof],
        of: Json,
    ) -> Prefill:
        values: dict[str, list[Known]] = {}
        lists: dict[str, tuple[str, ...]] = {}
        for source in asked:
            for _, entry in (one for one in found.entries if one[0] is source):
                own = address_of(source, entry, release, self._today())
                for fact, known in known_by(source, entry, release, self._today()):
                    values.setdefault(fact, []).append(bound(known, fact, release, of if own is None else own))
        if holders:
            earlier = self.dossier.of(principal.subject)
            houses = {one.reference: one.answers[ADDRESS][0] for one in earlier if ADDRESS in one.answers}
            for address, before, items in known_before(earlier, self.sources, release):
                house = houses.get(before.origin)
                known = before if house is None else bound(before, address, release, house)
                # A mandate is for applying: what identifies others whom the firm named before is not told to its agent.
                if AGENT not in holders or release.facts[fact_of(address)].sensitivity != _SENSITIVE:
                    values.setdefault(address, []).append(known)
                    lists.update(items)
        troubles = dict.fromkeys([*troubles_of(asked, found.listed), *found.troubles])
        told = {address: tuple(some) for address, some in values.items()}
        return Prefill(key, told, lists, tuple(troubles), proofs)

    def _today(self) -> date:
        return self.clock().astimezone(ZONE).date()


def purpose_of(title: str) -> str:
    """What the holder reads that their licences were used for, of the scenario's title."""
    return f"导办：申请「{title}」"[:200]


def _notice(words: str) -> str:
    """Names the text, so that it can be told later which one was agreed to."""
    return f"{AGREEMENT}@{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def _by_holder(asked: Sequence[FactSource], holders: Mapping[str, Party]) -> list[tuple[Party, tuple[FactSource, ...]]]:
    """The sources by whose they are; one who is both is asked about once."""
    parties = dict.fromkeys(holders[one.of] for one in asked)
    return [(party, tuple(one for one in asked if holders[one.of] == party)) for party in parties]


def _title(about: Asked, register: str) -> str:
    return next((one.title for one in about.of(register)), register)


def _of_place(proofs: Mapping[str, Proof], of: Json) -> dict[str, Proof]:
    """What registers prove of these premises, and of no others."""
    return {code: replace(one, about=ADDRESS, of=of) for code, one in proofs.items()}


def _premises(case: Case, asked: Sequence[FactSource], found: Found) -> str:
    """The premises' address: the applicant's word, or else that of licences and registers that agree; empty where it is not known."""
    own = case.answers.get(ADDRESS)
    if own is not None:
        return own.value if isinstance(own.value, str) else ""
    told = {
        str(entry.told[source.facts[ADDRESS]])
        for source, entry in found.entries
        if source in asked and source.facts.get(ADDRESS, "") in entry.told
    }
    return told.pop() if len(told) == 1 else ""
