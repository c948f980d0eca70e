"""What the intake takes, what it refuses, and that it takes each key once."""

from __future__ import annotations

import threading
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from api.intake import IntakeServices, new_client_key
from api.intake.clients import READ, SUBMIT
from api.intake.references import is_reference
from tests import patient
from tests.actions.conftest import Clock
from tests.intake.permit import SCHEMA, submitted

PATH = "/intake/v1/applications"
ANSWERED = submitted()[1]
APPLICATION: dict[str, Any] = dict(ANSWERED.applications["permit"])
BODY: dict[str, Any] = {
    "form": "permit",
    "application": APPLICATION,
    "materials": [dict(one) for one in ANSWERED.materials],
    "provenance": ANSWERED.provenance["permit"],
}


def hand_in(web: httpx.Client, key: str = "k1", body: Any = BODY, **more: Any) -> httpx.Response:
    """Posts a body under a key."""
    return web.post(PATH, json=body, headers={"Idempotency-Key": key}, **more)


def changed(**members: Any) -> dict[str, Any]:
    """The body with members of the application replaced; None takes one away."""
    application = {**APPLICATION, **members}
    return {**BODY, "application": {name: value for name, value in application.items() if value is not None}}


def test_a_valid_application_is_held_and_can_be_looked_up(web: httpx.Client) -> None:
    taken = hand_in(web)
    assert taken.status_code == 201
    receipt = taken.json()
    assert is_reference(receipt["reference"])
    assert receipt["reference"].startswith("SH-JA-20261124-")
    assert (receipt["form"], receipt["status"], receipt["status_code"]) == ("permit", "received", 1)
    assert receipt["received_at"] == "2026-11-24T17:00:00+08:00"
    assert taken.headers["Location"] == f"{PATH}/{receipt['reference']}"
    found = web.get(taken.headers["Location"])
    assert found.status_code == 200
    stored = found.json()
    assert {name: stored[name] for name in receipt} == receipt
    assert {name: stored[name] for name in BODY} == BODY
    assert stored["form_version"] == "1"
    jsonschema.Draft202012Validator(SCHEMA).validate(stored["application"])


def test_the_same_key_and_body_give_the_same_answer(web: httpx.Client, clock: Clock, engine_rows: Any) -> None:
    clock.now = clock.now.astimezone(timezone(timedelta(hours=-5)))
    first = hand_in(web)
    clock.now = (clock.now + timedelta(days=1)).astimezone(timezone(timedelta(hours=3)))
    reordered = dict(reversed(list(BODY.items())))
    again = hand_in(web, body=reordered)
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"
    assert engine_rows() == 1


def test_the_same_key_with_another_body_is_refused(web: httpx.Client, engine_rows: Any) -> None:
    hand_in(web)
    other = hand_in(web, body=changed(name="另一家"))
    assert other.status_code == 409
    assert other.json()["type"] == "urn:daoban:problem:key-reused"
    assert engine_rows() == 1


def test_another_key_is_another_application(web: httpx.Client, engine_rows: Any) -> None:
    assert hand_in(web).json()["reference"] != hand_in(web, "k2").json()["reference"]
    assert engine_rows() == 2


def test_many_at_once_under_one_key_are_taken_once(web: httpx.Client, engine_rows: Any) -> None:
    gate, answers = threading.Barrier(12), []

    def send() -> None:
        gate.wait()
        answers.append(hand_in(web))

    threads = [threading.Thread(target=send) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["reference"] for answer in answers}) == 1
    assert engine_rows() == 1


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        pytest.param(changed(truthful=None), {"/application/truthful"}, id="missing"),
        pytest.param(changed(name="", copies=10), {"/application/name", "/application/copies"}, id="two-at-once"),
        pytest.param(changed(owner={"id_no": "1"}), {"/application/owner/id_no"}, id="inside-an-object"),
        pytest.param(
            changed(staff=[{"name": 3, "full_time": True}]), {"/application/staff/0/name"}, id="inside-a-list"
        ),
        pytest.param(changed(seats=4), {"/application/seats"}, id="conditional-rule"),
        pytest.param(
            changed(place={**APPLICATION["place"], "kitchen": 99}), {"/application/place/kitchen"}, id="across-fields"
        ),
        pytest.param({**BODY, "form": "no_such"}, {"/form"}, id="unknown-form"),
        pytest.param({**BODY, "extra": 1, "a/b": 2}, {"/extra", "/a~1b"}, id="unknown-members"),
        pytest.param({}, {"/form", "/application"}, id="empty"),
        pytest.param([], {""}, id="not-an-object"),
        pytest.param(
            {"form": 1, "application": [], "materials": {}, "provenance": 0},
            {"/form", "/application", "/materials", "/provenance"},
            id="wrong-kinds",
        ),
        pytest.param({**BODY, "materials": [{}, 1]}, {"/materials/1"}, id="material-of-wrong-kind"),
        pytest.param({**BODY, "materials": [{"mode": "deferred"}]}, {"/materials/0/due"}, id="later-without-a-day"),
        pytest.param({**BODY, "materials": [{}, {"due": "明天"}]}, {"/materials/1/due"}, id="a-day-that-is-none"),
        pytest.param(
            {**BODY, "materials": [{"due": "２０２７-01-01"}]}, {"/materials/0/due"}, id="a-day-in-wide-figures"
        ),
        pytest.param({**BODY, "materials": [{"proof": "有"}]}, {"/materials/0/proof"}, id="a-proof-that-is-none"),
        pytest.param({**BODY, "materials": [{}] * 201}, {"/materials"}, id="too-many-materials"),
    ],
)
def test_an_invalid_application_is_refused_at_every_place(
    web: httpx.Client, body: Any, pointers: set[str], engine_rows: Any
) -> None:
    refused = hand_in(web, body=body)
    assert refused.status_code == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    problem = refused.json()
    assert (problem["status"], problem["type"]) == (422, "urn:daoban:problem:invalid-application")
    assert {error["pointer"] for error in problem["errors"]} == pointers
    assert all(error["detail"] for error in problem["errors"])
    assert engine_rows() == 0


