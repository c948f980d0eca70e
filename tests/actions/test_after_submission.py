"""What follows the hand-over, over HTTP: events, a correction answered, an application withdrawn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.gateways import HttpSubmission, intake_client
from actions.happened import STATUSES, BadEvent, Happened, read_happened
from actions.outbox import Claim
from actions.ports import Refused, Stuck, Unavailable
from actions.supplement import supplement
from actions.withdraw import withdraw
from bot.engine import EffectDone, EffectFailed
from tests.actions.test_http_submission import answering
from tests.intake.contract_double import AT, Double, double_app
from tests.intake.http_server import serving

Found = TypeVar("Found")
SHOP, SIGN = "SH-JA-20261130-7K3M9QXT2D", "SH-JA-20261130-8K3M9QXT2E"
KEY = "daoban_intake_own"
EVENT: dict[str, Any] = {
    "id": f"{SHOP}:3", "reference": SHOP, "form": "food_operation", "seq": 3, "code": 6, "status": "correction_begun",
    "text": "补正（开始）", "at": "2026-11-30T15:04:05+08:00", "office": "静安区市场监督管理局", "words": "请补正",
    "due": {"day": "2026-12-28", "days": 20, "left": 18, "unit": "工作日", "certain": True, "tables": ["2026:ab12"]},
    "correction": {"id": f"{SHOP}:c1", "until": "2026-12-21", "points": [
        {"pointer": "/premises/area", "label": "经营面积", "words": "和租赁合同上的面积不一样", "basis": "第十五条"},
        {"material": "lease", "label": "租赁合同", "words": "缺第3页", "basis": "第十五条"}]},
    "licence": {"identifier": "1.2.156.3005.2.1", "title": "食品经营许可证"},
}  # fmt: skip


@pytest.fixture
def desk() -> Double:
    """Two applications that were received."""
    made = Double()
    made.happen(SHOP, 1)
    made.happen(SIGN, 1)
    return made


@pytest.fixture
def url(desk: Double) -> Iterator[str]:
    with serving(double_app(desk, KEY)) as address:
        yield address


def at(url: str, ask: Callable[[HttpSubmission], Awaitable[Found]], key: str = KEY) -> Found:
    """What the desk at this address answers."""

    async def scene() -> Found:
        async with intake_client(url, key) as client:
            return await ask(HttpSubmission(client))

    return asyncio.run(scene())


def answer(correction: str, key: str = "c_1:9", **application: Any) -> Claim:
    """An effect that answers the correction."""
    payload = {"reference": SHOP, "form": "permit", "correction": correction, "application": application,
               "materials": [], "provenance": {}}  # fmt: skip
    return Claim(1, "c_1", "supplement", key, payload, 1, "outbox:1", AT)


def take_back(*references: str) -> Claim:
    return Claim(1, "c_1", "withdraw", "c_1:9", {"references": list(references), "reason": "不开了"}, 1, "outbox:1", AT)


def test_a_correction_is_answered_once(desk: Double, url: str) -> None:
    claim = answer(desk.correct(SHOP), name="阿婆奶茶")
    first = at(url, lambda one: supplement(one, claim))
    assert first == EffectDone(
        "c_1:9",
        {"reference": SHOP, "form": "permit", "correction": f"{SHOP}:c1", "received_at": "2026-11-30T07:04:05+00:00"},
    )
    assert at(url, lambda one: supplement(one, replace(claim, attempts=2))) == first
    assert [one["code"] for one in desk.events[SHOP]] == [1, 6, 7]
    assert desk.documents == {SHOP: {"name": "阿婆奶茶"}}


@pytest.mark.parametrize(
    ("claim", "code", "pointers"),
    [
        pytest.param(answer(f"{SHOP}:c1", name=""), "invalid", [("permit", "/name")], id="invalid"),
        pytest.param(answer(f"{SHOP}:c2", name="阿婆"), "no_open_correction", [], id="another-correction"),
    ],
)
def test_an_answer_that_is_not_taken_says_why(
    desk: Double, url: str, claim: Claim, code: str, pointers: list[tuple[str, str]]
) -> None:
    desk.correct(SHOP)
    failed = at(url, lambda one: supplement(one, claim))
    assert isinstance(failed, EffectFailed)
    assert failed.code == code
    assert [(problem["form"], problem["pointer"]) for problem in failed.problems] == pointers
    assert [one["code"] for one in desk.events[SHOP]] == [1, 6]


def test_a_key_that_answered_with_something_else_is_refused(desk: Double, url: str) -> None:
    correction = desk.correct(SHOP)
    at(url, lambda one: supplement(one, answer(correction, name="阿婆")))
    failed = at(url, lambda one: supplement(one, answer(correction, name="阿公")))
    assert isinstance(failed, EffectFailed) and failed.code == "key_reused"


def test_applications_are_withdrawn_and_stay_so(desk: Double, url: str) -> None:
    claim = take_back(SHOP, SIGN)
    for _ in range(2):
        assert at(url, lambda one: withdraw(one, claim)) == EffectDone(
            "c_1:9", {"statuses": {SHOP: "withdrawn", SIGN: "withdrawn"}}
        )
    assert [len(events) for events in desk.events.values()] == [2, 2]


def test_what_is_decided_is_named_and_the_rest_is_withdrawn(desk: Double, url: str) -> None:
    desk.happen(SHOP, 13)
    failed = at(url, lambda one: withdraw(one, take_back(SHOP, SIGN)))
    assert failed == EffectFailed("c_1:9", "decided", ({"reference": SHOP, "pointer": "", "message": "decided"},))
    assert desk.events[SIGN][-1]["status"] == "withdrawn"


@pytest.mark.parametrize("do", [lambda one: supplement(one, answer("x")), lambda one: withdraw(one, take_back(SHOP))])
def test_a_wrong_key_is_for_the_operator_to_mend(url: str, do: Any) -> None:
    with pytest.raises(Stuck, match="http_401"):
        at(url, do, key="wrong")


def test_events_are_told_from_where_one_left_off(desk: Double, url: str) -> None:
    desk.correct(SHOP)
    told = at(url, lambda one: one.events(SHOP, 0))
    assert [(one.seq, one.status) for one in told] == [(1, "received"), (2, "correction_begun")]
    assert told[1].correction is not None and told[1].correction.points[0].words == "和执照上的不一样"
    assert at(url, lambda one: one.events(SHOP, 1)) == told[1:]
    assert at(url, lambda one: one.events(SHOP, 2)) == ()
    with pytest.raises(Refused, match="unknown_reference"):
        at(url, lambda one: one.events("SH-JA-none", 0))


SHOPS_FIRST = {**EVENT, "seq": 1, "code": 1, "status": "received", "correction": None}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(b"[]", "no_events", id="no-object"),
        pytest.param(b'{"events": {}}', "no_events", id="no-list"),
        pytest.param(orjson.dumps({"events": [{**SHOPS_FIRST, "code": 2}]}), "bad_event", id="bad"),
        pytest.param(orjson.dumps({"events": [SHOPS_FIRST, SHOPS_FIRST]}), "bad_events", id="twice"),
        pytest.param(orjson.dumps({"events": [EVENT]}), "bad_events", id="one-is-missing"),
        pytest.param(orjson.dumps({"events": [{**SHOPS_FIRST, "reference": SIGN}]}), "bad_events", id="another's"),
    ],
)
def test_what_is_no_list_of_events_is_asked_for_again(body: bytes, code: str) -> None:
    with serving(answering(200, body)) as url, pytest.raises(Unavailable, match=code):
        at(url, lambda one: one.events(SHOP, 0))


def test_an_event_is_read_as_it_is_told() -> None:
    event = read_happened({**EVENT, "mood": "new in a later version"})
    assert (event.seq, event.code, event.office) == (3, 6, "静安区市场监督管理局")
    assert event.due is not None and (event.due.left, event.due.day.isoformat()) == (18, "2026-12-28")
    assert event.correction is not None
    assert [(point.pointer, point.material) for point in event.correction.points] == [
        ("/premises/area", None),
        (None, "lease"),
    ]
    assert event.licence is not None and event.licence.title == "食品经营许可证"
    bare = {name: EVENT[name] for name in ("id", "reference", "form", "seq", "code", "status", "text", "at")}
    assert read_happened(bare) == Happened(
        **{**bare, "at": event.at},
    )


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""}, {"id": 7}, {"reference": None}, {"seq": 0}, {"seq": True}, {"seq": 1.0}, {"code": 19},
        {"code": 3}, {"status": "accepted"}, {"text": []}, {"at": "soon"}, {"at": "2026-11-30T15:04:05"}, {"office": 1},
        {"due": {}}, {"due": {**EVENT["due"], "day": "28.12."}}, {"due": {**EVENT["due"], "certain": "yes"}},
        {"due": {**EVENT["due"], "tables": [1]}}, {"due": {**EVENT["due"], "left": "3"}}, {"correction": {"id": "c"}},
        {"correction": {**EVENT["correction"], "points": []}}, {"correction": {**EVENT["correction"], "until": 3}},
        {"correction": {"id": "c", "points": [{"label": "x", "words": "y"}]}}, {"licence": {"identifier": "1"}},
        {"correction": {"id": "c", "points": [{"label": "x", "words": "y", "pointer": "/a", "material": "b"}]}},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_no_event(change: dict[str, Any]) -> None:
    with pytest.raises(BadEvent):
        read_happened({**EVENT, **change})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(EVENT)) | st.text(), inner),
)


@given(st.dictionaries(st.sampled_from(sorted(EVENT)), JSON))
def test_whatever_is_told_is_an_event_or_refused(change: dict[str, Any]) -> None:
    try:
        event = read_happened({**EVENT, **change})
    except BadEvent:
        return
    assert STATUSES[event.code] == event.status
    assert event.seq >= 1 and event.at.tzinfo is not None
