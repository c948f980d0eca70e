"""One server a module, which knows a few shops, with made-up staff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import Running, running
from tests.some_shops import some_shops

from .page import browser, sit
from .seat import Seat

__all__ = ["browser", "sit"]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with forms and a few scenarios."""
    return some_shops(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def server(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server in its default configuration, without Rasa's agent."""
    with running(tmp_path_factory.mktemp("var"), rasa=False, DAOBAN_ROOT=str(project)) as started:
        yield started


def seat_fixture(name: str) -> Any:
    """A fixture: they are signed in once a module, for a name may be tried ten times a minute."""

    @pytest.fixture(scope="module")
    def seat(server: Running) -> Iterator[Seat]:
        with Seat(server.url, name) as signed_in:
            yield signed_in

    return seat


#: Two clerks of one hall in Jing'an, one in Pudong, one of a bank's outlet in Jing'an, and Jing'an's supervisor.
lin, he, pan = seat_fixture("demo_lin"), seat_fixture("demo_he"), seat_fixture("demo_pan")
qian, du = seat_fixture("demo_qian"), seat_fixture("demo_du")
