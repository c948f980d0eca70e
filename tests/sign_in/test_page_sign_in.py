"""On the page: signing in as a firm's agent in the middle of a conversation, and out again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.axe import faults
from tests.api.browser import PHONE, Visitor, chromium, fresh
from tests.serving import Running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def visitor(browser: Browser, site: Running) -> Iterator[Visitor]:
    context = fresh(browser, viewport=PHONE)
    yield Visitor(context.new_page(), site.url).open()
    context.close()


def sign_in(visitor: Visitor, words: str) -> None:
    page = visitor.page
    page.locator("#more").click()
    page.locator("#signin").click()
    page.locator("a[data-way=demo]").click()
    expect(page.get_by_role("heading", name="演示登录")).to_be_visible()
    page.get_by_role("link", name=words).click()
    page.wait_for_url(f"{visitor.url}/")


def test_an_agent_signs_in_in_the_middle_and_out(visitor: Visitor) -> None:
    page = visitor.page
    visitor.type("我想在静安区开一家奶茶店")
    sign_in(visitor, "吴静怡，代 上海演示一碗面餐饮管理有限公司")
    expect(page.locator("#who")).to_have_text("已登录：吴**（代 上海演示一碗面餐饮管理有限公司）")
    # What is theirs may be looked up: they are asked, in the conversation they came from.
    expect(page.locator("#log")).to_contain_text("营业执照")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#more").click()
    page.locator("#signout").click()
    expect(page.locator("#who")).to_have_text("")
    # Whoever comes next does not see it.
    expect(page.locator("#log")).not_to_contain_text("营业执照")
    page.locator("#more").click()
    expect(page.locator("#signin")).to_be_visible()


def test_who_cancels_goes_on_unsigned(visitor: Visitor) -> None:
    page = visitor.page
    visitor.type("我想在静安区开一家奶茶店")
    page.locator("#more").click()
    page.locator("#signin").click()
    page.locator("a[data-way=demo]").click()
    page.get_by_role("link", name="不登录，回去").click()
    expect(page.get_by_text("不登录也可以接着办")).to_be_visible()
    page.get_by_role("link", name="回到办理").click()
    expect(page.locator("#log")).to_contain_text("奶茶店")
    expect(page.locator("#who")).to_have_text("")
