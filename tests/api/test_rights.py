"""Drafts, going on elsewhere, consent, one's data and its end: over HTTP, as browsers and programs ask."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import httpx
import pytest

from tests import patient
from tests.serving import Running

from .problem import problem

API = "/api/v1/conversations"
OPENING = "我想在静安区开一家奶茶店"
EVIL = {"Origin": "https://evil.example"}


class Client:
    """A browser: its cookies, and what it says."""

    def __init__(self, server: Running, identity: str | None = None) -> None:
        self.http = patient.Client(base_url=server.url)
        self.id = ""
        self.count = 0
        if identity is not None:
            assert self.http.post("/api/v1/session", json={"identity": identity}).status_code == 200

    def begin(self, **body: Any) -> Client:
        self.id = self.http.post(API, json=body).json()["id"]
        return self

    def say(self, text: str) -> httpx.Response:
        self.count += 1
        return self.at("post", "/messages", json={"client_msg_id": f"{id(self)}-{self.count}", "text": text})

    def at(self, method: str, path: str = "", **sent: Any) -> httpx.Response:
        return self.http.request(method, f"{API}/{self.id}{path}", **sent)

    def code(self) -> dict[str, str]:
        answer = self.at("post", "/handover")
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def take(self, code: dict[str, str], by: str = "token") -> httpx.Response:
        value = code["url"].rpartition("/r/")[2] if by == "token" else code["code"]
        answer = self.http.post("/api/v1/handover", json={by: value})
        if answer.status_code == 200:
            self.id = answer.json()["id"]
        return answer

    def drafts(self) -> list[dict[str, Any]]:
        return list(self.http.get("/api/v1/drafts").json())


@pytest.fixture
def client(server: Running) -> Iterator[Callable[..., Client]]:
    """Browsers that were never here."""
    made: list[Client] = []

    def new(identity: str | None = None) -> Client:
        made.append(Client(server, identity))
        return made[-1]

    yield new
    for one in made:
        one.http.close()


def test_a_browser_sees_what_it_began_and_nobody_else_does(client: Callable[..., Client]) -> None:
    own, other = client(), client()
    own.begin()
    assert own.drafts() == []
    own.say(OPENING)
    first = own.id
    own.begin().say("想开个便利店")
    listed = own.drafts()
    assert [(one["title"], one["stage"], one["held"]) for one in listed] == [
        ("开一家便利店", "asking", "here"),
        ("开一家奶茶店（饮品店）", "asking", "here"),
    ]
    assert listed[1]["id"] == first
    assert listed[0]["kept_until"] > listed[0]["updated"]
    assert listed[1]["progress"]["remaining_min"] > 0
    assert other.drafts() == []
    other.http.cookies.set("daoban_device", "made-up-made-up-made-up")
    assert other.drafts() == []


def test_the_browsers_list_is_a_cookie_that_scripts_cannot_read(client: Callable[..., Client]) -> None:
    own = client().begin()
    cookies = own.say(OPENING).headers.get_list("set-cookie")
    assert len(cookies) == 1
    assert cookies[0].startswith("daoban_device=")
    assert all(part in cookies[0] for part in ("HttpOnly", "Max-Age=7776000", "Path=/api/v1", "SameSite=lax"))
    assert "set-cookie" not in own.say("已经办好了").headers


@pytest.mark.parametrize("channel", ["window", "kiosk"])
def test_a_machine_of_many_keeps_no_list(client: Callable[..., Client], channel: str) -> None:
    own = client().begin(channel=channel)
    own.say(OPENING)
    assert own.drafts() == []
    assert own.http.cookies.get("daoban_device") is None


def test_who_is_signed_in_sees_theirs_everywhere(client: Callable[..., Client]) -> None:
    desk, phone, other = client("apo"), client("apo"), client("newcomer")
    desk.begin().say(OPENING)
    mine = next(one for one in phone.drafts() if one["id"] == desk.id)
    assert mine["held"] == "identity"
    assert desk.id not in [one["id"] for one in other.drafts()]
    # What apo did here is not shown to whoever signs in next; nor is it lost to apo, who signed out.
    assert desk.http.post("/api/v1/session", json={"identity": "newcomer"}).status_code == 200
    assert desk.id not in [one["id"] for one in desk.drafts()]
    phone.id = desk.id
    assert phone.at("get").status_code == 401
    assert phone.at("post", "/resume", json={}).status_code == 200
    assert phone.say("已经办好了").status_code == 200
    problem(desk.say("还没有"), 403)


@pytest.mark.parametrize("by", ["token", "code"])
def test_another_device_goes_on_and_the_first_one_only_reads(
    client: Callable[..., Client], server: Running, by: str
) -> None:
    desk, phone = client().begin(), client()
    desk.say(OPENING)
    code = desk.code()
    token = code["url"].removeprefix(f"{server.url}/r/")
    assert len(token) >= 22
    assert "/" not in token
    assert len(code["code"]) == 8
    assert code["qr"].startswith("data:image/svg+xml")
    assert desk.at("get", "/handover").json()["state"] == "waiting"
    assert phone.take(code, by).status_code == 200
    assert phone.id == desk.id
    assert desk.at("get", "/handover").json() == {"state": "taken"}
    assert phone.say("已经办好了").json()["seq"] == 2
    assert problem(desk.say("还没有"), 403)["title"] == "continued-elsewhere"
    problem(desk.at("post", "/handover"), 403)
    problem(desk.at("delete"), 403)
    looked = desk.at("get").json()
    assert (looked["seq"], looked["elsewhere"]) == (2, True)
    assert "elsewhere" not in phone.at("get").json()
    assert [one["held"] for one in desk.drafts()] == ["elsewhere"]
    assert desk.at("post", "/resume", json={}).status_code == 200
    assert desk.say("固定店面").json()["seq"] == 3
    problem(phone.say("固定店面"), 403)
    problem(client().take(code, by), 404)


def test_a_link_that_is_looked_at_changes_nothing(client: Callable[..., Client]) -> None:
    desk, phone = client().begin(), client()
    desk.say(OPENING)
    code = desk.code()
    for method in ("get", "head"):
        answer = phone.http.request(method, code["url"])
        assert answer.status_code in (200, 405)
        assert "set-cookie" not in answer.headers
    assert desk.at("get", "/handover").json()["state"] == "waiting"
    assert phone.take(code).status_code == 200


def test_the_code_names_the_address_that_the_browser_came_by(client: Callable[..., Client]) -> None:
    desk = client().begin()
    for headers, url in (
        ({"Host": "daoban.example", "Origin": "https://daoban.example"}, "https://daoban.example/r/"),
        ({"Host": "daoban.example"}, "http://daoban.example/r/"),
    ):
        assert desk.at("post", "/handover", headers=headers).json()["url"].startswith(url)


def test_a_later_code_and_taking_back_void_the_earlier_one(client: Callable[..., Client]) -> None:
    desk, phone = client().begin(), client()
    desk.say(OPENING)
    first, second = desk.code(), desk.code()
    problem(phone.take(first), 404)
    assert desk.at("post", "/resume", json={}).status_code == 200
    problem(phone.take(second), 404)
    assert desk.say("已经办好了").json()["seq"] == 2


def test_an_identitys_conversation_opens_only_to_it(client: Callable[..., Client]) -> None:
    desk, stranger, other = client("apo").begin(), client(), client("newcomer")
    desk.say(OPENING)
    code = desk.code()
    for browser in (stranger, other):
        told = problem(browser.take(code), 403)
        assert told["title"] == "sign-in-needed"
        assert "登录" in told["detail"]
    stranger.http.post("/api/v1/session", json={"identity": "apo"})
    assert stranger.take(code).status_code == 200
    # The session is over at the desk: taking it back needs it again.
    desk.http.cookies.delete("daoban_session")
    assert problem(desk.at("post", "/resume", json={}), 403)["title"] == "sign-in-needed"


def test_of_two_that_take_at_once_one_wins(client: Callable[..., Client]) -> None:
    for _ in range(5):
        desk = client().begin()
        desk.say(OPENING)
        code = desk.code()
        takers = [client() for _ in range(6)]
        answers = at_once([partial(status_of_taking, one, code) for one in takers])
        assert sorted(answers) == [200] + [404] * 5
        winner = takers[answers.index(200)]
        assert winner.say("已经办好了").status_code == 200
        problem(desk.say("已经办好了"), 403)


def status_of_taking(taker: Client, code: dict[str, str]) -> int:
    return taker.take(code).status_code


def at_once(acts: list[Callable[[], int]]) -> list[int]:
    """What each gives when all begin together."""
    gate, found = threading.Barrier(len(acts)), [0] * len(acts)

    def run(number: int) -> None:
        gate.wait()
        found[number] = acts[number]()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


TAKES: list[tuple[str, dict[str, Any], int]] = [
    ("nothing", {"json": {}}, 422),
    ("both", {"json": {"token": "a" * 30, "code": "12345678"}}, 422),
    ("short-token", {"json": {"token": "abc"}}, 422),
    ("a-path", {"json": {"token": "../../etc/passwd/aaaaaaaaa"}}, 422),
    ("letters", {"json": {"code": "1234567a"}}, 422),
    ("seven-digits", {"json": {"code": "1234567"}}, 422),
    ("other-digits", {"json": {"code": "１２３４５６７８"}}, 422),
    ("a-number", {"json": {"code": 12345678}}, 422),
    ("channel", {"json": {"token": "a" * 30, "channel": "wechat"}}, 422),
    ("unknown-token", {"json": {"token": "a" * 30}}, 404),
    ("from-elsewhere", {"json": {"token": "a" * 30}, "headers": EVIL}, 403),
]


@pytest.mark.parametrize(("sent", "status"), [pytest.param(sent, status, id=name) for name, sent, status in TAKES])
def test_what_is_no_code_is_refused(client: Callable[..., Client], sent: dict[str, Any], status: int) -> None:
    answer = client().http.post("/api/v1/handover", **sent)
    problem(answer, status)
    assert "set-cookie" not in answer.headers


ROUTES = [
    ("post", "/handover", {"json": {}}),
    ("get", "/handover", {}),
    ("post", "/resume", {"json": {}}),
    ("post", "/consent", {"json": {"decision": "agreed", "version": "x"}}),
    ("get", "/data", {}),
    ("delete", "", {}),
]


@pytest.mark.parametrize(("method", "path", "sent"), ROUTES, ids=[f"{one[0]}{one[1]}" for one in ROUTES])
def test_nobody_else_may(client: Callable[..., Client], method: str, path: str, sent: dict[str, Any]) -> None:
    own, other = client().begin(), client()
    own.say(OPENING)
    other.id = own.id
    problem(other.at(method, path, **sent), 401)
    problem(other.at(method, path, headers={"Authorization": "Bearer made-up"}, **sent), 401)
    if method != "get":
        problem(own.at(method, path, headers=EVIL, **sent), 403)
    other.id = "c_unknown"
    problem(other.at(method, path, **sent), 404)
    assert own.say("已经办好了").json()["seq"] == 2


def test_short_codes_cannot_be_tried_at_will(client: Callable[..., Client]) -> None:
    """The last test here: after it this machine has no tries left for a while."""
    guesser = client()
    statuses = [guesser.http.post("/api/v1/handover", json={"code": f"{n:08}"}).status_code for n in range(12)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
