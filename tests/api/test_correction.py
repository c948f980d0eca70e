"""A correction over HTTP: told by intake in another process, seen by whoever follows, answered, and once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from actions.conversations import Conversations
from tests.serving import Running, Talk

from .intake_tells import AREA, beside, corrects, takes_supplements, tells
from .test_afterwards import handed_in
from .test_events import following, turns


@pytest.fixture(scope="module")
def intake(server: Running) -> Iterator[Conversations]:
    with beside(server) as conversations:
        yield conversations


@pytest.fixture(scope="module")
def received(server: Running) -> Iterator[Talk]:
    talk = handed_in(server)
    yield talk
    talk.http.close()


def texts(turn: dict[str, Any]) -> str:
    return "\n".join(message["text"] for message in turn["messages"])


def test_from_the_officers_word_to_the_supplement(intake: Conversations, received: Talk) -> None:
    seq = received.last["seq"]
    with following(received, f"?after={seq}") as events:
        told = corrects(intake, received, AREA)
        assert corrects(intake, received, AREA) == told  # heard twice, taken once
        [turn] = turns(events, 1)
    assert turn["messages"] == told["messages"]
    assert "请在 2026年12月21日 前改好这 1 处" in texts(turn)
    now = received.look()
    assert (now["case"]["stage"], now["case"]["submission"], now["asking"]["fact"]) == (
        "asking",
        "received",
        "premises.total_area",
    )
    [one] = now["case"]["correction"]
    assert (one["until"], one["points"][0]["words"], one["points"][0]["settled"]) == (
        "2026-12-21",
        AREA["words"],
        False,
    )
    assert one["editable"] == ["premises.total_area"]
    [stands] = now["case"]["standing"]
    assert [event["code"] for event in stands["events"]] == [6]

    name = now["case"]["applications"][0]["fields"]
    before = {pointer: field["value"] for pointer, field in name.items()}
    received.edit("operator.name", "别的店")
    assert "这次只改办理部门指出的" in texts(received.last)
    area = before["/premises/total_area"]
    received.edit("premises.total_area", f"{area}平方米")
    assert received.last["asking"]["kind"] == "review"
    edit = {"fact": "operator.name", "value": "别的店"}
    preview = received.http.post(f"/api/v1/conversations/{received.id}/preview", json={"edit": edit}).json()
    assert (preview["accepted"], "这次只改办理部门指出的" in preview["why_not"][0]) == (False, True)
    received.choose("submit")
    assert received.last["case"]["standing"][0]["under_way"] == "supplement"
    assert "correction" not in received.last["case"]
    assert received.last["case"]["stage"] == "submitted"

    takes_supplements(intake, received)
    takes_supplements(intake, received)
    assert "改好的内容已经收到" in texts(received.look())
    assert received.look()["case"]["receipt"]["references"] == received.last["case"]["receipt"]["references"]


def test_the_steps_are_told_where_it_stands(intake: Conversations, received: Talk) -> None:
    tells(intake, received, 1, 1, "received", "已接件")
    tells(intake, received, 4, 3, "accepted", "已受理", due={"day": "2026-12-28", "unit": "工作日", "certain": True})
    tells(intake, received, 3, 7, "correction_ended", "补正（结束）")
    [told] = received.http.get(f"/api/v1/conversations/{received.id}/standing").json()["applications"]
    assert [event["code"] for event in told["events"]] == [1, 6, 7, 3]
    assert told["events"][-1]["due"]["day"] == "2026-12-28"
    received.say("我的申请到哪一步了")
    assert "已受理" in texts(received.last)
    assert "2026年12月28日" in texts(received.last)


def test_a_message_of_the_applicant_does_not_take_the_place_of_an_event(intake: Conversations, received: Talk) -> None:
    """Whoever knows their number can guess what an event will be called."""
    [reference] = received.last["case"]["receipt"]["references"].values()
    received.send({"client_msg_id": f"intake:{reference}:5", "text": "你好"}).raise_for_status()
    told = tells(intake, received, 5, 11, "granted", "办结（通过）")
    assert "通过" in texts(told)
    assert tells(intake, received, 5, 11, "granted", "办结（通过）") == told
