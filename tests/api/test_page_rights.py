"""The page goes on elsewhere, keeps several matters, asks before it takes personal data, and shows and ends it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import patient
from tests.applicant import Applicant
from tests.serving import Talk
from tests.test_transcripts import COMMON, SHOPS

from .axe import faults
from .browser import DESK, Visitor, returning
from .test_page_access import SMALLEST

pytestmark = pytest.mark.browser
OPENING = "我想在静安区开一家奶茶店"
SAYS = {**COMMON, **SHOPS[0].values[2], "legal_rep.ethnicity": "汉族"}


def menu(visitor: Visitor, name: str) -> None:
    """Opens what is behind 「更多」."""
    visitor.page.get_by_role("button", name="更多").click()
    visitor.page.locator("#menu").get_by_role("button", name=name).click()


def landed(visitor: Visitor, act: Callable[[], Any]) -> None:
    """Does what leads to the page anew, and waits until it stands there."""
    with visitor.page.expect_navigation(url=f"{visitor.url}/"):
        act()
    visitor.page.locator("#log > li").first.wait_for()


def code_of(visitor: Visitor) -> dict[str, str]:
    """The code that the page shows."""
    with visitor.page.expect_response(lambda one: one.request.method == "POST" and "/handover" in one.url) as answer:
        menu(visitor, "换个设备继续")
    visitor.page.locator("img.qr").wait_for()
    return dict(answer.value.json())


def until_notice(visitor: Visitor) -> None:
    """Answers until the notice on personal data is shown."""
    visitor.agrees = False
    applicant = Applicant(11, dict(SAYS))
    while "sensitivity" not in visitor.turn["asking"]:
        visitor.answer(applicant)
    visitor.page.locator("#notice").wait_for()


def test_from_desk_to_phone_and_back(visit: Callable[..., Visitor]) -> None:
    """The phone opens what the QR code says, and asks first; the desk reads on until it takes it back."""
    desk, phone = visit(viewport=DESK), visit()
    desk.type(OPENING)
    code = code_of(desk)
    assert desk.page.locator("#digitcode").inner_text().replace(" ", "") == code["code"]
    assert "只能用一次" in desk.page.get_by_role("timer").inner_text()
    assert desk.page.locator("img.qr").get_attribute("src") == code["qr"]
    assert desk.page.evaluate("document.querySelector('img.qr').naturalWidth > 100")

    phone.page.goto(code["url"])
    phone.page.get_by_text("原来的设备只能看").wait_for()
    assert desk.page.locator("img.qr").is_visible()
    landed(phone, lambda: phone.page.get_by_role("button", name="确认继续").click())
    phone.page.locator("#choices").get_by_role("button", name="已经办好").wait_for()
    assert "/r/" not in phone.page.url
    desk.page.get_by_text("已在另一个设备上继续").wait_for()
    desk.page.get_by_role("button", name="返回对话").click()
    assert desk.page.locator("#elsewhere").is_visible()
    assert desk.page.locator("#composer").count() == 0
    assert desk.page.get_by_role("button", name="修改").count() == 0
    phone.press("已经办好")

    landed(desk, lambda: desk.page.locator("#elsewhere").get_by_role("button", name="在这里继续").click())
    desk.page.locator("#choices").get_by_role("button", name="固定店面").wait_for()
    assert desk.press("固定店面")["seq"] == 3
    phone.page.locator("#text").fill("固定店面")
    phone.page.locator("#text").press("Enter")
    phone.page.locator("#elsewhere").wait_for()
    phone.page.reload()
    phone.page.locator("#elsewhere").wait_for()
    assert desk.complaints == phone.complaints == []


def test_by_the_digits_and_with_the_same_identity(visit: Callable[..., Visitor]) -> None:
    desk, phone = visit(), visit()
    desk.page.get_by_role("button", name="王阿婆").click()
    desk.page.get_by_text("登录。您想开什么店").wait_for()
    desk.type(OPENING)
    code = code_of(desk)
    menu(phone, "我的办理")
    box = phone.page.get_by_label("输入换设备的数字码")
    box.fill("123")
    box.press("Enter")
    phone.page.get_by_text("请填 8 位数字").wait_for()
    box.fill(f"{code['code'][:4]} {code['code'][4:]}")
    box.press("Enter")
    phone.page.get_by_text("先用同一个身份登录").wait_for()
    landed(phone, lambda: phone.page.locator(".screen").get_by_role("button", name="王阿婆").click())
    phone.until("document.querySelector('#form')?.textContent.includes('静安区')")
    desk.page.get_by_text("已在另一个设备上继续").wait_for()


def test_a_used_code_says_what_to_do(visit: Callable[..., Visitor]) -> None:
    desk, phone, late = visit(), visit(), visit()
    desk.type(OPENING)
    url = code_of(desk)["url"]
    phone.page.goto(url)
    landed(phone, lambda: phone.page.get_by_role("button", name="确认继续").click())
    late.page.goto(url)
    late.page.get_by_role("button", name="确认继续").click()
    late.page.get_by_text("请在原来的设备上重新取一个").wait_for()
    menu(desk, "我的办理")
    desk.page.locator("#digits").fill("1234 5678")
    desk.page.locator("#digits").press("Enter")
    desk.page.locator("#digitsfault").get_by_text("这个码不对").wait_for()
    landed(late, lambda: late.page.get_by_role("button", name="回首页").click())
    assert late.type("想开个便利店")["seq"] == 1


def test_a_second_matter_does_not_lose_the_first(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.page
    page.on("dialog", lambda dialog: dialog.accept())
    visitor.type(OPENING)
    visitor.press("已经办好")
    landed(visitor, lambda: menu(visitor, "新的申请"))
    visitor.type("想开个便利店")
    menu(visitor, "我的办理")
    page.locator(".drafts li").nth(1).wait_for()
    assert page.locator(".drafts h3").all_inner_texts() == ["开一家便利店", "开一家奶茶店（饮品店）"]
    assert "正在办这一件" in page.locator(".drafts li").first.inner_text()
    assert "已答" in page.locator(".drafts li").nth(1).inner_text()
    landed(visitor, lambda: page.get_by_role("button", name="打开开一家奶茶店").click())
    page.locator("#choices").get_by_role("button", name="固定店面").wait_for()
    # Opened anew and again, nothing is told twice.
    assert len(visitor.lines("question")) == 2
    page.reload()
    page.locator("#choices button").first.wait_for()
    assert len(visitor.lines("question")) == 2
    assert visitor.press("固定店面")["seq"] == 3
    menu(visitor, "我的办理")
    page.get_by_role("button", name="删除开一家便利店").click()
    page.locator(".drafts li").nth(1).wait_for(state="detached")
    assert page.locator(".drafts h3").all_inner_texts() == ["开一家奶茶店（饮品店）"]
    page.get_by_role("button", name="返回对话").click()
    assert visitor.lines("question")


def test_it_is_told_before_it_is_asked(visit: Callable[..., Visitor]) -> None:
    """Declining loses nothing and goes on; agreeing later asks what was left."""
    visitor = visit()
    page = visitor.page
    visitor.type(OPENING)
    until_notice(visitor)
    asked = visitor.turn["messages"][-1]["text"]
    assert not any(asked in line for line in visitor.lines("question"))
    assert page.locator("#notice li").count() >= 3
    assert page.locator("#notice a").get_attribute("href") == "/privacy"
    filled = page.locator("#form").text_content()
    page.locator("#notice").get_by_role("button", name="暂不同意").click()
    page.get_by_text("这一题先跳过").wait_for()
    with page.expect_response(lambda one: one.url.endswith("/messages")) as answer:
        page.locator("#notice").get_by_role("button", name="跳过这一题").click()
    turn = visitor._shown(answer.value.json())
    assert turn["asking"]["fact"] != "legal_rep.name"
    assert page.locator("#form").text_content() == filled
    # Said all the same: not kept, and sent again after it was agreed to.
    page.locator("#text").fill("负责人叫王小明")
    with page.expect_response(lambda one: one.url.endswith("/messages")) as answer:
        page.locator("#text").press("Enter")
    assert answer.value.status == 403
    page.get_by_text("刚才那句话没有保存").wait_for()
    with page.expect_response(lambda one: one.url.endswith("/messages")) as answer:
        page.locator("#notice").get_by_role("button", name="同意并继续").click()
    assert answer.value.status == 200
    visitor.until("document.querySelector('#form').textContent.includes('王小明')")
    assert visitor.complaints == []


def test_what_is_agreed_to_in_one_tab_is_known_in_all(visit: Callable[..., Visitor]) -> None:
    """What the one that sends for all has held back is said again when the other agrees."""
    visitor = visit()
    page = visitor.page
    visitor.type(OPENING)
    until_notice(visitor)
    other = Visitor(page.context.new_page(), visitor.url).open()
    other.page.locator("#notice").get_by_role("button", name="同意并继续").wait_for()
    page.locator("#text").fill("负责人叫王小明")
    page.locator("#text").press("Enter")
    other.page.get_by_text("刚才那句话没有保存").wait_for()
    visitor.agree()
    for tab in (visitor, other):
        tab.until("document.querySelector('#form').textContent.includes('王小明')")
        assert tab.page.locator("#notice").count() == 0
    assert visitor.complaints == other.complaints == []


def test_a_check_is_left_where_another_device_goes_on(browser: Browser, at_review: Talk) -> None:
    """The phone has taken it over: on the desk nothing can be handed in, and the desk says so."""
    context = returning(browser, at_review, viewport=DESK)
    desk = Visitor(context.new_page(), at_review.url).open()
    desk.page.get_by_role("button", name="核对并提交").click()
    code = at_review.http.post(f"/api/v1/conversations/{at_review.id}/handover").json()["code"]
    with patient.Client(base_url=at_review.url) as phone:
        assert phone.post("/api/v1/handover", json={"code": code}).status_code == 200
    desk.page.get_by_role("checkbox", name="以上内容我都核对过").check()
    desk.page.get_by_role("button", name="确认提交").click()
    desk.page.locator("#elsewhere").wait_for()
    assert desk.page.locator("#check").count() == 0
    assert desk.page.get_by_role("button", name="核对并提交").count() == 0
    assert "receipt" not in at_review.look()["case"]
    context.close()


def test_ones_data_is_seen_taken_along_and_ended(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.page
    page.on("dialog", lambda dialog: dialog.accept())
    visitor.type(OPENING)
    until_notice(visitor)
    visitor.agree()
    visitor.agrees = True
    while visitor.turn["asking"]["kind"] != "review":
        visitor.answer(Applicant(visitor.turn["seq"], dict(SAYS)))
    menu(visitor, "我的数据")
    page.get_by_text("您的同意").wait_for()
    told = page.locator(".screen").inner_text()
    assert "法定代表人（负责人）身份证号码" in told
    assert "****" in told
    with page.expect_download() as download:
        page.get_by_role("link", name="下载一份").click()
    saved = json.loads(download.value.path().read_text("utf-8"))
    assert len(saved["answers"]) == page.locator(".screen dl > div").count()
    assert {one["decision"] for one in saved["consents"]} == {"agreed"}
    page.get_by_role("button", name="撤回同意").click()
    page.get_by_text("已经撤回").wait_for()
    page.get_by_role("button", name="去改填错的").click()
    assert page.locator("#formpanel").is_visible()
    other = Visitor(page.context.new_page(), visitor.url).open()
    other.page.get_by_text("静安区").first.wait_for()
    menu(visitor, "我的数据")
    page.get_by_role("button", name="删除这次办理").click()
    page.get_by_text("已经删除。").wait_for()
    # Nothing of it is left on any page, without a reload.
    for tab in (visitor, other):
        tab.until("document.querySelectorAll('#log > li').length === 1")
        assert tab.page.locator("#form").text_content() == ""
        assert OPENING not in tab.page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    landed(visitor, page.get_by_role("button", name="新的申请").last.click)
    menu(visitor, "我的办理")
    page.get_by_text("这个浏览器里还没有办理").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("care", [pytest.param(False, id="plain"), pytest.param(True, id="care")])
def test_everybody_can_use_the_screens(visit: Callable[..., Visitor], scheme: str, care: bool) -> None:
    """axe finds nothing serious on 320 pixels, nothing is cut off, and everything is large enough to hit."""
    visitor = visit(viewport=SMALLEST, color_scheme=scheme)
    page = visitor.page
    if care:
        page.get_by_role("button", name="长辈版").click()
    visitor.type(OPENING)
    until_notice(visitor)
    checked(visitor)
    for name, ready in (("我的办理", ".drafts li"), ("换个设备继续", "img.qr"), ("我的数据", ".screen dl")):
        menu(visitor, name)
        page.locator(ready).first.wait_for()
        checked(visitor)
        page.get_by_role("button", name="返回对话").click()
    page.goto(f"{visitor.url}/privacy")
    assert faults(page) == []


def checked(visitor: Visitor) -> None:
    page = visitor.page
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for one in page.locator(".shell :is(button, input, a.weui-btn):visible").all():
        box = one.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, one.text_content()


def test_a_keyboard_is_enough_for_the_screens(visit: Callable[..., Visitor]) -> None:
    """The focus goes to the screen's heading, Escape leads back, and the notice's buttons are reached."""
    visitor = visit(viewport=DESK)
    page, keyboard = visitor.page, visitor.page.keyboard
    visitor.type(OPENING)
    page.get_by_role("button", name="更多").focus()
    keyboard.press("Enter")
    page.locator("#drafts").focus()
    keyboard.press("Enter")
    visitor.until("document.activeElement.id === 'screentitle'")
    page.locator(".drafts li").first.wait_for()
    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "打开"
    keyboard.press("Escape")
    visitor.until("document.activeElement.id === 'text'")
    assert page.locator("#chat").is_visible()


def test_who_types_something_personal_into_the_form_is_led_to_the_notice(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.agrees = False
    visitor.type(OPENING)
    visitor.show("申请表")
    visitor.page.locator("#open summary").last.click()
    visitor.page.get_by_role("button", name="填联系人", exact=True).click()
    visitor.page.locator("#formpanel .edit").get_by_role("textbox").fill("何志芳")
    visitor.page.locator("#formpanel .edit").get_by_role("button", name="保存").click()
    visitor.page.locator("#notice").wait_for()
    with visitor.page.expect_response(lambda one: one.url.endswith("/messages") and one.status == 200):
        visitor.agree()
    visitor.show("申请表")
    visitor.page.locator("#form").get_by_text("何志芳").wait_for()
