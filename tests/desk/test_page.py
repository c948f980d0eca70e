"""The windows' desk in a real browser: a stuck chat is helped on both sides, a walk-in is begun without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.api.axe import faults
from tests.api.browser import fresh, returning
from tests.applicant import Applicant
from tests.serving import Running, Talk
from tests.test_transcripts import COMMON, SHOPS

from .page import Sit, hand_in

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=\"document.title='owned'\"><b>转人工</b>"


def test_a_stuck_chat_is_taken_over_helped_and_confirmed_by_phone(browser: Browser, stuck: Talk, sit: Sit) -> None:
    phone = returning(browser, stuck).new_page()
    phone.goto(stuck.url)
    expect(phone.locator("#helped")).to_contain_text("已经叫了工作人员")
    page = sit()
    page.locator(f'#entries a[href="#{stuck.id}"]').click()
    page.get_by_role("button", name="接过来").click()
    expect(phone.locator("#helped")).to_contain_text("林窗口 正在帮您办")
    # What the clerk will have to fill in is the applicant's to agree to; what was open stays open beside it.
    expect(phone.locator("#wished summary")).to_contain_text("工作人员要替您填个人信息")
    expect(phone.locator("#notice")).to_be_hidden()
    expect(phone.locator("#choices")).to_be_visible()
    page.locator("#words").fill("您好，店有多大？")
    page.keyboard.press("Enter")
    expect(phone.locator("#log li.clerk")).to_contain_text("您好，店有多大？")
    phone.locator("#text").fill("八十平左右吧，有外卖的")
    phone.keyboard.press("Enter")
    expect(page.locator("#log li.said").last).to_have_text("八十平左右吧，有外卖的")
    page.locator("#said").fill("80平有外卖")
    page.keyboard.press("Enter")
    expect(page.locator("#tried .good")).to_contain_text("80㎡")
    expect(page.locator("#said")).to_be_focused()
    expect(page.locator("#fields")).to_contain_text("申请人还没核对")
    page.get_by_role("button", name="请申请人核对").click()
    phone.get_by_role("button", name="都对").click()
    expect(page.locator("#fields")).not_to_contain_text("申请人还没核对")
    page.get_by_role("button", name="交还给导办").click()
    expect(phone.locator("#helped")).to_be_hidden()
    expect(phone.locator("#log li.question").last).to_be_visible()
    phone.context.close()


def test_who_is_stuck_at_the_end_is_helped_confirms_by_phone_and_hands_in(
    browser: Browser, server: Running, sit: Sit
) -> None:
    with Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        talk.answer_all(Applicant(9, {**COMMON, **SHOPS[0].values[2]}))
        talk.say("面积不对，我不会改，转人工")
        phone = returning(browser, talk).new_page()
        phone.goto(talk.url)
        page = sit()
        page.goto(f"{page.url}#{talk.id}")
        page.get_by_role("button", name="接过来").click()
        page.locator("#said").fill("面积改成95平")
        page.keyboard.press("Enter")
        expect(page.locator("#tried .good")).to_contain_text("95㎡")
        page.get_by_role("button", name="请申请人核对").click()
        phone.get_by_role("button", name="都对", exact=True).click()
        expect(page.locator("#fields")).not_to_contain_text("申请人还没核对")
        page.get_by_role("button", name="交还给导办").click()
        expect(phone.locator("#helped")).to_be_hidden()
        hand_in(phone)
        expect(page.locator("#standing")).to_contain_text("已提交")
        case = talk.look()["case"]
        areas = [
            field["display"]
            for one in case["applications"]
            for field in one["fields"].values()
            if field["fact"] == "premises.total_area"
        ]
        assert set(areas) == {"95㎡"}
        assert case["receipt"]["reference"]
        phone.context.close()


def test_a_walk_in_is_begun_at_a_banks_outlet_without_a_mouse(browser: Browser, server: Running, sit: Sit) -> None:
    page = sit("钱网点")
    page.keyboard.press("Alt+n")
    expect(page.locator("#said")).to_be_focused()
    page.keyboard.type("奶茶店80平有外卖")
    page.keyboard.press("Enter")
    # Which one is not sure from these words: it is asked here, and what was said is not lost.
    page.locator("#tried button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fields")).to_contain_text("80㎡")
    page.keyboard.press("Alt+p")
    code = page.locator("#dialog .code")
    expect(code).to_be_visible()
    screen = fresh(browser).new_page()
    screen.goto(f"{server.url}/")
    answer = screen.request.post(f"{server.url}/api/v1/handover", data={"code": code.inner_text(), "channel": "window"})
    assert answer.ok, answer.text()
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+k")
    expect(page.locator("#log")).to_contain_text("这些是工作人员替您填的")
    screen.context.close()


def test_what_is_asked_back_stands_at_the_desk_alone(stuck: Talk, sit: Sit) -> None:
    page = sit()
    page.locator(f'#entries a[href="#{stuck.id}"]').click()
    expect(page.get_by_role("button", name="接过来")).to_be_visible()
    page.keyboard.press("Alt+t")
    expect(page.locator("#said")).to_be_visible()
    before = stuck.look()["seq"]
    page.locator("#said").fill("一百来平")
    page.keyboard.press("Enter")
    expect(page.locator("#tried")).not_to_be_empty()
    assert stuck.look()["seq"] == before


def test_a_supervisor_reassigns(sit: Sit) -> None:
    clerk = sit()
    clerk.keyboard.press("Alt+n")
    expect(clerk.locator("#said")).to_be_focused()
    clerk.keyboard.type("开一家奶茶店（饮品店）")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("#title")).to_contain_text("食品经营许可")
    conversation = clerk.url.partition("#")[2]
    supervisor = sit("杜督导")
    supervisor.goto(f"{supervisor.url}#{conversation}")
    expect(supervisor.locator("#standing")).to_contain_text("林窗口")
    # Reads along: there is nothing to write or to fill in.
    expect(supervisor.locator("#write, #fill, #fields button")).to_have_count(2)
    expect(supervisor.locator("#write:visible, #fill:visible")).to_have_count(0)
    supervisor.keyboard.press("Alt+a")
    offered = supervisor.get_by_label("工作人员").locator("option").all_inner_texts()
    assert [one.split()[-1] for one in offered] == ["何窗口", "钱网点"]
    supervisor.get_by_label("工作人员").select_option(label=offered[0])
    supervisor.locator("#dialog").get_by_role("button", name="改派").click()
    expect(supervisor.locator("#standing")).to_contain_text("何窗口")
    expect(clerk.locator("#standing")).to_contain_text("何窗口")
    expect(clerk.locator("#fill")).to_be_hidden()


def test_nothing_of_one_case_can_be_used_while_another_is_on_its_way(stuck: Talk, server: Running, sit: Sit) -> None:
    page = sit()
    page.goto(f"{page.url}#{stuck.id}")
    page.get_by_role("button", name="接过来").click()
    expect(page.locator("#said")).to_be_visible()
    page.keyboard.press("Alt+m")
    box = page.locator("#fields tr form input")
    expect(box).to_be_focused()
    page.keyboard.type("已经")
    with Talk(server.url) as other:
        other.say("开奶茶店")
        other.say("转人工")
        page.route(f"**/conversations/{other.id}", lambda _: None)  # its answer does not come
        page.evaluate(f"location.hash = '{other.id}'")
        expect(page.locator("#case")).to_be_hidden()
        expect(box).to_have_count(0)
        page.keyboard.type("办好")
        page.keyboard.press("Enter")
        page.unroute(f"**/conversations/{other.id}")
        expect(page.get_by_role("button", name="接过来")).to_be_visible()
        assert "licence_state" in {one["fact"] for one in other.look()["case"]["open"]}
        assert "licence_state" in {one["fact"] for one in stuck.look()["case"]["open"]}


def test_a_question_is_answered_at_the_desk_with_where_it_stands(stuck: Talk, sit: Sit) -> None:
    page = sit()
    page.goto(f"{page.url}#{stuck.id}")
    page.get_by_role("button", name="接过来").click()
    page.locator("#said").fill("楼上是居民楼能开面馆吗？")
    before = stuck.look()["seq"]
    page.keyboard.press("Enter")
    expect(page.locator("#tried")).to_contain_text("依据")
    page.locator("#tried").get_by_role("button", name="写给申请人").click()
    expect(page.locator("#words")).to_be_focused()
    assert "依据" in page.locator("#words").input_value()
    assert stuck.look()["seq"] == before
    page.keyboard.press("Enter")
    expect(page.locator("#log li.clerk")).to_contain_text("依据")


def test_the_guide_suggests_and_the_clerk_decides(stuck: Talk, sit: Sit) -> None:
    page = sit()
    page.goto(f"{page.url}#{stuck.id}")
    page.get_by_role("button", name="接过来").click()
    expect(page.locator("#said")).to_be_visible()
    stuck.say("八十平，有外卖，没有堂食")
    expect(page.locator("#suggested")).to_contain_text("80㎡")
    assert stuck.look()["messages"] == []
    page.keyboard.press("Alt+d")
    expect(page.locator("#fields")).to_contain_text("80㎡")
    expect(page.locator("#suggested")).to_be_empty()
    stuck.say("楼上是居民楼能开面馆吗？")
    expect(page.locator("#suggested")).to_contain_text("依据")
    page.locator("#words").fill("您好，")
    page.keyboard.press("Alt+d")
    expect(page.locator("#words")).to_be_focused()
    assert page.locator("#words").input_value().startswith("您好，\n")
    page.keyboard.press("Enter")
    expect(page.locator("#log li.clerk")).to_contain_text("依据")


def test_beside_a_box_stands_how_it_is_asked_and_why(stuck: Talk, sit: Sit) -> None:
    page = sit()
    page.goto(f"{page.url}#{stuck.id}")
    page.get_by_role("button", name="接过来").click()
    expect(page.locator("#said")).to_be_visible()
    page.keyboard.press("Alt+m")
    form = page.locator("#fields tr form")
    expect(form).to_contain_text("问：营业执照办好了吗？")
    expect(form.locator(".why").nth(1)).to_be_visible()


def test_who_comes_second_is_told_whose_it_is(stuck: Talk, sit: Sit) -> None:
    first, second = sit(), sit("何窗口")
    for page in (first, second):
        page.locator(f'#entries a[href="#{stuck.id}"]').click()
        expect(page.get_by_role("button", name="接过来")).to_be_visible()
    first.keyboard.press("Alt+t")
    expect(first.locator("#standing")).to_contain_text("在您手里")
    second.keyboard.press("Alt+t")
    expect(second.locator("#trouble")).not_to_be_empty()


def test_words_of_an_applicant_are_only_words(stuck: Talk, sit: Sit) -> None:
    stuck.say(HOSTILE)
    page = sit()
    page.locator(f'#entries a[href="#{stuck.id}"]').click()
    expect(page.locator("#log")).to_contain_text("onerror")
    assert page.title() == "导办：帮办台"
    assert page.locator("#log img").count() == 0


def test_the_page_is_one_for_everybody(stuck: Talk, sit: Sit) -> None:
    page = sit()
    assert faults(page) == []
    page.locator(f'#entries a[href="#{stuck.id}"]').click()
    expect(page.get_by_role("button", name="接过来")).to_be_visible()
    page.keyboard.press("Alt+t")
    expect(page.locator("#fields th").first).to_be_visible()
    assert faults(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
