"""A phone's Back: what lies in front of the conversation goes, one thing at a press, and only then the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.serving import Running

from .browser import Visitor, fresh

pytestmark = pytest.mark.browser
SHOWN = "document.querySelector('.shell').dataset.view"


def test_back_leaves_the_screen_then_the_form_then_the_page(browser: Browser, server: Running) -> None:
    context = fresh(browser, has_touch=True, is_mobile=True)
    visitor = Visitor(context.new_page(), server.url)
    page = visitor.page
    page.goto("about:blank")
    visitor.open()
    visitor.type("我想在静安区开一家奶茶店")
    page.locator("nav").get_by_role("button", name="申请表").tap()
    page.get_by_role("button", name="更多").tap()
    page.get_by_role("button", name="我的办理").tap()
    page.locator(".screen").wait_for()
    page.go_back()
    page.locator(".screen").wait_for(state="detached")
    assert page.evaluate(SHOWN) == "form"
    page.go_back()
    visitor.until(f"{SHOWN} === 'chat'")
    expect(page.locator("#text")).to_be_visible()
    # What was opened again is left again.
    page.locator("nav").get_by_role("button", name="材料").tap()
    page.go_back()
    visitor.until(f"{SHOWN} === 'chat'")
    page.go_back()
    page.wait_for_url("about:blank")
    context.close()


def test_with_a_mouse_or_by_keyboard_history_is_left_alone(browser: Browser, server: Running) -> None:
    context = fresh(browser)
    visitor = Visitor(context.new_page(), server.url).open()
    entries = visitor.page.evaluate("history.length")
    visitor.page.locator("nav").get_by_role("button", name="申请表").click()
    visitor.until(f"{SHOWN} === 'form'")
    assert visitor.page.evaluate("history.length") == entries
    context.close()
