"""Somebody at the page whose network comes and goes: before an answer is sent, while it is on its way, and with the tab closed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator

from .browser import NOTHING_WAITS, Visitor

Harm = Callable[[Any], AbstractContextManager[object]]
_LOOK = "async () => (await fetch('/api/v1/conversations/' + localStorage['daoban.conversation'])).json()"


@contextmanager
def offline(visitor: Visitor) -> Iterator[None]:
    """The network is gone before anything is sent; the page says so, and that nothing is lost."""
    visitor.page.context.set_offline(True)
    yield
    visitor.page.get_by_text("网络断了，您的话还在").wait_for()
    assert visitor.page.locator(".unsent").count() or visitor.page.locator("#check").count()
    visitor.page.context.set_offline(False)


@contextmanager
def answer_lost(visitor: Visitor) -> Iterator[None]:
    """The server takes it, but its answer never arrives."""
    visitor.page.route("**/messages", lambda route: (route.fetch(), route.abort()), times=1)
    yield


@contextmanager
def tab_closed(visitor: Visitor) -> Iterator[None]:
    """The tab is closed while something waits in it; another is opened when the network is back."""
    context, before = visitor.page.context, visitor.page
    with offline(visitor):
        yield
    context.set_offline(True)
    visitor.page = context.new_page()
    visitor.watch()
    before.close()
    context.set_offline(False)
    visitor.open()


#: What happens to one answer after the other.
HARMS: tuple[Harm, ...] = (nullcontext, nullcontext, offline, nullcontext, answer_lost, nullcontext, tab_closed)


@dataclass
class CutOff(Visitor):
    """A visitor whom the ``harms`` befall in turn."""

    harms: Iterator[Harm] = field(default_factory=lambda: itertools.cycle(HARMS))

    def after(self, act: Callable[[], None]) -> dict[str, Any]:
        """Does what sends something, through whatever harm is next; gives the turn that the page then shows."""
        before = self.turn.get("seq", 0)
        with next(self.harms)(self):
            act()
        self.until("seq => Number(sessionStorage['daoban.seq']) > seq", before)
        self.until(NOTHING_WAITS)
        return self._shown(self.page.evaluate(_LOOK))
