"""Registers over HTTP, as our reference registers speak. All that is asked stands in bodies; all that is told is checked."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx
import orjson

from ..ports import Unavailable
from ..principals import Party
from ..registers.records import FirmRecord, PersonRecord, Place, Property
from .asking import Answered, ask
from .registers_answers import BAD, firm_in, person_in, places_in, properties_in

#: Seconds for a connection, and for each part of an answer. Somebody waits for it in a conversation.
TIMEOUT: Final = httpx.Timeout(3.0, connect=2.0)
#: Seconds for all of a question, as an answer that comes a byte at a time never makes a part wait too long.
WHOLE: Final = 6.0
_LONGEST: Final = 256 << 10
_PATH: Final = "/registers/v1"
_HEADERS: Final = {"Content-Type": "application/json"}
_NOT_FOUND: Final = "urn:daoban:problem:not-found"


def registers_client(url: str, key: str, timeout: httpx.Timeout = TIMEOUT) -> httpx.AsyncClient:
    """A client for the registers at this address only: no redirects, and no proxy that the environment names."""
    headers = {"Authorization": f"Bearer {key}", "Accept": "application/json, application/problem+json"}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=timeout, trust_env=False, follow_redirects=False)


@dataclass(frozen=True, slots=True)
class HttpRegisters:
    """``Registers`` over HTTP. ``seconds``: for all of a question."""

    client: httpx.AsyncClient
    seconds: float = WHOLE

    async def person(self, number: str, name: str, purpose: str) -> PersonRecord | None:
        """See ``Persons.person``."""
        answer = await self._answer("persons", {"number": number, "name": name, "purpose": purpose})
        return None if answer is None else person_in(answer, number, name)

    async def firm(self, number: str, purpose: str) -> FirmRecord | None:
        """See ``Firms.firm``."""
        answer = await self._answer("firms", {"number": number, "purpose": purpose})
        return None if answer is None else firm_in(answer, number)

    async def places(self, text: str, purpose: str) -> tuple[Place, ...]:
        """See ``Addresses.places``."""
        return places_in(await self._told("addresses", {"address": text, "purpose": purpose}))

    async def properties(
        self, purpose: str, *, address: str = "", certificate: str = "", party: Party | None = None, lessor: str = ""
    ) -> tuple[Property, ...]:
        """See ``Properties.properties``."""
        if bool(address) == bool(certificate):
            raise ValueError("address or certificate, and one of them")
        number = "" if party is None else party.number
        # Who has no number has nothing registered in their name, and no lessor counts for nobody.
        said = {"address": address, "certificate": certificate, "party": number, "lessor": lessor if number else ""}
        body = {"purpose": purpose, **{name: text for name, text in said.items() if text}}
        return properties_in(await self._told("properties", body), number)

    async def _told(self, register: str, body: Mapping[str, str]) -> Mapping[str, Any]:
        answer = await self._answer(register, body)
        if answer is None:
            raise Unavailable(BAD)
        return answer

    async def _answer(self, register: str, body: Mapping[str, str]) -> Mapping[str, Any] | None:
        """What is told; None: there is no such entry. Raises Unavailable."""
        asking = ask(self.client, "POST", f"{_PATH}/{register}", orjson.dumps(body), _HEADERS, longest=_LONGEST)
        try:
            answered: Answered = await asyncio.wait_for(asking, self.seconds)
        except asyncio.TimeoutError as fault:
            raise Unavailable("too_slow") from fault
        # A 404 that does not say so is one of something else on the way.
        if answered.status == 404 and answered.body.get("type") == _NOT_FOUND:
            return None
        if answered.status != 200:
            raise answered.ask_again()
        return answered.body
