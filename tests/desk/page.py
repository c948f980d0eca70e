"""The desk's page in a real browser; the fixtures are the folder's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.browser import chromium, fresh
from tests.serving import Running

SCREEN = {"width": 1366, "height": 768}
Sit = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def sit(browser: Browser, server: Running) -> Iterator[Sit]:
    """A clerk sits down at a browser of their own; at the end none has complained."""
    complaints: list[str] = []
    pages: list[Page] = []

    def down(name: str = "林窗口", listed: str = "#listed", **settings: Any) -> Page:
        page = fresh(browser, **{"viewport": SCREEN, **settings}).new_page()
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on("console", lambda line: complaints.append(line.text) if "Policy" in line.text else None)
        pages.append(page)
        page.goto(f"{server.url}/desk")
        page.get_by_role("button", name=name).click()
        expect(page.locator(listed)).not_to_be_empty()
        return page

    yield down
    for page in pages:
        page.context.close()
    assert complaints == []


def hand_in(screen: Page) -> None:
    """What is left is the applicant's own: no more items, what they declare, and handing in."""
    choices = screen.locator("#choices")
    check = choices.get_by_role("button", name="核对并提交")
    for _ in range(20):
        expect(choices).to_be_visible()
        if check.is_visible():
            break
        none = choices.get_by_role("button", name="没有了")
        with screen.expect_response(lambda answer: answer.url.endswith("/messages")):
            (none if none.is_visible() else choices.get_by_role("button").first).click()
    check.click()
    screen.get_by_role("checkbox").check()
    screen.get_by_role("button", name="确认提交").click()
