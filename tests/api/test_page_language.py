"""The page speaks Chinese or English; what is asked and filed stays Chinese. What is rarely needed is behind one button."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.serving import Running

from .browser import Visitor

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def visitor(server: Running, context: BrowserContext) -> Iterator[Visitor]:
    opened = Visitor(context.new_page(), server.url).open()
    yield opened
    assert opened.complaints == []


def english(page: Page) -> None:
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Send").wait_for()


def test_everything_the_page_says_itself_is_english(visitor: Visitor) -> None:
    """What is left in Chinese comes from the server or is what the applicant says."""
    page = visitor.page
    english(page)
    page.get_by_text("Demonstration:").wait_for()
    own = page.locator("header, nav, .log > section > label, #choices > p, #composer, #log > li.notice")
    left = [text for text in own.all_inner_texts() if HAN.search(text)]
    assert left == []
    visitor.type("我想开一家奶茶店")
    assert HAN.search(visitor.lines("question")[-1])
    assert "to go" in page.locator("#progress").inner_text()
    page.get_by_role("button", name="Form").click()
    page.get_by_role("heading", name=re.compile("^Form: ")).wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#log").get_attribute("lang") == "zh-CN"


def test_the_language_stays_and_can_be_taken_back(visitor: Visitor) -> None:
    page = visitor.page
    english(page)
    page.reload()
    page.get_by_role("button", name="Send").wait_for()
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="中文").click()
    page.get_by_role("button", name="发送").wait_for()
    page.reload()
    page.get_by_role("button", name="发送").wait_for()


def test_a_script_that_does_not_come_leaves_the_page_as_it_was(visitor: Visitor) -> None:
    page = visitor.page
    page.route("**/assets/en-*.js", lambda route: route.abort())
    page.get_by_role("button", name="更多").click()
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="English").click()
    assert visitor.type("我想开一家奶茶店")["seq"] == 1
    assert page.get_by_role("button", name="发送").is_visible()


def test_the_menu_opens_and_closes_by_keyboard_and_by_looking_away(visitor: Visitor) -> None:
    page, more, first = visitor.page, visitor.page.locator("#more"), visitor.page.locator("#what")
    assert not first.is_visible()
    more.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    first.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == "more"
    more.click()
    first.wait_for()
    page.locator("#text").click()
    first.wait_for(state="hidden")
