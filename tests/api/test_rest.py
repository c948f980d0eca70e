"""Rasa's REST channel: what a client of Rasa sends, and what it gets."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests import patient
from tests.serving import Running, Talk, running

from .problem import problem

pytestmark = pytest.mark.rasa
PATH = "/webhooks/rest/webhook"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server whose conversations are hosted by Rasa's agent."""
    with running(tmp_path_factory.mktemp("var")) as started:
        yield started


def say(server: Running, sender: str, message: str) -> list[dict[str, Any]]:
    """The replies."""
    answer = patient.post(server.url + PATH, json={"sender": sender, "message": message})
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def test_replies_are_shaped_as_rasas(server: Running) -> None:
    assert patient.get(f"{server.url}/webhooks/rest/").json() == {"status": "ok"}
    replies = say(server, "shaped", "我想在静安区开一家奶茶店")
    assert all(set(reply) <= {"recipient_id", "text", "buttons"} for reply in replies)
    assert {reply["recipient_id"] for reply in replies} == {"shaped"}
    buttons = replies[-1]["buttons"]
    assert [button["title"] for button in buttons] == ["已经办好", "正在办", "还没有办"]
    pressed = say(server, "shaped", buttons[0]["payload"])
    assert any("已经办好" in reply["text"] for reply in pressed)


def test_senders_do_not_share_a_conversation(server: Running) -> None:
    say(server, "one", "我想在静安区开一家奶茶店")
    assert not any("营业执照" in reply["text"] for reply in say(server, "two", "已经办好了"))


@pytest.mark.parametrize("message", ["/restart", "/session_start", '/answer{"licence_state":"done"}', "/"])
def test_a_slash_is_no_order(server: Running, message: str) -> None:
    sender = f"slash{message}"
    say(server, sender, "我想在静安区开一家奶茶店")
    say(server, sender, message)
    assert any("已经办好" in reply["text"] for reply in say(server, sender, "已经办好了"))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({"sender": "x"}, "message", id="no-message"),
        pytest.param({"sender": "x", "message": None}, "message", id="null"),
        pytest.param({"sender": "x", "message": 5}, "message", id="a-number"),
        pytest.param({"sender": "x", "message": "x" * 20_001}, "message", id="too-long"),
        pytest.param({"sender": "", "message": "x"}, "sender", id="nobody"),
        pytest.param({"sender": "x" * 121, "message": "x"}, "sender", id="too-long-a-sender"),
        pytest.param({"sender": "a\nb", "message": "x"}, "sender", id="a-sender-of-two-lines"),
        pytest.param({"sender": ["x"], "message": "x"}, "sender", id="a-list-of-senders"),
        pytest.param({"sender": "x", "message": "x", "token": "t"}, "token", id="an-unknown-member"),
    ],
)
def test_what_is_refused_is_named(server: Running, body: dict[str, Any], field: str) -> None:
    assert problem(patient.post(server.url + PATH, json=body), 422)["field"] == field


def test_another_site_says_nothing(server: Running) -> None:
    headers = {"Origin": "https://evil.example", "Content-Type": "text/plain"}
    problem(patient.post(server.url + PATH, content=b'{"message": "x"}', headers=headers), 403)


def test_no_token_opens_a_senders_conversation(server: Running) -> None:
    say(server, "held", "我想在静安区开一家奶茶店")
    for token in ("", "None", "null"):
        headers = {"Authorization": f"Bearer {token}x"}
        problem(patient.get(f"{server.url}/api/v1/conversations/rest:held", headers=headers), 404)


def test_messages_at_once_are_taken_one_after_the_other(server: Running) -> None:
    """Ten of one conversation, one of them three times over; Rasa's own lock would make each wait a second."""
    with Talk(server.url) as talk, ThreadPoolExecutor(12) as pool:
        talk.say("我想在静安区开一家奶茶店")
        names = ["again"] * 3 + [f"m-{number}" for number in range(9)]
        answers = list(pool.map(lambda name: talk.send({"client_msg_id": name, "text": "为什么问这个"}), names))
        assert [answer.status_code for answer in answers] == [200] * 12
        assert answers[0].json() == answers[1].json() == answers[2].json()
        assert sorted({answer.json()["seq"] for answer in answers}) == list(range(2, 12))


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory, few: dict[str, str]) -> Iterator[Running]:
    """A server whose channel has a key."""
    with running(tmp_path_factory.mktemp("keyed"), rasa=False, DAOBAN_REST_KEY="the-key", **few) as started:
        yield started


@pytest.mark.parametrize(
    ("header", "status"),
    [
        pytest.param({}, 401, id="none"),
        pytest.param({"Authorization": "Bearer another"}, 401, id="another"),
        pytest.param({"Authorization": "Bearer 钥匙".encode()}, 401, id="not-ascii"),
        pytest.param({"Authorization": "Bearer the-key"}, 200, id="the-key"),
    ],
)
def test_the_key_opens_the_channel(keyed: Running, header: dict[str, Any], status: int) -> None:
    answer = patient.post(keyed.url + PATH, json={"message": "你好"}, headers=header)
    assert answer.status_code == status
