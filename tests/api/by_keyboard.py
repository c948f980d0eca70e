"""Somebody at the page who has no mouse: Tab and Shift+Tab to get there, Space and Enter to act, and the focus is never lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator

from .browser import Visitor

#: Where an element is from the one that has the focus: 0 there, 1 after it, -1 before it.
_WHERE = """wanted => { const now = document.activeElement;
  return now === wanted ? 0 : now.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1; }"""
#: Whether what has the focus is drawn, seen and ringed. Source: WCAG 2.2, 2.4.7 and 2.4.11.
_SEEN = """() => { const now = document.activeElement, box = now.getBoundingClientRect();
  const ringed = now.matches("input[type=file]") ? now.parentElement : now;
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const there = document.elementFromPoint(x, y);
  return getComputedStyle(ringed).outlineStyle === "solid" && (now === there || now.contains(there) || ringed.contains(there)); }"""
#: Keys to something, at the most.
FAR = 80


@dataclass
class ByKeyboard(Visitor):
    """A visitor whose pointer never moves. ``steps``: what was gone to, and the keys that it took."""

    steps: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.page.add_init_script("addEventListener('pointerdown', () => { sessionStorage.pointed = 'yes'; }, true);")

    def open(self) -> ByKeyboard:
        """The page has loaded, and the first key leads to the box for free text."""
        super().open()
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.until("document.activeElement.id === 'text'")
        return self

    def walk_to(self, what: Locator) -> None:
        """The focus is there, where everybody can see it."""
        wanted = what.element_handle()
        for count in range(FAR):
            if not (where := wanted.evaluate(_WHERE)):
                self.steps.append((wanted.evaluate("one => one.ariaLabel || one.textContent || one.type"), count))
                assert self.page.evaluate(_SEEN), f"nobody sees the focus on {self.steps[-1]}"
                return
            assert self.page.evaluate("document.activeElement !== document.body"), f"the focus is lost before {what}"
            self.page.keyboard.press("Tab" if where > 0 else "Shift+Tab")
        raise AssertionError(f"too far by keyboard: {what}")

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

    def give(self, box: Locator, file: dict[str, Any]) -> None:
        self.walk_to(box)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files([file])
