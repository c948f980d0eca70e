"""Nothing of a holder is listed or fetched without their consent for that purpose, and they can read every use."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import Any

import httpx
import jsonschema
import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from api.library import openapi
from api.library.app import open_library
from api.library.consents import Agreed
from api.problems import Problem
from tests.actions.conftest import Clock

from .conftest import SECOND, client
from .test_library import FIRM, PATH, code, issue

FOOD, DEVICE, NO_SUCH_TYPE = "113100000000000004001", "113100000000000004010", "113100000000000004998"
#: The sample of GB 11643.
PERSON = "11010519491231002X"
PURPOSE, CAUSE = "办理食品经营许可变更", "核对现有许可证"
AGREE: dict[str, Any] = {
    "holder": FIRM, "purpose": PURPOSE, "types": [FOOD], "until": "2026-12-31", "notice": "consent-1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def november(clock: Clock) -> None:
    """The consents below are given on this day."""
    clock.now = datetime(2026, 11, 30, 2, 0, tzinfo=timezone.utc)


@pytest.fixture
def identifier(web: httpx.Client) -> str:
    """A food licence of the firm."""
    return str(issue(web).json()["identifier"])


def agree(reader: httpx.Client, **more: Any) -> str:
    """The consent's id."""
    given = reader.post("/library/v1/consents", json={**AGREE, **more})
    assert given.status_code == 201, given.text
    return str(given.json()["consent"])


def withdraw(reader: httpx.Client, consent: str, holder: str = FIRM) -> httpx.Response:
    return reader.post(f"/library/v1/consents/{consent}/withdrawal", json={"holder": holder})


def search(reader: httpx.Client, **more: Any) -> httpx.Response:
    return reader.post("/library/v1/searches", json={"holder": FIRM, "purpose": PURPOSE, **more})


def fetch(reader: httpx.Client, identifier: str, purpose: str = PURPOSE) -> httpx.Response:
    return reader.post(f"{PATH}/{identifier}/uses", json={"purpose": purpose, "use_cause": CAUSE, "pdf": False})


def log(reader: httpx.Client, holder: str = FIRM, **more: Any) -> list[dict[str, Any]]:
    """What the holder reads."""
    return list(reader.post("/library/v1/uses/searches", json={"holder": holder, **more}).json()["uses"])


def test_without_a_consent_nothing_is_told(reader: httpx.Client, identifier: str) -> None:
    assert code(search(reader)) == (403, "no-consent")
    assert code(fetch(reader, identifier)) == (403, "no-consent")
    assert log(reader) == []


def test_with_a_consent_licences_are_listed_and_fetched_and_each_use_is_in_the_log(
    reader: httpx.Client, identifier: str
) -> None:
    consent = agree(reader, holder=FIRM.lower())
    (listed,) = search(reader).json()["licences"]
    assert (listed["identifier"], listed["title"], listed["status"]) == (identifier, "食品经营许可证", "valid")
    # What stands on it, and whose it is, is told by fetching alone.
    assert not {"holder", "content"} & set(listed)
    fetched = fetch(reader, identifier).json()
    assert (fetched["holder"]["number"], fetched["content"]) == (FIRM, {"reference": "SH-JA-1"})
    told = [
        (one["client"], one["kind"], one["purpose"], one["cause"], one["identifier"], one["consent"])
        for one in log(reader)
    ]
    assert told == [
        ("daoban", "fetched", PURPOSE, CAUSE, identifier, consent),
        ("daoban", "listed", PURPOSE, "", identifier, consent),
    ]
    assert all(one["at"] == "2026-11-30T10:00:00+08:00" for one in log(reader))


def test_having_found_nothing_is_a_use_too(reader: httpx.Client) -> None:
    agree(reader)
    assert search(reader).json() == {"licences": []}
    assert [(one["kind"], one["identifier"]) for one in log(reader)] == [("listed", None)]


def test_a_consent_holds_for_its_purpose_its_types_its_client_and_its_holder(
    address: str, web: httpx.Client, reader: httpx.Client, identifier: str
) -> None:
    agree(reader)
    device = issue(web, "k2", type=DEVICE, serial="D1", title="医疗器械经营许可证").json()["identifier"]
    others = issue(web, "k3", serial="P1", holder={"name": "张三", "number": PERSON}).json()["identifier"]
    assert code(search(reader, purpose="别的事")) == (403, "no-consent")
    assert code(fetch(reader, identifier, "别的事")) == (403, "no-consent")
    assert [one["identifier"] for one in search(reader).json()["licences"]] == [identifier]
    refused = search(reader, types=[FOOD, DEVICE])
    assert (code(refused), refused.json()["types"]) == ((403, "not-agreed-to"), [DEVICE])
    assert code(fetch(reader, device)) == (403, "not-agreed-to")
    assert code(search(reader, holder=PERSON)) == (403, "no-consent")
    assert code(fetch(reader, others)) == (403, "no-consent")
    with client(address, SECOND) as second:
        assert code(search(second)) == (403, "no-consent")
        assert code(fetch(second, identifier)) == (403, "no-consent")
    assert [one["identifier"] for one in log(reader)] == [identifier]


