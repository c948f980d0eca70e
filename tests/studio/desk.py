"""An author at the studio's page in a real Chromium."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.patient import PATIENCE

_IN_THE_TEXT = "document.querySelector('#editor').shadowRoot.activeElement?.classList.contains('cm-content')"


@dataclass
class Desk:
    """The page of one author. ``complaints``: what the browser refused, and scripts' errors."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("console", lambda line: self.complaints.append(line.text) if "Policy" in line.text else None)
        self.page.on("request", self._note)

    def _note(self, request: object) -> None:
        address = str(getattr(request, "url", ""))
        if not address.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"asked {address}")

    def sign_in(self, name: str) -> Desk:
        """Chooses a made-up author."""
        self.page.goto(f"{self.url}/studio")
        self.page.get_by_role("button", name=name).click()
        self.page.locator("#scenarios button").first.wait_for()
        return self

    def open(self, title: str = "开一家奶茶店") -> Desk:
        """Opens a scenario; it has been checked."""
        self.page.locator("#scenarios button", has_text=title).click()
        self.page.locator("#open").wait_for()
        self.until(lambda: self.lines() > 20)
        return self

    def lines(self) -> int:
        """Lines that the editor shows."""
        return self.page.locator(".cm-line").count()

    def go(self, line: int) -> None:
        """The cursor is at the end of a line."""
        self.page.locator(".cm-content").focus()
        self.page.keyboard.press("Control+Alt+g")
        self.page.locator(".cm-goto-line input").fill(str(line))
        self.page.keyboard.press("Enter")
        self.until(lambda: bool(self.page.evaluate(_IN_THE_TEXT)))
        self.page.keyboard.press("End")

    def type(self, text: str) -> None:
        """Types where the cursor is."""
        self.page.keyboard.type(text)

    def issues(self) -> list[str]:
        """The mistakes in the list."""
        return self.page.locator("#issues button").all_inner_texts()

    def checked(self, told: str) -> None:
        """The line above the list of mistakes says this."""
        self.until(lambda: told in self.page.locator("#issuecount").inner_text())

    def saved(self) -> None:
        """The draft is on the server."""
        self.until(lambda: self.page.locator("#saved").inner_text() == "草稿已保存")

    def chat(self) -> list[str]:
        """What is said in the trial conversation."""
        return self.page.locator("#log > li").all_inner_texts()

    def say_in_dialog(self, text: str, button: str) -> None:
        """Fills the open dialog in and presses its button; it closes."""
        self.page.locator("dialog textarea").fill(text)
        self.page.locator("dialog").get_by_role("button", name=button, exact=True).click()
        self.until(lambda: not self.page.locator("dialog").is_visible())

    def until(self, holds: Callable[[], bool]) -> None:
        """It holds. Asked again and again from here: the page forbids the eval that waiting inside it needs."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError(self.page.locator("body").inner_text()[:3000])
            self.page.wait_for_timeout(50)
