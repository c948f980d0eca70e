"""An officer at the desk's page in a real Chromium."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

from tests.patient import PATIENCE

_ON = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"


@dataclass
class Seat:
    """The page of one officer. ``complaints``: what the browser refused, scripts' errors, and addresses of others."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("console", lambda line: self.complaints.append(line.text) if "Policy" in line.text else None)
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.on("request", self._note)

    def _note(self, request: object) -> None:
        address = str(getattr(request, "url", ""))
        if not address.startswith((self.url, "data:")):
            self.complaints.append(f"asked {address}")

    def sign_in(self, name: str) -> Seat:
        """Chooses a made-up officer; the list is there."""
        self.page.goto(f"{self.url}/review")
        self.page.get_by_role("button", name=name).click()
        self.until(lambda: "件" in self.page.locator("#listed").inner_text())
        return self

    def open(self, reference: str) -> Seat:
        """Opens an application from the list, as it is now."""
        self.page.reload()
        self.page.get_by_role("link", name=reference).click()
        return self.opened()

    def opened(self) -> Seat:
        """The application is there."""
        self.page.locator("#paper tr").first.wait_for()
        return self

    def press(self, name: str, within: Locator | None = None) -> None:
        """Presses the button of exactly this name."""
        (within or self.page).get_by_role("button", name=name, exact=True).click()

    def confirm(self, name: str) -> None:
        """Sees what the applicant will be told, and does it."""
        self.press(f"确认{name}", self.page.locator("dialog"))
        self.page.locator("#banner.good").wait_for()

    def act(self, name: str, words: str = "") -> None:
        """Does something to the application, with words or without."""
        self.press(name, self.page.locator("#acts"))
        self.page.locator("dialog textarea").fill(words)
        self.press("下一步", self.page.locator("dialog"))
        self.confirm(name)

    def row(self, label: str) -> Locator:
        """A row of the form."""
        return self.page.locator("#paper tr").filter(has=self.page.get_by_role("rowheader", name=label, exact=True))

    def status(self) -> str:
        """Where the application stands."""
        return self.page.locator("#standing .tag").first.inner_text()

    def tab_to(self, name: str, most: int = 250, key: str = "Tab") -> None:
        """Goes on by the keyboard to the control of this name."""
        for _ in range(most):
            self.page.keyboard.press(key)
            if str(self.page.evaluate(_ON)).strip() == name:
                return
        raise AssertionError(f"the keyboard does not reach {name}")

    def until(self, holds: Callable[[], bool]) -> None:
        """It holds. Asked again and again from here: the page forbids the eval that waiting inside it needs."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError(self.page.locator("body").inner_text()[:3000])
            self.page.wait_for_timeout(50)
