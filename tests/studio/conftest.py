"""One server a module, which publishes into a project of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Running, running

from .project import Author, make_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with forms and scenarios."""
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def server(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server in its default configuration, without Rasa's agent."""
    with running(tmp_path_factory.mktemp("var"), rasa=False, DAOBAN_ROOT=str(project)) as started:
        yield started


@pytest.fixture(scope="module")
def lin(server: Running) -> Iterator[Author]:
    """One author. Signed in once: a name may be tried ten times a minute."""
    with Author(server.url, "demo_lin") as author:
        yield author


@pytest.fixture(scope="module")
def he(server: Running) -> Iterator[Author]:
    """Another."""
    with Author(server.url, "demo_he") as author:
        yield author
