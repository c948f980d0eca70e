"""One server a module, which knows a few shops, with made-up staff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Running, running
from tests.some_shops import some_shops

from .seat import Seat


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with forms and a few scenarios."""
    return some_shops(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def server(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server in its default configuration, without Rasa's agent."""
    with running(tmp_path_factory.mktemp("var"), rasa=False, DAOBAN_ROOT=str(project)) as started:
        yield started


def _seat(server: Running, name: str) -> Iterator[Seat]:
    with Seat(server.url, name) as seat:
        yield seat


@pytest.fixture(scope="module")
def lin(server: Running) -> Iterator[Seat]:
    """A clerk in Jing'an. Signed in once: a name may be tried ten times a minute."""
    yield from _seat(server, "demo_lin")


@pytest.fixture(scope="module")
def he(server: Running) -> Iterator[Seat]:
    """Another clerk of the same hall."""
    yield from _seat(server, "demo_he")


@pytest.fixture(scope="module")
def pan(server: Running) -> Iterator[Seat]:
    """A clerk in Pudong."""
    yield from _seat(server, "demo_pan")


@pytest.fixture(scope="module")
def qian(server: Running) -> Iterator[Seat]:
    """A clerk of a bank's outlet in Jing'an."""
    yield from _seat(server, "demo_qian")


@pytest.fixture(scope="module")
def du(server: Running) -> Iterator[Seat]:
    """Jing'an's supervisor."""
    yield from _seat(server, "demo_du")
