"""A correction on the page: it comes by itself, says what and by when beside each field, and is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from api.intake import IntakeServices
from tests.serving import Running, Talk

from .axe import faults
from .browser import DESK, Visitor, returning
from .intake_tells import AREA, UNTIL, beside, corrects
from .test_afterwards import handed_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def intake(server: Running) -> Iterator[IntakeServices]:
    with beside(server) as intake:
        yield intake


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


def test_a_correction_comes_is_shown_and_is_handed_in(
    intake: IntakeServices, at_review: Talk, visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    at_review.say("确认提交")
    visitor = visit(at_review, viewport=DESK)
    page = visitor.page
    page.get_by_role("button", name="看收件凭证").wait_for()
    assert page.locator("#correction").count() == 0
    assert page.locator("#form dd.act").count() == 0

    material = at_review.last["case"]["materials"]
    lease = next(one for one in material if one["mode"] == "upload")
    corrects(intake, at_review, AREA, {"material": lease["id"], "words": "缺第3页"})

    shown = page.locator("#correction")
    shown.wait_for()
    assert UNTIL in shown.inner_text()
    assert AREA["words"] in shown.inner_text()
    assert "缺第3页" in shown.inner_text()
    page.get_by_text(f"要补正，还有 2 处，最晚 {UNTIL}").wait_for()
    beside_field = page.locator("#form .officer")
    assert AREA["words"] in beside_field.first.inner_text()
    # Only what is to be put right can be changed, and only the paper that is wanted can be uploaded.
    assert page.locator("#form dd.act").count() == 1
    assert page.locator("#materials li").filter(has=page.locator("input[type=file]")).count() == 1
    steps = page.locator("#receipt .events li")
    steps.nth(1).wait_for()
    assert [one.split("\n")[0].split(" ")[0] for one in steps.all_inner_texts()] == ["已接件", "补正（开始）"]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == []
    page.emulate_media(color_scheme="light")
    page.screenshot(path=str(tmp_path / "correction-desk.png"))

    visitor.type("66平方米")
    while page.locator("#correction li .settled").count() == 0:
        visitor.press("对，就改") if "对，就改" in visitor.buttons() else visitor.press(visitor.buttons()[0])
    page.get_by_role("button", name="核对并提交").wait_for()
    visitor.hand_in()
    # The paper was asked for and nothing was sent: it says so, and nothing is handed in without a yes.
    page.get_by_text(f"材料「{lease['label']}」没有传新的文件").wait_for()
    assert shown.count() == 1
    page.screenshot(path=str(tmp_path / "correction-sure.png"))
    assert faults(page) == []
    visitor.press("先不交")
    visitor.hand_in()
    visitor.press("就这样交")
    shown.wait_for(state="detached")
    page.get_by_text("改好的内容已经收到").wait_for()
    assert visitor.complaints == []


def test_on_a_phone_it_is_said_above_the_conversation(
    intake: IntakeServices, server: Running, visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    talk = handed_in(server)
    visitor = visit(talk)
    corrects(intake, talk, {**AREA, "words": "还是不一样"})
    visitor.page.get_by_text(f"要补正，还有 1 处，最晚 {UNTIL}").wait_for()
    # Told with the step, and not once more beside the question that follows it.
    assert "".join(visitor.lines()[-3:]).count("还是不一样") == 1
    visitor.page.screenshot(path=str(tmp_path / "correction-phone.png"))
    assert faults(visitor.page) == []
    talk.http.close()
