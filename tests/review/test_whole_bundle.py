"""一业一证 in browsers: one conversation for three permits, one correction on the way, four departments, one composite licence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect
from ruamel.yaml import YAML

from tests.api.browser import DESK, Visitor, chromium, fresh
from tests.serving import ROOT, Running, running

from .seat import Seat

pytestmark = pytest.mark.browser
SCREEN = {"width": 1280, "height": 720}
MARKET, CULTURE, HEALTH, POLICE = "王若川", "徐知秋", "方怀瑾", "孟令仪"
#: JavaScript: the library has all licences, and the page knows all that happened.
SETTLED = """async () => {
  const state = await (await fetch('/api/v1/conversations/' + localStorage['daoban.conversation'])).json();
  return state.case.standing.every((one) => one.events.at(-1).status === 'delivered') && sessionStorage['daoban.seq'] === String(state.seq);
}"""
LEADS = {"entertainment_venue": CULTURE, "public_hygiene": HEALTH, "food_operation": MARKET}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("var"), rasa=False) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def seats(browser: Browser, server: Running) -> Iterator[dict[str, Seat]]:
    """An officer of each department, at a browser of their own; at the end none has complained."""
    with ExitStack() as closing:
        found = {}
        for name in (MARKET, CULTURE, HEALTH, POLICE):
            context = fresh(browser, viewport=SCREEN)
            closing.callback(context.close)
            found[name] = Seat(context.new_page(), server.url).sign_in(name)
        yield found
        assert [seat.complaints for seat in found.values()] == [[], [], [], []]


@pytest.fixture
def visitor(browser: Browser, server: Running) -> Iterator[Visitor]:
    """Somebody at the applicants' page."""
    context = fresh(browser, viewport=DESK)
    found = Visitor(context.new_page(), server.url).open()
    yield found
    assert found.complaints == []
    context.close()


def told() -> list[str]:
    """What the owner of a KTV says, in the story that proves the scenario."""
    story = YAML(typ="safe").load((ROOT / "scenarios/stories/ktv_all-plain.yml").read_text("utf-8"))
    return [str(turn["say"]) for turn in story["turns"]]


def shows_its_own_materials_in_words(seat: Seat) -> None:
    """The materials of the form alone; those of the other parts are folded under each part's form. No code stands anywhere."""
    look = seat.page.locator("#materials")
    own = look.locator(":scope > ul > li").count()
    expect(look.locator("h3")).to_have_text(f"这份申请的材料 {own} 份")
    folded = look.locator("details", has_text="公共场所卫生许可")
    expect(folded.locator("li").first).not_to_be_visible()
    folded.locator("summary").click()
    expect(folded.locator("li").first).to_be_visible()
    assert folded.get_by_role("button").count() == 0
    words = seat.page.locator("#matter").inner_text()
    assert [one for one in ("T46", "ktv_all", "copy", "concat") if one in words] == []


def test_from_one_conversation_to_one_composite_licence(visitor: Visitor, seats: dict[str, Seat]) -> None:
    for words in told():
        visitor.type(words)
    assert visitor.turn["case"]["stage"] == "review"
    visitor.hand_in()
    page = visitor.page
    page.get_by_role("button", name="看收件凭证").wait_for()
    references = visitor.turn["case"]["receipt"]["references"]
    assert set(references) == set(LEADS)

    food = seats[MARKET].open(references["food_operation"])
    shows_its_own_materials_in_words(food)
    food.press("要补正：就餐区面积")
    food.page.keyboard.type("和平面图上的不一样，请核对。")
    food.press("看看申请人会收到什么")
    food.confirm("发出补正通知")

    shown = page.locator("#correction")
    shown.wait_for()
    assert "和平面图上的不一样，请核对。" in shown.inner_text()
    visitor.type("35平方米")
    while page.locator("#correction li .settled").count() == 0:
        visitor.press(visitor.buttons()[0])
    page.get_by_role("button", name="核对并提交").wait_for()
    visitor.hand_in()
    shown.wait_for(state="detached")

    food.page.reload()
    food.opened()
    expect(food.page.locator("#differences")).to_contain_text("30㎡ → 35㎡")
    for form, name in LEADS.items():
        if name != MARKET:
            seats[name].open(references[form])
        seats[name].act("受理")

    venue = seats[POLICE].open(references["entertainment_venue"])
    venue.press("给意见")
    venue.press("提交意见", venue.page.locator("dialog"))
    venue.page.locator("#banner.good").wait_for()
    seats[CULTURE].page.reload()
    seats[CULTURE].opened()
    for act in ("准予许可", "签发证照"):
        for name in LEADS.values():
            seats[name].act(act)

    page.get_by_text("行业综合许可证（歌舞娱乐）").first.wait_for()
    # Each application's events come in order; those of three pass each other.
    for step in ("证照已签发", "证照已送达"):
        expect(page.locator("#receipt .events li", has_text=step)).to_have_count(3)
    while not page.evaluate(SETTLED):
        page.wait_for_timeout(100)
    visitor.type("我的申请到哪一步了")
    last = "\n".join(visitor.lines()[-6:])
    for reference in references.values():
        assert reference in last
    assert [one["under_way"] for one in visitor.turn["case"]["standing"] if "under_way" in one] == []
    # All three wanted the e-licence, which the library has by now.
    assert {one["events"][-1]["status"] for one in visitor.turn["case"]["standing"]} == {"delivered"}
