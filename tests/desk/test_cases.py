"""Over HTTP: a stuck chat is taken over, helped and handed back; nobody sees or does what is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.serving import Running, Talk

from .seat import API, Seat


@pytest.fixture
def applicant(server: Running) -> Iterator[Talk]:
    """Somebody who opens a drinks shop."""
    with Talk(server.url) as applicant:
        applicant.say("开奶茶店")
        yield applicant


def texts(turn: dict[str, Any]) -> list[str]:
    return [message["text"] for message in turn["messages"]]


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["title"]


def test_a_stuck_chat_is_taken_over_helped_and_handed_back(applicant: Talk, lin: Seat) -> None:
    conversation = applicant.id
    assert conversation not in lin.listed()
    applicant.say("转人工")
    assert conversation in lin.listed()
    assert applicant.look()["case"]["called"]
    assert lin.act(conversation, "take").status_code == 204
    assert (conversation in lin.listed(), conversation in lin.listed("mine")) == (False, True)
    assert applicant.look()["case"]["clerk"] == {"name": "静安 3 号窗口（虚构） 林窗口"}
    assert applicant.say("八十平行不行")["messages"] == []
    seen = lin.look(conversation)
    assert seen["own"]
    assert seen["turns"][-1]["said"] == "八十平行不行"
    assert lin.write(conversation, "可以的，面积没有下限。").status_code == 201
    assert texts(applicant.look()) == ["静安 3 号窗口（虚构） 林窗口：可以的，面积没有下限。"]
    tried = lin.fill(conversation, "attempt", text="80平有外卖没堂食").json()
    assert tried["accepted"]
    assert lin.fill(conversation, text="80平有外卖没堂食").status_code == 201
    assert applicant.look()["messages"][0]["text"].startswith("工作人员替您填了：")
    assert lin.act(conversation, "back").status_code == 204
    asked = applicant.look()
    assert "这些是工作人员替您填的" in asked["messages"][-1]["text"]
    assert "核对过了" in texts(applicant.say("都对"))[0]
    assert conversation not in lin.listed("mine")


def test_a_yes_to_what_was_shown_is_none_to_what_the_clerk_changed_meanwhile(applicant: Talk, lin: Seat) -> None:
    applicant.say("转人工")
    assert lin.act(applicant.id, "take").status_code == 204
    assert lin.fill(applicant.id, text="面积80平").status_code == 201
    assert lin.act(applicant.id, "ask", client_msg_id="a1").status_code == 201
    shown = applicant.look()["asking"]["instance"]
    assert lin.fill(applicant.id, text="面积改成95平").status_code == 201
    assert not any("核对过了" in text for text in texts(applicant.choose(True, shown)))
    assert lin.act(applicant.id, "ask", client_msg_id="a2").status_code == 201
    asked = applicant.look()
    assert "95㎡" in asked["messages"][-1]["text"]
    assert "核对过了" in texts(applicant.choose(True, asked["asking"]["instance"]))[0]


def test_of_two_clerks_the_second_is_told_whose_it_is(applicant: Talk, lin: Seat, he: Seat) -> None:
    applicant.say("转人工")
    assert lin.act(applicant.id, "take").status_code == 204
    for act in ("take", "back"):
        answer = he.act(applicant.id, act)
        assert problem(answer) == (403, "not-allowed")
    assert problem(he.write(applicant.id, "您好")) == (403, "not-allowed")
    assert problem(he.fill(applicant.id, text="80平")) == (403, "not-allowed")


def test_whoever_waits_may_be_helped_from_any_district(applicant: Talk, pan: Seat) -> None:
    assert problem(pan.http.get(f"{API}/conversations/{applicant.id}")) == (403, "not-allowed")
    applicant.say("转人工")
    assert applicant.id in pan.listed()
    assert pan.act(applicant.id, "take").status_code == 204


def test_what_is_refused_tells_why_and_leaves_no_trace(applicant: Talk, lin: Seat) -> None:
    applicant.say("转人工")
    lin.act(applicant.id, "take")
    before = lin.look(applicant.id)["seq"]
    refused = lin.fill(applicant.id, edit={"fact": "premises.total_area", "value": "很大"})
    assert problem(refused) == (422, "not-taken")
    assert "很大" in refused.json()["detail"]
    assert problem(lin.fill(applicant.id, text="提交")) == (422, "not-taken")
    assert lin.look(applicant.id)["seq"] == before


def test_no_value_is_shown_whole(applicant: Talk, lin: Seat) -> None:
    applicant.say("法人身份证号是11010519491231002X")
    applicant.say("转人工")
    lin.act(applicant.id, "take")
    assert "11010519491231002X" not in str(lin.look(applicant.id))
    assert "19491231" not in str(lin.look(applicant.id))


def test_a_bank_outlet_has_what_was_begun_there_and_what_it_may_do(applicant: Talk, qian: Seat, lin: Seat) -> None:
    applicant.say("转人工")
    assert applicant.id not in qian.listed()
    assert problem(qian.act(applicant.id, "take")) == (403, "not-allowed")
    own = qian.begin()
    assert own in qian.listed("mine")
    assert qian.fill(own, text="我想开奶茶店").status_code == 201
    assert lin.http.get(f"{API}/conversations/{own}").status_code == 200  # the district's own hall may look
    other = qian.begin()
    assert qian.fill(other, text="我想开书店").status_code == 201
    assert problem(qian.fill(other, text="80平")) == (403, "not-allowed")
    assert qian.act(other, "back").status_code == 204


def test_a_supervisor_reads_along_and_reassigns_but_never_writes(lin: Seat, he: Seat, du: Seat, pan: Seat) -> None:
    conversation = lin.begin()
    assert du.look(conversation)["owner"]["id"] == "demo_lin"
    for answer in (du.write(conversation, "您好"), du.fill(conversation, text="80平"), du.act(conversation, "take")):
        assert problem(answer) == (403, "not-allowed")
    wrong = du.act(conversation, "reassign", clerk="demo_du", instead="demo_lin")
    assert problem(wrong) == (422, "invalid-request")
    abroad = du.act(conversation, "reassign", clerk="demo_pan", instead="demo_lin")
    assert problem(abroad) == (422, "invalid-request")
    assert problem(du.act(conversation, "reassign", clerk="demo_he", instead="demo_pan")) == (409, "not-yours")
    assert du.act(conversation, "reassign", clerk="demo_he", instead="demo_lin").status_code == 204
    assert he.look(conversation)["own"]
    assert problem(lin.write(conversation, "您好")) == (403, "not-allowed")
    assert problem(pan.act(conversation, "reassign", clerk="demo_pan", instead="demo_he")) == (403, "not-allowed")


def test_at_the_counter_the_applicants_screen_agrees_looks_through_and_goes_on(server: Running, lin: Seat) -> None:
    conversation = lin.begin()
    assert lin.fill(conversation, text="我想开奶茶店，80平").status_code == 201
    personal = lin.fill(conversation, edit={"fact": "contact.mobile", "value": "13912345678"})
    assert problem(personal) == (409, "consent-needed")
    code = lin.act(conversation, "pair")
    assert code.status_code == 201
    with httpx.Client(base_url=server.url) as screen:
        taken = screen.post("/api/v1/handover", json={"code": code.json()["code"], "channel": "window"})
        assert (taken.status_code, taken.json()["id"]) == (200, conversation)
        version = screen.get("/api/v1/privacy").json()["version"]
        agreed = {"decision": "agreed", "scopes": ["personal"], "version": version}
        assert screen.post(f"/api/v1/conversations/{conversation}/consent", json=agreed).status_code == 200
        assert lin.fill(conversation, edit={"fact": "contact.mobile", "value": "13912345678"}).status_code == 201


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/lists/waiting"),
        ("POST", "/conversations"),
        ("GET", "/conversations/c_1"),
        *(("POST", f"/conversations/c_1/{act}") for act in ("take", "back", "words", "ask", "attempt", "fill", "reassign", "pair")),
    ],
)  # fmt: skip
def test_nobody_comes_in_without_signing_in(server: Running, method: str, path: str) -> None:
    with httpx.Client(base_url=server.url) as nobody:
        body = {"json": {"client_msg_id": "m1", "text": "x"} if path.endswith(("words", "attempt", "fill")) else {}}
        answer = nobody.request(method, f"{API}{path}", **({} if method == "GET" else body))
        if path.endswith("ask"):
            answer = nobody.post(f"{API}{path}", json={"client_msg_id": "m1"})
        assert problem(answer) == (401, "not-signed-in")


def test_words_that_would_be_cut_off_or_say_nothing_are_refused(lin: Seat) -> None:
    own = lin.begin()
    for text in ("", "  ", "很" * 2001):
        assert problem(lin.write(own, text)) == (422, "invalid-request")
    assert lin.write(own, "很" * 2000).status_code == 201


def test_a_conversation_that_is_not_there(lin: Seat) -> None:
    assert problem(lin.act("c_none", "take")) == (404, "no-such-conversation")
    assert problem(lin.http.get(f"{API}/conversations/c_none")) == (404, "no-such-conversation")
    assert problem(lin.http.get(f"{API}/lists/nothing")) == (404, "no-such-list")
    assert problem(lin.http.get(f"{API}/lists/all", params={"district": "9" * 65})) == (422, "invalid-request")
