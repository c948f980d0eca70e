"""One server a module, conversations on it, and a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.serving import Running, Talk, running

from .browser import PHONE, chromium


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each test has a profile of its own."""
    with chromium() as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that was never here, on a phone."""
    made = browser.new_context(viewport=PHONE, locale="zh-CN")
    yield made
    made.close()
