"""A platform's file at work: which of our statuses theirs are, which answers are which refusals, what is signed, when it was."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import httpx
import orjson
import pytest

from actions.gateways.asking import Answered
from actions.gateways.platform.answers import moment_of, outcome_of, receipt_of
from actions.gateways.platform.signing import Signed, signature
from actions.gateways.platform.telling import events_of
from actions.gateways.platform.wire import request_of
from actions.local_time import ZONE
from actions.ports import Refused, Stuck, Unavailable
from api.intake.status import STATUSES as INTAKES
from bot.catalog import open_platform
from bot.catalog.platforms import STATUSES, Call, FormThere, Signing
from bot.engine.happenings import STATUSES as CODES

ROOT: Final = Path(__file__).resolve().parents[2]
PLATFORM: Final = open_platform(ROOT, "reference", today=date(2026, 11, 30))
ITEM: Final = "11310106MB9000015D499900000000101"
AT: Final = "2026-11-30 09:00:00"
FIRST: Final = {"state": "20", "time": AT}


def told(*steps: Any, item: str = ITEM) -> dict[str, Any]:
    """What the platform answers with these steps."""
    return {"code": 0, "data": {"itemCode": item, "steps": list(steps)}}


def events(*steps: Any, after: int = 0) -> Any:
    """What becomes of the steps."""
    return tuple(one.event for one in events_of(PLATFORM, told(*steps), "GZ0001", after))


def test_the_statuses_are_those_of_intake() -> None:
    assert {name: (one.code, one.text) for name, one in INTAKES.items()} == STATUSES
    assert {code: name for name, (code, _) in STATUSES.items()} == CODES


#: Source: one bureau's published table of its own codes for those of the exchange standard; the rest of the file's is ours.
@pytest.mark.parametrize(
    ("step", "code"),
    [
        pytest.param({"state": "23"}, 3, id="accepted"),
        pytest.param({"state": "24", "reason": "not_needed"}, 4, id="not-needed"),
        pytest.param({"state": "24", "reason": "refused"}, 5, id="acceptance-refused"),
        pytest.param({"state": "22", "phase": "begin"}, 6, id="correction-begun"),
        pytest.param({"state": "22", "phase": "end"}, 7, id="correction-ended"),
        pytest.param({"state": "40"}, 9, id="special-begun"),
        pytest.param({"state": "41"}, 10, id="special-ended"),
        pytest.param({"state": "60"}, 11, id="granted"),
        pytest.param({"state": "36"}, 13, id="refused"),
        pytest.param({"state": "61"}, 14, id="recalled"),
        pytest.param({"state": 23}, 3, id="a-number"),
    ],
)
def test_a_status_of_theirs_is_one_of_ours(step: dict[str, Any], code: int) -> None:
    assert [one.code for one in events({**step, "time": AT})] == [code]


@pytest.mark.parametrize(
    ("step", "code"),
    [
        pytest.param({"state": "24", "time": AT}, "ambiguous_status_24", id="nothing-decides"),
        pytest.param({"state": "22", "phase": "middle", "time": AT}, "ambiguous_status_22", id="something-else"),
        pytest.param({"state": "23", "time": "昨天"}, "bad_step", id="no-time"),
        pytest.param({"time": AT}, "bad_step", id="no-status"),
        pytest.param("23", "bad_step", id="no-object"),
    ],
)
def test_a_step_that_cannot_be_read_stops_there_and_what_was_before_is_told(step: Any, code: str) -> None:
    later = {"state": "60", "time": "2026-12-01 09:00:00"}
    assert [one.seq for one in events(FIRST, step, later)] == [1]
    with pytest.raises(Stuck) as stuck:
        events(FIRST, step, later, after=1)
    assert stuck.value.code == code
    assert [one.seq for one in events(FIRST, step, later, after=2)] == [3]


@pytest.mark.parametrize(
    ("answer", "fault", "code"),
    [
        pytest.param({"code": 0, "data": None}, Unavailable, "no_events", id="no-list"),
        pytest.param(told(FIRST, item="another"), Stuck, "unknown_item", id="of-an-unknown-item"),
    ],
)
def test_what_is_no_list_of_steps_is_asked_for_again(answer: Any, fault: type[Unavailable], code: str) -> None:
    answer = {**answer, "data": answer["data"] or {"itemCode": ITEM}}
    with pytest.raises(fault) as raised:
        events_of(PLATFORM, answer, "GZ0001", 0)
    assert (type(raised.value), raised.value.code) == (fault, code)


def test_a_step_keeps_its_number_whatever_is_told_of_those_around_it(caplog: pytest.LogCaptureFixture) -> None:
    """Said again, older than the one before, unknown: none of these is told, and nobody else's number changes."""
    accepted = {"state": "23", "time": "2026-12-01 09:00:00"}
    steps = (
        FIRST, accepted, accepted,
        {"state": "30", "time": "2026-11-30 23:00:00"},
        {"state": "99", "time": "2026-12-02 09:00:00"},
        {"state": "60", "time": "2026-12-03 09:00:00"},
    )  # fmt: skip
    with caplog.at_level(logging.WARNING, "daoban.platform"):
        assert [(one.seq, one.code) for one in events(*steps)] == [(1, 1), (2, 3), (6, 11)]
    assert [record.getMessage() for record in caplog.records] == [
        "GZ0001: step 4 is older than the one before it, and not told",
        "GZ0001: status 99 of step 5 is not in the platform's file, and not told",
    ]
    learnt = replace(PLATFORM, statuses={**PLATFORM.statuses, "99": "extended"})
    assert [(one.event.seq, one.event.code) for one in events_of(learnt, told(*steps), "GZ0001", 0)] == [
        (1, 1), (2, 3), (5, 16), (6, 11),
    ]  # fmt: skip


