"""The departments' desk in a real browser: read, asked for correction, seen corrected, decided; by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.api.axe import faults
from tests.api.browser import chromium, fresh
from tests.serving import Running

from .office import INTAKE, Applicant, Clerk, example
from .seat import Seat

pytestmark = pytest.mark.browser
SCREEN = {"width": 1280, "height": 720}
LAYOUT = "主要设备设施和经营布局文件（平面布局图、设备清单）"
HOSTILE = "<img src=x onerror=\"document.title='owned'\"><b>店</b>"
Sit = Callable[..., Seat]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def sit(browser: Browser, server: Running) -> Iterator[Sit]:
    """An officer sits down at a browser of their own; at the end no browser has complained."""
    seats: list[Seat] = []

    def down(name: str = "王若川", **settings: Any) -> Seat:
        context = fresh(browser, **{"viewport": SCREEN, **settings})
        seats.append(Seat(context.new_page(), server.url))
        return seats[-1].sign_in(name)

    yield down
    for seat in seats:
        assert seat.complaints == []
        seat.page.context.close()


def test_an_application_is_corrected_accepted_and_licensed(applicant: Applicant, sit: Sit) -> None:
    reference = applicant.hand_in()
    seat = sit().open(reference)
    page = seat.page
    assert seat.status() == "已接件"
    expect(seat.row("场所总使用面积")).to_contain_text("80㎡")
    expect(seat.row("场所总使用面积")).to_contain_text("没有确认")
    expect(seat.row("经营者名称")).to_contain_text("电子证照")
    expect(page.locator("#rules")).to_contain_text("没有发现问题")
    seat.press("要补正：场所总使用面积")
    page.keyboard.type("和租赁合同上的面积不一样，请核对。")
    seat.press(f"要补正：{LAYOUT}")
    seat.press("缺页，请补齐。")
    page.get_by_label("请在哪一天前补正").fill("2026-12-21")
    seat.press("看看申请人会收到什么")
    told = page.locator("dialog blockquote")
    expect(told).to_contain_text("场所总使用面积：和租赁合同上的面积不一样，请核对。")
    expect(told).to_contain_text(f"{LAYOUT}：缺页，请补齐。")
    assert [one["status"] for one in applicant.events(reference)] == ["received"]
    seat.confirm("发出补正通知")
    begun = applicant.events(reference)[-1]
    assert [point["label"] for point in begun["correction"]["points"]] == ["场所总使用面积", LAYOUT]
    assert begun["correction"]["until"] == "2026-12-21"
    assert begun["office"] == "静安区市场监督管理局"
    assert seat.status() == "补正（开始）"
    assert page.locator("[data-ask]").count() == 0
    corrected = example()
    corrected["premises"]["total_area"] = 85.5
    applicant.correct(reference, corrected)
    page.reload()
    seat.opened()
    expect(page.locator("#differences")).to_contain_text("补正改了 1 处")
    expect(page.locator("#differences")).to_contain_text("80㎡ → 85.5㎡")
    expect(seat.row("场所总使用面积")).to_contain_text("补正前：80㎡")
    for name, status in (
        ("受理", "已受理"),
        ("开始办理", "部门开始办理"),
        ("准予许可", "办结（通过）"),
        ("签发证照", "证照已签发"),
    ):
        seat.act(name)
        seat.until(lambda status=status: seat.status() == status)
    # An e-licence is delivered by itself, sooner or later.
    assert [one["code"] for one in applicant.events(reference)][:7] == [1, 6, 7, 3, 8, 11, 17]
    expect(page.locator("#happened")).to_contain_text("王若川（演示）")
    seat.press("← 回列表")
    expect(page.locator("#listtitle")).to_be_focused()


def test_a_refusal_needs_its_grounds(applicant: Applicant, sit: Sit) -> None:
    reference = applicant.hand_in()
    seat = sit().open(reference)
    seat.press("不予受理", seat.page.locator("#acts"))
    seat.press("下一步", seat.page.locator("dialog"))
    expect(seat.page.locator("dialog textarea")).to_be_visible()
    seat.page.locator("dialog textarea").fill("经营场所在住宅楼里。")
    seat.press("下一步", seat.page.locator("dialog"))
    expect(seat.page.locator("dialog blockquote")).to_contain_text("经营场所在住宅楼里。")
    seat.confirm("不予受理")
    assert applicant.events(reference)[-1]["words"] == "经营场所在住宅楼里。"
    assert seat.page.locator("#acts button").count() == 0


def test_another_department_sees_nothing(applicant: Applicant, sit: Sit) -> None:
    reference = applicant.hand_in()
    seat = sit("方怀瑾")
    expect(seat.page.locator("#rows")).to_have_text("没有这样的申请。")
    seat.page.get_by_label("收件编号").fill(reference.lower())
    seat.press("打开")
    expect(seat.page.locator("#banner")).to_contain_text("没有这份申请，或者不归您的部门办。")
    assert seat.page.locator("#paper tr").count() == 0


def test_what_another_officer_did_meanwhile_is_seen_first_and_nothing_is_lost(
    applicant: Applicant, sit: Sit, server: Running
) -> None:
    reference = applicant.hand_in()
    seat = sit("周以宁").open(reference)
    seat.press("要补正：场所总使用面积")
    seat.page.keyboard.type("写了很久的话")
    with Clerk(server.url, "demo_wang") as wang:
        assert wang.act(reference, "accepted").status_code == 201
    seat.press("看看申请人会收到什么")
    expect(seat.page.locator("dialog .problem")).to_contain_text("刚刚有了变化")
    seat.press("先不办", seat.page.locator("dialog"))
    expect(seat.page.locator("#banner")).to_contain_text("您写的都还在")
    seat.until(lambda: seat.status() == "已受理")
    expect(seat.page.locator("#corrections")).to_contain_text("写了很久的话")
    seat.press("不予许可", seat.page.locator("#acts"))
    seat.page.locator("dialog textarea").fill("场所不符合要求。")
    with Clerk(server.url, "demo_wang") as wang:
        assert wang.act(reference, "review_begun").status_code == 201
    seat.press("下一步", seat.page.locator("dialog"))
    expect(seat.page.locator("dialog .problem")).to_contain_text("刚刚有了变化")
    seat.press("先不办", seat.page.locator("dialog"))
    seat.press("不予许可", seat.page.locator("#acts"))
    expect(seat.page.locator("dialog textarea")).to_have_value("场所不符合要求。")
    seat.press("下一步", seat.page.locator("dialog"))
    seat.confirm("不予许可")
    assert [one["status"] for one in applicant.events(reference)] == ["received", "accepted", "review_begun", "refused"]


def test_what_is_handed_in_is_text_whatever_it_says(applicant: Applicant, sit: Sit) -> None:
    application = example()
    application["operator"]["name"] = HOSTILE
    materials = [{"id": HOSTILE, "label": HOSTILE, "mode": HOSTILE, HOSTILE: [HOSTILE]}]
    provenance = {"/operator/name": {"source": HOSTILE, "raw": HOSTILE, "origin": HOSTILE}}
    reference = applicant.hand_in(application, materials=materials, provenance=provenance)
    seat = sit()
    expect(seat.page.locator("#rows")).to_contain_text(HOSTILE)
    seat.open(reference)
    expect(seat.row("经营者名称")).to_contain_text(HOSTILE)
    expect(seat.page.locator("#materials")).to_contain_text(HOSTILE)
    seat.act("不受理", HOSTILE)
    expect(seat.page.locator("#happened")).to_contain_text(HOSTILE)
    assert seat.page.locator("main img, main b").count() == 0
    assert "owned" not in seat.page.title()


def test_a_number_is_shown_when_it_is_asked_for(applicant: Applicant, sit: Sit) -> None:
    reference = applicant.hand_in()
    seat = sit().open(reference)
    row = seat.row("联系人手机")
    expect(row).to_contain_text("138****8000")
    assert example()["contact"]["mobile"] not in seat.page.content()
    seat.press("显示联系人手机")
    expect(row.locator(".masked")).to_have_text(example()["contact"]["mobile"])
    expect(row.locator(".masked")).to_be_focused()


def test_all_of_it_by_the_keyboard(applicant: Applicant, sit: Sit) -> None:
    reference = applicant.hand_in()
    seat = sit()
    page = seat.page
    page.keyboard.press("Escape")
    seat.tab_to(reference)
    page.keyboard.press("Enter")
    seat.opened()
    expect(page.locator("#title")).to_be_focused()
    seat.tab_to("要补正：经营者名称")
    page.keyboard.press("Enter")
    page.keyboard.type("请和营业执照写得一样。")
    seat.tab_to("看看申请人会收到什么")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="确认发出补正通知")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#banner.good").wait_for()
    expect(page.locator("#title")).to_be_focused()
    assert applicant.events(reference)[-1]["correction"]["points"][0]["words"] == "请和营业执照写得一样。"


@pytest.mark.parametrize(
    "settings",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 640, "height": 360}}],
    ids=["light", "dark", "twice-as-large"],
)
def test_nobody_is_shut_out(applicant: Applicant, sit: Sit, settings: dict[str, Any]) -> None:
    """At twice the size a screen of 1280 by 720 shows half as much."""
    reference = applicant.hand_in()
    seat = sit(**settings)
    page = seat.page
    assert faults(page) == []
    seat.open(reference)
    seat.press("要补正：场所总使用面积")
    page.keyboard.type("请核对。")
    assert faults(page) == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    seat.press("看看申请人会收到什么")
    page.locator("dialog blockquote ol").wait_for()
    assert faults(page) == []
    seat.press("先不办", page.locator("dialog"))
    # Left with something unsent, the browser asks; the officer leaves.
    page.goto(f"{seat.url}/review")


def test_on_a_phone_the_head_takes_two_lines(applicant: Applicant, sit: Sit) -> None:
    reference = applicant.hand_in()
    seat = sit(viewport={"width": 390, "height": 844})
    page = seat.page
    line = page.locator("#who").bounding_box()
    button = page.locator("#signout").bounding_box()
    assert line is not None and button is not None
    assert line["y"] >= button["y"] + button["height"] - 1
    head = page.locator("header").bounding_box()
    assert head is not None and head["height"] <= line["height"] + button["height"] + 16
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    assert faults(page) == []
    seat.open(reference)
    row = seat.row("场所总使用面积")
    value, act = row.locator("td.value").bounding_box(), row.get_by_role("button").bounding_box()
    assert value is not None and act is not None and value["width"] > 200 and act["x"] > value["x"]
    assert page.evaluate(wide) <= 0
    assert faults(page) == []


def test_a_session_that_ended_takes_nothing_along(applicant: Applicant, sit: Sit) -> None:
    reference = applicant.hand_in()
    seat = sit().open(reference)
    seat.press("要补正：场所总使用面积")
    seat.page.keyboard.type("请核对面积。")
    seat.page.context.clear_cookies()
    seat.press("看看申请人会收到什么")
    expect(seat.page.locator("#signin")).to_contain_text("您写的内容都在")
    seat.page.get_by_role("button", name="王若川").click()
    expect(seat.page.locator("dialog blockquote")).to_contain_text("请核对面积。")
    seat.confirm("发出补正通知")


def test_the_address_of_intake_is_not_the_desks(server: Running, sit: Sit) -> None:
    """The officer's cookie is no key of intake's."""
    seat = sit("周以宁")  # one name may be tried ten times a minute
    assert seat.page.context.request.get(f"{server.url}{INTAKE}/x").status == 401


def test_an_opinion_is_given_on_a_step_of_the_department(applicant: Applicant, sit: Sit) -> None:
    reference = applicant.hand_in()
    seat = sit("周以宁").open(reference)
    seat.act("受理")
    seat.until(lambda: seat.status() == "已受理")
    step = seat.page.locator("#tasks li").filter(has=seat.page.get_by_role("button", name="给意见")).first
    title = step.locator("strong").inner_text()
    step.get_by_role("button", name="给意见").click()
    dialog = seat.page.locator("dialog")
    dialog.get_by_label("结论").select_option("有条件同意")
    seat.press("提交意见", dialog)
    expect(dialog).to_be_visible()
    dialog.get_by_label("理由或者条件").fill("开业前补装防鼠板。")
    seat.press("提交意见", dialog)
    done = seat.page.locator("#tasks li").filter(has_text=title)
    expect(done).to_contain_text("有条件同意")
    expect(done).to_contain_text("开业前补装防鼠板。")
    assert faults(seat.page) == []
