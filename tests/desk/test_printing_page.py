"""Papers of the counter by one key each, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .page import Sit
from .seat import Seat

pytestmark = pytest.mark.browser


def opened(page: Page, keys: str, paper: str) -> tuple[int, str]:
    """Status and kind of the paper that opens at these keys, in a tab of its own."""
    with page.context.expect_event("response", lambda one: one.url.endswith(f"/{paper}.pdf")) as answered:
        page.keyboard.press(keys)
    return answered.value.status, answered.value.headers["content-type"]


def test_a_walk_in_goes_home_with_what_is_missing_and_with_the_form(sit: Sit) -> None:
    page = sit()
    page.keyboard.press("Alt+n")
    expect(page.locator("#said")).to_be_focused()
    expect(page.get_by_role("button", name="打印还缺什么")).to_have_count(0)
    page.keyboard.type("我想开奶茶店，80平有外卖没堂食")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="打印还缺什么")).to_be_visible()
    before = page.url
    assert opened(page, "Alt+g", "lacking") == (200, "application/pdf")
    assert opened(page, "Alt+j", "application") == (200, "application/pdf")
    expect(page.get_by_role("button", name="打印收件编号")).to_have_count(0)
    assert page.url == before
    expect(page.locator("#fields")).to_contain_text("80㎡")


def test_who_only_reads_along_is_offered_no_form_of_somebody_elses(sit: Sit, lin: Seat) -> None:
    own = lin.begin()
    assert lin.fill(own, text="我想开奶茶店，80平").status_code == 201
    page = sit("何窗口")
    page.goto(f"{page.url}#{own}")
    expect(page.get_by_role("button", name="打印还缺什么")).to_be_visible()
    expect(page.get_by_role("button", name="打印申请表")).to_have_count(0)
    assert opened(page, "Alt+g", "lacking") == (200, "application/pdf")
