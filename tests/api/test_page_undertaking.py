"""Promising a material at the page: the text first, then a yes, then the way back; by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.serving import Running, Talk

from .axe import faults
from .browser import DESK, PHONE, Visitor, returning
from .test_undertaking import report, told

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(server: Running) -> Iterator[Talk]:
    with Talk(server.url) as talk:
        yield told(talk)


def entry(page: Page) -> Locator:
    return page.locator("#materials > li").filter(has_text="集中空调检测报告")


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_a_promise_is_read_agreed_to_and_taken_back(
    browser: Browser, server: Running, shop: Talk, device: dict[str, int]
) -> None:
    context = returning(browser, shop, viewport=device)
    try:
        page = context.new_page()
        Visitor(page, server.url).open()
        if page.locator("nav").is_visible():
            page.locator("nav").get_by_role("button", name="材料").click()
        expect(entry(page).get_by_text("要上传")).to_be_visible()
        expect(entry(page).locator("blockquote")).to_be_hidden()
        entry(page).locator("summary").click()
        expect(entry(page).locator("blockquote")).to_contain_text("撤销许可决定")
        yes = entry(page).get_by_role("button", name="先不交：告知承诺")
        expect(yes).to_be_disabled()
        assert faults(page) == []
        entry(page).get_by_label("全文看过了，我同意").check()
        yes.click()
        expect(entry(page).get_by_text("同意了告知承诺")).to_be_visible()
        expect(entry(page).get_by_role("button", name="上传文件")).to_have_count(0)
        assert report(shop)["how"] == "promised"
        assert faults(page) == []
        entry(page).get_by_role("button", name="改为上传").press("Enter")
        expect(entry(page).get_by_text("要上传")).to_be_visible()
        assert report(shop)["mode"] == "upload"
    finally:
        context.close()
