"""One server a module, which knows a few shops, with made-up officers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Running, running
from tests.some_shops import some_shops

from .office import KEY, Applicant, Clerk


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with forms and a few scenarios."""
    return some_shops(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def server(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server in its default configuration, without Rasa's agent."""
    var = tmp_path_factory.mktemp("var")
    with running(var, rasa=False, DAOBAN_ROOT=str(project), DAOBAN_INTAKE_KEY=KEY) as started:
        yield started


@pytest.fixture(scope="module")
def applicant(server: Running) -> Iterator[Applicant]:
    """The applicants' side."""
    made = Applicant(server.url)
    yield made
    made.http.close()


@pytest.fixture(scope="module")
def wang(server: Running) -> Iterator[Clerk]:
    """An officer. Signed in once: a name may be tried ten times a minute."""
    with Clerk(server.url, "demo_wang") as clerk:
        yield clerk


@pytest.fixture(scope="module")
def tao(server: Running) -> Iterator[Clerk]:
    """An officer of a department that reviews something else."""
    with Clerk(server.url, "demo_tao") as clerk:
        yield clerk


@pytest.fixture(scope="module")
def fang(server: Running) -> Iterator[Clerk]:
    """An officer of a department whose forms nobody fills here."""
    with Clerk(server.url, "demo_fang") as clerk:
        yield clerk