def test_what_is_to_be_corrected_has_its_place_or_is_told_in_words() -> None:
    (event,) = events(
        {
            "state": "22", "phase": "begin", "time": AT, "opinion": "请补正", "noticeId": "N1", "deadline": "2026-12-21",
            "items": [
                {"field": "/premises/area", "name": "面积", "problem": "和合同不一样", "basis": "某条"},
                {"materialCode": "M02", "name": "合同", "problem": "缺第3页"},
                {"name": "其他", "problem": "来窗口说明"},
            ],
        }
    )  # fmt: skip
    assert event.words == "请补正；其他：来窗口说明"
    asked = event.correction
    assert asked is not None
    assert (asked.id, asked.until) == ("N1", "2026-12-21")
    assert [(one.pointer, one.material, one.label, one.words, one.basis) for one in asked.points] == [
        ("/premises/area", "", "面积", "和合同不一样", "某条"),
        ("", "M02", "合同", "缺第3页", ""),
    ]


def test_a_correction_without_places_is_told_all_the_same() -> None:
    step = {
        "state": "22",
        "phase": "begin",
        "time": AT,
        "noticeId": "N1",
        "items": [{"name": "合同", "problem": "缺页"}],
    }
    (event,) = events(step)
    assert (event.code, event.words, event.correction) == (6, "合同：缺页", None)


def test_a_licence_is_told_with_what_it_is_called() -> None:
    (event,) = events({"state": "80", "time": AT, "certNo": "JY1", "certName": "食品经营许可证"})
    assert event.licence is not None
    assert (event.licence.identifier, event.licence.title) == ("JY1", "食品经营许可证")


REFUSED = {"code": "1001", "data": {"errors": [{"field": "/name", "reason": "太长"}, "x"]}}


