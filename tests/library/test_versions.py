"""Versions of a licence and its days: a later one takes the place of the earlier, and each is told as what it is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import Any

import httpx
import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.migrating import alembic_config, upgrade
from api.library.app import open_library
from api.library.migrating import LIBRARY
from tests.actions.conftest import Clock

from .conftest import KEY, OTHER, client
from .test_library import BODY, PATH, code, issue


def status(web: httpx.Client, identifier: str) -> tuple[str, str]:
    """What everybody is told of the licence."""
    told = web.get(f"/library/v1/verify/{identifier}").json()
    return told["status"], told["status_text"]


def version(web: httpx.Client, number: int, **more: Any) -> httpx.Response:
    return issue(web, f"v{number}", version=number, **more)


def test_a_new_version_takes_the_place_of_the_old_one(web: httpx.Client) -> None:
    first, second = (version(web, number).json()["identifier"] for number in (1, 2))
    assert status(web, first) == ("superseded", "已换发新版本")
    assert status(web, second) == ("valid", "有效")
    assert web.get(f"{PATH}/{first}").json()["superseded_by"] == second
    assert "superseded_by" not in web.get(f"{PATH}/{second}").json()
    # Whoever may only verify learns that there is a newer one, not which.
    assert "superseded_by" not in web.get(f"/library/v1/verify/{first}").json()


def test_what_was_issued_before_is_taken_again_and_changes_nothing(web: httpx.Client) -> None:
    first, _ = version(web, 1), version(web, 2)
    again = version(web, 1)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (201, "true")
    assert again.json()["identifier"] == first.json()["identifier"]
    assert again.json()["status"] == "superseded"


def test_versions_may_leave_numbers_out_and_go_up_only(web: httpx.Client) -> None:
    assert version(web, 3).status_code == version(web, 7).status_code == 201
    assert code(version(web, 5)) == (409, "newer-version")


def test_a_version_is_the_same_issuer_s_and_the_same_holder_s(address: str, web: httpx.Client) -> None:
    version(web, 1)
    assert code(version(web, 2, holder={"name": "别的公司", "number": "91310000132280111K"})) == (409, "other-holder")
    assert code(version(web, 2, holder={"name": "上海悠然茶饮有限公司"})) == (409, "other-holder")
    with client(address, OTHER) as other:
        assert code(version(other, 2)) == (409, "identifier-taken")


def test_what_has_no_holder_s_number_may_have_versions_too(web: httpx.Client) -> None:
    nameless = {"holder": {"name": "某某"}}
    assert version(web, 1, **nameless).status_code == version(web, 2, **nameless).status_code == 201
    assert code(version(web, 3)) == (409, "other-holder")


@pytest.mark.parametrize("end", ["recalled", "revoked"])
def test_what_was_ended_gets_no_new_version(web: httpx.Client, end: str) -> None:
    first = version(web, 1).json()["identifier"]
    web.post(f"{PATH}/{first}/end", json={"status": end})
    assert code(version(web, 2)) == (409, "ended")


def test_an_ended_licence_is_told_as_ended_whatever_else_it_is(web: httpx.Client, clock: Clock) -> None:
    first, second = (version(web, number, valid_until="2026-12-31").json()["identifier"] for number in (1, 2))
    web.post(f"{PATH}/{first}/end", json={"status": "revoked"})
    assert status(web, first) == ("revoked", "已撤销")
    web.post(f"{PATH}/{second}/end", json={"status": "recalled"})
    clock.now = datetime(2027, 1, 1, tzinfo=timezone.utc)
    assert status(web, second) == ("recalled", "已撤回")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # Days are Shanghai's: the first begins at 16:00 UTC of the day before.
        pytest.param(datetime(2026, 12, 31, 15, 59, tzinfo=timezone.utc), ("not_yet", "还没有生效"), id="before"),
        pytest.param(datetime(2026, 12, 31, 16, 0, tzinfo=timezone.utc), ("valid", "有效"), id="first-day"),
        pytest.param(datetime(2027, 1, 31, 15, 59, tzinfo=timezone.utc), ("valid", "有效"), id="last-day"),
        pytest.param(datetime(2027, 1, 31, 16, 0, tzinfo=timezone.utc), ("expired", "已过有效期"), id="after"),
    ],
)
def test_a_licence_is_valid_from_its_first_day_to_its_last(
    web: httpx.Client, clock: Clock, now: datetime, expected: tuple[str, str]
) -> None:
    identifier = issue(web, valid_from="2027-01-01", valid_until="2027-01-31").json()["identifier"]
    clock.now = now
    assert status(web, identifier) == expected


def test_many_versions_at_once_leave_one_valid(address: str) -> None:
    def try_one(number: int) -> None:
        with client(address, KEY) as own:
            assert version(own, number).status_code in (201, 409)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(try_one, range(1, 7)))
    with client(address, KEY) as web:
        held = web.post("/library/v1/issued", json={"holder": BODY["holder"]["number"]}).json()["licences"]
        assert [one["status"] for one in held].count("valid") == 1
        assert max(held, key=lambda one: str(one["identifier"]))["status"] == "valid"


def test_licences_from_before_there_were_versions_have_their_line(empty: Engine, cipher: Cipher, clock: Clock) -> None:
    identifier = "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0"
    config = alembic_config(LIBRARY)
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "library_0001")
        connection.execute(
            text(
                "INSERT INTO library_licences (identifier, client, idempotency_key, status, taken, sealed)"
                " VALUES (:identifier, 'intake', 'k', 'valid', 1, :sealed)"
            ),
            {
                "identifier": identifier,
                "sealed": cipher.seal(f"library_licences:sealed:{identifier}", b'{"holder": {}}'),
            },
        )
    upgrade(empty, LIBRARY)
    with empty.connect() as connection:
        lines = connection.execute(text("SELECT line FROM library_licences")).scalars().all()
    assert lines == ["1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201"]
    assert open_library(empty, cipher, clock).licences.find(identifier).newest == identifier
