"""The library over HTTP: each licence once, told whole to who may, masked to everybody, and ended for good."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import Any

import httpx
import jsonschema
import pytest
from sqlalchemy.engine import Engine

from api.library import openapi
from tests.actions.conftest import Clock

from .conftest import KEY, OTHER, READER

PATH = "/library/v1/licences"
FIRM = "91310000600037341L"
BODY: dict[str, Any] = {
    "type": "113100000000000004001", "issuer": "11310106000000019W", "serial": "20261124A1", "title": "食品经营许可证",
    "office": "静安区市场监督管理局", "holder": {"name": "上海悠然茶饮有限公司", "number": FIRM},
    "issued_at": "2026-11-24T10:00:00+08:00", "valid_until": "2031-11-23", "content": {"reference": "SH-JA-1"},
}  # fmt: skip


def issue(web: httpx.Client, key: str = "k1", **more: Any) -> httpx.Response:
    return web.post(PATH, json={**BODY, **more}, headers={"Idempotency-Key": key})


@pytest.fixture
def identifier(web: httpx.Client) -> str:
    """A licence that was issued."""
    answer = issue(web)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["identifier"])


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["title"]


def test_a_licence_is_taken_once_and_found(web: httpx.Client, identifier: str) -> None:
    again = issue(web)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (201, "true")
    assert again.json()["identifier"] == identifier
    assert identifier.startswith("1.2.156.3005.2.113100000000000004001.11310106000000019W.20261124A1.001.")
    assert code(issue(web, title="别的证")) == (409, "key-reused")
    assert code(issue(web, key="k2")) == (409, "identifier-taken")
    found = web.get(f"{PATH}/{identifier}").json()
    assert (found["holder"], found["content"], found["status"], found["certain"]) == (
        BODY["holder"], BODY["content"], "valid", False,
    )  # fmt: skip
    listed = web.post("/library/v1/issued", json={"holder": FIRM.lower()}).json()["licences"]
    assert [one["identifier"] for one in listed] == [identifier]
    assert web.post("/library/v1/issued", json={"holder": FIRM[:-1]}).json() == {"licences": []}


def test_many_at_once_under_one_key_are_one(web: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: issue(web), range(8)))
    assert {one.status_code for one in answers} == {201}
    assert len(web.post("/library/v1/issued", json={"holder": FIRM}).json()["licences"]) == 1


def test_a_licence_without_a_last_day_says_that_none_is_recorded(web: httpx.Client) -> None:
    told = issue(web, valid_until=None).json()
    assert (told["status"], told["status_text"]) == ("valid", "有效（未登记有效期，以证面为准）")


def test_everybody_may_verify_and_learns_nobody_s_name(web: httpx.Client, identifier: str, clock: Clock) -> None:
    del web.headers["Authorization"]
    told = web.get(f"/library/v1/verify/{identifier}").json()
    assert told["holder"] == {"name": "上海****有限公司", "number": "913***********341L"}
    assert (told["title"], told["status_text"], "content" in told) == ("食品经营许可证", "有效", False)
    assert web.get(f"/library/v1/verify/{identifier[:-1]}").status_code == 404
    other = identifier.replace("A1", "A2")
    assert web.get(f"/library/v1/verify/{other}").status_code == 404
    clock.now = datetime(2031, 11, 23, 15, 59, tzinfo=timezone.utc)
    assert web.get(f"/library/v1/verify/{identifier}").json()["status"] == "valid"
    clock.now = datetime(2031, 11, 23, 16, 0, tzinfo=timezone.utc)
    assert web.get(f"/library/v1/verify/{identifier}").json()["status"] == "expired"


def test_too_many_questions_are_refused(web: httpx.Client, identifier: str) -> None:
    statuses = [web.get(f"/library/v1/verify/{identifier}").status_code for _ in range(80)]
    assert statuses[:60] == [200] * 60
    assert 429 in statuses


@pytest.mark.parametrize(("status", "words"), [("recalled", "已撤回"), ("revoked", "已撤销")])
def test_what_is_ended_stays_ended(web: httpx.Client, identifier: str, status: str, words: str) -> None:
    other = {"recalled": "revoked", "revoked": "recalled"}[status]
    for _ in range(2):
        ended = web.post(f"{PATH}/{identifier}/end", json={"status": status, "reason": "材料是假的"})
        assert (ended.status_code, ended.json()["status_text"], ended.json()["reason"]) == (200, words, "材料是假的")
    assert code(web.post(f"{PATH}/{identifier}/end", json={"status": other})) == (409, "ended")
    verified = web.get(f"/library/v1/verify/{identifier}").json()
    assert (verified["status"], "reason" in verified) == (status, False)
    # The order to issue, should it come once more, changes nothing of that.
    assert issue(web).json()["status"] == status


def test_only_who_issued_a_licence_sees_and_ends_it(web: httpx.Client, identifier: str) -> None:
    web.headers["Authorization"] = f"Bearer {OTHER}"
    assert web.get(f"{PATH}/{identifier}").status_code == 404
    assert web.post("/library/v1/issued", json={"holder": FIRM}).json() == {"licences": []}
    assert web.post(f"{PATH}/{identifier}/end", json={"status": "revoked"}).status_code == 404
    assert code(issue(web)) == (409, "identifier-taken")


def test_each_key_does_what_it_is_for_and_no_more(web: httpx.Client, identifier: str) -> None:
    issuing = [
        (PATH, {**BODY, "serial": "B2"}),
        (f"{PATH}/{identifier}/end", {"status": "revoked"}),
        ("/library/v1/issued", {"holder": FIRM}),
    ]
    reading = [
        ("/library/v1/searches", {"holder": FIRM, "purpose": "x"}),
        (f"{PATH}/{identifier}/uses", {"purpose": "x", "use_cause": "y"}),
        ("/library/v1/consents", {}),
        ("/library/v1/consents/x/withdrawal", {"holder": FIRM}),
        ("/library/v1/consents/searches", {"holder": FIRM}),
        ("/library/v1/uses/searches", {"holder": FIRM}),
    ]
    for key, refused in ((KEY, reading), (READER, issuing)):
        web.headers["Authorization"] = f"Bearer {key}"
        for path, body in refused:
            assert code(web.post(path, json=body, headers={"Idempotency-Key": "k3"})) == (403, "forbidden"), path
    assert code(web.get(f"{PATH}/{identifier}")) == (403, "forbidden")
    for key in ("", "Bearer", f"Bearer {'x' * 40}", f"Basic {KEY}"):
        web.headers["Authorization"] = key
        for path, body in (*issuing, *reading):
            assert code(web.post(path, json=body)) == (401, "unauthorized"), path
        assert web.get(f"{PATH}/{identifier}").status_code == web.get("/library/v1/types").status_code == 401


@pytest.mark.parametrize(
    ("more", "pointers"),
    [
        pytest.param({"type": "113100000000000004998"}, ["/type"], id="no-such-type"),
        pytest.param({"issuer": "310106"}, ["/issuer"], id="no-such-issuer"),
        pytest.param({"serial": "a1"}, ["/serial"], id="small-letters"),
        pytest.param({"version": True}, ["/serial"], id="a-truth-is-no-version"),
        pytest.param({"holder": {"name": "  "}}, ["/holder/name"], id="nobody"),
        pytest.param({"issued_at": "2026-11-24T10:00:00"}, ["/issued_at"], id="no-zone"),
        pytest.param({"issued_at": "0001-01-01T00:00:00+08:00"}, ["/issued_at"], id="before-the-first-year"),
        pytest.param({"valid_until": "明年"}, ["/valid_until"], id="no-day"),
        pytest.param({"valid_from": 2026}, ["/valid_from"], id="a-number-is-no-day"),
        pytest.param({"valid_from": "2031-11-24"}, ["/valid_until"], id="over-before-it-begins"),
        pytest.param({"content": []}, ["/content"], id="no-object"),
        pytest.param({"more": 1, "title": 1}, ["/more", "/title"], id="everything-is-named"),
    ],
)
def test_a_wrong_order_is_refused_with_its_places(web: httpx.Client, more: dict[str, Any], pointers: list[str]) -> None:
    answer = issue(web, **more)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == pointers


def test_answers_are_shaped_as_published(web: httpx.Client, identifier: str) -> None:
    cases = [
        (openapi.TAKEN[201], issue(web)),
        (openapi.FOUND[200], web.get(f"{PATH}/{identifier}")),
        (openapi.ISSUED[200], web.post("/library/v1/issued", json={"holder": FIRM})),
        (openapi.ENDED[200], web.post(f"{PATH}/{identifier}/end", json={"status": "revoked", "reason": "x"})),
        (openapi.VERIFIED[200], web.get(f"/library/v1/verify/{identifier}")),
        (openapi.VERIFIED[404], web.get("/library/v1/verify/x")),
    ]
    for described, answer in cases:
        ((_, content),) = described["content"].items()
        jsonschema.Draft202012Validator(content["schema"]).validate(answer.json())


def test_nothing_of_the_holder_is_readable_in_the_database(identifier: str, empty: Engine) -> None:
    with empty.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM library_licences").fetchall()
    stored = b"".join(bytes(one) if isinstance(one, (bytes, memoryview)) else str(one).encode() for one in rows[0])
    assert FIRM.encode() not in stored
    assert "悠然".encode() not in stored
