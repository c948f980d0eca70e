"""The page in a real Chromium, used as an applicant uses it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect, sync_playwright

from tests.applicant import Applicant
from tests.patient import PATIENCE
from tests.serving import Talk

from .axe import AXE

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
#: JavaScript: the page has sent everything.
NOTHING_WAITS = "!Object.keys(localStorage).some((key) => key.startsWith('daoban.out.'))"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of the system."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE * 1000)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


def fresh(browser: Browser, **settings: Any) -> BrowserContext:
    """A browser that was never here, a phone's unless the settings say otherwise, with axe beside it."""
    context = browser.new_context(**{"viewport": PHONE, "locale": "zh-CN", **settings})
    # Not by a script element: the page's policy would refuse it.
    context.add_init_script(path=AXE)
    return context


def returning(browser: Browser, talk: Talk, **settings: Any) -> BrowserContext:
    """The same, with the conversation's address and token, and nothing of what was said."""
    context = fresh(browser, **settings)
    context.add_init_script(f"localStorage.setItem('daoban.conversation', '{talk.id}')")
    where = f"{talk.url}/api/v1/conversations/{talk.id}"
    context.add_cookies([{"name": "daoban_conversation", "value": talk.token, "url": where}])
    return context


@dataclass
class Visitor:
    """Somebody at the page.

    ``turn`` is the latest that the server gave; ``sent`` the bodies of all messages sent; ``agrees``: to the notice on personal
    data, as soon as it is shown.
    """

    page: Page
    url: str
    turn: dict[str, Any] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    agrees: bool = True

    def __post_init__(self) -> None:
        self.watch()

    def watch(self) -> None:
        """Whatever this page sends and complains of from now on is noted."""
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("request", self._note_request)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("console", lambda line: self.complaints.append(line.text) if "Policy" in line.text else None)

    def open(self) -> Visitor:
        """The page has loaded."""
        self.page.goto(self.url)
        self.page.locator("#log li").first.wait_for()
        return self

    def click(self, what: Locator) -> None:
        """Acts on a button, a link or a box to tick."""
        what.click()

    def put(self, box: Locator, text: str) -> None:
        """This text stands in the box, and nothing else."""
        box.fill(text)

    def pick(self, box: Locator, label: str) -> None:
        """This entry of the list is chosen."""
        box.select_option(label)

    def give(self, box: Locator, file: FilePayload) -> None:
        """This file is chosen."""
        box.set_input_files([file])

    def show(self, part: str) -> None:
        """On a phone this part of the page is shown; a desk shows all of them."""
        tab = self.page.locator("nav").get_by_role("button", name=part)
        if tab.is_visible():
            self.click(tab)

    def show_materials(self) -> None:
        """The materials are shown."""
        self.show("材料")

    def leave_materials(self) -> None:
        """The conversation is shown again."""
        self.show("对话")

    def after(self, act: Callable[[], None]) -> dict[str, Any]:
        """Does what sends something; gives the turn that the page then shows."""
        with self.page.expect_response(_answered) as answer:
            act()
        return self._shown(answer.value.json())

    def type(self, text: str) -> dict[str, Any]:
        """Types an answer and presses Enter; gives the turn that the page then shows."""
        self.put(self.page.locator("#text"), text)
        return self.after(lambda: self.page.keyboard.press("Enter"))

    def press(self, label: str) -> dict[str, Any]:
        """Presses a quick reply; gives the turn that the page then shows."""
        reply = self.page.locator("#choices").get_by_role("button", name=label, exact=True)
        return self.after(lambda: self.click(reply))

    def hand_in(self) -> dict[str, Any]:
        """Opens the check, agrees and submits; gives the turn that the page then shows."""
        self.click(self.page.locator("#choices").get_by_role("button", name="核对并提交"))
        return self.agree_and_submit()

    def agree_and_submit(self) -> dict[str, Any]:
        """Ticks what is declared and submits; gives the turn that the page then shows."""
        self.click(self.page.get_by_role("checkbox", name="以上内容我都核对过"))
        return self.after(lambda: self.click(self.page.get_by_role("button", name="确认提交")))

    def buttons(self) -> list[str]:
        """The quick replies."""
        return self.page.locator("#choices button").all_text_contents()

    def lines(self, kind: str = "") -> list[str]:
        """What the conversation shows, of one kind or all."""
        return self.page.locator(f"#log > li{'.' + kind if kind else ''}").all_inner_texts()

    def answer(self, applicant: Applicant) -> dict[str, Any]:
        """Answers what is asked: by a button where there is one that says it, in words otherwise."""
        asking, buttons = self.turn["asking"], self.buttons()
        if asking["kind"] == "confirm":
            return self.press(buttons[0])
        said = applicant.reply(asking)
        if asking["kind"] == "boolean" and said == "没有":
            return self.press("否")
        return self.press(said) if said in buttons and asking["kind"] != "multi_choice" else self.type(said)

    def until(self, expression: str, argument: Any = None) -> None:
        """The JavaScript holds. Asked again and again from here: playwright's own waiting needs eval, which the page forbids."""
        deadline = time.monotonic() + PATIENCE
        while not self.page.evaluate(expression, argument):
            if time.monotonic() > deadline:
                raise TimeoutError(f"never true: {expression}")
            self.page.wait_for_timeout(10)

    def save(self, form: Any = None) -> dict[str, Any]:
        """Saves an edit in the form, and says yes to what it does besides; gives the turn that the page then shows."""

        def act() -> None:
            if form is not None:
                self.click(form.get_by_role("button", name="保存"))
            self.until("!document.querySelector('.edit') || document.querySelector('.effect')")
            if self.page.locator(".effect").count():
                self.click(self.page.locator(".effect").get_by_role("button", name="改", exact=True))

        return self.after(act)

    def _shown(self, turn: dict[str, Any]) -> dict[str, Any]:
        self.until("seq => Number(sessionStorage.getItem('daoban.seq')) >= seq", turn["seq"])
        self.page.locator("#log > li.unsent").first.wait_for(state="detached")
        self.turn = turn
        if self.agrees and self.page.locator("#notice").count():
            self.agree()
        return turn

    def agree(self) -> None:
        """Agrees to what the notice says, and waits until it is gone."""
        self.click(self.page.locator("#notice").get_by_role("button", name="同意并继续"))
        self.page.locator("#notice").wait_for(state="detached")

    def _note_request(self, request: Any) -> None:
        if request.method == "POST" and request.url.endswith("/messages"):
            self.sent.append(request.post_data_json)


def _answered(response: Any) -> bool:
    return bool(response.request.method == "POST" and response.url.endswith("/messages") and response.status == 200)
