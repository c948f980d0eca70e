"""The studio in a real browser, on the server as `make run` starts it: written, tried, approved, asked, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Error, Route

from tests.api.browser import DESK, Visitor, chromium
from tests.bench.process import free_port
from tests.serving import Running, running
from tests.some_shops import SEVEN

from .desk import Desk
from .project import NEW_QUESTION, OLD_QUESTION

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
SCREEN = {"width": 1366, "height": 768}
FILE = "scenarios/food/beverage_shop.yml"
OPENING = "我想在静安区开一家奶茶店"
Sit = Callable[..., Desk]


@pytest.fixture(scope="module")
def server(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """With Rasa's agent: what is published must reach it."""
    with running(tmp_path_factory.mktemp("var"), DAOBAN_ROOT=str(project)) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def sit(browser: Browser, server: Running) -> Iterator[Sit]:
    """An author sits down at a browser of his own; at the end no browser has complained."""
    desks: list[Desk] = []

    def down(name: str = "林晓舟") -> Desk:
        context = browser.new_context(viewport=SCREEN, locale="zh-CN")
        desks.append(Desk(context.new_page(), server.url))
        return desks[-1].sign_in(name)

    yield down
    for desk in desks:
        assert desk.complaints == []
        desk.page.context.close()


def line_of(project: Path, text: str) -> int:
    """The number of the line in the scenario's file."""
    return next(
        number for number, line in enumerate((project / FILE).read_text("utf-8").split("\n"), 1) if text in line
    )


def first_question(browser: Browser, server: Running) -> str:
    """What the applicant's page asks first."""
    context = browser.new_context(viewport=DESK, locale="zh-CN")
    visitor = Visitor(context.new_page(), server.url).open()
    visitor.type(OPENING)
    asked = visitor.lines("question")[-1].split("\n")[-1]
    context.close()
    return asked


def test_from_the_first_key_to_the_applicant_and_back(
    browser: Browser, server: Running, project: Path, sit: Sit
) -> None:
    before = (project / FILE).read_text("utf-8")
    line = line_of(project, "{fact: licence_state}")
    lin = sit("林晓舟").open()
    lin.checked("没有问题")

    # A slip of the finger is told with its line, and marked there.
    lin.go(line)
    lin.page.keyboard.press("ArrowLeft")
    lin.type("x")
    lin.checked("1 个问题")
    assert f"第 {line} 行" in lin.issues()[0]
    assert "是不是 licence_state？" in lin.issues()[0]
    assert lin.page.locator(".cm-lint-marker-error").count() == 1
    lin.page.keyboard.press("Control+End")
    lin.page.locator("#issues button").first.click()
    assert "licence_statex" in lin.page.locator(".cm-activeLine").inner_text()
    lin.go(line)
    lin.page.keyboard.press("ArrowLeft")
    lin.page.keyboard.press("Backspace")
    lin.checked("检查通过")

    # The wording is changed, and the trial conversation asks it.
    lin.type(f", ask: {NEW_QUESTION}")
    lin.saved()
    lin.checked("检查通过")
    lin.page.get_by_role("button", name="开始演练").click()
    lin.until(lambda: NEW_QUESTION in lin.chat())
    lin.page.locator("#choices").get_by_role("button", name="已经办好").click()
    lin.until(lambda: "固定的店面" in lin.chat()[-1])
    assert first_question(browser, server) == OLD_QUESTION

    lin.page.get_by_role("button", name="提交审批").click()
    lin.say_in_dialog("问得更清楚", "提交")
    lin.page.locator("#waiting button").click()
    lin.page.get_by_text("要由另一位作者审批").wait_for()
    assert lin.page.get_by_role("button", name="批准上线").count() == 0

    he = sit("何敏之")
    he.page.locator("#waiting button", has_text="问得更清楚").click()
    he.page.get_by_role("button", name="批准上线").wait_for()
    assert f"+  - {{fact: licence_state, ask: {NEW_QUESTION}}}" in he.page.locator(".diff .plus").all_inner_texts()
    he.page.get_by_role("button", name="批准上线").click()
    he.page.get_by_text("已经上线").wait_for()
    assert first_question(browser, server) == NEW_QUESTION

    # And back, by the same way.
    he.open()
    he.page.get_by_role("button", name="历史").click()
    he.page.get_by_text("线上就是这一版").wait_for()
    he.page.get_by_role("button", name="恢复到这一版").click()
    he.say_in_dialog("还是原来的好", "提交审批")
    lin.page.reload()
    lin.page.locator("#waiting button", has_text="还是原来的好").click()
    lin.page.get_by_role("button", name="批准上线").click()
    lin.page.get_by_text("已经上线").wait_for()
    assert first_question(browser, server) == OLD_QUESTION
    assert (project / FILE).read_text("utf-8") == before


