"""The screen on the applicant's side, in a real browser: what the clerk fills in is seen there, and the yes is theirs alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.axe import faults
from tests.api.browser import fresh
from tests.applicant import Applicant
from tests.serving import Running, Talk
from tests.test_transcripts import COMMON, SHOPS

from .page import SCREEN
from .seat import Seat

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=\"document.title='owned'\">茶舍"
Connect = Callable[[str], Page]


@pytest.fixture
def connect(browser: Browser, server: Running, lin: Seat) -> Iterator[Connect]:
    """Lets the other screen into the case, by the code on the clerk's; at the end it has complained of nothing."""
    complaints: list[str] = []
    pages: list[Page] = []

    def connected(conversation: str) -> Page:
        page = fresh(browser, viewport=SCREEN).new_page()
        pages.append(page)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on("console", lambda line: complaints.append(line.text) if "Policy" in line.text else None)
        page.goto(f"{server.url}/screen")
        page.locator("#code").fill(lin.act(conversation, "pair").json()["code"])
        page.keyboard.press("Enter")
        expect(page.locator("#title")).not_to_be_empty()
        return page

    yield connected
    for page in pages:
        page.context.close()
    assert complaints == []


@pytest.fixture
def walk_in(lin: Seat) -> str:
    """A case at the counter."""
    own = lin.begin()
    assert lin.fill(own, text="我想开奶茶店，80平").status_code == 201
    return own


def agree(page: Page) -> None:
    """Both notices are agreed to, each by itself."""
    expect(page.locator("#short")).to_contain_text("姓名、电话、住址")
    page.get_by_role("button", name="同意", exact=True).click()
    expect(page.locator("#short")).to_contain_text("身份证件号码")
    page.get_by_role("button", name="同意", exact=True).click()
    expect(page.locator("#notice")).to_be_hidden()


def test_what_is_filled_in_is_seen_and_said_yes_to(walk_in: str, connect: Connect, lin: Seat) -> None:
    page = connect(walk_in)
    expect(page.locator("#who")).to_have_text("静安 3 号窗口（虚构） 林窗口 正在帮您办")
    expect(page.locator("#all .new")).to_have_text(["80㎡"])
    assert lin.fill(walk_in, edit={"fact": "contact.mobile", "value": "13912345678"}).status_code == 409
    agree(page)
    assert lin.fill(walk_in, edit={"fact": "contact.mobile", "value": "13912345678"}).status_code == 201
    expect(page.locator("#all")).to_contain_text("13912345678")
    expect(page.locator("#ask")).to_be_hidden()
    assert page.locator("input:visible, textarea:visible, select:visible").count() == 0
    assert lin.act(walk_in, "ask", client_msg_id="q1").status_code == 201
    expect(page.locator("#words")).to_contain_text("这些是工作人员替您填的")
    assert faults(page) == []
    page.get_by_role("button", name="确认，都对").click()
    expect(page.locator("#ask")).to_be_hidden()
    expect(page.locator("#all .new")).to_have_count(0)


def test_nothing_is_left_for_the_next_person(walk_in: str, connect: Connect) -> None:
    page = connect(walk_in)
    expect(page.locator("#all")).to_contain_text("80㎡")
    page.get_by_role("button", name="办完了，换下一位").click()
    expect(page.locator("#code")).to_be_focused()
    assert "80㎡" not in page.content()
    page.reload()
    expect(page.locator("#code")).to_be_visible()
    assert "80㎡" not in page.content()
    assert faults(page) == []


def test_a_case_that_nobody_touches_is_put_away(walk_in: str, server: Running, browser: Browser, lin: Seat) -> None:
    page = fresh(browser, viewport=SCREEN).new_page()
    page.clock.install()
    page.goto(f"{server.url}/screen")
    page.locator("#code").fill(lin.act(walk_in, "pair").json()["code"])
    page.keyboard.press("Enter")
    expect(page.locator("#all")).to_contain_text("80㎡")
    page.clock.fast_forward("10:01")
    expect(page.locator("#code")).to_be_visible()
    assert "80㎡" not in page.content()
    page.context.close()


def test_who_does_not_agree_is_not_asked_over_and_over(walk_in: str, connect: Connect, lin: Seat) -> None:
    page = connect(walk_in)
    page.get_by_role("button", name="不同意").click()
    expect(page.locator("#notice")).to_be_hidden()
    assert lin.fill(walk_in, edit={"fact": "operator.name", "value": "演示茶舍"}).status_code == 201
    expect(page.locator("#all .new")).to_have_count(2)
    expect(page.locator("#notice")).to_be_hidden()


def test_a_wrong_code_lets_nobody_in(server: Running, browser: Browser) -> None:
    page = fresh(browser, viewport=SCREEN).new_page()
    page.goto(f"{server.url}/screen")
    page.locator("#code").fill("00000000")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong")).to_contain_text("这个码不对")
    expect(page.locator("#shown")).to_be_hidden()
    page.context.close()


def test_words_of_a_clerk_are_only_words(walk_in: str, connect: Connect, lin: Seat) -> None:
    page = connect(walk_in)
    assert lin.fill(walk_in, edit={"fact": "operator.business_scope", "value": HOSTILE}).status_code == 201
    expect(page.locator("#all")).to_contain_text("onerror")
    assert page.title() == "导办：请您核对"
    assert page.locator("img").count() == 0


def test_when_the_phone_goes_on_nothing_is_left_on_the_screen(
    walk_in: str, connect: Connect, server: Running, lin: Seat
) -> None:
    page = connect(walk_in)
    code = lin.act(walk_in, "pair").json()["code"]
    with Talk(server.url) as phone:
        assert phone.http.post("/api/v1/handover", json={"code": code, "channel": "web"}).status_code == 200
    assert lin.act(walk_in, "ask", client_msg_id="q1").status_code == 201
    expect(page.locator("#wrong")).to_contain_text("在别的设备上继续")
    assert "80㎡" not in page.content()


def test_it_is_handed_in_there(server: Running, connect: Connect, lin: Seat) -> None:
    own = lin.begin()
    code = lin.act(own, "pair").json()["code"]
    lin.act(own, "back")
    with Talk(server.url) as talk:
        given = talk.http.post("/api/v1/handover", json={"code": code, "channel": "window"}).json()
        talk.id, talk.http.headers["Authorization"] = given["id"], f"Bearer {given['token']}"
        talk.say("我想在静安区开一家奶茶店")
        talk.answer_all(Applicant(7, {**COMMON, **SHOPS[0].values[2]}))
    assert lin.act(own, "take").status_code == 204
    page = connect(own)
    assert lin.act(own, "ask", client_msg_id="q1").status_code == 201
    expect(page.locator("#declared li").first).to_be_visible()
    page.locator("#yes").click()
    expect(page.locator("#who")).to_contain_text("已经提交，收件编号 SH-JA-")
    expect(page.locator("#ask")).to_be_hidden()
