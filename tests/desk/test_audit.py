"""What the desk puts on record, over HTTP: who did and saw what, and who may read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests import patient
from tests.applicant import Applicant
from tests.serving import Running, Talk
from tests.test_transcripts import COMMON, SHOPS

from .seat import API, Seat

NUMBER = "11010519491231002X"
#: Every route of auditors.
ROUTES = [("GET", "/audit"), ("POST", "/audit/verify"), ("GET", "/audit/export")]


@pytest.fixture
def walk_in(lin: Seat) -> str:
    """A case at lin's window, with the shop's size in it."""
    conversation = lin.begin()
    lin.fill(conversation, text="开奶茶店")
    lin.fill(conversation, choice="food.drinks_shop")
    return conversation


def read(shen: Seat, **narrowed: str) -> list[dict[str, Any]]:
    """The newest entries."""
    answer = shen.http.get(f"{API}/audit", params=narrowed)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["entries"])


def test_what_is_done_in_a_case_is_on_record(lin: Seat, shen: Seat, walk_in: str) -> None:
    lin.look(walk_in)
    lin.look(walk_in)
    lin.write(walk_in, "您好")
    lin.act(walk_in, "back")
    entries = read(shen, about=walk_in)[::-1]
    acts = [one["act"] for one in entries]
    assert acts[0] == "case.begin"
    assert acts.count("case.open") == 1
    assert [one for one in acts if one != "case.open"][-2:] == ["case.write", "case.back"]
    assert {(one["who"], one["role"], one["allowed"]) for one in entries} == {("demo_lin", "clerk", True)}
    assert {one["address"] for one in entries} == {"127.0.0.1"}


def test_what_is_filled_in_is_on_record_old_and_new(lin: Seat, shen: Seat, walk_in: str) -> None:
    assert lin.fill(walk_in, text="面积80平").status_code == 201
    assert lin.fill(walk_in, text="面积改成95平").status_code == 201
    changed = [one["detail"]["changes"] for one in read(shen, about=walk_in, act="case.changed")]
    areas = [[(one["old"], one["new"]) for one in each if "面积" in one["label"]] for each in changed[:2]]
    assert areas == [[("80㎡", "95㎡")], [("", "80㎡")]]


def test_coming_and_going_is_on_record(shen: Seat, server: Running) -> None:
    with Seat(server.url, "demo_guan") as seat:
        assert seat.http.delete(f"{API}/session").status_code == 204
    acts = [one["act"] for one in read(shen, who="demo_guan")]
    assert acts == ["session.close", "session.open"]


def test_a_refusal_is_on_record(pan: Seat, shen: Seat, walk_in: str) -> None:
    assert pan.act(walk_in, "take").status_code == 403
    (entry,) = read(shen, about=walk_in, who="demo_pan")
    assert (entry["act"], entry["allowed"]) == ("case.take", False)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_only_auditors_read_it(method: str, path: str, lin: Seat, du: Seat, qian: Seat, server: Running) -> None:
    for seat in (lin, du, qian):
        answer = seat.http.request(method, f"{API}{path}", json={"known": ""} if method == "POST" else None)
        assert (answer.status_code, answer.json()["title"]) == (403, "not-allowed")
    with patient.Client(base_url=server.url) as nobody:
        assert (
            nobody.request(method, f"{API}{path}", json={"known": ""} if method == "POST" else None).status_code == 401
        )


def test_auditors_see_no_case(shen: Seat, walk_in: str) -> None:
    assert shen.http.get(f"{API}/conversations/{walk_in}").status_code == 403
    assert shen.listed("all") == []


def test_reading_is_on_record_itself(shen: Seat) -> None:
    read(shen)
    assert read(shen, act="audit.read")[0]["who"] == "demo_shen"


def test_the_trail_is_whole_and_its_last_entry_is_known_again(shen: Seat, walk_in: str) -> None:
    first = shen.http.post(f"{API}/audit/verify", json={"known": ""}).json()
    assert (first["whole"], first["broken"], first["unproven"]) == (True, [], 0)
    again = shen.http.post(f"{API}/audit/verify", json={"known": first["last"]}).json()
    assert again["whole"] is True
    number = first["last"].partition(":")[0]
    other = shen.http.post(f"{API}/audit/verify", json={"known": f"{number}:{'0' * 64}"}).json()
    assert other["broken"] == [{"number": int(number), "why": "cut"}]


@pytest.mark.parametrize("known", ["5", "x:y", 5, None, "5:" + "0" * 63])
def test_a_last_entry_that_is_none_is_refused(shen: Seat, known: object) -> None:
    assert shen.http.post(f"{API}/audit/verify", json={"known": known}).status_code in (422, 429)


@pytest.mark.parametrize("query", ["act=burn", "who=" + "x" * 65, "before=-1", "before=x", "before=" + "9" * 19])
def test_what_is_asked_wrong_is_refused(shen: Seat, query: str) -> None:
    assert shen.http.get(f"{API}/audit?{query}").status_code == 422


def test_an_export_has_every_entry_once(shen: Seat, walk_in: str) -> None:
    answer = shen.http.get(f"{API}/audit/export", params={"about": walk_in})
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    lines = [json.loads(one) for one in answer.text.splitlines()]
    assert lines == read(shen, about=walk_in)[::-1]
    assert read(shen, act="audit.export")[0]["allowed"] is True


def _fields(look: dict[str, Any]) -> list[dict[str, Any]]:
    return [field for one in look["case"]["applications"] for field in one["fields"].values()]


class TestUnmasking:
    """A clerk sees an ID number whole, for a reason, in what they have in hand."""

    @pytest.fixture
    def told(self, server: Running, lin: Seat) -> Iterator[str]:
        """A case that lin took over, whose applicant told an ID number."""
        with Talk(server.url) as talk:
            talk.say("我想在静安区开一家奶茶店")
            talk.answer_all(Applicant(9, {**COMMON, **SHOPS[0].values[2]}))
            talk.edit("legal_rep.id_no", NUMBER)
            talk.say("转人工")
            assert lin.act(talk.id, "take").status_code == 204
            yield talk.id

    def test_it_is_shown_whole_and_put_on_record(self, told: str, lin: Seat, shen: Seat) -> None:
        seen = lin.http.get(f"{API}/conversations/{told}")
        assert NUMBER not in seen.text
        shown = {one["fact"]: one["display"] for one in _fields(seen.json()) if one.get("masked")}
        assert shown["legal_rep.id_no"] == "110***********002X"
        assert all("*" in one for one in shown.values())
        answer = lin.act(told, "unmask", fact="legal_rep.id_no", reason="核对身份证原件")
        assert (answer.status_code, answer.json()["value"]) == (200, NUMBER)
        assert answer.headers["cache-control"] == "no-store"
        (entry,) = read(shen, about=told, act="value.unmask")
        assert (entry["who"], entry["detail"]["reason"]) == ("demo_lin", "核对身份证原件")
        assert entry["detail"]["fact"] == "legal_rep.id_no"
        assert NUMBER not in shen.http.get(f"{API}/audit/export", params={"about": told}).text

    def test_not_after_it_was_handed_back(self, told: str, lin: Seat) -> None:
        lin.act(told, "back")
        answer = lin.act(told, "unmask", fact="legal_rep.id_no", reason="核对身份证原件")
        assert (answer.status_code, NUMBER in answer.text) == (403, False)

    def test_a_supervisor_who_reads_along_does_not_see_it(self, told: str, du: Seat) -> None:
        assert du.look(told)["may"] == ["case.reassign"]
        answer = du.act(told, "unmask", fact="legal_rep.id_no", reason="抽查")
        assert (answer.status_code, NUMBER in answer.text) == (403, False)

    def test_a_reason_is_needed(self, lin: Seat, walk_in: str) -> None:
        for reason in (None, "", "  ", "。。。", "看", "x" * 101, "\u3164\u3164", "\u202e件证对核"):
            answer = lin.act(walk_in, "unmask", fact="area", reason=reason)
            assert answer.status_code == 422, reason

    def test_what_is_not_filled_in_has_no_value(self, lin: Seat, shen: Seat, walk_in: str) -> None:
        assert lin.act(walk_in, "unmask", fact="nonsense", reason="核对证件").status_code == 404
        assert read(shen, about=walk_in, act="value.unmask") == []

    def test_another_clerk_does_not_see_it(self, he: Seat, shen: Seat, walk_in: str) -> None:
        assert he.act(walk_in, "unmask", fact="area", reason="核对证件").status_code == 403
        (entry,) = read(shen, about=walk_in, act="value.unmask")
        assert (entry["who"], entry["allowed"]) == ("demo_he", False)


def test_a_search_and_a_print_are_on_record_without_what_was_looked_for(lin: Seat, shen: Seat, walk_in: str) -> None:
    assert lin.http.post(f"{API}/search", json={"words": "上海不存在的店"}).status_code == 200
    entry = read(shen, act="case.search", who="demo_lin")[0]
    assert (entry["detail"], entry["about"]) == ({"found": 0}, "")
    lin.fill(walk_in, text="面积80平")
    lin.http.get(f"{API}/conversations/{walk_in}/receipt.pdf")
    assert [one["detail"] for one in read(shen, about=walk_in, act="case.print")] == [{"paper": "receipt"}]