def test_a_licence_of_nobody_with_a_number_cannot_be_fetched(web: httpx.Client, reader: httpx.Client) -> None:
    agree(reader)
    nobody = issue(web, "k4", serial="N1", holder={"name": "某某"}).json()["identifier"]
    assert code(fetch(reader, nobody)) == (403, "no-consent")


def test_a_consent_that_is_taken_back_ends_the_use_at_once(reader: httpx.Client, identifier: str) -> None:
    consent = agree(reader)
    assert fetch(reader, identifier).status_code == 200
    for _ in range(2):
        ended = withdraw(reader, consent).json()
        assert (ended["holds"], ended["ended_at"]) == (False, "2026-11-30T10:00:00+08:00")
    for answer in (fetch(reader, identifier), search(reader)):
        assert code(answer) == (403, "consent-withdrawn")
        assert "收回" in answer.json()["detail"]
    # What was used before stays in the log, and nothing came to it.
    assert len(log(reader)) == 1
    agree(reader)
    assert fetch(reader, identifier).status_code == 200


def test_a_holder_takes_back_what_another_place_was_given_and_nobody_else_s(
    address: str, reader: httpx.Client, identifier: str
) -> None:
    consent = agree(reader)
    with client(address, SECOND) as second:
        assert code(withdraw(second, consent, PERSON)) == (404, "no-such-consent")
        assert code(withdraw(second, "c_none")) == (404, "no-such-consent")
        assert fetch(reader, identifier).status_code == 200
        assert withdraw(second, consent).status_code == 200
    assert code(fetch(reader, identifier)) == (403, "consent-withdrawn")


def test_a_consent_holds_to_the_end_of_its_last_day(reader: httpx.Client, identifier: str, clock: Clock) -> None:
    agree(reader)
    clock.now = datetime(2026, 12, 31, 15, 59, tzinfo=timezone.utc)
    assert fetch(reader, identifier).status_code == 200
    clock.now = datetime(2026, 12, 31, 16, 0, tzinfo=timezone.utc)
    assert code(fetch(reader, identifier)) == (403, "consent-ended")


def test_the_same_consent_again_is_one_and_another_takes_its_place(reader: httpx.Client, identifier: str) -> None:
    first = agree(reader)
    assert agree(reader) == first
    other = agree(reader, types=[DEVICE, DEVICE])
    assert other != first
    assert code(fetch(reader, identifier)) == (403, "not-agreed-to")
    told = reader.post("/library/v1/consents/searches", json={"holder": FIRM}).json()["consents"]
    assert {one["consent"]: one["holds"] for one in told} == {first: False, other: True}
    assert withdraw(reader, first).status_code == 200
    # The earlier one was for the same use: taking it back takes back the use.
    assert code(search(reader)) == (403, "consent-withdrawn")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"valid_from": "2026-12-01"}, "not_yet", id="not-yet"),
        pytest.param({"valid_until": "2026-11-29"}, "expired", id="expired"),
    ],
)
def test_a_licence_out_of_its_days_is_listed_as_that_and_not_handed_out(
    web: httpx.Client, reader: httpx.Client, change: dict[str, str], status: str
) -> None:
    identifier = issue(web, **change).json()["identifier"]
    agree(reader)
    assert [one["status"] for one in search(reader).json()["licences"]] == [status]
    refused = fetch(reader, identifier)
    assert (code(refused), refused.json()["licence_status"]) == ((409, "not-valid"), status)
    assert [one["kind"] for one in log(reader)] == ["listed"]


@pytest.mark.parametrize("status", ["recalled", "revoked"])
def test_an_ended_licence_is_not_handed_out(
    web: httpx.Client, reader: httpx.Client, identifier: str, status: str
) -> None:
    agree(reader)
    web.post(f"{PATH}/{identifier}/end", json={"status": status, "reason": "材料是假的"})
    refused = fetch(reader, identifier)
    assert (code(refused), refused.json()["licence_status"]) == ((409, "not-valid"), status)


def test_of_an_old_version_the_new_one_is_named(web: httpx.Client, reader: httpx.Client, identifier: str) -> None:
    newest = issue(web, "k9", version=2).json()["identifier"]
    agree(reader)
    refused = fetch(reader, identifier)
    assert (code(refused), refused.json()["superseded_by"]) == ((409, "not-valid"), newest)
    assert fetch(reader, newest).status_code == 200


def test_a_long_log_is_told_a_page_at_a_time(reader: httpx.Client) -> None:
    agree(reader)
    for _ in range(103):
        search(reader)
    first = reader.post("/library/v1/uses/searches", json={"holder": FIRM}).json()
    second = reader.post("/library/v1/uses/searches", json={"holder": FIRM, "before": first["next"]}).json()
    assert (len(first["uses"]), len(second["uses"]), "next" in second) == (100, 3, False)
    numbers = [one["seq"] for one in (*first["uses"], *second["uses"])]
    assert numbers == sorted(set(numbers), reverse=True)