def test_what_can_be_written_is_offered(project: Path, sit: Sit) -> None:
    lin = sit().open()
    lin.go(line_of(project, "{fact: licence_state}"))
    lin.page.keyboard.press("Enter")
    lin.type("- {fact: 总使用")
    lin.page.locator(".cm-tooltip-autocomplete li", has_text="场所总使用面积").wait_for()
    lin.page.wait_for_timeout(200)  # an offer is not taken by a key that was on its way when it appeared
    lin.page.keyboard.press("Enter")
    assert lin.page.locator(".cm-activeLine").inner_text().strip() == "- {fact: premises.total_area}"
    discard(lin)


def test_a_sent_back_text_says_why(project: Path, sit: Sit) -> None:
    lin = sit().open()
    lin.go(line_of(project, "{fact: licence_state}"))
    lin.page.keyboard.press("ArrowLeft")
    lin.type(", help: 看一眼执照上的日期就知道。")
    lin.saved()
    lin.page.get_by_role("button", name="提交审批").click()
    lin.say_in_dialog("加一句说明", "提交")
    he = sit("何敏之")
    he.page.locator("#waiting button", has_text="加一句说明").click()
    he.page.get_by_role("button", name="退回").click()
    he.say_in_dialog("说得太随意", "退回")
    he.page.get_by_text("说得太随意").wait_for()
    lin.open()
    lin.page.locator("#banner", has_text="说得太随意").wait_for()
    discard(lin)


MARKUP = "<img src=x onerror=alert(1)><script>alert(1)</script>"


def test_markup_is_shown_as_text_wherever_it_comes_from(project: Path, sit: Sit) -> None:
    """In the text, in an issue, in the trial conversation, in a note, in a diff, in a reason."""
    lin, he = sit("林晓舟").open(), sit("何敏之")
    for desk in (lin, he):
        desk.page.on("dialog", lambda dialog: lin.complaints.append("alert") if dialog.type == "alert" else None)
    line = line_of(project, "{fact: licence_state}")
    lin.go(line)
    lin.page.keyboard.press("ArrowLeft")
    lin.page.keyboard.insert_text(f", ask: '办好了吗{MARKUP}', {MARKUP[:9]}y: 1")
    lin.checked("个问题")
    assert MARKUP[:8] in lin.page.locator("#issues").inner_text()
    for _ in range(len(f", {MARKUP[:9]}y: 1")):
        lin.page.keyboard.press("Backspace")
    lin.until(
        lambda: (
            "检查通过" in lin.page.locator("#issuecount").inner_text()
            or "超过" in lin.page.locator("#issues").inner_text()
        )
    )
    discard(lin)
    lin.go(line)
    lin.page.keyboard.press("ArrowLeft")
    lin.page.keyboard.insert_text(", ask: '<img src=x onerror=alert(1)>'")
    lin.saved()
    lin.checked("检查通过")
    lin.page.get_by_role("button", name="演练", exact=False).last.click()
    lin.until(lambda: "<img src=x onerror=alert(1)>" in lin.chat())
    lin.page.get_by_role("button", name="提交审批").click()
    lin.say_in_dialog(MARKUP, "提交")
    he.page.reload()
    he.page.locator("#waiting button", has_text=MARKUP).click()
    he.page.locator(".diff .plus", has_text="<img src=x onerror=alert(1)>").wait_for()
    he.page.get_by_role("button", name="退回").click()
    he.say_in_dialog(MARKUP, "退回")
    he.page.locator(".done", has_text=MARKUP).wait_for()
    for desk in (lin, he):
        assert desk.page.locator("img, main script").count() == 0
    lin.open()
    discard(lin)