def test_a_refused_application_can_be_mended_under_the_same_key(web: httpx.Client) -> None:
    assert hand_in(web, body=changed(name="")).status_code == 422
    assert hand_in(web).status_code == 201


@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        pytest.param(b"{", {}, 400, "bad-json", id="broken"),
        pytest.param(b'{"form": "permit", "form": "permit"}', {}, 400, "bad-json", id="name-twice"),
        pytest.param(b'{"form": NaN}', {}, 400, "bad-json", id="nan"),
        pytest.param(b"[" * 100_000, {}, 400, "bad-json", id="deep"),
        pytest.param(b" " * ((1 << 20) + 1), {}, 413, "too-large", id="too-large"),
        pytest.param(b"{}", {"Content-Type": "text/plain"}, 415, "unsupported-media-type", id="not-json"),
        pytest.param(b"{}", {"Content-Encoding": "gzip"}, 415, "unsupported-media-type", id="compressed"),
        pytest.param(b'{"form":"permit","application":{}}', {"Idempotency-Key": ""}, 400, "bad-key", id="empty-key"),
        pytest.param(
            b'{"form":"permit","application":{}}', {"Idempotency-Key": "k" * 256}, 400, "bad-key", id="long-key"
        ),
        pytest.param(
            b'{"form":"permit","application":{}}', {"Idempotency-Key": "a b"}, 400, "bad-key", id="key-with-space"
        ),
    ],
)
def test_a_request_that_cannot_be_read_is_refused(
    web: httpx.Client, content: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    sent = {"Content-Type": "application/json", "Idempotency-Key": "k1", **headers}
    refused = web.post(PATH, content=content, headers=sent)
    assert (refused.status_code, refused.json()["type"]) == (status, f"urn:daoban:problem:{code}")


def test_without_a_key_nothing_is_taken(web: httpx.Client) -> None:
    refused = web.post(PATH, json=BODY)
    assert (refused.status_code, refused.json()["type"]) == (400, "urn:daoban:problem:bad-key")


def test_a_stream_without_length_is_bounded_too(web: httpx.Client) -> None:
    refused = web.post(
        PATH, content=iter([b" " * 65536] * 17), headers={"Content-Type": "application/json", "Idempotency-Key": "k1"}
    )
    assert refused.status_code == 413


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        pytest.param(None, 401, id="none"),
        pytest.param("Bearer", 401, id="empty"),
        pytest.param("Bearer wrong", 401, id="wrong"),
        pytest.param("Basic {key}", 401, id="another-scheme"),
        pytest.param("bearer {key}", 201, id="scheme-in-small-letters"),
    ],
)
def test_a_bearer_key_is_needed(web: httpx.Client, key: str, authorization: str | None, status: int) -> None:
    del web.headers["Authorization"]
    headers = {} if authorization is None else {"Authorization": authorization.format(key=key)}
    headers["Idempotency-Key"] = "k1"
    answer = web.post(PATH, json=BODY, headers=headers)
    assert answer.status_code == status
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)


