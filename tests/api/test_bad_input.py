"""Bad input gets a clear Chinese answer that says what was understood and what would be accepted, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.applicant import Applicant
from tests.serving import Talk
from tests.test_transcripts import COMMON, SHOPS

from .problem import problem

API = "/api/v1/conversations"
JSON = {"Content-Type": "application/json"}
#: How an area is said, as the answers must tell; and the question, which is put again.
EXAMPLE, QUESTION = "八十平", "店面总面积多少平方米"


@pytest.fixture
def asked(open_talk: Callable[[], Talk]) -> Talk:
    """A conversation with some answers that waits for the area."""
    talk = open_talk()
    talk.say("我想在静安区开一家奶茶店")
    applicant = Applicant(says={**COMMON, **SHOPS[0].values[2]})
    while talk.last["asking"]["fact"] != "premises.total_area":
        talk.say("对" if talk.last["asking"]["kind"] == "confirm" else applicant.reply(talk.last["asking"]))
    return talk


def standing(talk: Talk) -> tuple[Any, ...]:
    """What must not be lost: every answer, what is asked, how far it is."""
    state = talk.http.get(f"{API}/{talk.id}").json()
    return state["case"], state["asking"], state["progress"]


@pytest.mark.parametrize(
    ("text", "understood", "accepted"),
    [
        pytest.param("", "没有收到内容", QUESTION, id="empty"),
        pytest.param(" \u3000\t\n", "没有收到内容", QUESTION, id="blank"),
        pytest.param("茶" * 10_000, "太长了", "分几句", id="10000-characters"),
        pytest.param("9" * 20_000, "太长了", "分几句", id="20000-digits"),
        pytest.param("😀🍵👨‍👩‍👧‍👦", "没有看到文字", QUESTION, id="emoji"),
        pytest.param("？！……。", "没有看到文字", QUESTION, id="punctuation"),
        pytest.param("\x00\x01\x07\x7f", "没有收到内容", QUESTION, id="control-characters"),
        pytest.param("\u202e\u200b\ufeff\ufffe", "没有收到内容", QUESTION, id="invisible-characters"),
        pytest.param("\x00很大\x07", "「很大」", EXAMPLE, id="control-characters-between"),
        pytest.param("'; DROP TABLE turns; --", "像是代码", QUESTION, id="sql"),
        pytest.param("1' OR '1'='1", "像是代码", QUESTION, id="sql-condition"),
        pytest.param("<script>alert(1)</script>", "像是代码", QUESTION, id="markup"),
        pytest.param("<img src=x onerror=alert(1)>", "像是代码", QUESTION, id="markup-with-a-handler"),
        pytest.param("{{7*7}}", "像是代码", QUESTION, id="a-template"),
        pytest.param("{label} {0} %s %n", "「{label} {0} %s %n」", EXAMPLE, id="placeholders"),
        pytest.param("/restart", "「/restart」", EXAMPLE, id="slash-restart"),
        pytest.param('/answer{"area": 80}', "「/answer", EXAMPLE, id="slash-intent-with-entities"),
        pytest.param("/session_start", "「/session_start」", EXAMPLE, id="slash-session-start"),
        pytest.param("𠮷㐂", "「𠮷㐂」", EXAMPLE, id="rare-characters"),
        pytest.param("八十个人", "「八十个人」", EXAMPLE, id="another-kind"),
        pytest.param("负五平", "「负五平」", EXAMPLE, id="below-zero"),
        pytest.param("50到60平", "50㎡ 到 60㎡", "一个确定的数", id="a-range"),
    ],
)
def test_a_text_that_is_no_answer(asked: Talk, text: str, understood: str, accepted: str) -> None:
    before = standing(asked)
    answer = asked.send({"client_msg_id": "bad", "text": text})
    assert answer.status_code == 200
    said = "\n".join(message["text"] for message in answer.json()["messages"])
    assert understood in said
    assert accepted in said
    assert QUESTION in said
    assert standing(asked) == before
    asked.say("八十平")
    assert asked.fields()["/premises/total_area"]["value"] == 80


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("q1", id="answered-long-ago"),
        pytest.param("q999", id="never-asked"),
        pytest.param("<b>", id="no-question-at-all"),
    ],
)
@pytest.mark.parametrize(
    "value", [True, None, "none", 80, -1.5, [], {}, ["a", ["b"]], {"a": {"b": None}}, "x" * 5000], ids=lambda one: repr(one)[:12]
)  # fmt: skip
def test_a_stale_choice_changes_nothing(asked: Talk, question: str, value: Any) -> None:
    before = standing(asked)
    turn = asked.choose(value, question)
    assert "之前的问题，没有改动任何内容" in asked.said()
    assert QUESTION in asked.said()
    assert turn["asking"] == before[1]
    assert standing(asked) == before


@pytest.mark.parametrize(
    "value", [True, None, "none", -1.5, 1e14, [], {}, ["a", ["b"]], {"a": {"b": None}}, "x" * 5000], ids=lambda one: repr(one)[:12]
)  # fmt: skip
def test_a_choice_that_the_question_does_not_have(asked: Talk, value: Any) -> None:
    before = standing(asked)
    asked.choose(value)
    assert QUESTION in asked.said()
    assert asked.last["messages"][0]["kind"] == "rejection"
    assert "场所总使用面积" in asked.said()
    assert standing(asked) == before


@pytest.mark.parametrize(
    ("fact", "value", "told"),
    [
        pytest.param("no.such.fact", "x", "没有这一项", id="a-field-that-is-not-there"),
        pytest.param("__class__", {"a": 1}, "没有这一项", id="a-name-of-the-program"),
        pytest.param("'; DROP TABLE turns", None, "没有这一项", id="sql-as-a-field"),
        pytest.param("premises.total_area", "很大", EXAMPLE, id="no-area"),
        pytest.param("premises.total_area", {"a": 1}, EXAMPLE, id="an-object-for-an-area"),
        pytest.param("premises.total_area", True, EXAMPLE, id="a-yes-for-an-area"),
        pytest.param("premises.total_area", None, "必填", id="nothing-for-an-area"),
        pytest.param("operator.name", "x", "2 到 100 个字", id="too-short"),
        pytest.param("operator.name", "店" * 101, "2 到 100 个字", id="too-long"),
        pytest.param("operator.name", 5, "格式不对", id="a-number-for-a-name"),
        pytest.param("theme_id", "T99", "不能直接填写", id="what-rules-derive"),
        pytest.param("legal_rep.mobile", "12345", "11 位", id="no-mobile"),
    ],
)
def test_an_edit_that_cannot_be_taken(asked: Talk, fact: str, value: Any, told: str) -> None:
    before = standing(asked)
    asked.edit(fact, value)
    assert told in asked.said()
    assert QUESTION in asked.said()
    assert standing(asked) == before


BODIES = [
    pytest.param(b'{"client_msg_id": "a", "text": ', 400, None, id="broken"),
    pytest.param(b"not json", 400, None, id="no-json"),
    pytest.param(b'{"client_msg_id": "a", "text": "x"} {}', 400, None, id="two-documents"),
    pytest.param(b'{"client_msg_id": "a", "text": "x", "text": "y"}', 400, None, id="duplicate-keys"),
    pytest.param(b'{"client_msg_id": "a", "choice": {"question": "q1", "value": 1, "value": 2}}', 400, None, id="duplicate-keys-inside"),
    pytest.param(b'{"client_msg_id": "a", "edit": {"fact": "premises.total_area", "value": NaN}}', 400, None, id="nan"),
    pytest.param(b'{"client_msg_id": "a", "edit": {"fact": "premises.total_area", "value": Infinity}}', 400, None, id="infinity"),
    pytest.param(b'{"client_msg_id": "a", "edit": {"fact": "premises.total_area", "value": 1e999}}', 400, None, id="too-large-a-number"),
    pytest.param(b'{"client_msg_id": "a", "edit": {"fact": "premises.total_area", "value": ' + b"9" * 5000 + b"}}", 400, None, id="too-long-a-number"),
    pytest.param(b"[" * 60_000, 400, None, id="deep"),
    pytest.param(b'{"a":' * 20_000 + b"1" + b"}" * 20_000, 400, None, id="deep-and-closed"),
    pytest.param(b'{"client_msg_id": "a", "choice": {"question": "q1", "value": ' + b"[" * 9 + b"]" * 9 + b"}}", 422, "choice/value", id="deeper-than-any-value"),
    pytest.param(b'{"client_msg_id": "a", "text": "\\ud800"}', 400, None, id="a-lone-surrogate"),
    pytest.param(b'{"client_msg_id": "a", "\\udfff": "x"}', 400, None, id="a-lone-surrogate-as-a-name"),
    pytest.param('{"client_msg_id": "a", "text": "奶茶"}'.encode("gbk"), 400, None, id="gbk"),
    pytest.param('{"client_msg_id": "a", "text": "x"}'.encode("utf-16"), 400, None, id="utf-16"),
    pytest.param(b"[]", 422, None, id="an-array"),
    pytest.param(b"null", 422, None, id="null"),
    pytest.param(b'"text"', 422, None, id="a-string"),
    pytest.param(b"", 422, "client_msg_id", id="nothing"),
    pytest.param(b"{}", 422, "client_msg_id", id="an-empty-object"),
    pytest.param(b'{"text": "x"}', 422, "client_msg_id", id="no-id"),
    pytest.param(b'{"client_msg_id": 7, "text": "x"}', 422, "client_msg_id", id="a-number-as-id"),
    pytest.param(b'{"client_msg_id": "", "text": "x"}', 422, "client_msg_id", id="an-empty-id"),
    pytest.param(b'{"client_msg_id": "' + b"a" * 65 + b'", "text": "x"}', 422, "client_msg_id", id="too-long-an-id"),
    pytest.param(b'{"client_msg_id": "a b\\n", "text": "x"}', 422, "client_msg_id", id="an-id-with-a-line-end"),
    pytest.param(b'{"client_msg_id": "a"}', 422, "text", id="no-content"),
    pytest.param(b'{"client_msg_id": "a", "text": null}', 422, "text", id="null-content"),
    pytest.param(b'{"client_msg_id": "a", "text": 80}', 422, "text", id="a-number-as-text"),
    pytest.param(b'{"client_msg_id": "a", "text": ["x"]}', 422, "text", id="a-list-as-text"),
    pytest.param(b'{"client_msg_id": "a", "text": "' + b"x" * 20_001 + b'"}', 422, "text", id="20001-characters"),
    pytest.param(b'{"client_msg_id": "a", "text": "x", "choice": {"question": "q1", "value": 1}}', 422, "text", id="two-contents"),
    pytest.param(b'{"client_msg_id": "a", "choice": "done"}', 422, "choice", id="a-choice-as-text"),
    pytest.param(b'{"client_msg_id": "a", "choice": {"value": 1}}', 422, "choice/question", id="a-choice-of-no-question"),
    pytest.param(b'{"client_msg_id": "a", "text": "x", "filled": true}', 422, "filled", id="boxes-of-no-question"),
    pytest.param(b'{"client_msg_id": "a", "text": "x", "question": "q1", "filled": 1}', 422, "filled", id="filled-is-no-boolean"),
    pytest.param(b'{"client_msg_id": "a", "choice": {"question": "q1"}}', 422, "choice/value", id="a-choice-of-nothing"),
    pytest.param(b'{"client_msg_id": "a", "edit": {"fact": 1, "value": 1}}', 422, "edit/fact", id="a-number-as-fact"),
    pytest.param(b'{"client_msg_id": "a", "edit": {"fact": "premises.total_area", "value": 80, "source": "licence"}}', 422, "edit/source", id="a-made-up-source"),
    pytest.param(b'{"client_msg_id": "a", "text": "x", "actor": "clerk"}', 422, "actor", id="a-made-up-actor"),
    pytest.param(b'{"client_msg_id": "a", "text": "x", "a/b~c": 1}', 422, "a~1b~0c", id="an-unknown-member-with-a-slash"),
    pytest.param(b'{"client_msg_id": "a", "text": "' + b"x" * 140_000 + b'"}', 413, None, id="huge"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "status", "field"), BODIES)
def test_a_body_that_is_no_message(asked: Talk, content: bytes, status: int, field: str | None) -> None:
    before = asked.http.get(f"{API}/{asked.id}").json()
    told = problem(asked.http.post(f"{API}/{asked.id}/messages", content=content, headers=JSON), status)
    assert told.get("field") == field
    assert asked.http.get(f"{API}/{asked.id}").json() == before


def test_every_wrong_member_is_named_at_once(asked: Talk) -> None:
    body = {"client_msg_id": "a b", "edit": {"fact": "", "extra": 1}}
    errors = problem(asked.http.post(f"{API}/{asked.id}/messages", json=body), 422)["errors"]
    assert {error["pointer"] for error in errors} == {"/client_msg_id", "/edit/extra", "/edit/fact", "/edit/value"}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", None]
)  # fmt: skip
def test_a_body_that_is_not_said_to_be_json(asked: Talk, kind: str | None) -> None:
    before = standing(asked)
    content = b'{"client_msg_id": "a", "text": "x"}'
    headers = {"Content-Type": kind} if kind is not None else {}
    problem(asked.http.post(f"{API}/{asked.id}/messages", content=content, headers=headers), 415)
    assert standing(asked) == before


def test_a_body_sent_in_pieces_is_cut_off(asked: Talk) -> None:
    pieces = (b"x" * 1000 for _ in range(1000))
    problem(asked.http.post(f"{API}/{asked.id}/messages", content=pieces, headers=JSON), 413)


def test_a_member_of_any_length_is_not_echoed(asked: Talk) -> None:
    told = problem(asked.http.post(f"{API}/{asked.id}/messages", json={"k" * 50_000: 1}), 422)
    assert len(str(told)) < 1000
