"""Officers' acts: what may follow what, who may do it, and what an applicant's correction needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from api.intake import IntakeServices, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.event import Event
from api.intake.officers import Officer
from api.intake.status import STATUSES, may_happen
from api.problems import Problem
from bot.catalog.processes import OFFICE
from tests.actions.conftest import Clock
from tests.intake.permit import shop_catalog
from tests.intake.test_taking import APPLICATION, BODY, PATH, changed, hand_in

OURS = OFFICE.title
WANG = Officer("wang", "王科", OURS)
STRANGER = Officer("li", "李科", "文旅局")
POINT = {"pointer": "/place/area", "words": "和租赁合同上的面积不一样", "basis": "《食品经营许可和备案管理办法》"}
CORRECTION = {"kind": "correction_begun", "seq": 1, "words": "请改一处。", "points": [POINT], "until": "2026-12-21"}
Act = Callable[..., Event]


@pytest.fixture
def services(empty: Engine, cipher: Cipher, clock: Clock) -> IntakeServices:
    """The intake of the small shop's permit, which one department reviews."""
    forms = published_forms(shop_catalog())
    return open_intake(empty, cipher, forms, clock)


@pytest.fixture
def reference(web: httpx.Client) -> str:
    """An application that was handed in."""
    return str(hand_in(web).json()["reference"])


@pytest.fixture
def act(services: IntakeServices, reference: str) -> Act:
    """王科 does something to it."""

    def acts(kind: str, seq: int, officer: Officer = WANG, **more: Any) -> Event:
        return services.casework.act(officer, reference, read_act({"kind": kind, "seq": seq, **more}))

    return acts


def told(web: httpx.Client, reference: str, after: int = 0) -> list[dict[str, Any]]:
    """The events as its client is told them."""
    answer = web.get(f"{PATH}/{reference}/events", params={"after": after})
    assert answer.status_code == 200
    return list(answer.json()["events"])


def answered(web: httpx.Client, reference: str, key: str = "s1", **more: Any) -> httpx.Response:
    """The correction, answered with another area."""
    area = {"place": {**APPLICATION["place"], "area": 61}}
    body = {"correction": f"{reference}:c2", "application": changed(**area)["application"], **more}
    return web.post(f"{PATH}/{reference}/supplements", json=body, headers={"Idempotency-Key": key})


def test_an_application_goes_its_way_to_the_licence(web: httpx.Client, reference: str, act: Act, clock: Clock) -> None:
    for seq, kind in enumerate(("accepted", "review_begun", "granted", "issued", "delivered"), 1):
        clock.pass_seconds(3600)
        act(kind, seq)
    events = told(web, reference)
    assert [(one["seq"], one["code"], one["status"]) for one in events] == [
        (1, 1, "received"), (2, 3, "accepted"), (3, 8, "review_begun"), (4, 11, "granted"), (5, 17, "issued"), (6, 18, "delivered"),
    ]  # fmt: skip
    assert events[1]["office"] == OURS
    assert "wang" not in str(events)
    # 24 November 2026 is a Tuesday; five working days on is the next Tuesday, twenty are 22 December.
    assert [one.get("due", {}).get("day") for one in events] == [
        "2026-12-01", "2026-12-22", "2026-12-22", "2026-12-08", "2026-12-08", None,
    ]  # fmt: skip
    assert [one["seq"] for one in told(web, reference, after=4)] == [5, 6]
    assert web.get(f"{PATH}/{reference}").json()["status"] == "delivered"


def test_a_correction_keeps_the_reference_and_takes_the_place_of_what_was_handed_in(
    web: httpx.Client, reference: str, services: IntakeServices
) -> None:
    services.casework.act(WANG, reference, read_act(CORRECTION))
    begun = told(web, reference)[-1]
    assert begun["correction"]["id"] == f"{reference}:c2"
    assert begun["correction"]["until"] == "2026-12-21"
    assert begun["correction"]["points"] == [{**POINT, "label": "area"}]
    taken = answered(web, reference)
    assert (taken.status_code, taken.json()["reference"], taken.json()["status"]) == (
        200,
        reference,
        "correction_ended",
    )
    now = web.get(f"{PATH}/{reference}").json()
    assert now["application"]["place"]["area"] == 61
    assert now["materials"] == BODY["materials"]
    again = answered(web, reference)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    assert [one["status"] for one in told(web, reference)] == ["received", "correction_begun", "correction_ended"]
    assert answered(web, reference, key="s2").json()["type"] == "urn:daoban:problem:no-open-correction"
    assert answered(web, reference, materials=[{}]).json()["type"] == "urn:daoban:problem:key-reused"
    # What was handed in first still answers its key.
    assert hand_in(web).json()["reference"] == reference


