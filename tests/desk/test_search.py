"""Over HTTP: a case is found by what its applicant says, by those who may see it, and leaves no trace of the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.serving import Running

from .seat import API, Seat

FIRM = "上海演示江南茶舍有限公司"
USCC = "92310106MADEM002XT"


@pytest.fixture(scope="module")
def shop(lin: Seat) -> str:
    """A case that a clerk of Jing'an began, of a firm that told its name and code."""
    own = lin.begin()
    for told in (
        {"text": "我想开奶茶店，80平"},
        {"edit": {"fact": "operator.name", "value": FIRM}},
        {"edit": {"fact": "operator.uscc", "value": USCC}},
    ):
        answer = lin.fill(own, **told)
        assert answer.status_code == 201, answer.text
    return own


def _seat(name: str) -> Any:
    @pytest.fixture(scope="module")
    def seat(server: Running) -> Iterator[Seat]:
        with Seat(server.url, name) as signed_in:
            yield signed_in

    return seat


guan, shi = _seat("demo_guan"), _seat("demo_shi")


def found(seat: Seat, words: str) -> list[str]:
    """The conversations of a search."""
    answer = seat.http.post(f"{API}/search", json={"words": words})
    assert answer.status_code == 200, answer.text
    return [one["conversation"] for one in answer.json()["entries"]]


@pytest.mark.parametrize(
    "words", [FIRM, "上海 演示江南茶舍 有限公司", USCC, USCC.lower(), "９２３１０１０６ MADEM002XT"]
)
def test_found_by_name_and_code_however_they_are_written(shop: str, lin: Seat, words: str) -> None:
    assert found(lin, words) == [shop]


def test_half_of_it_finds_nothing(shop: str, lin: Seat) -> None:
    assert found(lin, "江南茶舍") == []
    assert found(lin, USCC[:10]) == []


def test_who_may_not_see_it_cannot_tell_it_from_none(
    shop: str, he: Seat, du: Seat, pan: Seat, qian: Seat, guan: Seat
) -> None:
    assert found(he, FIRM) == [shop]
    assert found(du, FIRM) == [shop]
    for seat in (pan, qian, guan):
        told = [seat.http.post(f"{API}/search", json={"words": words}) for words in (FIRM, "没有这家公司")]
        assert [(one.status_code, one.json()) for one in told] == [(200, {"entries": [], "most": 100})] * 2


def test_what_is_found_tells_none_of_the_answers(shop: str, lin: Seat) -> None:
    answer = lin.http.post(f"{API}/search", json={"words": FIRM})
    assert FIRM not in answer.text
    assert USCC not in answer.text
    assert set(answer.json()["entries"][0]) == {
        "conversation", "title", "channel", "district", "clerk", "reason", "waiting", "updated",
    }  # fmt: skip


@pytest.mark.parametrize("body", [{}, {"words": ""}, {"words": "王"}, {"words": 5}, {"words": "王" * 101}])
def test_what_can_find_nothing_is_refused_without_being_repeated(he: Seat, body: dict[str, Any]) -> None:
    answer = he.http.post(f"{API}/search", json=body)
    assert (answer.status_code, answer.json()["title"]) == (422, "invalid-request")
    assert "王" not in answer.text


def test_names_cannot_be_tried_out(shop: str, shi: Seat) -> None:
    answers = [shi.http.post(f"{API}/search", json={"words": FIRM}).status_code for _ in range(40)]
    assert answers[:20] == [200] * 20
    assert 429 in answers[20:]


def test_nothing_is_logged_of_it_and_no_address_takes_it(shop: str, server: Running, lin: Seat) -> None:
    assert found(lin, "查无此人某某") == []
    log = server.log.read_text("utf-8")
    for words in ("查无此人某某", FIRM, USCC):
        assert words not in log
    assert lin.http.get(f"{API}/search", params={"words": FIRM}).status_code == 405


def test_lists_are_narrowed_by_what_the_desk_offers(shop: str, lin: Seat) -> None:
    offered = lin.http.get(f"{API}/narrowing").json()
    assert {"value": "310106", "name": "静安区"} in offered["district"]
    assert {"value": "jingan-3", "name": "静安 3 号窗口（虚构）"} in offered["organisation"]
    assert "beverage_shop" in [one["value"] for one in offered["scenario"]]
    assert shop in lin.listed("mine", organisation="jingan-3", scenario="beverage_shop")
    assert shop not in lin.listed("mine", organisation="jingan-5")
    assert shop not in lin.listed("mine", scenario="bookshop")
