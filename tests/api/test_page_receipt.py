"""When the application is received: numbers to keep, what comes next, paper; by finger, by keyboard, small, dark and large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests import patient
from tests.serving import Running, Talk

from .axe import faults
from .browser import DESK, Visitor, returning
from .test_page_access import SMALLEST, until

pytestmark = pytest.mark.browser
API = "/api/v1/conversations"


@pytest.fixture(scope="module")
def received(at_review: Talk) -> Talk:
    """The same, handed in."""
    if "receipt" not in at_review.last["case"]:
        at_review.say("确认提交")
    return at_review


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens the page of somebody whose conversation this is."""
    opened: list[BrowserContext] = []

    def come(talk: Talk, **settings: Any) -> Visitor:
        context = returning(browser, talk, **settings)
        opened.append(context)
        visitor = Visitor(context.new_page(), talk.url).open()
        visitor.turn = talk.last
        return visitor

    yield come
    for context in opened:
        context.close()


def test_a_receipt_comes_into_the_conversation_and_has_a_screen(at_review: Talk, visit: Callable[..., Visitor]) -> None:
    """Handed in on the page of a phone; what the screen tells is what the server told."""
    visitor = visit(at_review)
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="核对并提交").wait_for()
    at_review.last = visitor.hand_in()
    receipt = at_review.last["case"]["receipt"]
    assert receipt["reference"] in visitor.lines("receipt")[-1]
    page.get_by_role("button", name="看收件凭证").click()
    shown = page.locator("#receipt")
    assert shown.locator(".reference").all_text_contents() == [receipt["reference"]]
    visitor.until("document.activeElement.id === 'receipttitle'")
    visitor.until("[...document.querySelectorAll('#receipt img')].every(one => one.complete && one.naturalWidth > 0)")
    text = shown.inner_text()
    for entry in receipt["received"][0]["entries"]:
        assert entry["label"] in text
        assert entry["text"] in text
    assert "（以受理窗口为准）" in text
    for report in at_review.last["case"]["reports"]:
        assert report["text"] in text
    # Nothing was uploaded: what is lacking is told by name, for nothing can be added any more.
    lacking = [one["label"] for one in at_review.last["case"]["materials"] if one["mode"] == "upload"]
    assert lacking
    assert f"还有 {len(lacking)} 份材料没有传" in text
    assert all(label in text for label in lacking)
    shown.get_by_role("button", name=f"复制编号 {receipt['reference']}").click()
    shown.get_by_text("已经复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == receipt["reference"]
    for name in ("申请表（PDF）", "一次告知：条件、材料、时限（PDF）"):
        href = shown.get_by_role("link", name=name).get_attribute("href")
        printed = page.context.request.get(f"{visitor.url}{href}")
        assert printed.headers["content-type"] == "application/pdf", name
    assert visitor.complaints == []


def test_a_keyboard_is_enough_for_the_receipt(received: Talk, visit: Callable[..., Visitor]) -> None:
    """And a browser that keeps its clipboard from pages selects the number instead."""
    page = visit(received, viewport=DESK).page
    page.context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.reload()
    page.locator("#log li").first.wait_for()
    page.locator("#text").focus()
    until(page, "Shift+Tab", "document.activeElement.textContent === '看收件凭证'")
    page.keyboard.press("Enter")
    page.locator("#receipttitle:focus").wait_for()
    until(page, "Tab", "document.activeElement.textContent.startsWith('一次告知')")
    until(page, "Tab", "document.activeElement.textContent === '复制编号'")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.get_by_text("已经选中编号，请按复制").wait_for()
    assert page.evaluate("String(getSelection()).trim()") == received.last["case"]["receipt"]["reference"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("care", [pytest.param(False, id="plain"), pytest.param(True, id="care")])
@pytest.mark.parametrize("size", [SMALLEST, DESK], ids=["smallest", "desk"])
def test_everybody_can_read_the_receipt(
    received: Talk, visit: Callable[..., Visitor], scheme: str, care: bool, size: Any
) -> None:
    page = visit(received, color_scheme=scheme, viewport=size).page
    if care:
        page.get_by_role("button", name="长辈版").click()
    page.get_by_role("button", name="看收件凭证").click()
    page.locator("#receipttitle:focus").wait_for()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for one in page.locator("#receipt :is(button, a):visible").all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 44, one.text_content()


def test_where_it_stands(server: Running, received: Talk, visit: Callable[..., Visitor]) -> None:
    """What intake tells is looked up again on demand; nobody is asked how content they are before there is a decision."""
    page = visit(received).page
    page.get_by_role("button", name="申请表").click()
    shown = page.locator("#receipt")
    shown.locator(".events li").first.wait_for()
    assert [text.split()[0] for text in shown.locator(".events li").all_inner_texts()] == ["已接件"]
    assert shown.get_by_role("radio").count() == 0
    assert faults(page) == []

    reference = received.last["case"]["receipt"]["reference"]
    key = (server.log.parent / "keys" / "intake.key").read_text().strip()
    patient.post(
        f"{server.url}/intake/v1/applications/{reference}/withdrawal", headers={"Authorization": f"Bearer {key}"}
    ).raise_for_status()
    shown.get_by_role("button", name="再查一次").click()
    shown.get_by_text("已撤件").wait_for()
    assert shown.get_by_role("radio").count() == 0
