"""The check before handing in: every answer with a way to change it, what is declared in full, and nothing goes without a tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.applicant import Applicant
from tests.serving import Running
from tests.test_transcripts import COMMON, SHOPS

from .axe import faults
from .browser import DESK, PHONE, Visitor, fresh

OPENING = "我想在静安区开一家奶茶店"
SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]


@pytest.fixture(scope="module")
def filled(browser: Browser, server: Running) -> Callable[[dict[str, Any]], Visitor]:
    """A browser whose applicant has answered everything, in a window of some size."""

    def fill(size: dict[str, Any]) -> Visitor:
        visitor = Visitor(fresh(browser, viewport=size).new_page(), server.url).open()
        visitor.type(OPENING)
        applicant = Applicant(3, {**COMMON, **SHOPS[0].values[2], "legal_rep.ethnicity": "汉族"})
        while visitor.turn["asking"]["kind"] != "review":
            visitor.answer(applicant)
        return visitor

    return fill


@pytest.mark.parametrize("size", SIZES)
def test_what_is_checked_changed_agreed_and_handed_in(filled: Callable[[dict[str, Any]], Visitor], size: Any) -> None:
    visitor = filled(size)
    page, application = visitor.page, visitor.turn["case"]["applications"][0]
    page.get_by_role("button", name="核对并提交").click()
    check = page.locator("#check")
    assert page.evaluate("document.activeElement.id") == "checktitle"
    assert not page.locator("#log").is_visible()

    shown = check.locator("dt").all_inner_texts()
    assert sorted(shown) == sorted(field["label"] for field in application["fields"].values())
    assert [one["title"] for one in application["sections"]] == check.locator("h4").all_inner_texts()
    declared = check.locator("form li").all_inner_texts()
    assert len(declared) == 3
    assert all(
        any(text.startswith(begin) for text in declared) for begin in ("本人（本单位）确认", "本单位及其法定代表人")
    )
    assert "T01" not in check.inner_text()
    assert faults(page) == []

    # Without the tick nothing is sent, and why is told where it is.
    sent = len(visitor.sent)
    submit = check.get_by_role("button", name="确认提交")
    submit.click()
    check.get_by_text("请先勾选").wait_for()
    agreed = check.get_by_role("checkbox")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    assert (len(visitor.sent), agreed.get_attribute("aria-invalid")) == (sent, "true")

    # A change is told at the top, stays on the screen, and takes the tick back.
    agreed.check()
    page.get_by_role("button", name="修改联系人手机").click()
    form = page.get_by_role("form", name="联系人手机改成")
    form.get_by_label("手机号").fill("13912345678")
    form.get_by_role("button", name="保存").click()
    check.get_by_role("status").get_by_text("13912345678").wait_for()
    expect(agreed).not_to_be_checked()
    agreed.check()
    with page.expect_response(lambda answer: answer.url.endswith("/messages")) as answer:
        submit.dblclick()
    turn = answer.value.json()
    page.locator("#log").wait_for()
    page.get_by_text(turn["case"]["receipt"]["reference"]).first.wait_for()
    assert [one for one in visitor.sent if one.get("choice", {}).get("value") == "submit"] == visitor.sent[-1:]
    assert visitor.complaints == []
    page.context.close()


def test_a_change_that_asks_more_goes_on_in_the_conversation(filled: Callable[[dict[str, Any]], Visitor]) -> None:
    """A shop that suddenly has a warehouse is asked about it; afterwards the check is there again, and nothing is sent by it."""
    visitor = filled(DESK)
    page = visitor.page
    page.get_by_role("button", name="核对并提交").click()
    page.get_by_role("button", name="修改是否有外设仓库").click()
    offered = page.get_by_role("group", name="是否有外设仓库改成")
    offered.get_by_role("button", name="是", exact=True).click()
    told = page.get_by_role("group", name="改了以后：")
    told.get_by_text("还要再问").wait_for()
    told.get_by_role("button", name="改", exact=True).click()
    page.locator("#log").wait_for()
    assert not page.locator("#check").is_visible()
    page.get_by_role("button", name="修改是否有外设仓库").click()
    offered.get_by_role("button", name="否", exact=True).click()
    visitor.save()
    page.get_by_role("button", name="核对并提交").click()
    page.get_by_role("button", name="回到对话").click()
    page.locator("#log").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "核对并提交"
    assert visitor.turn["case"]["stage"] == "review"
    page.context.close()