def test_two_windows_on_one_draft_lose_nothing(project: Path, sit: Sit, browser: Browser) -> None:
    lin = sit().open()
    other = Desk(lin.page.context.new_page(), lin.url)
    other.page.goto(f"{lin.url}/studio#food/beverage_shop")
    other.until(lambda: other.lines() > 20)
    lin.go(1)
    lin.type(" one")
    lin.saved()
    # The other window has not been looked at since, and goes on from what it shows.
    other.page.evaluate("() => window.addEventListener('focus', (event) => event.stopImmediatePropagation(), true)")
    other.go(2)
    other.type("  # two")
    other.page.get_by_text("在别的窗口里改过了").wait_for()
    assert "two" in other.page.locator(".cm-content").inner_text()
    other.page.get_by_role("button", name="用这里的内容").click()
    other.saved()
    lin.page.evaluate("() => dispatchEvent(new Event('focus'))")
    lin.until(lambda: "# two" in lin.page.locator(".cm-content").inner_text())
    assert other.complaints == []
    other.page.close()
    discard(lin)


def test_another_authors_draft_is_read_only(project: Path, sit: Sit) -> None:
    lin = sit("林晓舟").open()
    lin.go(1)
    lin.type(" of lin")
    lin.saved()
    he = sit("何敏之").open()
    he.page.locator("#whose").select_option(label=he.page.locator("#whose option", has_text="林晓舟").inner_text())
    he.until(lambda: "of lin" in he.page.locator(".cm-content").inner_text())
    he.go(1)
    he.type("nothing")
    assert "nothing" not in he.page.locator(".cm-content").inner_text()
    assert he.page.locator("#saved").inner_text() == ""
    discard(lin)


def test_a_new_scenario_begins_with_what_its_form_needs(sit: Sit, project: Path) -> None:
    lin = sit()
    lin.page.get_by_role("button", name="新主题").click()
    for label, text in (("编号", "Pancake Shop"), ("名称", "开一家煎饼店: <b>好</b>")):
        lin.page.locator("dialog").get_by_label(label).fill(text)
    draft = lin.page.locator("dialog").get_by_role("button", name="建草稿")
    draft.click()
    assert lin.page.locator("dialog").is_visible()  # such an id cannot be
    lin.page.locator("dialog").get_by_label("编号").fill("pancake_shop")
    draft.click()
    lin.until(lambda: lin.lines() > 10)
    lin.checked("个问题")
    shown = lin.page.locator(".cm-content").inner_text()
    assert "id: pancake_shop" in shown
    assert "premises.total_area" in lin.page.evaluate(
        "async () => (await (await fetch('/studio/api/scenarios/food/pancake_shop')).json()).draft.text"
    )
    assert "还没有填" in lin.page.locator("#issues").inner_text()
    assert not (project / "scenarios/food/pancake_shop.yml").exists()
    lin.page.once("dialog", lambda dialog: dialog.accept())
    lin.page.get_by_role("button", name="放弃草稿").click()
    lin.until(lambda: lin.page.locator("#scenarios button").count() == len(SEVEN))


def test_a_scenario_is_drawn_and_its_paths_are_told(sit: Sit) -> None:
    lin = sit().open()
    lin.page.get_by_role("button", name="图", exact=True).click()
    picture = lin.page.locator("#graph img")
    picture.wait_for()
    lin.until(lambda: bool(picture.evaluate("image => image.complete && image.naturalWidth > 100")))
    lin.page.get_by_role("button", name="路径", exact=True).click()
    lin.page.locator("#paths table").first.wait_for()
    assert "营业执照" in lin.page.locator("#paths").inner_text()
    assert lin.page.locator("#paths script, #paths style, #paths [style], #paths [onclick]").count() == 0


def test_the_list_tells_how_much_the_stories_come_to(sit: Sit) -> None:
    lin = sit()
    shop = lin.page.locator("#scenarios button", has_text="开一家奶茶店")
    assert "故事" not in shop.inner_text()
    lin.page.get_by_role("button", name="故事覆盖").click()
    shop.get_by_text("故事 1 个").wait_for(timeout=300_000)
    told = re.search(r"问题 (\d+)%，条件 (\d+)%", shop.inner_text())
    assert told is not None
    # One plain conversation asks most questions and sees one side of most conditions.
    assert 50 < int(told[1]) < 100
    assert 30 < int(told[2]) < 100
    assert "问题 0%" in lin.page.locator("#scenarios button", has_text="便利店").inner_text()
    # It is known from now on, for everybody.
    he = sit("何敏之")
    he.page.locator("#scenarios button", has_text="故事 1 个").first.wait_for()


