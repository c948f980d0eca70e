"""Who comes back in another browser finds all that was said: the latest at once, what was before at a press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.serving import Running, Talk

from .axe import faults
from .browser import Visitor, returning

pytestmark = pytest.mark.browser
API = "/api/v1/conversations"
#: Turns that a page shows at once.
AT_ONCE = 40


@pytest.fixture(scope="module")
def told(server: Running) -> Iterator[Talk]:
    """A conversation of many turns."""
    with Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        for number in range(2, AT_ONCE + 12):
            talk.say(f"要等多少天，第{number}遍问")
        yield talk


@pytest.fixture
def visitor(browser: Browser, told: Talk) -> Iterator[Visitor]:
    """They come back in a browser that knows the conversation and nothing of what was said."""
    context = returning(browser, told)
    yield Visitor(context.new_page(), told.url).open()
    context.close()


def own(visitor: Visitor) -> list[str]:
    """What the applicant said, as it is on the page."""
    return [text.splitlines()[-1] for text in visitor.lines("own")]


def test_what_was_said_is_there_again(visitor: Visitor, told: Talk) -> None:
    visitor.until("document.querySelectorAll('#log > li.own').length > 1")
    visitor.page.locator("#choices button").first.wait_for()
    log = told.http.get(f"{API}/{told.id}/log").json()
    assert own(visitor) == [turn["said"]["text"] for turn in log]
    assert len(log) == AT_ONCE
    in_sight = "document.querySelector('#log > li:last-child').getBoundingClientRect().bottom <= innerHeight"
    assert visitor.page.evaluate(in_sight)
    assert faults(visitor.page) == []


def test_what_was_before_comes_at_a_press_and_moves_nothing(visitor: Visitor, told: Talk) -> None:
    earlier = visitor.page.get_by_role("button", name="看更早的对话")
    earlier.scroll_into_view_if_needed()
    top = "document.querySelector('#log > li.own[data-seen]').getBoundingClientRect().top"
    visitor.page.evaluate("document.querySelector('#log > li.own').dataset.seen = ''")
    before: Any = visitor.page.evaluate(top)
    earlier.click()
    earlier.wait_for(state="detached")
    all_turns = told.http.get(f"{API}/{told.id}/turns").json()
    assert own(visitor) == [turn["said"]["text"] for turn in all_turns]
    assert abs(visitor.page.evaluate(top) - before) < 60  # the button itself is gone
    said = visitor.type("已经办好了")["said"]["text"]
    assert own(visitor)[-1] == said
    assert len(own(visitor)) == len(all_turns) + 1
    visitor.page.reload()
    visitor.page.locator("#choices button").first.wait_for()
    assert own(visitor)[-1] == said
    assert visitor.complaints == []


def test_a_second_tab_shows_the_same_as_the_first(visitor: Visitor) -> None:
    visitor.page.locator("#choices button").first.wait_for()
    other = Visitor(visitor.page.context.new_page(), visitor.url).open()
    other.page.locator("#choices button").first.wait_for()
    assert other.lines() == visitor.lines()