def test_a_withdrawal_among_many_fetchings_is_followed_by_none(
    reader: httpx.Client, identifier: str, address: str
) -> None:
    consent = agree(reader)
    with ThreadPoolExecutor(6) as pool:
        trying = [pool.submit(fetch, reader, identifier) for _ in range(20)]
        withdraw(reader, consent)
        done = len([one for one in log(reader) if one["kind"] == "fetched"])
        assert {one.result().status_code for one in trying} <= {200, 403}
    assert len(log(reader)) == done


@pytest.mark.parametrize(
    ("path", "body", "pointers"),
    [
        pytest.param("consents", {**AGREE, "more": 1, "holder": " "}, ["/more", "/holder"], id="every-place-is-named"),
        pytest.param("consents", {**AGREE, "types": []}, ["/types"], id="no-type"),
        pytest.param("consents", {**AGREE, "types": [NO_SUCH_TYPE]}, ["/types"], id="a-type-there-is-not"),
        pytest.param("consents", {**AGREE, "types": [1]}, ["/types"], id="a-number-is-no-code"),
        pytest.param("consents", {**AGREE, "until": "2026-11-29"}, ["/until"], id="over-already"),
        pytest.param("consents", {**AGREE, "until": "2027-12-02"}, ["/until"], id="longer-than-a-year"),
        pytest.param("consents", {**AGREE, "until": None}, ["/until"], id="without-an-end"),
        pytest.param("searches", {"holder": FIRM}, ["/purpose"], id="no-purpose"),
        pytest.param("searches", {"holder": FIRM, "purpose": "x", "types": "all"}, ["/types"], id="a-text-is-no-list"),
        pytest.param("licences/x/uses", {"purpose": "x"}, ["/use_cause"], id="no-cause"),
        pytest.param(
            "licences/x/uses", {"purpose": "x", "use_cause": "y", "pdf": "no"}, ["/pdf"], id="a-text-is-no-truth"
        ),
        pytest.param("uses/searches", {"holder": FIRM, "before": True}, ["/before"], id="a-truth-is-no-place"),
        pytest.param("uses/searches", {"holder": FIRM, "before": 0}, ["/before"], id="nothing-comes-before-the-first"),
        pytest.param("consents/searches", [], [""], id="no-object"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_places(
    reader: httpx.Client, path: str, body: Any, pointers: list[str]
) -> None:
    answer = reader.post(f"/library/v1/{path}", json=body)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == pointers


def test_answers_are_shaped_as_published(reader: httpx.Client, identifier: str) -> None:
    given = reader.post("/library/v1/consents", json=AGREE)
    cases = [
        (openapi.AGREED[201], given),
        (openapi.LISTED[200], search(reader)),
        (openapi.FETCHED[200], fetch(reader, identifier)),
        (openapi.USES[200], reader.post("/library/v1/uses/searches", json={"holder": FIRM})),
        (openapi.CONSENTS[200], reader.post("/library/v1/consents/searches", json={"holder": FIRM})),
        (openapi.WITHDRAWN[200], withdraw(reader, given.json()["consent"])),
        (openapi.FETCHED[403], fetch(reader, identifier)),
    ]
    for described, answer in cases:
        ((_, content),) = described["content"].items()
        jsonschema.Draft202012Validator(content["schema"]).validate(answer.json())


def test_consents_and_uses_outlive_an_exchange_of_the_data_key(
    reader: httpx.Client, identifier: str, empty: Engine, clock: Clock
) -> None:
    consent = agree(reader)
    search(reader)
    exchanged = open_library(empty, Cipher({"k2": b"2" * 32, "k1": b"1" * 32}, "k2"), clock)
    assert [one.identifier for one in exchanged.reading.listed("daoban", FIRM, PURPOSE)] == [identifier]
    assert len(exchanged.uses.of_holder(FIRM)) == 2
    exchanged.consents.give("daoban", FIRM, Agreed(PURPOSE, (FOOD, DEVICE), "2026-12-31", "consent-2"))
    assert {one.id: one.ended is None for one in exchanged.consents.of_holder(FIRM)}[consent] is False
    for one in exchanged.consents.of_holder(FIRM):
        exchanged.consents.withdraw(FIRM, one.id)
    with pytest.raises(Problem, match="consent-withdrawn"):
        exchanged.reading.listed("daoban", FIRM, PURPOSE)


def test_nothing_of_the_holder_or_the_purpose_is_readable_in_the_database(
    reader: httpx.Client, identifier: str, empty: Engine
) -> None:
    agree(reader)
    fetch(reader, identifier)
    with empty.connect() as connection:
        rows = [
            *connection.execute(text("SELECT * FROM library_consents")),
            *connection.execute(text("SELECT * FROM library_uses")),
        ]
    stored = b"".join(
        bytes(one) if isinstance(one, (bytes, memoryview)) else str(one).encode() for row in rows for one in row
    )
    assert len(rows) == 2
    for said in (FIRM, PURPOSE, CAUSE):
        assert said.encode() not in stored
