"""A library with the invented holders behind a meddler, a dossier, and the published scenarios."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.exchange.dossier import Dossier
from actions.exchange.exchange import Exchange
from actions.gateways.http_licences import HttpLicences, licences_client
from actions.principals import FIRM, LEGAL_REP, PERSON, Mandate, Party, Principal
from api.library.app import create_library, open_library
from api.library.demo.putting_in import put_in
from api.library.services import APPLICANTS, LibraryServices
from bot.catalog import Published, publish
from bot.engine import Case, Prefill, Release
from tests.actions.conftest import Clock, cipher, clock, empty, engine, postgres, url
from tests.intake.http_server import serving

from .meddler import Meddler

__all__ = ["cipher", "clock", "empty", "engine", "postgres", "url"]
T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 12, 1, 2, 0, tzinfo=timezone.utc)
KEY = "a" * 40
#: Seconds that a source is given here, where the machine may be busy, and where it is to be found too slow.
PATIENCE, IMPATIENCE = 60.0, 0.3
UNHURRIED = httpx.Timeout(60.0)

APO = Party(PERSON, "王桂兰", "310100196203180028")
SHOP = Party(FIRM, "静安区演示阿婆奶茶店", "92310106MADEM002XT")
OWNER = Principal("p1", "demo", APO, True, SHOP, Mandate(LEGAL_REP))


@cache
def published() -> Published:
    return publish(ROOT, today=NOW.date(), lapsed=True)


def release(name: str = "beverage_shop") -> Release:
    """A published scenario."""
    return published().catalog.current[name]


@dataclass
class Site:
    """All of it. ``between``: what stands between us and the library, at ``address``."""

    exchange: Exchange
    licences: HttpLicences
    address: str
    library: LibraryServices
    between: Meddler
    dossier: Dossier

    def hurry(self) -> None:
        """Whoever is asked is given little time from now on."""
        self.exchange = replace(self.exchange, seconds=IMPATIENCE)

    def found(self, principal: Principal = OWNER, scenario: str = "beverage_shop", key: str = "k") -> Prefill:
        """What is found out about who is signed in."""

        return self.run(self.exchange.found(key, principal, release(scenario), Case("c"), "同意查用吗？"))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The work's result, by connections of its own: each run's loop ends with it."""

        async def running() -> T:
            async with licences_client(self.address, KEY, UNHURRIED) as client:
                self.licences.client = client
                return await work

        return asyncio.run(running())

    def troubles(self, principal: Principal = OWNER, scenario: str = "beverage_shop") -> dict[str, str]:
        """What could not be used: title -> why."""
        return {one.title: one.code for one in self.found(principal, scenario).troubles}


@pytest.fixture
def december(clock: Clock) -> Clock:
    """A day on which the demonstration's licences are what they are meant to be."""
    clock.now = NOW
    return clock


@pytest.fixture
def site(engine: Engine, cipher: Cipher, december: Clock) -> Iterator[Site]:
    """The library holds the invented licences, and the applicants' side reads them through the meddler."""
    library = open_library(engine, cipher, december)
    library.clients.register(KEY, "daoban", APPLICANTS)
    put_in(library)
    dossier, between = Dossier(engine, cipher, december), Meddler()
    with serving(create_library(library)) as behind, serving(between.app()) as address:
        between.behind = behind
        licences = HttpLicences(licences_client(address, KEY, UNHURRIED))
        exchange = Exchange(published().sources, dossier, licences, None, december, PATIENCE)
        yield Site(exchange, licences, address, library, between, dossier)
    library.documents.printer.close()


def later(clock: Clock, days: int) -> None:
    """So many days later."""
    clock.now += timedelta(days=days)
