"""Made-up identities: in the default configuration their e-licences fill the application when they agree; in production there are none."""

from __future__ import annotations

import base64
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest

from tests import patient
from tests.serving import Running, Talk, running

from .problem import problem

SIGN_IN = "/api/v1/session"
PRODUCTION = {
    "DAOBAN_ENV": "production",
    "DAOBAN_DATA_KEY": "k1:" + base64.b64encode(b"1" * 32).decode(),
    "DAOBAN_INTAKE_KEY": "an-intake-key-of-this-test",
}


def signed_in(server: Running, identity: str) -> Talk:
    """A conversation begun by a browser that signed in."""
    talk = Talk(server.url)
    answer = talk.http.post(SIGN_IN, json={"identity": identity})
    assert answer.status_code == 200
    assert answer.json()["identity"] == identity
    return talk.begin()


def test_the_identities_are_listed(server: Running) -> None:
    listed = patient.get(f"{server.url}/api/v1/identities").json()
    assert {one["id"] for one in listed} == {"apo", "newcomer"}
    assert all(set(one) == {"id", "label"} for one in listed)


def test_the_session_is_a_cookie_of_the_api(server: Running) -> None:
    answer = patient.post(server.url + SIGN_IN, json={"identity": "apo"})
    cookie = SimpleCookie(answer.headers["set-cookie"])["daoban_session"]
    assert (cookie["path"], cookie["max-age"], cookie["samesite"]) == ("/api/v1", "1800", "lax")
    assert cookie["httponly"] is True


def test_what_e_licences_hold_is_looked_up_after_a_yes_and_looked_through(server: Running) -> None:
    talk = signed_in(server, "apo")
    first = talk.send({"client_msg_id": "open", "text": "我想在静安区开一家奶茶店"}).json()
    assert first["asking"]["kind"] == "confirm"
    assert "营业执照、居民身份证" in first["messages"][-1]["text"]
    assert "/operator/name" not in first["case"]["applications"][0]["fields"]
    assert talk.send({"client_msg_id": "open", "text": "我想在静安区开一家奶茶店"}).json() == first
    talk.last = first

    found = talk.say("同意")
    assert [message["kind"] for message in found["messages"]] == ["echo", "confirm"]
    assert "这些信息来自营业执照" in talk.said()
    name = talk.fields()["/operator/name"]
    assert (name["value"], name["source"], name["confirmed"]) == ("静安区演示阿婆奶茶店", "licence", False)
    assert talk.http.get(f"/api/v1/conversations/{talk.id}").json()["case"] == found["case"]

    talk.say("都对")
    looked_through = [talk.said()]
    while talk.last["asking"]["kind"] == "confirm":
        talk.choose(True)
        looked_through.append(talk.said())
    assert any("这些信息来自居民身份证" in said for said in looked_through)
    assert talk.last["asking"]["kind"] == "choice"
    assert talk.fields()["/operator/name"]["confirmed"]
    talk.http.close()


def test_who_says_no_is_asked_everything(server: Running) -> None:
    talk = signed_in(server, "apo")
    talk.say("我想在静安区开一家奶茶店")
    talk.choose(False)
    assert "/operator/name" not in talk.fields()
    assert talk.last["asking"]["kind"] == "choice"
    talk.http.close()


def test_who_has_no_licences_is_asked_everything(server: Running) -> None:
    talk = signed_in(server, "newcomer")
    assert "/operator/name" not in talk.say("我想在静安区开一家奶茶店")["case"]["applications"][0]["fields"]
    talk.http.close()


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        pytest.param({"identity": "nobody"}, {}, 422, id="an-unknown-one"),
        pytest.param({"identity": ["apo"]}, {}, 422, id="a-list"),
        pytest.param({}, {}, 422, id="none"),
        pytest.param({"identity": "apo", "admin": True}, {}, 422, id="and-more"),
        pytest.param({"identity": "apo"}, {"Origin": "https://evil.example"}, 403, id="from-another-site"),
    ],
)
def test_nobody_is_signed_in(server: Running, body: dict[str, Any], headers: dict[str, str], status: int) -> None:
    answer = patient.post(server.url + SIGN_IN, json=body, headers=headers)
    problem(answer, status)
    assert "set-cookie" not in answer.headers


def test_a_made_up_session_is_nobodys(server: Running) -> None:
    talk = Talk(server.url)
    talk.http.cookies.set("daoban_session", "made-up")
    assert "/operator/name" not in talk.begin().say("我想在静安区开一家奶茶店")["case"]["applications"][0]["fields"]
    talk.http.close()


def test_production_has_no_identities_and_no_open_channel(tmp_path: Path, few: dict[str, str]) -> None:
    with running(tmp_path, rasa=False, **PRODUCTION, **few) as server, Talk(server.url) as talk:
        problem(patient.get(f"{server.url}/api/v1/identities"), 404)
        problem(patient.post(server.url + SIGN_IN, json={"identity": "apo"}), 404)
        problem(patient.post(f"{server.url}/webhooks/rest/webhook", json={"message": "你好"}), 404)
        assert "/api/v1/session" not in patient.get(f"{server.url}/openapi.json").json()["paths"]
        assert not (tmp_path / "keys").exists()
        assert talk.say("我想在静安区开一家奶茶店")["case"]["scenario"] == "beverage_shop"
