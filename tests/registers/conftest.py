"""Reference registers on each database, serving HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone

import httpx
import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from api.registers.app import create_registers, open_registers
from api.registers.services import READ, SPEAK, RegistersServices
from tests import patient
from tests.actions.conftest import Clock, cipher, clock, empty, postgres, url
from tests.intake.http_server import serving

__all__ = ["cipher", "clock", "empty", "postgres", "url"]
#: Of the applicants' side, of who only reads, and of who only speaks for people.
KEY, READER, SPEAKER = "a" * 40, "r" * 40, "s" * 40
#: Client, number and purpose of whoever has agreed to be asked about.
AGREED: set[tuple[str, str, str]] = set()


@pytest.fixture
def registers(empty: Engine, cipher: Cipher, clock: Clock) -> Iterator[RegistersServices]:
    """The registers, with clients, on a day when the data are fresh."""
    clock.now = datetime(2026, 11, 30, 2, 0, tzinfo=timezone.utc)
    services = open_registers(empty, cipher, clock, lambda *asked: asked in AGREED)
    services.clients.register(KEY, "daoban", frozenset({READ, SPEAK}))
    services.clients.register(READER, "reader", frozenset({READ}))
    services.clients.register(SPEAKER, "speaker", frozenset({SPEAK}))
    yield services
    AGREED.clear()


@pytest.fixture
def address(registers: RegistersServices) -> Iterator[str]:
    """Where the registers serve."""
    with serving(create_registers(registers)) as address:
        yield address


@pytest.fixture
def web(address: str) -> Iterator[httpx.Client]:
    """The applicants' side."""
    with client(address, KEY) as asking:
        yield asking


def client(address: str, key: str) -> httpx.Client:
    """A client with the key."""
    return patient.Client(
        base_url=f"{address}/registers/v1", headers={"Authorization": f"Bearer {key}"}, trust_env=False
    )
