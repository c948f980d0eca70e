"""Somebody at the page whose network comes and goes: before an answer is sent, while it is on its way, and with the tab closed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import FilePayload, Locator, Route

from .browser import NOTHING_WAITS, Visitor
from .cutting_proxy import CuttingProxy

Act = Callable[[], None]
#: Does something while the network fails, and is there when it no longer does.
Harm = Callable[["CutOff", Act], None]
#: Where it stands, by the turn that the page shows: intake may have told something since.
_TURN = """async () => {
  const state = await (await fetch('/api/v1/conversations/' + localStorage['daoban.conversation'])).json();
  return { ...state, seq: Math.min(state.seq, Number(sessionStorage['daoban.seq'])) };
}"""


def no_harm(visitor: CutOff, act: Act) -> None:
    """All is well."""
    act()


def offline(visitor: CutOff, act: Act) -> None:
    """The network is gone before anything is sent; the page says so, and that nothing is lost."""
    with_nothing(visitor, act)
    visitor.page.context.set_offline(False)


def tab_closed(visitor: CutOff, act: Act) -> None:
    """The tab is closed with something waiting in it; another is opened when the network is back."""
    with_nothing(visitor, act)
    context, before = visitor.page.context, visitor.page
    visitor.page = context.new_page()
    visitor.watch()
    before.close()
    context.set_offline(False)
    visitor.open()


def with_nothing(visitor: CutOff, act: Act) -> None:
    """Acts without a network, and is told."""
    visitor.page.context.set_offline(True)
    act()
    visitor.page.get_by_text("网络断了，您的话还在").wait_for()
    assert visitor.page.locator(".unsent").count() == 1


def request_lost(visitor: CutOff, act: Act) -> None:
    """The server never hears of it."""
    visitor.page.route("**/messages", lambda route: route.abort(), times=1)
    act()


def answer_lost(visitor: CutOff, act: Act) -> None:
    """The server takes it, but its answer never arrives."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    visitor.page.route("**/messages", lose, times=1)
    act()


def cut(visitor: CutOff, act: Act) -> None:
    """A connection is cut somewhere in what goes over it."""
    assert visitor.proxy
    visitor.proxy.most = visitor.proxy.cuts + 1
    act()


@dataclass
class CutOff(Visitor):
    """A visitor whom the ``harms`` befall in turn, and ``at_submit`` when they hand in. ``proxy``: what their network leads through."""

    harms: Iterable[Harm] = ()
    at_submit: Harm = no_harm
    proxy: CuttingProxy | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self._next: Iterator[Harm] = itertools.cycle(self.harms)

    def after(self, act: Act) -> dict[str, Any]:
        """Does what sends something, through whatever harm is next; gives the turn that the page then shows."""
        before = self.turn.get("seq", 0)
        next(self._next)(self, act)
        while not self.page.evaluate(f"seq => Number(sessionStorage['daoban.seq']) > seq && {NOTHING_WAITS}", before):
            self.retry()
        if self.proxy:
            self.proxy.most = self.proxy.cuts
        return self._shown(self.page.evaluate(_TURN))

    def retry(self) -> None:
        """Waits no longer than the page lets them."""
        if self.page.locator("#retry").is_visible():
            self.page.evaluate("document.querySelector('#retry').click()")
        self.page.wait_for_timeout(20)

    def give(self, box: Locator, file: FilePayload) -> None:
        """The first time it does not arrive."""
        self.page.route("**/files", lambda route: route.abort(), times=1)
        super().give(box, file)
        self.click(self.page.locator("#materials").get_by_role("button", name="再传一次"))

    def hand_in(self) -> dict[str, Any]:
        self._next = itertools.repeat(self.at_submit)
        return super().hand_in()