@pytest.mark.parametrize(
    ("status", "body", "went"),
    [
        pytest.param(200, {"code": "0"}, "ok", id="well"),
        pytest.param(200, {"code": 0}, "ok", id="well-as-a-number"),
        pytest.param(200, {"code": "1003"}, "held", id="held"),
        pytest.param(409, {"code": "2004"}, "done", id="done"),
        pytest.param(200, {"code": "1002"}, Refused("key_reused"), id="refused-with-200"),
        pytest.param(400, {"code": "2003"}, Refused("decided"), id="refused-with-400"),
        pytest.param(404, {"code": "2001"}, Refused("unknown_reference"), id="unknown"),
        pytest.param(404, {}, Refused("http_404", decided=False), id="of-something-on-the-way"),
        pytest.param(401, {"error": "x"}, Refused("http_401", decided=False), id="no-word-of-the-platform"),
        pytest.param(500, {"code": "0"}, Unavailable("http_500"), id="500-whatever-it-says"),
        pytest.param(429, {"code": "1001"}, Unavailable("http_429", 5.0), id="too-many"),
        pytest.param(200, {}, Unavailable("no_answer"), id="a-page-of-a-gateway"),
        pytest.param(200, {"code": True}, Unavailable("no_answer"), id="no-code"),
        pytest.param(200, {"code": "9001"}, Unavailable("platform_9001", 5.0), id="again"),
        pytest.param(200, {"code": "9002"}, Stuck("platform_9002"), id="somebody-has-to-look"),
        pytest.param(200, {"code": "7777"}, Stuck("platform_7777"), id="an-unknown-error"),
        pytest.param(400, {"code": "0"}, Stuck("platform_0"), id="well-and-not"),
    ],
)
def test_an_answer_is_what_the_file_says_or_nobody_knows(status: int, body: dict[str, Any], went: Any) -> None:
    answered = Answered(status, orjson.dumps(body), 5.0 if status == 429 or body.get("code") == "9001" else None)
    if isinstance(went, str):
        assert outcome_of(PLATFORM, answered) == went
        return
    with pytest.raises(type(went)) as raised:
        outcome_of(PLATFORM, answered)
    assert (type(raised.value), raised.value.code) == (type(went), went.code)
    for name in ("decided", "retry_after"):
        assert getattr(raised.value, name, None) == getattr(went, name, None)


def test_an_invalid_application_has_its_places() -> None:
    with pytest.raises(Refused) as refused:
        outcome_of(PLATFORM, Answered(422, orjson.dumps(REFUSED)), "permit")
    assert refused.value.problems[0] == {"form": "permit", "pointer": "/name", "message": "太长"}
    with pytest.raises(Refused) as refused:
        outcome_of(replace(PLATFORM, problems=None), Answered(422, orjson.dumps(REFUSED)), "permit")
    assert (refused.value.code, refused.value.problems) == ("invalid", ())


@pytest.mark.parametrize(
    "data",
    [None, {}, {"projectNo": "", "receivedAt": AT}, {"projectNo": "GZ1"}, {"projectNo": "GZ1", "receivedAt": "x"}],
)
def test_a_receipt_that_is_none_is_asked_for_again(data: Any) -> None:
    with pytest.raises(Unavailable, match="no_receipt"):
        receipt_of(PLATFORM, PLATFORM.calls["submit"].answer, {"data": data}, "permit")


@pytest.mark.parametrize(
    ("times", "text", "moment"),
    [
        pytest.param("%Y-%m-%d %H:%M:%S", AT, datetime(2026, 11, 30, 9, tzinfo=ZONE), id="pattern"),
        pytest.param("%Y%m%d%H%M%S", 20261130090000, datetime(2026, 11, 30, 9, tzinfo=ZONE), id="a-number"),
        pytest.param("iso", "2026-11-30T01:00:00Z", datetime(2026, 11, 30, 9, tzinfo=ZONE), id="iso"),
        pytest.param("iso", "2026-11-30T09:00:00", datetime(2026, 11, 30, 9, tzinfo=ZONE), id="iso-here"),
        pytest.param("epoch_ms", 1796000400000, datetime(2026, 11, 30, 1, tzinfo=timezone.utc), id="milliseconds"),
    ],
)
def test_a_moment_is_read_as_the_file_says(times: str, text: Any, moment: datetime) -> None:
    assert moment_of(replace(PLATFORM, times=times), text, "x") - moment == timedelta(0)


