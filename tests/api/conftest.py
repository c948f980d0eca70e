"""One server a module, and conversations on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.serving import Running, Talk, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server in its default configuration, without Rasa's agent."""
    with running(tmp_path_factory.mktemp("var"), rasa=False) as started:
        yield started


@pytest.fixture
def open_talk(server: Running) -> Iterator[Callable[[], Talk]]:
    """Opens conversations; they are closed at the end."""
    opened: list[Talk] = []

    def begin() -> Talk:
        opened.append(Talk(server.url).begin())
        return opened[-1]

    yield begin
    for talk in opened:
        talk.http.close()


@pytest.fixture
def talk(open_talk: Callable[[], Talk]) -> Talk:
    """A new conversation."""
    return open_talk()
