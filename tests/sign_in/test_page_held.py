"""On the page: one's own licences, one of them shown, what was looked up taken back, and nothing for agents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.axe import faults
from tests.api.browser import Visitor, chromium, fresh
from tests.serving import Running

from .test_page_sign_in import sign_in

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
#: Answers for a shop that has licences.
OWNER = "王桂兰，代 静安区演示阿婆奶茶店"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def visitor(browser: Browser, site: Running) -> Iterator[Visitor]:
    context = fresh(browser, viewport=PHONE)
    visitor = Visitor(context.new_page(), site.url).open()
    yield visitor
    assert visitor.complaints == []
    context.close()


def held(page: Page) -> None:
    """The screen is open."""
    page.locator("#more").click()
    page.locator("#held").click()
    expect(page.get_by_role("heading", name="我的电子证照")).to_be_visible()


def test_whoever_is_not_signed_in_is_shown_nothing(visitor: Visitor) -> None:
    visitor.page.locator("#more").click()
    expect(visitor.page.locator("#signin")).to_be_visible()
    expect(visitor.page.locator("#held")).to_have_count(0)


def test_an_invented_applicant_has_theirs_at_once(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("button", name="王阿婆").click()
    expect(page.locator("#who")).to_contain_text("静安区演示阿婆奶茶店")
    held(page)
    expect(page.locator(".screen")).to_contain_text("营业执照")


def test_licences_are_listed_and_one_is_shown_for_a_minute(visitor: Visitor) -> None:
    page = visitor.page
    sign_in(visitor, OWNER)
    held(page)
    valid = page.locator(".screen li").filter(has_text="有效期").filter(has=page.get_by_role("button"))
    expect(valid.first).to_contain_text("有效")
    valid.first.get_by_role("button").click()
    expect(page.locator(".screen img.qr")).to_be_visible()
    expect(page.locator(".screen [role=timer]")).to_contain_text("秒，只能用一次")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    before = page.locator(".screen img.qr").get_attribute("src")
    page.get_by_role("button", name="重新生成").click()
    expect(page.locator(".screen img.qr")).not_to_have_attribute("src", before or "")


def test_what_was_looked_up_is_taken_back(visitor: Visitor) -> None:
    page = visitor.page
    visitor.type("我想在静安区开一家奶茶店")
    sign_in(visitor, OWNER)
    page.get_by_role("button", name="同意查用").click()
    page.locator("#notice").wait_for()
    visitor.agree()
    expect(page.locator("#log")).to_contain_text("这些信息来自")
    held(page)
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="撤回查用").click()
    expect(page.locator(".screen")).to_contain_text("已经撤回，不再查用。")
    assert "撤回以后，查来的内容会清掉" in asked[0]
    page.get_by_role("button", name="返回对话").click()
    expect(page.locator("#log")).to_contain_text("已撤回查用的同意")


def test_an_agent_sees_neither_licences_nor_earlier_applications(visitor: Visitor) -> None:
    page = visitor.page
    sign_in(visitor, "吴静怡，代 上海演示一碗面餐饮管理有限公司")
    held(page)
    expect(page.locator(".screen .fault").filter(has_text="只给本人")).to_have_count(2)
    expect(page.locator(".screen li")).to_have_count(0)
