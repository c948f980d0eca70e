"""「这句理解错了」 at the desk: one press, once, by whose case it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.serving import Running, Talk

from .page import Sit
from .seat import API, Seat


@pytest.fixture
def stuck(server: Running) -> Iterator[Talk]:
    """Somebody who answered a question and then wanted a clerk."""
    with Talk(server.url) as talk:
        talk.say("开奶茶店")
        talk.say("已经办好了")
        talk.say("转人工")
        yield talk


def reports(shen: Seat, conversation: str) -> list[object]:
    """What is on record."""
    answer = shen.http.get(f"{API}/audit", params={"act": "miss.report", "about": conversation})
    return [(one["who"], one["allowed"], one["detail"].get("seq")) for one in answer.json()["entries"]]


def test_it_is_told_once_and_on_record(stuck: Talk, lin: Seat, he: Seat, shen: Seat) -> None:
    assert lin.act(stuck.id, "misheard", seq=2).status_code == 403
    assert lin.act(stuck.id, "take").status_code == 204
    assert [one["heard"] for one in lin.look(stuck.id)["turns"] if "said" in one] == [False, True, True]
    for _ in range(2):
        assert lin.act(stuck.id, "misheard", seq=2).status_code == 204
    assert he.act(stuck.id, "misheard", seq=2).status_code == 403
    assert lin.act(stuck.id, "misheard", seq=99).status_code == 409
    for wrong in (None, "2", True, -1, 2**40):
        assert lin.act(stuck.id, "misheard", seq=wrong).status_code == 422
    assert reports(shen, stuck.id) == [("demo_he", False, None), ("demo_lin", True, 2), ("demo_lin", False, None)]


@pytest.mark.browser
def test_one_press_tells_the_authors(stuck: Talk, sit: Sit) -> None:
    page = sit()
    page.goto(f"{page.url}#{stuck.id}")
    page.get_by_role("button", name="接过来").click()
    line = page.locator("#log li.said", has_text="已经办好了")
    line.get_by_role("button", name="这句理解错了").click()
    expect(line.get_by_role("button", name="已告诉作者")).to_be_disabled()
    assert stuck.look()["case"]["clerk"]