def test_a_client_sees_its_own_applications_only(web: httpx.Client, services: IntakeServices) -> None:
    reference = hand_in(web).json()["reference"]
    other = new_client_key()
    services.clients.register(other, "another")
    headers = {"Authorization": f"Bearer {other}"}
    for answer in (
        web.get(f"{PATH}/{reference}", headers=headers),
        web.post(f"{PATH}/{reference}/withdrawal", headers=headers),
        web.get(f"{PATH}/SH-JA-20261124-0000000000"),
    ):
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:daoban:problem:no-such-application")
    theirs = web.post(PATH, json=BODY, headers={**headers, "Idempotency-Key": "k1"})
    assert theirs.status_code == 201 and theirs.json()["reference"] != reference
    assert web.get(f"{PATH}/{reference}").json()["status"] == "received"


@pytest.mark.parametrize(("scope", "statuses"), [(SUBMIT, (201, 403)), (READ, (403, 404))])
def test_a_key_does_what_its_scopes_say(
    web: httpx.Client, services: IntakeServices, scope: str, statuses: tuple[int, int]
) -> None:
    narrow = new_client_key()
    services.clients.register(narrow, "narrow", frozenset({scope}))
    headers = {"Authorization": f"Bearer {narrow}"}
    posted = web.post(PATH, json=BODY, headers={**headers, "Idempotency-Key": "k1"})
    assert (posted.status_code, web.get(f"{PATH}/x", headers=headers).status_code) == statuses


def test_a_revoked_key_is_known_no_more(web: httpx.Client, services: IntakeServices, key: str) -> None:
    services.clients.revoke(key)
    services.clients.register(key, "daoban")
    assert hand_in(web).status_code == 401


def test_a_check_takes_nothing(web: httpx.Client, engine_rows: Any) -> None:
    only = {"validate": "only"}
    assert hand_in(web, params=only).status_code == 204
    assert hand_in(web, body=changed(name=""), params=only).status_code == 422
    assert engine_rows() == 0
    receipt = hand_in(web).json()
    assert hand_in(web, params=only).json() == receipt
    assert hand_in(web, body=changed(name="另一家"), params=only).status_code == 409
    assert hand_in(web, params={"validate": "maybe"}).json()["type"] == "urn:daoban:problem:bad-request"


def test_a_withdrawn_application_stays_withdrawn(web: httpx.Client, clock: Clock) -> None:
    receipt = hand_in(web).json()
    clock.pass_seconds(60)
    for _ in range(2):
        withdrawn = web.post(f"{PATH}/{receipt['reference']}/withdrawal")
        assert (withdrawn.status_code, withdrawn.json()["status"], withdrawn.json()["status_code"]) == (
            200,
            "withdrawn",
            2,
        )
    again = hand_in(web).json()
    assert (again["reference"], again["status"]) == (receipt["reference"], "withdrawn")


def test_the_form_is_published(web: httpx.Client) -> None:
    del web.headers["Authorization"]
    published = web.get("/intake/v1/forms/permit/schema")
    assert (published.status_code, published.json()) == (200, SCHEMA)
    unchanged = web.get("/intake/v1/forms/permit/schema", headers={"If-None-Match": published.headers["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert web.get("/intake/v1/forms/other/schema").status_code == 404


def test_what_is_not_there_is_a_problem_too(web: httpx.Client) -> None:
    assert web.get("/nowhere").headers["Content-Type"] == "application/problem+json"
    assert web.put(PATH).status_code == 405


def test_nothing_personal_is_readable_in_the_database_files(web: httpx.Client, url: str, tmp_path: Path) -> None:
    hand_in(web)
    assert "31010619900101201X" in str(web.get(f"{PATH}/{hand_in(web).json()['reference']}").json())
    if url.startswith("sqlite"):
        content = b"".join(path.read_bytes() for path in tmp_path.glob("cases.sqlite3*"))
        assert b"k1" in content
        assert b"31010619900101201X" not in content
        assert "阿婆".encode() not in content


def test_every_request_and_answer_fits_the_published_description(intake: str) -> None:
    description = patient.get(f"{intake}/openapi.json", trust_env=False).json()
    assert set(description["paths"]) == {
        PATH,
        f"{PATH}/{{reference}}",
        f"{PATH}/{{reference}}/events",
        f"{PATH}/{{reference}}/notices/{{seq}}.pdf",
        f"{PATH}/{{reference}}/ratings",
        f"{PATH}/{{reference}}/supplements",
        f"{PATH}/{{reference}}/withdrawal",
        "/intake/v1/forms/{form}/schema",
        "/intake/v1/items",
        "/intake/v1/items/{code}",
    }


@pytest.fixture
def engine_rows(empty: Engine) -> Any:
    """Counts the applications held."""

    def count() -> int:
        with empty.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM intake_applications")).scalar_one())

    return count
