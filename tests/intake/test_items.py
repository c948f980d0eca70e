"""The item catalogue as clients see it, and what an application may say that it is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.local_time import ZONE
from api.intake import IntakeServices, create_intake, new_client_key, open_intake, published_forms
from bot.catalog.processes import (
    Definitions,
    Department,
    DepartmentCode,
    Fee,
    ItemVersion,
    Process,
    ProcessStep,
    Result,
    StepKind,
    StepLimit,
    Term,
)
from bot.engine.conditions import Literal
from tests import patient
from tests.actions.conftest import Clock
from tests.intake.http_server import serving
from tests.intake.permit import shop_catalog
from tests.intake.test_taking import BODY, PATH, hand_in

CODE, OTHER, GONE, COMING = (f"11310106MB9000015D49990000000{number}" for number in (11, 12, 13, 14))


def listed(code: str, version: str, start: str, until: str | None, **more: Any) -> ItemVersion:
    """An item of the market department for the small shop's permit."""
    made: dict[str, Any] = {"form": "permit", "title": "某许可", "type": "promised", "department": "market", **more}
    last = None if until is None else date.fromisoformat(until)
    return ItemVersion(code, version, start=date.fromisoformat(start), until=last, source="某清单", **made)


PROCESS = Process(
    form="permit",
    lead="market",
    results=(Result("permit", "某许可证"),),
    fees=(Fee("工本费", 1000, "某法第三条"), Fee("加急费", 50, "某法第四条", Literal(True))),
    steps=(
        ProcessStep("paper", "书面审查", StepKind.review),
        ProcessStep(
            "visit", "核查", StepKind.inspection, when=Literal(True),
            limit=StepLimit("opened", Term(5, "natural", "某办法第二条", certain=False)),
        ),
        ProcessStep(
            "decide", "决定", StepKind.decision,
            limit=StepLimit("accepted", Term(20, "working", "某法第一条", 10), Term(12, "working", "某指南", certain=False)),
        ),
    ),
)  # fmt: skip
DEFINITIONS = Definitions(
    departments={"market": Department("market", "某局", "某", "某条", uscc=DepartmentCode("11310106MB9000015D"))},
    processes={"permit": PROCESS},
    items=(
        listed(CODE, "1", "2026-01-01", "2026-11-24"),
        listed(CODE, "2", "2026-11-25", None, certain=False),
        listed(OTHER, "1", "2026-01-01", None, form="sign", type="immediate"),
        listed(GONE, "1", "2025-01-01", "2025-12-31"),
        listed(COMING, "1", "2027-01-01", None),
    ),
)


@pytest.fixture
def listing(empty: Engine, cipher: Cipher, clock: Clock) -> IntakeServices:
    """The intake of the small shop's permit, with these items."""
    return open_intake(empty, cipher, published_forms(shop_catalog()), clock, definitions=lambda: DEFINITIONS)


@pytest.fixture
def web(listing: IntakeServices) -> Iterator[httpx.Client]:
    """A client that may hand in."""
    key = new_client_key()
    listing.clients.register(key, "daoban")
    with serving(create_intake(listing)) as url:
        headers = {"Authorization": f"Bearer {key}"}
        with patient.Client(base_url=url, headers=headers, trust_env=False) as client:
            yield client