def test_an_invalid_correction_changes_nothing(web: httpx.Client, reference: str, services: IntakeServices) -> None:
    services.casework.act(WANG, reference, read_act(CORRECTION))
    refused = answered(web, reference, application={**APPLICATION, "name": ""})
    assert refused.status_code == 422
    assert refused.json()["field"] == "application/name"
    assert [one["status"] for one in told(web, reference)] == ["received", "correction_begun"]


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        pytest.param({"kind": "received", "seq": 1}, {"/kind"}, id="not-an-officers"),
        pytest.param({"kind": "accepted"}, {"/seq"}, id="nothing-seen"),
        pytest.param({"kind": "accepted", "seq": True}, {"/seq"}, id="a-truth-is-no-number"),
        pytest.param({"kind": "refused", "seq": 1}, {"/words"}, id="no-grounds"),
        pytest.param({"kind": "special_begun", "seq": 1, "reason": "开会"}, {"/reason"}, id="not-in-the-law"),
        pytest.param({"kind": "correction_begun", "seq": 1}, {"/points"}, id="nothing-to-correct"),
        pytest.param({"kind": "accepted", "seq": 1, "points": [POINT]}, {"/points"}, id="points-of-another-act"),
        pytest.param({**CORRECTION, "points": [{**POINT, "material": "lease"}]}, {"/points/0"}, id="two-places"),
        pytest.param({**CORRECTION, "points": [{"pointer": "/name"}]}, {"/points/0/words"}, id="no-words"),
        pytest.param({**CORRECTION, "until": "21.12.2026"}, {"/until"}, id="no-date"),
        pytest.param({"kind": "accepted", "seq": 1, "more": 1}, {"/more"}, id="unknown-member"),
        pytest.param([], {""}, id="no-object"),
    ],
)
def test_what_no_act_says_is_refused_with_its_place(body: Any, pointers: set[str]) -> None:
    with pytest.raises(Problem) as refused:
        read_act(body)
    assert refused.value.status == 422
    assert {pointer for pointer, _ in refused.value.errors} >= pointers


@pytest.mark.parametrize(
    "place",
    [{"pointer": "/nothing"}, {"pointer": "/staff/7/name"}, {"pointer": "/place/area/x"}, {"material": "nothing"}],
    ids=str,
)
def test_a_place_that_the_application_has_not_cannot_be_corrected(
    services: IntakeServices, reference: str, place: dict[str, str]
) -> None:
    with pytest.raises(Problem) as refused:
        services.casework.act(WANG, reference, read_act({**CORRECTION, "points": [{**place, "words": "改"}]}))
    assert (refused.value.status, refused.value.errors[0][0]) == (422, "/points/0")


def test_only_the_departments_of_the_matter_see_it(services: IntakeServices, reference: str, act: Act) -> None:
    for does in (lambda: services.casework.find(STRANGER, reference), lambda: act("accepted", 1, STRANGER)):
        with pytest.raises(Problem) as refused:
            does()
        assert refused.value.status == 404


def test_two_officers_at_once_do_not_pass_each_other_unseen(act: Act) -> None:
    act("accepted", 1)
    with pytest.raises(Problem) as refused:
        act("acceptance_refused", 1, words="材料是假的")
    assert (refused.value.status, refused.value.code, refused.value.more["standing"]) == (409, "changed", "accepted")


def test_after_five_working_days_it_is_accepted_and_nothing_can_be_corrected(
    services: IntakeServices, reference: str, clock: Clock
) -> None:
    clock.now = datetime(2026, 12, 2, 1, tzinfo=timezone.utc)
    with pytest.raises(Problem) as refused:
        services.casework.act(WANG, reference, read_act(CORRECTION))
    assert refused.value.code == "accepted-by-silence"


def test_a_special_procedure_stops_the_clock_and_an_extension_adds_to_it(
    web: httpx.Client, reference: str, act: Act, clock: Clock
) -> None:
    act("accepted", 1)
    act("special_begun", 2, reason="专家评审")
    clock.pass_seconds(timedelta(days=2).total_seconds())
    act("special_ended", 3)
    act("extended", 4, words="要再核查一次现场，经负责人批准")
    days = [one.get("due", {}).get("day") for one in told(web, reference)]
    # Two working days stood still (25 and 26 November): 24 December; ten more reach a year that has no table yet.
    assert days == ["2026-12-01", "2026-12-22", None, "2026-12-24", None]
    with pytest.raises(Problem) as refused:
        act("extended", 5, words="再延长一次")
    assert refused.value.code == "not-now"


def test_a_limit_that_is_over_is_not_extended(act: Act, clock: Clock) -> None:
    act("accepted", 1)
    clock.now = datetime(2026, 12, 23, 1, tzinfo=timezone.utc)
    with pytest.raises(Problem) as refused:
        act("extended", 2, words="要再核查一次现场，经负责人批准")
    assert (refused.value.status, refused.value.code) == (409, "too-late")


def test_what_is_decided_cannot_be_withdrawn(web: httpx.Client, reference: str, act: Act) -> None:
    act("accepted", 1)
    act("refused", 2, words="场所不符合要求")
    answer = web.post(f"{PATH}/{reference}/withdrawal", json={"reason": "不开了"})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:daoban:problem:decided")


def test_a_withdrawal_says_why(web: httpx.Client, reference: str) -> None:
    answer = web.post(f"{PATH}/{reference}/withdrawal", json={"reason": "不开了"})
    assert (answer.status_code, answer.json()["status"]) == (200, "withdrawn")
    assert told(web, reference)[-1]["words"] == "不开了"


@given(st.lists(st.sampled_from(sorted(STATUSES)), max_size=40))
def test_whatever_is_tried_ends_are_ends_and_once_is_once(tried: list[str]) -> None:
    history: list[str] = []
    for name in tried:
        if may_happen(name, history):
            history.append(name)
    assert history[:1] in ([], ["received"])
    assert history.count("received") <= 1
    assert history.count("correction_begun") <= 1
    assert history.count("extended") <= 1
    for name in ("withdrawn", "not_needed", "acceptance_refused", "refused", "recalled", "revoked"):
        assert name not in history[:-1]
    if "granted" in history or "granted_with_deferral" in history:
        assert "accepted" in history
    assert history.count("special_begun") - history.count("special_ended") in (0, 1)
