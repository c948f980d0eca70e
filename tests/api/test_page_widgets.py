"""The page's widgets: what they say of a wrong number, and free text beside them."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Route

from tests.applicant import Applicant
from tests.serving import Running
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


@pytest.mark.parametrize(
    ("kind", "boxes", "ticks", "text"),
    [
        pytest.param("time_range", {"几点开始": "09:00", "几点结束": "22:00"}, [], "09:00-22:00", id="range"),
        pytest.param("time_range", {}, ["全天"], "00:00-24:00", id="all-day"),
        pytest.param("business_hours", {"几点开始": "18:00", "几点结束": "02:00"}, [], "每天18:00到次日02:00", id="every-day"),
        pytest.param("business_hours", {"几点开始": "09:00", "几点结束": "18:00"}, ["周六", "周日"], "周一、周二、周三、周四、周五09:00-18:00", id="weekdays"),
        pytest.param("percentage", {"数字": "12.50"}, [], "12.5%", id="share"),
        pytest.param("money", {"数字": "500,000"}, [], "500000元", id="money"),
    ],
)  # fmt: skip
def test_kinds_that_no_permit_asks_yet(
    visitor: Visitor, kind: str, boxes: dict[str, str], ticks: list[str], text: str
) -> None:
    """The server's question is given another kind on its way; what the page sends is looked at, not answered."""

    def change(route: Route) -> None:
        turn = route.fetch().json()
        turn["asking"] = {"instance": "q-other", "fact": "it.is", "kind": kind, "label": "这一项"}
        route.fulfill(json=turn)

    visitor.page.route("**/messages", change, times=1)
    visitor.type("已经办好了")
    form = visitor.page.get_by_role("form", name="这一项")
    for label, put in boxes.items():
        form.get_by_label(label).fill(put)
    for label in ticks:
        form.get_by_label(label).click()
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with visitor.page.expect_request("**/messages") as sent:
        form.get_by_role("button", name="填好了").click()
    assert sent.value.post_data_json["text"] == text


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
