"""Before the first message the page shows what can be applied for, to look through and to search."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import patient
from tests.serving import Running

from .browser import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(context: BrowserContext, server: Running) -> Visitor:
    return Visitor(context.new_page(), server.url).open()


def cards(page: Page) -> list[str]:
    """The themes that can be pressed."""
    return page.locator("#themes .cards button:visible").all_text_contents()


def test_the_list_holds_every_theme_with_its_items(server: Running) -> None:
    answer = patient.get(f"{server.url}/api/v1/themes")
    assert answer.status_code == 200
    items = {item["id"]: item for item in answer.json()}
    offered = {theme["id"] for item in items.values() for theme in item["themes"]}
    assert offered == set(patient.get(f"{server.url}/readyz").json()["scenarios"])
    # A bookshop with a café stands at both its items.
    both = [name for name, item in items.items() if "bookshop_cafe" in {theme["id"] for theme in item["themes"]}]
    assert both == ["food_operation_license", "publication_retail"]


def test_a_theme_is_searched_and_pressed(visitor: Visitor) -> None:
    page = visitor.page
    search = page.get_by_label("搜一搜要办的事")
    search.fill("修飞机")
    expect(page.locator("#themes")).to_contain_text("没有找到")
    assert cards(page) == []
    search.fill("KTV")
    expect(page.locator("#themes .cards button").first).to_be_visible()
    assert any("KTV" in title for title in cards(page))
    search.fill("奶茶")
    with page.expect_response(lambda answer: answer.url.endswith("/messages")) as told:
        page.locator("#themes .cards button", has_text="奶茶店").first.click()
    assert told.value.json()["case"]["scenario"] == "beverage_shop"
    expect(page.locator("#themes")).to_have_count(0)
    page.reload()
    expect(page.locator("#choices button").first).to_be_visible()
    expect(page.locator("#themes")).to_have_count(0)


def test_an_item_is_opened_by_keyboard(visitor: Visitor) -> None:
    page = visitor.page
    page.locator("#themes summary", has_text="旅馆业").focus()
    page.keyboard.press("Enter")
    assert any("民宿" in title for title in cards(page))
    page.keyboard.press("Tab")
    with page.expect_response(lambda answer: answer.url.endswith("/messages")) as told:
        page.keyboard.press("Enter")
    assert told.value.status == 200


def test_without_the_list_the_page_is_as_good(context: BrowserContext, server: Running) -> None:
    page = context.new_page()
    page.route("**/api/v1/themes", lambda route: route.abort())
    visitor = Visitor(page, server.url).open()
    assert visitor.type("我想在静安区开一家奶茶店")["asking"]
    expect(page.locator("#themes")).to_have_count(0)
