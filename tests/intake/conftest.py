"""A reference intake on each database, serving HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from api.intake import IntakeServices, create_intake, open_intake, own_key, published_forms
from tests import patient
from tests.actions.conftest import Clock, cipher, clock, empty, postgres, url
from tests.intake.http_server import serving
from tests.intake.permit import shop_catalog

__all__ = ["cipher", "clock", "empty", "postgres", "url"]


@pytest.fixture
def services(empty: Engine, cipher: Cipher, clock: Clock) -> IntakeServices:
    """The intake of the small shop's permit."""
    return open_intake(empty, cipher, published_forms(shop_catalog()), clock)


@pytest.fixture
def key(services: IntakeServices, tmp_path: Path) -> str:
    """The key of our own client."""
    return own_key(tmp_path / "keys" / "intake.key", services.clients)


@pytest.fixture
def intake(services: IntakeServices) -> Iterator[str]:
    """Where the intake serves."""
    with serving(create_intake(services)) as address:
        yield address


@pytest.fixture
def web(intake: str, key: str) -> Iterator[httpx.Client]:
    """A client with our own key."""
    with patient.Client(base_url=intake, headers={"Authorization": f"Bearer {key}"}, trust_env=False) as client:
        yield client
