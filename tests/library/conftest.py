"""A reference library on each database, serving HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from api.library.app import create_library, open_library
from api.library.services import ALL_SCOPES, READ, LibraryServices
from tests import patient
from tests.actions.conftest import Clock, cipher, clock, empty, postgres, url
from tests.intake.http_server import serving

__all__ = ["cipher", "clock", "empty", "postgres", "url"]
KEY, READER, OTHER = "i" * 40, "r" * 40, "o" * 40


@pytest.fixture
def library(empty: Engine, cipher: Cipher, clock: Clock) -> LibraryServices:
    """The library, with a client that may do all, one that reads, and another issuer."""
    services = open_library(empty, cipher, clock)
    services.clients.register(KEY, "intake", ALL_SCOPES)
    services.clients.register(READER, "reader", frozenset({READ}))
    services.clients.register(OTHER, "other", ALL_SCOPES)
    return services


@pytest.fixture
def web(library: LibraryServices) -> Iterator[httpx.Client]:
    """A client that may do all."""
    with serving(create_library(library)) as address:
        headers = {"Authorization": f"Bearer {KEY}"}
        with patient.Client(base_url=address, headers=headers, trust_env=False) as client:
            yield client