@pytest.mark.parametrize(
    ("times", "text"),
    [
        pytest.param("iso", "0001-01-01T00:00:00+08:00", id="before-the-first-year"),
        pytest.param("iso", "9999-12-31T23:59:59-14:00", id="after-the-last-year"),
        pytest.param("%Y-%m-%d", "0001-01-01", id="a-day"),
    ],
)
def test_a_moment_that_no_other_zone_can_tell_is_no_answer(times: str, text: str) -> None:
    with pytest.raises(Unavailable, match="x"):
        moment_of(replace(PLATFORM, times=times), text, "x")


def test_places_inside_places_are_filled_and_nothing_is_sent_that_is_not_there() -> None:
    call = Call(
        "PUT", "/a/{key}?by={reference}", {"x.y": "item", "x.z": "bundle"}, {"w": "1"}, PLATFORM.calls["submit"].answer
    )
    values = {"key": "c_1:7", "reference": "甲/1", "item": "I", "bundle": None, "application": {"o": {"n": ["A"]}}}
    made = request_of(PLATFORM, call, "c_1:7", values, FormThere("I", "1", {"who.name": "/o/n/0", "who.tel": "/o/t"}))
    assert (made.method, made.path) == ("PUT", "/a/c_1%3A7?by=%E7%94%B2%2F1")
    assert made.content == b'{"w":"1","x":{"y":"I"},"who":{"name":"A"}}'
    assert made.headers == {"X-Request-Id": "c_1:7", "Content-Type": "application/json"}


#: Reckoned with ``openssl dgst -sha256 -hmac a-secret``.
SIGNED = {
    "hex": "684b567acde3992d532a4e0cd68597d2a5cd4e8c48f377e32e0e6938512cdbde",
    "base64": "aEtWes3jmS1TKk4M1oWX0qXNToxI83fjLg5pOFEs294=",
}
PARTS = ("POST", "/accept/apply", "1764489600", "00112233445566778899aabbccddeeff", b'{"a":1}')


@pytest.mark.parametrize("encoding", SIGNED)
def test_a_signature_is_what_another_program_reckons(encoding: str) -> None:
    signing = Signing("k", "t", "n", "s", encoding=encoding)
    assert signature(signing, b"a-secret", *PARTS) == SIGNED[encoding]


@pytest.mark.parametrize("at", range(5))
def test_whatever_is_changed_changes_the_signature(at: int) -> None:
    changed: list[Any] = list(PARTS)
    changed[at] = changed[at] + (b" " if isinstance(changed[at], bytes) else " ")
    signing = Signing("k", "t", "n", "s")
    assert signature(signing, b"a-secret", *changed) != SIGNED["hex"]
    assert signature(signing, b"b-secret", *PARTS) != SIGNED["hex"]


@pytest.mark.parametrize(("unit", "stamp"), [("seconds", "1764489600"), ("milliseconds", "1764489600250")])
def test_a_request_is_signed_as_it_leaves(unit: str, stamp: str) -> None:
    signing = Signing("App", "Time", "Once", "Sign", unit=unit)
    auth = Signed(signing, "me", "a-secret", lambda: 1764489600.25)
    request = httpx.Request("POST", "https://city.example/gw/accept/a%2Fb?x=1", content=b'{"a":1}')
    sent = next(auth.auth_flow(request)).headers
    parts = ("POST", "/gw/accept/a%2Fb?x=1", stamp, sent["Once"], b'{"a":1}')
    assert (sent["App"], sent["Time"], len(sent["Once"])) == ("me", stamp, 32)
    assert sent["Sign"] == signature(signing, b"a-secret", *parts)
