"""A turn tells what was said, so that another page of the same applicant can show it; and a late answer answers nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests import patient
from tests.applicant import Applicant
from tests.serving import Running, Talk
from tests.test_transcripts import COMMON, SHOPS

from .test_events import following, turns

API = "/api/v1/conversations"
NUMBER = "11010519491231002X"


@pytest.fixture(scope="module")
def far(server: Running) -> Any:
    """A conversation that has come to its review: every fact may be edited."""
    with Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        talk.answer_all(Applicant(9, {**COMMON, **SHOPS[0].values[2]}))
        yield talk


def said(turn: dict[str, Any]) -> str:
    """The words of the turn, which are the applicant's."""
    assert turn["said"]["by"] == "applicant"
    return str(turn["said"]["text"])


def test_a_text_is_told_as_it_was_typed(talk: Talk) -> None:
    turn = talk.say("我想在静安区开一家奶茶店")
    assert turn["said"] == {"message": "m1", "by": "applicant", "text": "我想在静安区开一家奶茶店"}
    assert talk.http.get(f"{API}/{talk.id}").json() == turn


def test_a_button_is_told_by_its_label(talk: Talk) -> None:
    talk.say("我想在静安区开一家奶茶店")
    labels = [choice["label"] for choice in talk.last["messages"][-1]["choices"]]
    values = [choice["value"] for choice in talk.last["messages"][-1]["choices"]]
    assert said(talk.choose(values[0])) == labels[0]


@pytest.mark.parametrize(
    ("fact", "value", "told"),
    [
        ("premises.total_area", "八十平", "经营场所总使用面积改成：八十平"),
        ("legal_rep.id_no", NUMBER, "法定代表人（负责人）身份证号码改成：110***********002X"),
        ("dine_in", False, "是否提供堂食改成：否"),
        ("no.such", "x", "no.such改成：x"),
    ],
)
def test_an_edit_is_told_with_its_label(far: Talk, fact: str, value: Any, told: str) -> None:
    label = next((one["label"] for one in far.fields().values() if one["fact"] == fact), fact)
    assert said(far.edit(fact, value)) == f"{label}改成：{told.partition('改成：')[2]}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"法人身份证号是{NUMBER}", "法人身份证号是110***********002X"),
        ("法人身份证号是 110105 19491231 002X 对吧", "法人身份证号是 110*************002X 对吧"),
        ("电话13912345678", "电话13912345678"),
    ],
)
def test_a_number_of_a_paper_is_masked(far: Talk, text: str, told: str) -> None:
    assert said(far.say(text)) == told


def test_the_stream_tells_the_same(far: Talk) -> None:
    turn = far.say("进度")
    with following(far, f"?after={turn['seq'] - 1}") as events:
        assert turns(events, 1) == [turn]


def test_what_was_said_is_told_without_what_it_led_to(talk: Talk) -> None:
    for text in ("我想在静安区开一家奶茶店", f"还没有办，法人身份证号是{NUMBER}"):
        talk.say(text)
    whole = talk.http.get(f"{API}/{talk.id}/turns").json()
    log = talk.http.get(f"{API}/{talk.id}/log").json()
    assert [sorted(one) for one in log] == [["messages", "said", "seq"]] * 2
    assert [(one["seq"], one["said"]) for one in log] == [(one["seq"], one["said"]) for one in whole]
    words = [[(one["kind"], one["text"]) for one in turn["messages"]] for turn in whole]
    assert [[(one["kind"], one["text"]) for one in turn["messages"]] for turn in log] == words
    assert NUMBER not in str(log)
    assert talk.http.get(f"{API}/{talk.id}/log", params={"before": 2}).json() == log[:1]
    assert talk.http.get(f"{API}/{talk.id}/log", params={"before": 1}).json() == []


def test_what_follows_by_itself_is_nobody_s_words(server: Running) -> None:
    with patient.Client(base_url=server.url) as http:
        http.post("/api/v1/session", json={"identity": "apo"})
        made = http.post(API, json={"channel": "web"}).json()
        headers = {"Authorization": f"Bearer {made['token']}"}
        body = {"client_msg_id": "m", "text": "我想在静安区开一家奶茶店"}
        turn = http.post(f"{API}/{made['id']}/messages", json=body, headers=headers).json()
        apart = http.get(f"{API}/{made['id']}/turns", headers=headers).json()
    assert (turn["first"], turn["seq"]) == (1, 2)
    assert ["said" in one for one in (turn, *apart)] == [True, True, False]


@pytest.mark.parametrize("text", ["三个人", "对", "没有", "跳过", "㎡㎡㎡"])
def test_a_text_to_a_question_that_has_gone_answers_no_other(talk: Talk, text: str) -> None:
    talk.say("我想在静安区开一家奶茶店")
    gone = talk.last["asking"]["instance"]
    before = talk.say("已经办好了")
    body = {"client_msg_id": "late", "text": text, "question": gone}
    late = talk.send(body).json()
    assert late["asking"] == before["asking"]
    assert late["case"] == before["case"]
    assert "之前的问题" in late["messages"][0]["text"]


def test_a_text_to_the_open_question_answers_it(talk: Talk) -> None:
    asked = talk.say("我想在静安区开一家奶茶店")["asking"]["instance"]
    turn = talk.send({"client_msg_id": "now", "text": "已经办好了", "question": asked}).json()
    assert turn["asking"]["instance"] != asked


@pytest.mark.parametrize(
    "body",
    [
        {"choice": {"question": "q1", "value": True}, "question": "q1"},
        {"text": "x", "question": ""},
        {"text": "x", "question": 1},
        {"edit": {"fact": "dine_in", "value": True, "previewed": -1}},
        {"edit": {"fact": "dine_in", "value": True, "previewed": True}},
    ],
)
def test_a_question_or_a_preview_that_is_none(talk: Talk, body: dict[str, Any]) -> None:
    assert talk.send({"client_msg_id": "m", **body}).status_code == 422
