"""The page's widgets: what they say of a wrong number, and free text beside them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Route

from tests.applicant import Applicant
from tests.serving import Running, Talk
from tests.test_transcripts import COMMON, SHOPS

from .browser import NOTHING_WAITS, Visitor
from .by_widget import fill

pytestmark = pytest.mark.browser
OPENING = "我想在静安区开一家奶茶店"
SAYS = {**COMMON, **SHOPS[0].values[2], "legal_rep.ethnicity": "汉族", "workers": "没有了"}


@pytest.fixture
def visitor(context: BrowserContext, server: Running) -> Visitor:
    made = Visitor(context.new_page(), server.url).open()
    made.type(OPENING)
    return made


def until_asked(visitor: Visitor, kind: str) -> None:
    """Answers in words until a question of this kind is open."""
    applicant = Applicant(7, dict(SAYS))
    while visitor.turn["asking"]["kind"] != kind:
        visitor.answer(applicant)


def test_a_wrong_number_is_told_before_it_is_sent(visitor: Visitor) -> None:
    until_asked(visitor, "uscc")
    form = visitor.page.get_by_role("form", name="统一社会信用代码")
    box, told = form.get_by_label("18 位统一社会信用代码"), form.locator(".fault")
    assert box.get_attribute("aria-describedby") == told.get_attribute("id")
    box.fill("9111000060003734")
    assert told.text_content() == ""
    box.fill("91110000600037341M")
    assert "校验位" in (told.text_content() or "")
    box.fill("9111000O600037341L")
    assert "多半是数字 0" in (told.text_content() or "")
    sent = len(visitor.sent)
    form.get_by_role("button", name="填好了").click()
    assert visitor.page.evaluate("document.activeElement.matches('.field input')")
    assert len(visitor.sent) == sent
    fill(visitor, visitor.turn["asking"], {"18 位统一社会信用代码": "91110000 60003734 1l"})
    assert visitor.sent[-1]["text"] == "91110000600037341L"


def test_an_area_beyond_its_limits_is_told_before_it_is_sent(visitor: Visitor) -> None:
    until_asked(visitor, "area")
    assert visitor.turn["asking"]["limits"] == {"above": 0, "maximum": 100000}
    form, sent = visitor.page.get_by_role("form", name="场所总使用面积"), len(visitor.sent)
    for typed, why in (("0", "要大于 0㎡"), ("100001", "不能大于 100000㎡")):
        form.get_by_label("数字").fill(typed)
        form.get_by_role("button", name="填好了").click()
        assert why in (form.locator(".fault").text_content() or "")
    assert len(visitor.sent) == sent


@pytest.mark.parametrize("by_program", [False, True])
def test_a_widget_answers_once(visitor: Visitor, by_program: bool) -> None:
    until_asked(visitor, "area")
    sent, asked = len(visitor.sent), visitor.turn["seq"]
    form = visitor.page.get_by_role("form", name="场所总使用面积")
    form.get_by_label("数字").fill("66")
    if by_program:
        visitor.page.evaluate("{ const one = document.querySelector('.field button'); one.click(); one.click(); }")
    else:
        form.get_by_role("button", name="填好了").dblclick()
    visitor.until("seq => Number(sessionStorage['daoban.seq']) > seq", asked)
    visitor.until(NOTHING_WAITS)
    assert [message["text"] for message in visitor.sent[sent:]] == ["66㎡"]
    assert visitor.page.locator(".fault").text_content() == ""


def test_what_is_known_of_an_address_is_not_asked_again(visitor: Visitor) -> None:
    until_asked(visitor, "address")
    form = visitor.page.get_by_role("form", name="经营场所地址")
    assert form.get_by_label("区").input_value() == "静安区"
    form.get_by_label("路").fill("南京西路")
    form.get_by_label("门牌号").fill("1234")
    with visitor.page.expect_request("**/messages") as sent:
        form.get_by_role("button", name="填好了").click()
    assert sent.value.post_data_json["text"] == "静安区南京西路1234号"


def test_free_text_stays_open_beside_a_widget(visitor: Visitor) -> None:
    until_asked(visitor, "area")
    assert visitor.page.get_by_role("form", name="场所总使用面积").is_visible()
    asked = visitor.turn["asking"]["instance"]
    visitor.type("为什么问这个")
    assert visitor.turn["asking"]["instance"] == asked
    assert visitor.page.get_by_role("form", name="场所总使用面积").is_visible()
    visitor.type("八十平")
    assert visitor.turn["asking"]["instance"] != asked


def test_what_stood_in_boxes_is_the_answer_and_nothing_else(server: Running) -> None:
    """A name that sounds like other words is the name where a widget asked for it; of a question that has gone it is nothing."""
    with Talk(server.url) as talk:
        talk.say(OPENING)
        applicant = Applicant(7, dict(SAYS))
        while (asking := talk.last["asking"])["kind"] != "person_name":
            before = asking["instance"]
            talk.say("对" if asking["kind"] == "confirm" else applicant.reply(asking))

        def fill_in(text: str, question: str) -> dict[str, Any]:
            body = {"client_msg_id": uuid.uuid4().hex, "text": text, "question": question, "filled": True}
            return dict(talk.send(body).json())

        assert fill_in("迪丽热巴", before)["asking"] == asking
        turn = fill_in("为什么问这个", asking["instance"])
        assert (turn["asking"]["fact"], {one["kind"] for one in turn["messages"]} & {"rejection"}) == (
            asking["fact"],
            set(),
        )
        # No list has this surname: it is asked back, and not refused for ever.
        rare = fill_in("妫海", turn["asking"]["instance"])
        assert rare["asking"]["kind"] == "confirm"
        assert "妫海" in rare["messages"][-1]["text"]
        turn = talk.say("不对")
        turn = fill_in("迪丽热巴", turn["asking"]["instance"])
        assert turn["asking"]["fact"] != asking["fact"]
        held = {one["fact"]: one["value"] for form in turn["case"]["applications"] for one in form["fields"].values()}
        assert held[asking["fact"]] == "迪丽热巴"


#: Kind; what is put into its boxes, picked and ticked; what is sent.
PUT_IN: list[tuple[str, dict[str, str], dict[str, str], list[str], str]] = [
    ("time_range", {"几点开始": "09:00", "几点结束": "22:00"}, {}, [], "09:00-22:00"),
    ("time_range", {}, {}, ["全天"], "00:00-24:00"),
    ("business_hours", {"几点开始": "18:00", "几点结束": "02:00"}, {}, [], "每天18:00到次日02:00"),
    ("business_hours", {"几点开始": "09:00", "几点结束": "18:00"}, {}, ["周六", "周日"], "周一、周二、周三、周四、周五09:00-18:00"),
    ("percentage", {"数字": "12.50"}, {}, [], "12.5%"),
    ("money", {"数字": "500,000"}, {}, [], "500000元"),
    ("duration", {"数字": "1.5"}, {"单位": "年"}, [], "1.5年"),
    ("id_document", {"证件号码": "e1234 5678"}, {}, [], "E12345678"),
    ("phone", {"电话号码": "6234-5678"}, {}, [], "02162345678"),
    ("email", {"邮箱": "Name@Example。com"}, {}, [], "name@example.com"),
    ("postcode", {"6 位邮政编码": "２０００４０"}, {}, [], "200040"),
    ("plate", {"车牌号": "沪a·12345"}, {}, [], "沪A12345"),
    ("url", {"网址": "shop.example.com"}, {}, [], "https://shop.example.com"),
    ("licence_number", {"许可证或备案编号": "jy1 3101 0600 12345"}, {}, [], "JY13101060012345"),
    ("person_name", {"姓名": "张 伟"}, {}, [], "张伟"),
    ("company_name", {"全称": "上海阿婆(静安)有限公司"}, {}, [], "上海阿婆（静安）有限公司"),
]  # fmt: skip
#: Kind of one box; its fact; what telephones show for it, what the browser may fill in; what is wrong, and what is said of it.
BOX: list[tuple[str, str, str, str, str, str]] = [
    ("email", "contact.email", "email", "email", "name@example", "还差一段"),
    ("email", "staff[1].email", "email", "off", "a@b@c", "只有一个 @"),
    ("postcode", "contact.postcode", "numeric", "postal-code", "111111", "没有这样的"),
    ("phone", "legal_rep.phone", "tel", "tel", "021-1234567", "对不上"),
    ("mobile", "contact.mobile", "tel", "tel-national", "12345678901", "没有这样开头"),
    ("mobile", "staff[1].mobile", "tel", "off", "139", "还差 8 位"),
    ("person_name", "legal_rep.name", "text", "name", "王先生", "称呼"),
    ("company_name", "operator.name", "text", "organization", "阿", "至少 2 个字"),
    ("company_name", "hyg.linen_vendor", "text", "off", "123", "汉字或者字母"),
    ("plate", "cars[1].plate_no", "text", "off", "沪I12345", "I 和 O"),
    ("url", "shops[1].url", "url", "off", "ftp://example.com", "以 http"),
    ("id_document", "legal_rep.document_no", "text", "off", "E1234", "至少 6 位"),
    ("licence_number", "orig.jy_no", "text", "off", "JY1", "还差 13 位"),
]  # fmt: skip


@pytest.fixture
def alone(context: BrowserContext, server: Running) -> Visitor:
    """A page that hears of a turn only by the answer to what it sends."""
    page = context.new_page()
    for stream in ("**/events?*", "**/turns?*"):
        page.route(stream, lambda route: route.abort())
    made = Visitor(page, server.url).open()
    made.type(OPENING)
    return made


def asked(visitor: Visitor, number: int, **asking: str) -> Locator:
    """The widget of another question: the server's is given another kind on its way, and what the page sends is only looked at."""

    def change(route: Route) -> None:
        turn = route.fetch().json()
        turn["asking"] = {"instance": f"q-{number}", "fact": "it.is", "label": f"第 {number} 样", **asking}
        route.fulfill(json=turn)

    visitor.page.route("**/messages", change, times=1)
    visitor.type("进度")
    return visitor.page.get_by_role("form", name=f"第 {number} 样", exact=True)


