"""One server a module, which knows a few shops, with made-up staff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import Running, Talk, running
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


def _seat(name: str) -> Any:
    """A fixture: they are signed in once a module, for a name may be tried ten times a minute."""

    @pytest.fixture(scope="module")
    def seat(server: Running) -> Iterator[Seat]:
        with Seat(server.url, name) as signed_in:
            yield signed_in

    return seat


#: Two clerks of one hall in Jing'an, one in Pudong, one of a bank's outlet in Jing'an, Jing'an's supervisor and the city's, the auditor.
lin, he, pan = _seat("demo_lin"), _seat("demo_he"), _seat("demo_pan")
qian, du = _seat("demo_qian"), _seat("demo_du")
shi, shen = _seat("demo_shi"), _seat("demo_shen")


@pytest.fixture
def stuck(server: Running) -> Iterator[Talk]:
    """Somebody who opens a drinks shop and got stuck."""
    with Talk(server.url) as talk:
        talk.say("开奶茶店")
        talk.say("搞不懂，转人工")
        yield talk
