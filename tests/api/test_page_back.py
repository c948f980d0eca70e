"""The phone's Back leads from wherever one is to the conversation, and only from there off the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .browser import Visitor

pytestmark = pytest.mark.browser

OPENING = "我想在静安区开一家奶茶店"
#: JavaScript: where one is.
PART = "document.querySelector('.shell').dataset.view"


@pytest.fixture
def phone(visit: Callable[..., Visitor]) -> Visitor:
    """Somebody on a phone who has told what is wanted."""
    visitor = visit()
    visitor.type(OPENING)
    return visitor


def back(visitor: Visitor) -> None:
    """What the phone's key does."""
    visitor.page.evaluate("history.back()")


def test_back_leads_from_another_part_to_the_conversation(phone: Visitor) -> None:
    phone.show("申请表")
    phone.show("材料")
    assert phone.page.evaluate(PART) == "materials"
    back(phone)
    phone.until(f"{PART} === 'chat'")
    assert phone.page.url == f"{phone.url}/"
    assert phone.type("已经办好了")["case"]["scenario"] == "beverage_shop"


def test_back_leads_from_a_screen_to_the_conversation(phone: Visitor) -> None:
    phone.click(phone.page.locator("#more"))
    phone.click(phone.page.locator("#menu").get_by_role("button", name="我的办理"))
    main = phone.page.locator("main")
    main.wait_for(state="hidden")
    back(phone)
    main.wait_for()
    assert len(phone.lines("own")) == 1


def test_from_the_conversation_back_leaves_at_once(phone: Visitor) -> None:
    for _ in range(3):
        phone.show("申请表")
        phone.show("对话")
    phone.show("申请表")
    assert phone.page.evaluate(PART) == "form"
    back(phone)
    phone.until(f"{PART} === 'chat' && !history.state?.away")
    phone.page.go_back()
    assert phone.page.url == "about:blank"
