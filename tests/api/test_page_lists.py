"""Items of a list at the page: each stands by itself, and is taken out once what that does has been seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.applicant import Applicant
from tests.serving import Running, Talk
from tests.test_transcripts import COMMON, SHOPS

from .axe import faults
from .browser import Visitor, returning

pytestmark = pytest.mark.browser
STAFF = "food_safety_staff"
SAYS = {**COMMON, **SHOPS[0].values[2]}


@pytest.fixture
def shop(server: Running) -> Iterator[Talk]:
    """A shop whose first member of staff is told, and of the second a name."""
    with Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        applicant = Applicant(9, dict(SAYS))
        while (asking := talk.last["asking"])["kind"] != "more" or asking["fact"] != STAFF:
            talk.say("对" if asking["kind"] == "confirm" else applicant.reply(asking))
        talk.edit(STAFF, True)
        talk.edit(f"{STAFF}[2].name", "李强")
        yield talk


@pytest.fixture
def page(browser: Browser, server: Running, shop: Talk) -> Iterator[Page]:
    """A phone that goes on with it."""
    context = returning(browser, shop)
    yield Visitor(context.new_page(), server.url).open().page
    context.close()


def told(shop: Talk) -> dict[str, Any]:
    """The list as the API tells it."""
    return next(one for one in shop.look()["case"]["lists"] if one["fact"] == STAFF)


def test_an_item_is_taken_out_once_that_is_confirmed(page: Page, shop: Talk) -> None:
    page.locator("nav").get_by_role("button", name="申请表").click()
    form = page.locator("#form")
    headings = [one["title"] for one in shop.look()["case"]["applications"][0]["sections"]]
    assert [one for one in headings if one in form.locator("> section h4").all_inner_texts()] == form.locator(
        "> section h4"
    ).all_inner_texts()
    first, second = (form.get_by_role("group", name=f"食品安全管理人员：第 {number} 项") for number in (1, 2))
    assert "李强" in second.inner_text()
    assert "李强" not in first.inner_text()

    # Nothing goes before it is said yes to; who says no is where they were.
    remove = second.get_by_role("button", name="移除食品安全管理人员：第 2 项")
    remove.press("Enter")
    effect = second.get_by_role("group", name="这一项填的内容都会删掉")
    effect.wait_for()
    assert faults(page) == []
    assert page.evaluate("document.activeElement.textContent") == "不移除"
    page.keyboard.press("Enter")
    expect(remove).to_be_focused()
    assert told(shop)["items"] == [f"{STAFF}[1]", f"{STAFF}[2]"]

    remove.press("Enter")
    effect.wait_for()
    with page.expect_request("**/messages") as sent:
        effect.get_by_role("button", name="移除", exact=True).press("Enter")
    edit = sent.value.post_data_json["edit"]
    assert (edit["fact"], edit["value"]) == (f"{STAFF}[2]", None)
    # The form goes behind the conversation as soon as something is sent, before the answer is there.
    expect(form).not_to_contain_text("李强")
    expect(second).to_have_count(0)
    assert told(shop)["items"] == [f"{STAFF}[1]"]

    # What is asked then is whether there is more; what there is stands beside it, and still on the form.
    assert shop.look()["asking"]["kind"] == "more"
    roster = page.locator(".roster")
    roster.get_by_text("食品安全管理人员：已经填了 1 项").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "还有"
    page.locator("nav").get_by_role("button", name="申请表").click()
    assert first.is_visible()
    page.locator("nav").get_by_role("button", name="对话").click()
    assert roster.get_by_role("listitem").count() == 1
    roster.get_by_role("button", name="移除食品安全管理人员：第 1 项").click()
    roster.get_by_role("button", name="移除", exact=True).wait_for()
    assert faults(page) == []
    roster.get_by_role("button", name="不移除").click()
    assert told(shop)["items"] == [f"{STAFF}[1]"]


def test_what_is_missing_of_several_tells_of_whom(page: Page, shop: Talk) -> None:
    page.locator("nav").get_by_role("button", name="申请表").click()
    missing = page.locator("#open details", has_text="还没填")
    missing.locator("summary").click()
    labels = [one["label"] for one in shop.look()["case"]["open"] if one["fact"].startswith(f"{STAFF}[2].")]
    shown = missing.locator("dt").all_inner_texts()
    assert labels
    assert {f"{label}：第 2 项" for label in labels} <= set(shown)
    assert len(set(shown)) == len(shown)


def test_one_more_item_is_added_and_asked_about(page: Page, shop: Talk) -> None:
    page.locator("nav").get_by_role("button", name="申请表").click()
    add = page.locator("#form").get_by_role("button", name="食品安全管理人员：再加一项")
    assert faults(page) == []
    with page.expect_request("**/messages") as sent:
        add.click()
    edit = sent.value.post_data_json["edit"]
    assert (edit["fact"], edit["value"]) == (STAFF, True)
    # The shop's second was added in the same words.
    own = page.locator("#log > li.own:not(.unsent)").filter(has_text="食品安全管理人员：再加一项")
    expect(own).to_have_count(2)
    assert told(shop)["items"] == [f"{STAFF}[1]", f"{STAFF}[2]", f"{STAFF}[3]"]

    # What was added by mistake is taken out again, before anything is told of it.
    third = page.locator("#form").get_by_role("group", name="食品安全管理人员：第 3 项", exact=True)
    third.get_by_role("button", name="移除食品安全管理人员：第 3 项").click()
    third.get_by_role("button", name="移除", exact=True).click()
    third.wait_for(state="detached")
    assert told(shop)["items"] == [f"{STAFF}[1]", f"{STAFF}[2]"]
    add.wait_for()
