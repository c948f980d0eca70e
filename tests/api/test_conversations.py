"""Conversations over HTTP: begun, held, looked at; only by who holds the token."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

import pytest

from tests import patient
from tests.serving import Running, Talk

from .problem import problem

API = "/api/v1/conversations"
OPENING = "我想在静安区开一家奶茶店"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        pytest.param({"channel": "web"}, "7776000", id="web-is-kept-as-long-as-drafts-are"),
        pytest.param({}, "7776000", id="web-by-default"),
        pytest.param({"channel": "window"}, "", id="window-until-the-browser-closes"),
        pytest.param({"channel": "kiosk"}, "", id="kiosk-until-the-browser-closes"),
    ],
)
def test_begins(server: Running, body: dict[str, str], kept: str) -> None:
    made = patient.post(server.url + API, json=body)
    assert made.status_code == 201
    assert set(made.json()) == {"id", "token"}
    cookie = SimpleCookie(made.headers["set-cookie"])["daoban_conversation"]
    assert cookie.value == made.json()["token"]
    assert (cookie["path"], cookie["max-age"]) == (f"{API}/{made.json()['id']}", kept)
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "lax"
    assert cookie["secure"] == ""


def test_the_cookie_is_for_https_where_the_page_came_by_it(server: Running) -> None:
    made = patient.post(server.url + API, json={}, headers={"X-Forwarded-Proto": "https"})
    assert SimpleCookie(made.headers["set-cookie"])["daoban_conversation"]["secure"] is True


def test_every_conversation_has_its_own_id_and_token(server: Running) -> None:
    made = [patient.post(server.url + API, json={}).json() for _ in range(20)]
    assert len({one["id"] for one in made} | {one["token"] for one in made}) == 40
    assert all(len(one["id"]) >= 26 and len(one["token"]) >= 26 for one in made)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({"channel": "wechat"}, "channel", id="a-channel-of-another-door"),
        pytest.param({"channel": ["web"]}, "channel", id="channel-as-a-list"),
        pytest.param({"channel": None}, "channel", id="channel-null"),
        pytest.param({"channel": "web", "id": "c_mine"}, "id", id="an-id-of-ones-own"),
    ],
)
def test_does_not_begin(server: Running, body: dict[str, Any], field: str) -> None:
    assert problem(patient.post(server.url + API, json=body), 422)["field"] == field


def test_a_text_a_choice_and_an_edit(talk: Talk) -> None:
    turn = talk.say(OPENING)
    assert turn["seq"] == 1
    assert (turn["case"]["scenario"], turn["case"]["stage"]) == ("beverage_shop", "asking")
    assert turn["asking"]["fact"] == "licence_state"
    question = next(message for message in turn["messages"] if message["kind"] == "question")
    assert question["question"] == turn["asking"]["instance"]
    assert [choice["value"] for choice in question["choices"]] == ["done", "doing", "none"]
    assert turn["case"]["applications"][0]["form"] == "food_operation"

    chosen = talk.choose("done")
    assert chosen["seq"] == 2
    assert chosen["progress"]["answered"] == turn["progress"]["answered"] + 1
    assert chosen["asking"]["instance"] != turn["asking"]["instance"]

    edited = talk.edit("premises.total_area", "八十平")
    field = edited["case"]["applications"][0]["fields"]["/premises/total_area"]
    assert (field["value"], field["display"], field["source"], field["confirmed"]) == (80, "80㎡", "form", True)
    assert "/premises/total_area" in turn["case"]["applications"][0]["missing"]
    assert "/premises/total_area" not in edited["case"]["applications"][0]["missing"]
    assert edited["asking"] == chosen["asking"]


def test_a_policy_answer_cites_its_source(talk: Talk) -> None:
    talk.say(OPENING)
    told = next(
        message for message in talk.say("食品经营许可证有效期是多久？")["messages"] if message["kind"] == "knowledge"
    )
    assert all(source["basis"] for source in told["sources"])


def test_looking_gives_the_latest_turn(talk: Talk) -> None:
    assert talk.http.get(f"{API}/{talk.id}").json()["case"]["stage"] == "routing"
    for text in (OPENING, "已经办好了", "店名叫阿婆奶茶，八十平"):
        turn = talk.say(text)
        assert talk.http.get(f"{API}/{talk.id}").json() == turn


def test_an_id_number_is_shown_masked(talk: Talk) -> None:
    talk.say(OPENING)
    talk.edit("legal_rep.id_type", "身份证")
    field = talk.edit("legal_rep.id_no", "11010519491231002X")["case"]["applications"][0]["fields"]["/legal_rep/id_no"]
    assert field["display"] == "110***********002X"
    assert "194912" not in talk.said()


def test_the_same_message_again_gives_the_same_turn_once(talk: Talk) -> None:
    talk.say(OPENING)
    message = {"client_msg_id": "again", "text": "已经办好了"}
    first, second = talk.send(message), talk.send(message)
    assert first.json() == second.json()
    assert talk.http.get(f"{API}/{talk.id}").json() == first.json()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"text": "还没有办"}, id="another-text"),
        pytest.param({"choice": {"question": "q1", "value": "done"}}, id="a-choice-instead"),
        pytest.param({"edit": {"fact": "operator.name", "value": "阿婆奶茶"}}, id="an-edit-instead"),
    ],
)
def test_a_message_id_is_not_used_for_another_message(talk: Talk, other: dict[str, Any]) -> None:
    talk.say(OPENING)
    turn = talk.send({"client_msg_id": "once", "text": "已经办好了"}).json()
    assert problem(talk.send({"client_msg_id": "once", **other}), 409)["field"] == "client_msg_id"
    assert talk.http.get(f"{API}/{talk.id}").json() == turn


ROUTES = [
    pytest.param("POST", "/messages", id="say"),
    pytest.param("GET", "", id="look"),
    pytest.param("GET", "/events", id="follow"),
    pytest.param("GET", "/application.pdf", id="print"),
    pytest.param("GET", "/notice.pdf", id="notice"),
    pytest.param("GET", "/documents", id="documents"),
    pytest.param("GET", "/documents/policies.pdf", id="document"),
    pytest.param("GET", "/documents/policies.docx", id="document-for-word"),
    pytest.param("GET", "/receipts/food_operation.svg", id="receipt"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize(
    ("token", "status"),
    [
        pytest.param(None, 401, id="no-token"),
        pytest.param("Bearer nonsense", 401, id="a-wrong-token"),
        pytest.param("Bearer", 401, id="an-empty-token"),
        pytest.param("Basic {own}", 401, id="another-scheme"),
        pytest.param("Bearer {other}", 401, id="another-conversations-token"),
        pytest.param("Bearer {own}x", 401, id="the-token-and-more"),
    ],
)  # fmt: skip
def test_only_the_token_opens_it(
    open_talk: Callable[[], Talk], method: str, path: str, token: str | None, status: int
) -> None:
    own, other = open_talk(), open_talk()
    own.say(OPENING)
    before = own.http.get(f"{API}/{own.id}").json()
    headers = {"Authorization": token.format(own=own.token, other=other.token)} if token is not None else {}
    body = {"client_msg_id": "x", "text": "已经办好了"} if method == "POST" else None
    answer = patient.request(method, f"{own.url}{API}/{own.id}{path}", json=body, headers=headers)
    problem(answer, status)
    assert answer.headers["www-authenticate"] == "Bearer"
    assert OPENING not in answer.text
    assert own.http.get(f"{API}/{own.id}").json() == before


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("conversation", ["c_unknown", "c_" + "a" * 26, "x" * 500, "rest:default", "%00", "..%2f"])
def test_an_unknown_conversation_is_not_found(talk: Talk, method: str, path: str, conversation: str) -> None:
    body = {"client_msg_id": "x", "text": "你好"} if method == "POST" else None
    problem(talk.http.request(method, f"{API}/{conversation}{path}", json=body), 404)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="a-program"),
        pytest.param({"Origin": "{own}"}, 200, id="its-own-page"),
        pytest.param({"Origin": "https://evil.example"}, 403, id="another-site"),
        pytest.param({"Origin": "http://127.0.0.1:1"}, 403, id="another-port"),
        pytest.param({"Origin": "null"}, 403, id="a-sandbox"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="another-site-without-origin"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="a-sister-site-without-origin"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, 200, id="its-own-page-without-origin"),
    ],
)
def test_the_cookie_serves_only_its_own_page(talk: Talk, headers: dict[str, str], status: int) -> None:
    talk.say(OPENING)
    sent = {name: value.format(own=talk.url) for name, value in headers.items()}
    answer = patient.post(
        f"{talk.url}{API}/{talk.id}/messages",
        json={"client_msg_id": "x", "text": "已经办好了"},
        headers={**sent, "Cookie": f"daoban_conversation={talk.token}"},
    )
    assert answer.status_code == status
    assert talk.http.get(f"{API}/{talk.id}").json()["seq"] == (2 if status == 200 else 1)
    assert "access-control-allow-origin" not in answer.headers


def test_another_site_begins_nothing(server: Running) -> None:
    problem(patient.post(server.url + API, json={}, headers={"Origin": "https://evil.example"}), 403)


def test_too_many_messages_are_put_off(talk: Talk) -> None:
    """More than 1,200 a minute. They are broken, so that only the count is at work.

    What is allowed comes back at 20 a second, so how many it takes depends on the machine: 1,300 at 260 a second, 2,000 at 50.
    """
    for _ in range(6000):
        answer = talk.http.post(f"{API}/{talk.id}/messages", json={})
        if answer.status_code == 429:
            break
    problem(answer, 429)
    assert answer.headers["retry-after"].isdigit()
