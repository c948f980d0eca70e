"""Everybody can use the page: axe finds nothing serious, a keyboard is enough, and 长辈版 stays switched on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.applicant import Applicant
from tests.test_transcripts import COMMON, SHOPS

from .axe import faults
from .browser import DESK, PHONE, Visitor
from .test_page_widgets import until_asked

pytestmark = pytest.mark.browser
OPENING = "我想在静安区开一家奶茶店"
SAYS = {**COMMON, **SHOPS[0].values[2], "legal_rep.ethnicity": "汉族"}
SMALLEST = {"width": 320, "height": 568}
#: A desk enlarged to 200 %.
ENLARGED = {"width": 640, "height": 400}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("care", [pytest.param(False, id="plain"), pytest.param(True, id="care")])
def test_axe_finds_nothing_serious(visit: Callable[..., Visitor], scheme: str, care: bool) -> None:
    """Start, question with buttons, question with boxes and a fault, form with an open editor, materials."""
    visitor = visit(color_scheme=scheme)
    page = visitor.page
    page.locator("#choices button").first.wait_for()
    if care:
        page.get_by_role("button", name="长辈版").click()
    assert faults(page) == []
    visitor.type(OPENING)
    assert faults(page) == []
    until_asked(visitor, "address")
    page.get_by_role("button", name="填好了").click()
    assert "路名" in page.locator(".fault").inner_text()
    assert faults(page) == []
    page.get_by_role("button", name="申请表").click()
    page.get_by_role("button", name="修改").first.click()
    assert faults(page) == []
    page.get_by_role("button", name="材料").click()
    assert faults(page) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_page_is_as_high_as_its_window(visit: Callable[..., Visitor], size: Any) -> None:
    """What is only told to screen readers makes no room below."""
    visitor = visit(viewport=size)
    visitor.type(OPENING)
    until_asked(visitor, "area")
    if size is PHONE:
        visitor.page.get_by_role("button", name="材料").click()
    assert visitor.page.locator("#materialpanel").is_visible()
    assert visitor.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


@pytest.mark.parametrize("size", [SMALLEST, ENLARGED, DESK], ids=["smallest", "enlarged", "desk"])
@pytest.mark.parametrize("care", [pytest.param(False, id="plain"), pytest.param(True, id="care")])
def test_nothing_is_cut_off_or_too_small(visit: Callable[..., Visitor], size: Any, care: bool) -> None:
    """No sideways scrolling and targets of 44 pixels, at buttons and at boxes. Source: WCAG 2.2, 1.4.4, 1.4.10, 2.5.5."""
    visitor = visit(viewport=size)
    page = visitor.page
    if care:
        page.get_by_role("button", name="长辈版").click()
    visitor.type(OPENING)
    until_asked(visitor, "address")
    for one in page.locator(".shell :is(button, input, select, textarea):visible").all():
        box = one.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, one.text_content()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    question = page.locator("#log > li").last
    visitor.until("element => element.getBoundingClientRect().top >= 0", question.element_handle())
    assert question.bounding_box()["y"] < size["height"] - 20
    done = page.get_by_role("button", name="填好了")
    done.scroll_into_view_if_needed()
    assert done.is_visible()


def test_care_mode_stays_on(visit: Callable[..., Visitor]) -> None:
    page = visit().page
    size = "getComputedStyle(document.querySelector('#log li')).fontSize"
    assert page.evaluate(size) == "18px"
    switch = page.get_by_role("button", name="长辈版")
    switch.click()
    assert page.evaluate(size) == "22px"
    page.reload()
    page.locator("#log li").first.wait_for()
    assert page.evaluate(size) == "22px"
    assert page.evaluate("document.body.dataset.weuiMode") == "care"
    assert switch.get_attribute("aria-pressed") == "true"
    switch.click()
    assert page.evaluate(size) == "18px"


def test_a_keyboard_is_enough(visit: Callable[..., Visitor]) -> None:
    """Buttons, a widget, the form's editor: the focus goes on by itself and is seen."""
    visitor = visit(viewport=DESK)
    page, keyboard = visitor.page, visitor.page.keyboard
    page.locator("#text").focus()
    keyboard.type(OPENING)
    pressed(visitor, "Enter")
    # A new question does not take the focus from where somebody may be writing.
    assert page.evaluate("document.activeElement.id") == "text"
    until(page, "Shift+Tab", "document.activeElement.textContent === '已经办好'")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    pressed(visitor, "Space")
    assert page.evaluate("document.activeElement.textContent") == "固定店面"
    until_asked(visitor, "area")
    until(page, "Shift+Tab", "document.activeElement.matches('.field input')")
    keyboard.type("66")
    pressed(visitor, "Enter")
    assert visitor.sent[-1]["text"] == "66㎡"
    assert page.evaluate("document.activeElement.matches('.field input')")
    until(page, "Tab", "document.activeElement.getAttribute('aria-label') === '修改场所总使用面积'")
    keyboard.press("Enter")
    keyboard.press("Escape")
    page.get_by_role("button", name="修改场所总使用面积").wait_for()
    visitor.until("document.activeElement.getAttribute('aria-label') === '修改场所总使用面积'")
    keyboard.press("Enter")
    visitor.until("document.activeElement.matches('.edit input')")
    keyboard.type("88")
    pressed(visitor, "Enter")
    edit = visitor.sent[-1]["edit"]
    assert (edit["fact"], edit["value"]) == ("premises.total_area", "88㎡")