def test_what_each_kind_sends(alone: Visitor) -> None:
    for number, (kind, boxes, picks, ticks, text) in enumerate(PUT_IN):
        form = asked(alone, number, kind=kind)
        for label, put in boxes.items():
            form.get_by_label(label).fill(put)
        for label, one in picks.items():
            form.get_by_label(label).select_option(one)
        for label in ticks:
            form.get_by_label(label).click()
        assert alone.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind
        with alone.page.expect_request("**/messages") as sent:
            form.get_by_role("button", name="填好了").click()
        body = sent.value.post_data_json
        assert (kind, body["text"], body["question"], body["filled"]) == (kind, text, f"q-{number}", True)
        alone.until(NOTHING_WAITS)


def test_what_each_box_is_and_says_of_what_is_wrong(alone: Visitor) -> None:
    for number, (kind, fact, mode, complete, typed, why) in enumerate(BOX):
        form = asked(alone, number, kind=kind, fact=fact)
        box, fault = form.get_by_role("textbox"), form.locator(".fault")
        assert (box.get_attribute("inputmode"), box.get_attribute("autocomplete")) == (mode, complete), fact
        assert (box.bounding_box() or {})["height"] >= 44, fact
        assert box.get_attribute("aria-describedby") == fault.get_attribute("id")
        sent = len(alone.sent)
        box.fill(typed)
        form.get_by_role("button", name="填好了").click()
        assert why in (fault.text_content() or ""), fact
        assert (box.get_attribute("aria-invalid"), len(alone.sent)) == ("true", sent), fact
        assert alone.page.evaluate("document.activeElement.matches('.field input')"), fact


def test_several_are_chosen_and_sent_once(visitor: Visitor) -> None:
    until_asked(visitor, "multi_choice")
    choices = visitor.page.locator("#choices")
    done = choices.get_by_role("button", name="选好了")
    assert done.is_disabled()
    first, second, third = (choices.get_by_role("button").nth(index) for index in range(3))
    for one in (first, second, third, second):
        one.click()
    assert [one.get_attribute("aria-pressed") for one in (first, second, third)] == ["true", "false", "true"]
    visitor.press("选好了")
    assert len(visitor.sent[-1]["choice"]["value"]) == 2
