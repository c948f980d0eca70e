"""Somebody at the page who has no mouse: Tab, arrows, Enter and Space get everywhere, and the focus is always to be seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import FilePayload, Locator

from .browser import Visitor

#: Which key leads from what has the focus towards an element; null when it is there.
_KEY = """wanted => {
  const now = document.activeElement, some = now.closest("#choices"), all = [...(some?.querySelectorAll("button:enabled") ?? [])];
  if (now === wanted) return null;
  if (now === document.body) return "lost";
  if (all.includes(wanted) && wanted === all.at(-1)) return "End";
  const after = now.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (all.includes(wanted)) return after ? "ArrowDown" : "ArrowUp";
  return after ? "Tab" : "Shift+Tab";
}"""
#: Whether what has the focus is drawn, in sight and ringed. Source: WCAG 2.2, 2.4.7 and 2.4.11.
_SEEN = """() => {
  const now = document.activeElement, drawn = now.type === "file" ? now.parentElement : now, box = drawn.getBoundingClientRect();
  const within = (wanted, most) => Math.min(Math.max(wanted, 0), most - 1);
  const there = document.elementFromPoint(within(box.x + box.width / 2, innerWidth), within(box.y + box.height / 2, innerHeight));
  return getComputedStyle(drawn).outlineStyle === "solid" && (drawn.contains(there) || there?.contains(drawn));
}"""
#: Keys to anything: as many as there are rows before the farthest one that is changed.
FAR = 25


@dataclass
class ByKeyboard(Visitor):
    """A visitor whose pointer never moves. ``keys`` counts those that led to each thing."""

    keys: list[int] = field(default_factory=list)

    def open(self) -> ByKeyboard:
        """The page has loaded, and its first link leads to the box for free text."""
        super().open()
        # Playwright begins to catch choosers while the test goes on; a key is faster than that.
        self.page.on("filechooser", lambda _: None)
        self.page.evaluate("addEventListener('pointerdown', () => { document.title = 'a pointer'; }, true)")
        self.page.keyboard.press("Tab")
        self.skip()
        self.until("document.activeElement.id === 'text'")
        return self

    def walk_to(self, what: Locator) -> None:
        """The focus is there, where everybody can see it."""
        wanted, count = what.element_handle(), 0
        while key := wanted.evaluate(_KEY):
            assert key != "lost" and count < FAR, f"{key} after {count} keys on the way to {what}"
            self.page.keyboard.press(key)
            count += 1
        self.keys.append(count)
        assert self.page.evaluate(_SEEN), f"nobody sees the focus on {what}"

    def click(self, what: Locator) -> None:
        self.walk_to(what)
        self.page.keyboard.press("Space")

    def put(self, box: Locator, text: str) -> None:
        self.walk_to(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def pick(self, box: Locator, label: str) -> None:
        self.walk_to(box)
        self.page.keyboard.press("Home")
        while box.evaluate("one => one.selectedOptions[0].label") != label:
            self.page.keyboard.press("ArrowDown")

    def give(self, box: Locator, file: FilePayload) -> None:
        self.walk_to(box)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files([file])

    def agree(self) -> None:
        """The focus comes to the notice, not to its button: the next key must not agree to what was not read."""
        assert self.page.evaluate("document.activeElement.textContent") != "同意并继续"
        super().agree()

    def show_materials(self) -> None:
        """From the conversation: on a desk by the link that leads past the form."""
        super().show_materials()
        if self.page.locator("nav").is_visible():
            return
        self.walk_to(self.page.locator("#side"))
        self.page.keyboard.press("Tab")
        self.skip()
        self.until("document.activeElement.id === 'materialtitle'")

    def leave_materials(self) -> None:
        """By the link after the last of them."""
        self.walk_to(self.page.locator("#side > .skip").last)
        self.skip()
        self.until("document.activeElement.id === 'text'")

    def hand_in(self) -> dict[str, Any]:
        """By the link that leads past all that is checked."""
        self.click(self.page.locator("#choices").get_by_role("button", name="核对并提交"))
        self.until("document.activeElement.id === 'checktitle'")
        self.page.keyboard.press("Tab")
        self.skip()
        self.until("document.activeElement.id === 'consenttitle'")
        return self.agree_and_submit()

    def skip(self) -> None:
        """Follows the link that has the focus, which is seen only now."""
        assert self.page.evaluate("document.activeElement.className") == "skip"
        assert self.page.evaluate(_SEEN)
        self.page.keyboard.press("Enter")
