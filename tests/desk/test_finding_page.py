"""The desk's search and its filters in a real browser, by the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.api.axe import faults

from .page import Sit
from .seat import Seat

pytestmark = pytest.mark.browser
FIRM = "上海演示江南茶舍有限公司"


@pytest.fixture(scope="module")
def shop(lin: Seat) -> str:
    """A case of a firm that told its name."""
    own = lin.begin()
    for told in ({"text": "我想开奶茶店，80平"}, {"edit": {"fact": "operator.name", "value": FIRM}}):
        assert lin.fill(own, **told).status_code == 201
    return own


def test_a_case_is_found_and_opened_without_a_mouse(shop: str, sit: Sit) -> None:
    page = sit("何窗口")
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.keyboard.press("/")
    expect(page.locator("#sought")).to_be_focused()
    page.keyboard.type(FIRM)
    page.keyboard.press("Enter")
    expect(page.locator("#listed")).to_have_text("找到 1 件")
    expect(page.locator("#entries a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#title")).to_contain_text("食品经营许可")
    expect(page.locator("#entries a")).to_have_attribute("aria-current", "true")
    # What was found stays: no list that is looked at again by itself takes its place.
    with page.expect_response(lambda answer: shop in answer.url):
        pass
    expect(page.locator("#listed")).to_have_text("找到 1 件")
    assert [one for one in addresses if "%E4%B8%8A" in one or FIRM in one] == []
    assert faults(page) == []
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#sought")).to_have_value("")
    expect(page.locator("#listed")).not_to_contain_text("找到")


def test_a_slash_in_a_text_is_a_slash(shop: str, sit: Sit) -> None:
    page = sit("林窗口")
    page.goto(f"{page.url}#{shop}")
    expect(page.locator("#said")).to_be_focused()
    page.keyboard.type("1/2")
    expect(page.locator("#said")).to_have_value("1/2")


def test_another_districts_clerk_finds_nothing(shop: str, sit: Sit) -> None:
    page = sit("潘窗口")
    page.keyboard.press("/")
    page.keyboard.type(FIRM)
    page.keyboard.press("Enter")
    expect(page.locator("#listed")).to_have_text("没有找到您能看的办件。号码、姓名要写全。")
    expect(page.locator("#sought")).to_be_focused()


def test_the_lists_are_narrowed_without_a_mouse(shop: str, sit: Sit) -> None:
    page = sit("林窗口")
    page.locator("#tabs button", has_text="全部").focus()
    page.keyboard.press("Enter")
    entry = page.locator(f'#entries a[href="#{shop}"]')
    expect(entry).to_be_visible()
    page.locator("#narrow select[name=scenario]").focus()
    with page.expect_response(lambda answer: "scenario=bookshop" in answer.url):
        page.locator("#narrow select[name=scenario]").select_option("bookshop")
    expect(entry).to_have_count(0)
    with page.expect_response(lambda answer: "scenario=beverage_shop" in answer.url):
        page.locator("#narrow select[name=scenario]").select_option("beverage_shop")
    expect(entry).to_be_visible()
