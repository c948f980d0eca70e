"""Two tabs on one conversation: each shows everything that is said in either, in order and once, whatever the network does."""

from __future__ import annotations

import itertools
import json
import random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests import patient
from tests.serving import Running

from .browser import NOTHING_WAITS, Visitor
from .cutting_proxy import cutting

pytestmark = pytest.mark.browser
API = "/api/v1/conversations"
OPENING = "我想在静安区开一家奶茶店"
CUTS = 100


def two_tabs(context: BrowserContext, url: str) -> tuple[Visitor, Visitor]:
    """Two tabs that have said nothing yet."""
    return Visitor(context.new_page(), url).open(), Visitor(context.new_page(), url).open()


def put_in(page: Page, text: str) -> None:
    """Says it without waiting for an answer."""
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")


def turns(server: Running, context: BrowserContext, page: Page) -> list[dict[str, Any]]:
    """Every turn that the server has taken of the tabs' conversation."""
    conversation = page.evaluate("localStorage['daoban.conversation']")
    cookie = next(one for one in context.cookies() if one["path"].endswith(conversation))
    headers = {"Authorization": f"Bearer {cookie['value']}"}
    return list(patient.get(f"{server.url}{API}/{conversation}/turns", headers=headers).json())


def told(turns: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The lines that these turns amount to."""
    return [
        line
        for turn in turns
        for line in (("own", turn["said"]["text"]), *((one["kind"], one["text"]) for one in turn["messages"]))
    ]


def shown(page: Page) -> list[tuple[str, str]]:
    """The lines of a tab, but for those that the page says by itself."""
    lines = json.loads(page.evaluate("sessionStorage['daoban.lines']"))
    assert page.locator("#log > li").count() == len(lines)
    return [(line["kind"], line["text"]) for line in lines if "said" not in line]


def agree(server: Running, context: BrowserContext, *tabs: Visitor) -> list[dict[str, Any]]:
    """Nothing waits, and every tab shows the server's turns; gives these."""
    tabs[0].page.locator("#log > li.own").first.wait_for()
    for tab in tabs:
        tab.until(NOTHING_WAITS)
        tab.page.locator("#log > li.unsent").first.wait_for(state="detached")
    found = turns(server, context, tabs[0].page)
    for tab in tabs:
        tab.until("seq => sessionStorage['daoban.seq'] === String(seq)", found[-1]["seq"])
        assert shown(tab.page) == told(found)
    return found


def test_what_is_said_in_one_tab_is_shown_in_the_other(context: BrowserContext, server: Running) -> None:
    one, other = two_tabs(context, server.url)
    put_in(one.page, OPENING)
    other.page.get_by_role("button", name="已经办好", exact=True).click()
    found = agree(server, context, one, other)
    assert [turn["said"]["text"] for turn in found] == [OPENING, "已经办好"]
    assert one.buttons() == other.buttons() != []
    other.page.locator("#themes").wait_for(state="detached")


def test_one_stream_for_all_tabs_which_outlives_the_tab_that_held_it(context: BrowserContext, server: Running) -> None:
    followed: list[str] = []
    context.on("request", lambda request: followed.append(request.url) if "/events?" in request.url else None)
    one, other = two_tabs(context, server.url)
    put_in(one.page, OPENING)
    other.page.get_by_role("button", name="已经办好", exact=True).wait_for()
    agree(server, context, one, other)
    assert len(followed) == 1
    other.page.close()
    elsewhere(server, context, one, "已经办好了")
    one.page.locator("#log > li.own", has_text="已经办好了").wait_for()
    agree(server, context, one)
    assert len(followed) == 2
    assert followed[1].endswith("after=1")


def test_a_tab_closed_in_the_middle_leaves_its_message_to_the_other(context: BrowserContext, server: Running) -> None:
    one, other = two_tabs(context, server.url)
    put_in(one.page, OPENING)
    agree(server, context, one, other)
    context.set_offline(True)
    put_in(other.page, "已经办好了")
    one.page.get_by_role("button", name="未发送，点此重试").wait_for()
    other.page.close()
    context.set_offline(False)
    found = agree(server, context, one)
    assert [turn["said"]["text"] for turn in found] == [OPENING, "已经办好了"]


def test_what_waited_when_all_tabs_were_closed_is_sent_at_the_next_visit(
    context: BrowserContext, server: Running
) -> None:
    one, other = two_tabs(context, server.url)
    put_in(one.page, OPENING)
    agree(server, context, one, other)
    context.set_offline(True)
    put_in(one.page, "已经办好了")
    one.page.get_by_role("button", name="未发送，点此重试").wait_for()
    for page in context.pages:
        page.close()
    context.set_offline(False)
    late = Visitor(context.new_page(), server.url).open()
    late.until(NOTHING_WAITS)
    late.until("sessionStorage['daoban.seq'] === '2'")
    assert [turn["said"]["text"] for turn in turns(server, context, late.page)] == [OPENING, "已经办好了"]


def test_a_tab_in_front_of_an_old_question_answers_no_other(context: BrowserContext, server: Running) -> None:
    """The other tab hears nothing of the answer, and its applicant types one more."""
    for path in ("**/events?*", "**/turns?*"):
        context.route(path, lambda route: route.abort())
    one = Visitor(context.new_page(), server.url).open()
    one.type(OPENING)
    elsewhere(server, context, one, "已经办好了")
    put_in(one.page, "有两个人")
    context.unroute_all()
    found = agree(server, context, one)
    assert found[-1]["asking"] == found[-2]["asking"]
    assert any("之前的问题" in line for line in one.lines())


def elsewhere(server: Running, context: BrowserContext, tab: Visitor, text: str) -> None:
    """The same applicant says it from another place, as WeChat or a window would."""
    conversation = tab.page.evaluate("localStorage['daoban.conversation']")
    cookie = next(one for one in context.cookies() if one["path"].endswith(conversation))
    headers = {"Authorization": f"Bearer {cookie['value']}"}
    url = f"{server.url}{API}/{conversation}/messages"
    assert patient.post(url, json={"client_msg_id": "elsewhere", "text": text}, headers=headers).status_code == 200


def test_a_hundred_cuts_lose_and_double_nothing(context: BrowserContext, server: Running) -> None:
    """Requests, answers and streams are cut at random; what either tab says arrives once and is shown once, in both."""
    rng, numbers = random.Random(20261129), itertools.count(1)
    with cutting(server.port, 0, 1) as proxy:
        tabs = two_tabs(context, f"http://127.0.0.1:{proxy.port}")
        proxy.most = CUTS
        said = [OPENING]
        put_in(tabs[0].page, OPENING)
        while proxy.cuts < CUTS:
            waiting = tabs[0].page.locator("#log > li.unsent").count()
            if waiting < 2:
                said.append(f"第{next(numbers)}句")
                put_in(rng.choice(tabs).page, said[-1])
            for tab in tabs:
                tab.page.evaluate("dispatchEvent(new Event('online'))")
            tabs[0].page.wait_for_timeout(30)
        found = agree(server, context, *tabs)
    assert sorted(turn["said"]["text"] for turn in found) == sorted(said)
    assert [turn["seq"] for turn in found] == list(range(1, len(said) + 1))
    assert proxy.cuts == CUTS
    for tab in tabs:
        assert tab.complaints == []
