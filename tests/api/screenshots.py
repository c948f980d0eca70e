"""Pictures of every state of the applicants' page: `python -m tests.api.screenshots FOLDER`.

Each state on a phone, the smallest phone, a desk, in the dark and in 长辈版; the newest run overwrites the one before.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from tests.applicant import Applicant
from tests.serving import running
from tests.test_transcripts import COMMON, SHOPS

from .browser import DESK, PHONE, Visitor, chromium

SAYS: Final = {**COMMON, **SHOPS[0].values[2], "legal_rep.ethnicity": "汉族"}
#: Name -> window, and whether 长辈版 is on.
LOOKS: Final[dict[str, tuple[dict[str, Any], bool]]] = {
    "phone": ({"viewport": PHONE}, False),
    "smallest": ({"viewport": {"width": 320, "height": 568}}, False),
    "desk": ({"viewport": DESK}, False),
    "dark": ({"viewport": PHONE, "color_scheme": "dark"}, False),
    "care": ({"viewport": PHONE}, True),
}


def states(visitor: Visitor) -> Iterator[str]:
    """Names each state when the page is in it, from the welcome to the receipt."""
    page, applicant = visitor.page, Applicant(3, dict(SAYS))
    page.locator("#themes details").first.wait_for()
    yield "welcome"
    page.get_by_role("button", name="更多").click()
    yield "menu"
    page.keyboard.press("Escape")
    page.locator("#find").fill("奶茶")
    yield "search"
    visitor.type("我想在静安区开一家奶茶店")
    yield "question-with-choices"
    visitor.type("为什么问这个")
    yield "explanation"
    # In the order in which this shop is asked for them.
    for kind in (
        "multi_choice", "area", "company_name", "uscc", "date", "address", "person_name", "email", "phone", "more",
    ):  # fmt: skip
        if _until(visitor, applicant, lambda asking, kind=kind: asking["kind"] == kind):
            yield f"widget-{kind}"
    yield from _side(visitor)
    visitor.type("面积改成300平")
    yield "preview-in-the-conversation"
    visitor.type("不改")
    yield from _taking_out(visitor)
    _until(visitor, applicant, lambda asking: asking["kind"] == "review")
    yield "review"
    page.get_by_role("button", name="核对并提交").click()
    yield "check"
    page.get_by_role("button", name="确认提交").click()
    page.get_by_text("请先勾选").scroll_into_view_if_needed()
    yield "check-without-consent"
    page.get_by_role("button", name="回到对话").click()
    yield from _screens(page)
    visitor.hand_in()
    yield "receipt-in-the-conversation"
    page.get_by_role("button", name="看收件凭证").click()
    page.locator("#receipt .events li").first.wait_for()
    yield "receipt"


def _side(visitor: Visitor) -> Iterator[str]:
    page, phone = visitor.page, visitor.page.locator("nav").is_visible()
    if phone:
        page.locator("nav").get_by_role("button", name="申请表").click()
    page.get_by_role("button", name="修改").first.click()
    page.locator(".edit :is(input, select, button)").first.wait_for()
    yield "form-with-an-editor"
    page.keyboard.press("Escape")
    if phone:
        page.locator("nav").get_by_role("button", name="材料").click()
    page.locator("#materialpanel").scroll_into_view_if_needed()
    yield "materials"
    if phone:
        page.locator("nav").get_by_role("button", name="对话").click()


def _taking_out(visitor: Visitor) -> Iterator[str]:
    page, phone = visitor.page, visitor.page.locator("nav").is_visible()
    if phone:
        page.locator("nav").get_by_role("button", name="申请表").click()
    page.locator("#form").get_by_role("button", name="移除").first.click()
    page.locator("#form .effect").scroll_into_view_if_needed()
    yield "form-taking-an-item-out"
    page.keyboard.press("Escape")
    if phone:
        page.locator("nav").get_by_role("button", name="对话").click()


def _screens(page: Page) -> Iterator[str]:
    """The screens that the menu leads to."""
    for name in ("我的办理", "换个设备继续", "我的数据"):
        page.get_by_role("button", name="更多").click()
        entry = page.locator("#menu").get_by_role("button", name=name)
        if entry.count():
            entry.click()
            page.locator(".screen h2").first.wait_for()
            yield f"screen-{name}"
            page.locator(".screen").get_by_role("button", name="返回对话").first.click()


def _until(visitor: Visitor, applicant: Applicant, is_there: Callable[[dict[str, Any]], bool]) -> bool:
    """Answers until such a question is asked; whether it was, before the review."""
    while not is_there(visitor.turn["asking"]):
        if visitor.turn["asking"]["kind"] == "review":
            return False
        visitor.answer(applicant)
    return True


def _shoot(browser: Browser, url: str, look: str, folder: Path) -> int:
    settings, care = LOOKS[look]
    context = browser.new_context(locale="zh-CN", **settings)
    visitor = Visitor(context.new_page(), url).open()
    if care:
        visitor.page.get_by_role("button", name="长辈版").click()
    count = 0
    for count, name in enumerate(states(visitor), 1):
        visitor.page.wait_for_timeout(200)  # what moves has come to rest
        visitor.page.screenshot(path=folder / f"{look}-{count:02}-{name}.png")
    context.close()
    return count


def main() -> None:
    """Writes the pictures into the folder that is named."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "var/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var, running(Path(var), rasa=False) as server, chromium() as browser:
        for look in LOOKS:
            print(f"{look}: {_shoot(browser, server.url, look, folder)} pictures in {folder}")


if __name__ == "__main__":
    main()