def test_a_lost_server_loses_nothing_that_was_typed(browser: Browser, project: Path, tmp_path: Path) -> None:
    port = free_port()
    context = browser.new_context(viewport=SCREEN, locale="zh-CN")
    with running(tmp_path / "var", rasa=False, port=port, DAOBAN_ROOT=str(project)) as server:
        lin = Desk(context.new_page(), server.url).sign_in("林晓舟").open()
        lin.go(3)
        server.kill()
        lin.type("  # nobody listened")
        lin.until(lambda: "没有保存上" in lin.page.locator("#saved").inner_text())
        lin.checked("没有检查成")
    with running(tmp_path / "var", rasa=False, port=port, DAOBAN_ROOT=str(project)):
        lin.saved()
        lin.checked("检查通过")
        lin.page.reload()
        lin.until(lambda: "nobody listened" in lin.page.locator(".cm-line").nth(2).inner_text())
        # What is not yet saved when the browser goes down is in the browser when it comes back.
        lin.page.route("**/studio/api/drafts/**", lambda route: route.abort())
        lin.go(3)
        lin.type(" twice")
        lin.until(lambda: "没有保存上" in lin.page.locator("#saved").inner_text())
        lin.page.unroute_all()
        lin.page.once("dialog", lambda dialog: dialog.accept())
        lin.page.reload()
        lin.until(lambda: "listened twice" in lin.page.locator(".cm-line").nth(2).inner_text())
        lin.saved()
        discard(lin)
    assert lin.complaints == []
    context.close()


def test_a_session_that_ended_asks_again_and_goes_on(sit: Sit) -> None:
    lin = sit().open()
    lin.page.context.clear_cookies()
    lin.go(1)
    lin.type(" typed before signing in again")
    lin.page.get_by_text("登录过期了").wait_for()
    lin.page.locator("#signin").get_by_role("button", name="林晓舟").click()
    lin.saved()
    assert "signing in again" in lin.page.locator(".cm-line").first.inner_text()
    discard(lin)


def test_a_refusal_that_comes_late_does_not_ask_twice(sit: Sit) -> None:
    """What was sent before signing in again may be answered after it."""
    late: list[tuple[Route, APIResponse]] = []
    lin = sit().open()
    lin.checked("没有问题")
    lin.page.context.clear_cookies()
    lin.page.route("**/studio/api/check*", lambda route: late.append((route, route.fetch())), times=1)
    lin.go(1)
    lin.type(" refused late")
    lin.until(lambda: bool(late))
    lin.page.locator("#signin").get_by_role("button", name="林晓舟").click()
    lin.saved()
    route, refusal = late[0]
    assert refusal.status == 401
    with lin.page.expect_response(lambda told: "/check" in told.url and told.status == 200):
        route.fulfill(response=refusal)
    assert not lin.page.locator("#signin").is_visible()
    discard(lin)


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param("document.body.innerHTML = '<img src=x onerror=alert(1)>'", id="markup"),
        pytest.param("document.createElement('script').text = 'alert(1)'", id="a-script"),
        pytest.param("document.createElement('script').src = 'https://evil.example/x.js'", id="a-foreign-script"),
    ],
)
def test_the_policy_lets_nothing_in_that_is_not_text(browser: Browser, server: Running, attack: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{server.url}/studio")
    with pytest.raises(Error, match="Trusted"):
        page.evaluate(f"() => {{ {attack} }}")
    page.context.close()


def test_everything_has_a_name_and_nothing_is_cut_off(sit: Sit) -> None:
    lin = sit().open()
    unnamed = """() => [...document.querySelectorAll('button, a, input, textarea, select')]
        .filter(one => !(one.textContent || one.getAttribute('aria-label') || one.labels?.length)).length"""
    assert lin.page.evaluate(unnamed) == 0
    assert lin.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert lin.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    for name in ("提交审批", "开始演练", "新主题", "退出"):
        box: Any = lin.page.get_by_role("button", name=name).bounding_box()
        assert box["x"] + box["width"] <= SCREEN["width"]
        assert box["y"] + box["height"] <= SCREEN["height"]


def discard(desk: Desk) -> None:
    """The author's draft is gone."""
    desk.saved()
    desk.page.once("dialog", lambda dialog: dialog.accept())
    desk.page.get_by_role("button", name="放弃草稿").click()
    desk.until(lambda: desk.page.locator("#saved").inner_text() == "")
