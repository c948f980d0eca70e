"""One server for all tests, conversations on it, and a browser: a server takes some ten seconds to read all content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.applicant import Applicant
from tests.serving import Running, Talk, running
from tests.some_shops import some_shops
from tests.test_transcripts import COMMON, SHOPS

from .browser import PHONE, Visitor, chromium, fresh


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server in its default configuration, without Rasa's agent."""
    with running(tmp_path_factory.mktemp("var"), rasa=False) as started:
        yield started


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings of a server that only has to serve a few shops: it is up in a third of the time."""
    return {"DAOBAN_ROOT": str(some_shops(tmp_path_factory.mktemp("few")))}


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
    """One browser a module, as playwright keeps an event loop of its own running; each test has a profile of its own."""
    with chromium() as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that was never here, on a phone."""
    made = browser.new_context(viewport=PHONE, locale="zh-CN")
    yield made
    made.close()


@pytest.fixture(scope="module")
def at_review(server: Running) -> Iterator[Talk]:
    """A conversation that has come to its review."""
    with Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        talk.answer_all(Applicant(9, {**COMMON, **SHOPS[0].values[2]}))
        yield talk


@pytest.fixture
def visit(browser: Browser, server: Running) -> Iterator[Callable[..., Visitor]]:
    """Opens the page in a browser of its own, with axe beside it."""
    opened: list[BrowserContext] = []

    def begin(**settings: Any) -> Visitor:
        context = fresh(browser, **settings)
        opened.append(context)
        return Visitor(context.new_page(), server.url).open()

    yield begin
    for context in opened:
        context.close()
