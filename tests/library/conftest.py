"""A reference library on each database, serving HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from api.library.app import create_library, open_library
from api.library.services import APPLICANTS, ISSUE, VERIFY, LibraryServices
from tests import patient
from tests.actions.conftest import Clock, cipher, clock, empty, postgres, url
from tests.intake.http_server import serving

__all__ = ["cipher", "clock", "empty", "postgres", "url"]
#: Of who issues, of another who issues, of the applicants' side, of another place that signs holders in, and of the departments' desk.
KEY, OTHER, READER, SECOND, CLERK = "i" * 40, "o" * 40, "r" * 40, "s" * 40, "c" * 40


@pytest.fixture
def library(empty: Engine, cipher: Cipher, clock: Clock) -> Iterator[LibraryServices]:
    """The library, with two clients that issue and two that read what holders agree to."""
    services = open_library(empty, cipher, clock)
    services.clients.register(KEY, "intake", frozenset({ISSUE}))
    services.clients.register(OTHER, "other", frozenset({ISSUE}))
    services.clients.register(READER, "daoban", APPLICANTS)
    services.clients.register(SECOND, "second", APPLICANTS)
    services.clients.register(CLERK, "desk", frozenset({VERIFY}))
    yield services
    services.documents.printer.close()


@pytest.fixture
def address(library: LibraryServices) -> Iterator[str]:
    """Where the library serves."""
    with serving(create_library(library)) as address:
        yield address


@pytest.fixture
def web(address: str) -> Iterator[httpx.Client]:
    """A client that issues."""
    with client(address, KEY) as issuing:
        yield issuing


@pytest.fixture
def reader(address: str) -> Iterator[httpx.Client]:
    """The applicants' side."""
    with client(address, READER) as reading:
        yield reading


@pytest.fixture
def clerk(address: str) -> Iterator[httpx.Client]:
    """The departments' desk."""
    with client(address, CLERK) as verifying:
        yield verifying


def client(address: str, key: str) -> httpx.Client:
    """A client with the key."""
    return patient.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}, trust_env=False)
