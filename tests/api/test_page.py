"""The page at / in a real browser: what it shows, keeps over a reload and lets in, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error

from tests.serving import Running

from .browser import DESK, NOTHING_WAITS, PHONE, Visitor

pytestmark = pytest.mark.browser
OPENING = "我想在静安区开一家奶茶店"
SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]


@pytest.fixture
def visit(context: BrowserContext, server: Running) -> Callable[[], Visitor]:
    """Opens the page in a new tab."""
    return lambda: Visitor(context.new_page(), server.url).open()


@pytest.mark.parametrize(
    "name", ["<b>阿婆</b>", "<img src=x onerror=alert(1)>", "阿婆&amp;奶茶", "<script>alert(1)</script>"]
)
def test_markup_is_shown_as_text(visit: Callable[[], Visitor], name: str) -> None:
    visitor = visit()
    visitor.page.on("dialog", lambda dialog: visitor.complaints.append(dialog.message))
    visitor.type(OPENING)
    visitor.type(f"店名叫{name}奶茶店")
    assert f"店名叫{name}奶茶店" in visitor.lines("own")[-1]
    visitor.page.reload()
    visitor.until("document.querySelectorAll('#choices button').length === 3")
    assert f"店名叫{name}奶茶店" in visitor.lines("own")[-1]
    assert visitor.page.locator("#log b, #log img, #log script, #form b, #form img, #form script").count() == 0
    assert visitor.complaints == []


def test_markup_in_the_form_is_shown_as_text(visit: Callable[[], Visitor]) -> None:
    """The server takes a position as it is written; the page shows what was written."""
    visitor = visit()
    visitor.type(OPENING)
    sent = """async ([id, value]) => (await fetch(`/api/v1/conversations/${id}/messages`, {method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({client_msg_id: 'by-hand', edit: {fact: 'legal_rep.position', value}})})).json()"""
    own = "() => localStorage.getItem('daoban.conversation')"
    turn = visitor.page.evaluate(sent, [visitor.page.evaluate(own), "店长<i>兼</i>老板"])
    assert turn["case"]["applications"][0]["fields"]["/legal_rep/position"]["value"] == "店长<i>兼</i>老板"
    visitor.page.reload()
    visitor.until("document.querySelector('#form')?.textContent.includes('店长<i>兼</i>老板')")
    assert visitor.page.locator("#form i, #log i").count() == 0


def test_a_reload_goes_on_where_it_was(visit: Callable[[], Visitor]) -> None:
    visitor = visit()
    visitor.type(OPENING)
    visitor.press("已经办好")
    lines, buttons, progress = visitor.lines(), visitor.buttons(), visitor.page.locator("#progress").inner_text()
    visitor.page.reload()
    visitor.page.locator("#choices button").first.wait_for()
    assert (visitor.lines(), visitor.buttons()) == (lines, buttons)
    assert visitor.page.locator("#progress").inner_text() == progress
    visitor.type("固定店面")
    assert visitor.turn["seq"] == 3


def test_words_that_were_not_sent_outlive_a_reload(visit: Callable[[], Visitor]) -> None:
    visitor = visit()
    visitor.type(OPENING)
    box = visitor.page.locator("#text")
    box.fill("我们店一共三层，其中")
    visitor.page.reload()
    visitor.page.locator("#choices button").first.wait_for()
    assert box.input_value() == "我们店一共三层，其中"
    box.press("Enter")
    visitor.until(NOTHING_WAITS)
    visitor.page.reload()
    visitor.page.locator("#choices button").first.wait_for()
    assert box.input_value() == ""


def test_another_tab_goes_on_too(visit: Callable[[], Visitor]) -> None:
    first = visit()
    first.type(OPENING)
    first.press("已经办好")
    second = visit()
    second.page.locator("#choices button").first.wait_for()
    assert second.buttons() == first.buttons()
    assert first.lines()[-1] == second.lines()[-1]
    assert second.type("固定店面")["seq"] == 3


def test_a_new_application_begins_from_nothing(visit: Callable[[], Visitor]) -> None:
    visitor = visit()
    visitor.type(OPENING)
    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.page.get_by_role("button", name="更多").click()
    visitor.page.get_by_role("button", name="新的申请").click()
    visitor.until("document.querySelectorAll('#log > li').length === 1")
    assert visitor.type("想开个便利店")["seq"] == 1


def test_a_demo_identity_brings_its_licences(visit: Callable[[], Visitor]) -> None:
    visitor = visit()
    visitor.page.get_by_role("button", name="王阿婆").click()
    visitor.page.get_by_text("登录。您想开什么店").wait_for()
    visitor.type(OPENING)
    visitor.page.get_by_role("button", name="同意查用").click()
    visitor.page.get_by_role("button", name="同意并继续").click()
    visitor.page.get_by_role("button", name="有不对的").wait_for()
    form = visitor.page.locator("#form").text_content() or ""
    assert "静安区演示阿婆奶茶店" in form
    assert "证照带出" in form
    assert "请核对" in form
    visitor.press("有不对的")
    visitor.press("经营者名称")
    assert "店名" in visitor.lines()[-1] or "名称" in visitor.lines()[-1]


@pytest.mark.parametrize("path", ["/var", "/web/", "/web/index.html"])
def test_nothing_else_is_served(context: BrowserContext, server: Running, path: str) -> None:
    assert context.request.get(server.url + path).status == 404


@pytest.mark.parametrize("size", [*SIZES, pytest.param({"width": 320, "height": 568}, id="smallest-phone")])
def test_everything_can_be_reached_read_and_hit(browser: Browser, server: Running, size: Any) -> None:
    """Names for screen readers, targets of 44 pixels, no sideways scrolling. Source: WCAG 2.2, 1.4.10, 2.5.5, 4.1.2."""
    context = browser.new_context(viewport=size, locale="zh-CN")
    visitor = Visitor(context.new_page(), server.url).open()
    visitor.type(OPENING)
    for button in visitor.page.locator("button:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44, button.text_content()
    unnamed = """() => [...document.querySelectorAll('button, a, input, textarea')]
        .filter(one => !(one.textContent || one.getAttribute('aria-label') || one.labels?.length)).length"""
    assert visitor.page.evaluate(unnamed) == 0
    assert visitor.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for role, name in (("log", "消息"), ("textbox", "您的回答"), ("group", "可以点的回答")):
        assert visitor.page.get_by_role(role, name=name).is_visible()
    assert visitor.page.get_by_role("status").first.is_visible()
    context.close()


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param("document.body.innerHTML = '<img src=x onerror=alert(1)>'", id="markup"),
        pytest.param("document.createElement('img').setAttribute('onerror', 'alert(1)')", id="a-handler"),
        pytest.param("document.createElement('script').text = 'alert(1)'", id="a-script"),
        pytest.param("document.createElement('script').src = 'https://evil.example/x.js'", id="a-foreign-script"),
    ],
)
def test_the_policy_lets_nothing_in_that_is_not_text(visit: Callable[[], Visitor], attack: str) -> None:
    with pytest.raises(Error, match="Trusted"):
        visit().page.evaluate(f"() => {{ {attack} }}")


def test_the_page_is_all_there_is(server: Running, context: BrowserContext) -> None:
    """Nothing comes from anywhere else."""
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    Visitor(page, server.url).open()
    assert asked
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
    web = Path(__file__).resolve().parents[2] / "api" / "web"
    assert not any("innerhtml" in file.read_text("utf-8").lower() for file in (web / "src").rglob("*.ts*"))
