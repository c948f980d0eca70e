"""A city's own platform as the desk: each application is there once, whatever goes wrong on the way, and its steps are told as ours."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx
import pytest

from actions.gateways.platform import PlatformSubmission, Signed, platform_client
from actions.local_time import ZONE
from actions.ports import Receipt, Refused, Standing, Stuck, Unavailable
from bot.catalog import open_platform
from bot.catalog.platforms import Platform
from tests.intake.http_server import serving
from tests.intake.reference_platform import APP, SECRET, ReferencePlatform

ROOT: Final = Path(__file__).resolve().parents[2]
PLATFORM: Final = open_platform(ROOT, "reference", today=date(2026, 11, 30))
FOOD, BOOKS = "food_operation", "publication_retail"
EXAMPLE: Final = json.loads((ROOT / "forms" / FOOD / "examples/valid-minimal.json").read_text("utf-8"))
MATERIALS: Final = (
    {"id": "M01", "label": "申请书", "mode": "system_generated"},
    {"id": "M02", "label": "执照", "mode": "upload"},
)
RECEIVED: Final = datetime(2026, 11, 30, 9, tzinfo=ZONE)
#: Seconds that the client waits for an answer: a late one comes after that.
PATIENCE: Final = 0.7
Found = TypeVar("Found")
Act = Callable[[PlatformSubmission], Awaitable[Found]]


@pytest.fixture
def there() -> ReferencePlatform:
    """The platform."""
    return ReferencePlatform()


@pytest.fixture
def url(there: ReferencePlatform) -> Iterator[str]:
    """Where it serves."""
    with serving(there.app()) as address:
        yield address


def ask(url: str, act: Act[Found], platform: Platform = PLATFORM, secret: str = SECRET) -> Found:
    """What comes of it at the platform, once."""

    async def scene() -> Found:
        async with platform_client(url, Signed(platform.signing, APP, secret)) as client:
            client.timeout = httpx.Timeout(PATIENCE, connect=5.0)
            return await act(PlatformSubmission(client, platform))

    return asyncio.run(scene())


def until(url: str, act: Act[Found], platform: Platform = PLATFORM) -> Found:
    """The same, tried again as the outbox would."""
    for _ in range(50):
        try:
            return ask(url, act, platform)
        except Stuck:
            raise
        except Unavailable:
            continue
    raise TimeoutError


def submit(key: str = "c_1:7", scenario: str | None = None, **applications: Any) -> Act[tuple[Receipt, ...]]:
    """Hands in a bundle: the example, or those given."""
    bundle = applications or {FOOD: EXAMPLE}
    return lambda desk: desk.submit(key, bundle, MATERIALS, {}, scenario)


def test_an_application_is_handed_in_under_the_platforms_names(url: str, there: ReferencePlatform) -> None:
    receipts = ask(url, submit())
    assert receipts == (Receipt(FOOD, "GZ0001", RECEIVED),)
    (record,) = there.records.values()
    assert record.key == "c_1:7:food_operation"
    assert record.body == {
        "idemKey": "c_1:7:food_operation",
        "itemCode": "11310106MB9000015D499900000000101",
        "itemVersion": "1",
        "form": EXAMPLE,
        "materials": [
            {"code": "M01", "name": "申请书", "source": "form"},
            {"code": "M02", "name": "执照", "source": "upload"},
        ],
        "channel": "DAOBAN",
    }


@pytest.mark.parametrize("repeats", ["same", "held"])
@pytest.mark.parametrize("trouble", ["500", "500-after", "late", "page", "busy"])
def test_whatever_goes_wrong_it_is_held_once(url: str, there: ReferencePlatform, trouble: str, repeats: str) -> None:
    there.repeats, there.troubles = repeats, [trouble, trouble]
    with pytest.raises(Unavailable) as fault:
        ask(url, submit())
    assert not isinstance(fault.value, Stuck)
    assert fault.value.retry_after == (7.0 if trouble == "busy" else None)
    assert until(url, submit()) == (Receipt(FOOD, "GZ0001", RECEIVED),)
    assert ask(url, submit()) == (Receipt(FOOD, "GZ0001", RECEIVED),)
    assert len(there.records) == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_many_among_faults_are_each_held_once(url: str, there: ReferencePlatform, seed: int) -> None:
    chance = random.Random(seed)
    there.repeats = chance.choice(["same", "held"])
    told: dict[str, str] = {}
    for number in range(40):
        there.troubles = chance.choices(["", "500", "500-after", "page", "busy"], k=6)
        (receipt,) = until(url, submit(f"c_{number}:1", **{FOOD: {**EXAMPLE, "remark": str(number)}}))
        told[receipt.reference] = str(number)
    there.troubles = []
    held = {record.number: record.body["form"]["remark"] for record in there.records.values()}
    assert (len(held), held) == (40, told)


def test_a_late_answer_leaves_one_application(url: str, there: ReferencePlatform) -> None:
    there.repeats, there.troubles = "held", ["late"]
    assert until(url, submit()) == (Receipt(FOOD, "GZ0001", RECEIVED),)
    assert list(there.records) == ["c_1:7:food_operation"]


def test_a_key_used_for_something_else_is_refused(url: str) -> None:
    ask(url, submit())
    with pytest.raises(Refused) as refused:
        ask(url, submit(**{FOOD: {**EXAMPLE, "copies_count": 0}}))
    assert (refused.value.code, refused.value.decided) == ("key_reused", True)


WRONG: Final = {FOOD: EXAMPLE, BOOKS: {**EXAMPLE, "copies_count": 2}}


@pytest.mark.parametrize("repeats", ["same", "held"])
def test_of_a_refused_bundle_nothing_stays(url: str, there: ReferencePlatform, repeats: str) -> None:
    """The first part was taken by a try that nobody heard of; the second is refused; its withdrawal is lost once too."""
    there.repeats, there.troubles = repeats, ["500-after", "", "", "500", "", "", ""]
    with pytest.raises(Refused) as refused:
        until(url, submit("c_1:7", "bookshop_cafe", **WRONG))
    assert refused.value.code in ("invalid", "withdrawn")
    states = {record.number: record.steps[-1]["state"] for record in there.records.values()}
    assert states == {"GZ0001": "70"}


def test_a_refusal_names_its_places_and_each_part_its_bundle(url: str, there: ReferencePlatform) -> None:
    with pytest.raises(Refused) as refused:
        ask(url, submit("c_1:7", "bookshop_cafe", **WRONG))
    assert refused.value.problems == ({"form": BOOKS, "pointer": "/copies_count", "message": "副本最多 1 份"},)
    (record,) = there.records.values()
    assert record.body["bundle"] == {"no": "c_1:7", "theme": "bookshop_cafe"}


def test_what_is_held_can_be_asked_for(url: str, there: ReferencePlatform) -> None:
    bundle = ("c_1:7", {FOOD: EXAMPLE, BOOKS: EXAMPLE}, MATERIALS, {}, "bookshop_cafe")
    assert ask(url, lambda desk: desk.held(*bundle)) == ()
    receipts = ask(url, lambda desk: desk.submit(*bundle))
    assert ask(url, lambda desk: desk.held(*bundle)) == receipts
    assert len(there.records) == 2


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        pytest.param({"secret": "another"}, "platform_9002", id="signed-with-another-secret"),
        pytest.param({"platform": replace(PLATFORM, forms={})}, "no_item", id="a-form-without-an-item"),
        pytest.param(
            {"platform": replace(PLATFORM, modes={"upload": "1"})}, "unknown_mode", id="a-mode-without-a-name"
        ),
        pytest.param({"platform": replace(PLATFORM, success=frozenset({"1"}))}, "platform_0", id="an-unknown-answer"),
    ],
)
def test_what_the_file_has_nothing_for_waits_for_somebody(url: str, wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Stuck) as stuck:
        ask(url, submit(), **wrong)
    assert stuck.value.code == code


def test_every_request_has_a_key_and_a_nonce_of_its_own(url: str, there: ReferencePlatform) -> None:
    ask(url, submit())
    ask(url, lambda desk: desk.look_up("GZ0001"))
    ask(url, lambda desk: desk.withdraw("GZ0001", "c_1:9", "不办了"))
    assert len(there.keys) == len(there.nonces) == 4
    assert all(there.keys)


def test_withdrawing_again_changes_nothing_and_a_decision_stays(url: str, there: ReferencePlatform) -> None:
    ask(url, submit())
    there.troubles = ["500-after"]
    for _ in range(2):
        found: Standing = until(url, lambda desk: desk.withdraw("GZ0001", "c_1:9", ""))
        assert (found.status, found.code, found.received_at) == ("withdrawn", 2, RECEIVED)
    with pytest.raises(Refused, match="withdrawn"):
        ask(url, submit())
    ask(url, submit("c_2:7"))
    there.step("GZ0002", state="60", time="2026-12-05 10:00:00")
    with pytest.raises(Refused, match="decided"):
        ask(url, lambda desk: desk.withdraw("GZ0002", "c_2:9", ""))


def test_a_correction_is_answered_once(url: str, there: ReferencePlatform) -> None:
    ask(url, submit())
    there.step("GZ0001", state="22", phase="begin", time="2026-11-30 10:00:00", noticeId="N1", items=[])

    def supplement(key: str, correction: str) -> Act[Receipt]:
        return lambda desk: desk.supplement(key, "GZ0001", correction, EXAMPLE, MATERIALS, {})

    there.troubles = ["late"]
    for _ in range(2):
        receipt = until(url, supplement("c_1:9", "N1"))
        assert (receipt.reference, receipt.received_at) == ("GZ0001", datetime(2026, 12, 1, 10, tzinfo=ZONE))
    assert [one["noticeId"] for one in there.records["c_1:7:food_operation"].supplements] == ["N1"]
    with pytest.raises(Refused, match="no_open_correction"):
        ask(url, supplement("c_1:11", "N2"))


def test_an_unknown_number_stands_nowhere(url: str) -> None:
    assert ask(url, lambda desk: desk.look_up("GZ9999")) is None
    with pytest.raises(Refused, match="unknown_reference"):
        ask(url, lambda desk: desk.events("GZ9999", 0))


def test_steps_are_told_as_ours_from_where_they_were_left(
    url: str, there: ReferencePlatform, caplog: pytest.LogCaptureFixture
) -> None:
    ask(url, submit())
    there.step("GZ0001", state="23", time="2026-12-01 09:30:00", orgName="某局", opinion="材料齐全")
    there.step("GZ0001", state="55", time="2026-12-01 09:31:00")
    there.step("GZ0001", state="60", time="2026-12-05 16:00:00", orgName="某局")
    with caplog.at_level(logging.WARNING, "daoban.platform"):
        events = ask(url, lambda desk: desk.events("GZ0001", 0))
    told = [one.event for one in events]
    assert [(one.seq, one.code, one.status, one.text) for one in told] == [
        (1, 1, "received", "已接件"),
        (2, 3, "accepted", "已受理"),
        (4, 11, "granted", "办结（通过）"),
    ]
    assert (told[1].office, told[1].words, events[1].form) == ("某局", "材料齐全", FOOD)
    assert told[1].at == "2026-12-01T09:30:00+08:00"
    assert [record.getMessage() for record in caplog.records] == [
        "GZ0001: status 55 of step 3 is not in the platform's file, and not told"
    ]
    assert [one.event.seq for one in ask(url, lambda desk: desk.events("GZ0001", 2))] == [4]
    assert ask(url, lambda desk: desk.events("GZ0001", 4)) == ()
    standing = ask(url, lambda desk: desk.look_up("GZ0001"))
    assert standing == Standing(
        "GZ0001", "granted", 11, "办结（通过）", RECEIVED, datetime(2026, 12, 5, 16, tzinfo=ZONE)
    )


def test_a_status_that_nothing_decides_stops_the_telling(url: str, there: ReferencePlatform) -> None:
    ask(url, submit())
    there.step("GZ0001", state="24", reason="别的", time="2026-12-01 09:30:00")
    assert [one.event.status for one in ask(url, lambda desk: desk.events("GZ0001", 0))] == ["received"]
    with pytest.raises(Stuck, match="ambiguous_status_24"):
        ask(url, lambda desk: desk.events("GZ0001", 1))
    there.records["c_1:7:food_operation"].steps[-1]["reason"] = "refused"
    (event,) = ask(url, lambda desk: desk.events("GZ0001", 1))
    assert (event.event.seq, event.event.status) == (2, "acceptance_refused")