def pressed(visitor: Visitor, key: str) -> None:
    """Presses a key that sends something, and waits for the turn."""
    with visitor.page.expect_response(lambda response: response.url.endswith("/messages")) as answer:
        visitor.page.keyboard.press(key)
    visitor._shown(answer.value.json())


def until(page: Page, key: str, expression: str, most: int = 60) -> None:
    """Presses a key again and again until the JavaScript holds."""
    for _ in range(most):
        if page.evaluate(expression):
            return
        page.keyboard.press(key)
    raise AssertionError(f"never true: {expression}")


def test_focus_follows_only_a_keyboard(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.type(OPENING)
    visitor.press("已经办好")
    assert not visitor.page.evaluate("document.activeElement.closest('.answer') !== null")
    applicant = Applicant(3, dict(SAYS))
    visitor.answer(applicant)
    assert not visitor.page.evaluate("document.activeElement.closest('.answer') !== null")


def test_who_comes_back_to_a_low_window_is_at_the_question(visit: Callable[..., Visitor]) -> None:
    """Large type on a small phone: the page scrolls as one, and the form is as long as it is."""
    visitor = visit(viewport=SMALLEST)
    page = visitor.page
    page.get_by_role("button", name="长辈版").click()
    visitor.type(OPENING)
    until_asked(visitor, "area")
    page.locator("nav").get_by_role("button", name="申请表").click()
    page.locator("nav").get_by_role("button", name="对话").click()
    asked = "document.querySelector('#log > li:last-child').getBoundingClientRect()"
    visitor.until(f"{asked}.top >= 0 && {asked}.top < innerHeight")


def test_the_reason_and_a_change_are_at_one_press(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.page
    visitor.type(OPENING)
    visitor.press("已经办好")
    beside = page.locator(".beside")
    with page.expect_response(lambda one: one.url.endswith("/messages")) as answer:
        beside.get_by_role("button", name="为什么问这个").click()
    told = visitor._shown(answer.value.json())
    assert told["asking"] == visitor.turn["asking"]
    assert "为什么问" in visitor.lines()[-2]
    visitor.press("固定店面")
    beside.get_by_role("button", name="改「经营地点形式」").click()
    assert page.locator("#text").input_value() == "经营地点形式改成"
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.type("摆摊")
    with page.expect_response(lambda one: one.url.endswith("/messages")) as answer:
        page.keyboard.press("Enter")
    changed = visitor._shown(answer.value.json())
    assert "经营地点形式" in "".join(one["text"] for one in changed["messages"])
