"""The supervisor's board over HTTP and in a browser."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from playwright.sync_api import expect

from tests.api.axe import faults
from tests.serving import Running, Talk

from .page import Sit
from .seat import API, Seat


@pytest.fixture
def in_jingan(server: Running) -> Iterator[Talk]:
    """Somebody in Jing'an who waits for a clerk."""
    with Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        talk.say("转人工")
        yield talk


def figures(seat: Seat) -> dict[str, int | None]:
    """What the board shows."""
    answer = seat.http.get(f"{API}/board")
    assert answer.status_code == 200, answer.text
    return {one["id"]: one["value"] for one in answer.json()["figures"]}


def test_a_call_is_counted_until_it_is_taken(in_jingan: Talk, lin: Seat, du: Seat, shi: Seat) -> None:
    before, city = figures(du), figures(shi)
    assert before["waiting"] == city["waiting"] == 1
    for _ in range(2):  # taking it again changes nothing
        assert lin.act(in_jingan.id, "take").status_code == 204
    after = figures(du)
    changed = {name: after[name] for name in ("waiting", "helped", "taken", "answered", "within")}
    was = {name: int(before[name] or 0) for name in changed}
    assert changed == {**{name: was[name] + 1 for name in was}, "waiting": 0}
    lin.act(in_jingan.id, "back")


def test_what_is_elsewhere_is_not_theirs(server: Running, pan: Seat, du: Seat, shi: Seat) -> None:
    before, city = figures(du), figures(shi)
    pan.begin()  # in Pudong
    assert figures(du)["helped"] == before["helped"]
    assert figures(shi)["helped"] == int(city["helped"] or 0) + 1


def test_only_supervisors_see_it_and_a_download_is_on_record(lin: Seat, du: Seat, shen: Seat) -> None:
    for path in ("/board", "/board.csv"):
        assert lin.http.get(f"{API}{path}").status_code == 403
    answer = du.http.get(f"{API}/board.csv")
    rows = list(csv.reader(StringIO(answer.text.lstrip("\ufeff"))))
    assert rows[0] == ["指标", "数值", "口径", "截至"]
    assert len(rows) == 10
    (entry,) = shen.http.get(f"{API}/audit", params={"act": "board.download"}).json()["entries"][:1]
    assert (entry["who"], entry["allowed"]) == ("demo_du", True)


@pytest.mark.browser
def test_the_board_on_the_page(in_jingan: Talk, sit: Sit) -> None:
    page = sit("杜督导")
    expect(page.locator("#figures")).to_contain_text("现在等着的")
    expect(page.locator("#figures div").first.locator(".value")).to_have_text("1")
    assert faults(page) == []
    clerk = sit()
    expect(clerk.locator("#board")).to_be_hidden()