def told(web: httpx.Client, path: str) -> Any:
    """What anybody is told there, without a key."""
    answer = patient.get(f"{str(web.base_url).rstrip('/')}/intake/v1/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def for_item(code: str, version: str) -> dict[str, Any]:
    """The application, for this version of this item."""
    return {**BODY, "item": {"code": code, "version": version}}


def test_an_item_is_told_with_its_body_dates_and_the_limits_of_its_process(web: httpx.Client) -> None:
    first = told(web, "items")["items"][0]
    assert first == {
        "code": CODE,
        "version": "1",
        "valid_from": "2026-01-01",
        "valid_to": "2026-11-24",
        "state": "in_force",
        "state_text": "在用",
        "title": "某许可",
        "form": "permit",
        "type": "promised",
        "type_text": "承诺件",
        "body": {"title": "某局", "certain": True, "code": "11310106MB9000015D", "code_certain": False},
        "fees": [
            {"title": "工本费", "cents": 1000, "conditional": False, "source": "某法第三条"},
            {"title": "加急费", "cents": 50, "conditional": True, "source": "某法第四条"},
        ],
        "limits": [
            {
                "step": "visit",
                "title": "核查",
                "kind": "inspection",
                "conditional": True,
                "since": "opened",
                "statutory": {"days": 5, "unit": "自然日", "extension": 0, "certain": False, "source": "某办法第二条"},
                "promised": None,
            },
            {
                "step": "decide",
                "title": "决定",
                "kind": "decision",
                "conditional": False,
                "since": "accepted",
                "statutory": {"days": 20, "unit": "工作日", "extension": 10, "certain": True, "source": "某法第一条"},
                "promised": {"days": 12, "unit": "工作日", "extension": 0, "certain": False, "source": "某指南"},
            },
        ],
        "certain": True,
        "source": "某清单",
    }


def test_what_has_ended_is_not_listed_and_what_will_be_is(web: httpx.Client) -> None:
    states = [(one["code"], one["version"], one["state"]) for one in told(web, "items")["items"]]
    assert states == [
        (CODE, "1", "in_force"),
        (CODE, "2", "upcoming"),
        (OTHER, "1", "in_force"),
        (COMING, "1", "upcoming"),
    ]


@pytest.mark.parametrize(
    ("day", "code", "version", "state", "all_"),
    [
        pytest.param(24, CODE, "1", "in_force", ["in_force", "upcoming"], id="last-day-of-the-first"),
        pytest.param(25, CODE, "2", "in_force", ["ended", "in_force"], id="first-day-of-the-second"),
        pytest.param(24, GONE, "1", "ended", ["ended"], id="as-it-was"),
        pytest.param(24, COMING, "1", "upcoming", ["upcoming"], id="as-it-will-be"),
    ],
)
def test_one_item_is_told_as_it_is_that_day_with_all_of_its_versions(
    web: httpx.Client, clock: Clock, day: int, code: str, version: str, state: str, all_: list[str]
) -> None:
    clock.now = datetime(2026, 11, day, 12, tzinfo=ZONE)
    found = told(web, f"items/{code}")
    assert (found["code"], found["version"], found["state"]) == (code, version, state)
    assert [one["state"] for one in found["versions"]] == all_


def test_an_item_that_nobody_has_is_not_found(web: httpx.Client) -> None:
    answer = web.get("/intake/v1/items/nothing")
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:daoban:problem:no-such-item")


@pytest.mark.parametrize("path", ["/intake/v1/items", f"/intake/v1/items/{CODE}"])
def test_what_is_known_already_is_not_sent_again_until_a_day_changes_it(
    web: httpx.Client, clock: Clock, path: str
) -> None:
    first = web.get(path)
    again = web.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "public, max-age=300"
    clock.now += timedelta(days=1)
    changed = web.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_an_application_says_for_which_item_it_is_or_for_none(web: httpx.Client) -> None:
    taken, plain = hand_in(web, "k1", for_item(CODE, "1")), hand_in(web, "k2")
    assert (taken.status_code, plain.status_code) == (201, 201)
    assert web.get(taken.headers["Location"]).json()["item"] == {"code": CODE, "version": "1"}
    assert "item" not in web.get(plain.headers["Location"]).json()


@pytest.mark.parametrize(
    ("code", "version", "in_force"),
    [
        pytest.param(CODE, "2", {"code": CODE, "version": "1"}, id="not-yet"),
        pytest.param(CODE, "0", {"code": CODE, "version": "1"}, id="no-such-version"),
        pytest.param(GONE, "1", None, id="ended"),
        pytest.param(COMING, "1", None, id="to-come"),
    ],
)
def test_an_item_that_is_not_in_force_is_refused_with_the_one_that_is(
    web: httpx.Client, code: str, version: str, in_force: Any
) -> None:
    for params in ({}, {"validate": "only"}):
        refused = hand_in(web, "k1", for_item(code, version), params=params)
        problem = refused.json()
        assert (refused.status_code, problem["type"]) == (422, "urn:daoban:problem:item-not-in-force")
        assert problem["in_force"] == in_force
        assert [one["pointer"] for one in problem["errors"]] == ["/item/version"]
    assert web.get(f"{PATH}/nothing").status_code == 404


def test_the_day_is_that_of_receipt_where_the_office_is(web: httpx.Client, clock: Clock) -> None:
    """At four in the afternoon in London the next day has begun here."""
    clock.now = datetime(2026, 11, 25, 0, 30, tzinfo=ZONE)
    assert hand_in(web, "k1", for_item(CODE, "1")).json()["in_force"] == {"code": CODE, "version": "2"}
    assert hand_in(web, "k1", for_item(CODE, "2")).status_code == 201


def test_what_was_once_taken_stays_taken(web: httpx.Client, clock: Clock) -> None:
    first = hand_in(web, "k1", for_item(CODE, "1"))
    clock.now += timedelta(days=30)
    again = hand_in(web, "k1", for_item(CODE, "1"))
    assert (again.status_code, again.json()["reference"]) == (201, first.json()["reference"])


@pytest.mark.parametrize(
    ("item", "pointer"),
    [
        pytest.param({"code": "nothing", "version": "1"}, "/item/code", id="unknown"),
        pytest.param({"code": OTHER, "version": "1"}, "/item/code", id="of-another-form"),
        pytest.param({"code": CODE}, "/item/version", id="no-version"),
        pytest.param({"code": CODE, "version": 1}, "/item/version", id="a-number"),
        pytest.param({"code": "", "version": "1"}, "/item/code", id="empty"),
        pytest.param({"code": CODE, "version": "1", "day": "x"}, "/item/day", id="more"),
        pytest.param(CODE, "/item", id="no-object"),
    ],
)
def test_what_is_no_item_is_named(web: httpx.Client, item: Any, pointer: str) -> None:
    refused = hand_in(web, "k1", {**BODY, "item": item})
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:daoban:problem:invalid-application")
    assert [one["pointer"] for one in refused.json()["errors"]] == [pointer]
