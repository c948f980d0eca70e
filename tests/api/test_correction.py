"""A correction over HTTP: told by intake, seen by whoever follows, answered, and once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.intake import IntakeServices
from tests.serving import Running, Talk

from .intake_tells import AREA, UNTIL, acts, beside, corrects, reference_of, steps, until
from .test_afterwards import handed_in
from .test_events import following, turns


@pytest.fixture(scope="module")
def intake(server: Running) -> Iterator[IntakeServices]:
    with beside(server) as intake:
        yield intake


@pytest.fixture(scope="module")
def received(server: Running) -> Iterator[Talk]:
    talk = handed_in(server)
    until(lambda: steps(talk) == ["received"])
    yield talk
    talk.http.close()


def texts(turn: dict[str, Any]) -> str:
    return "\n".join(message["text"] for message in turn["messages"])


def test_from_the_officers_word_to_the_supplement(intake: IntakeServices, received: Talk) -> None:
    with following(received, f"?after={received.look()['seq']}") as events:
        corrects(intake, received, AREA)
        [turn] = turns(events, 1)
    assert f"请在 {UNTIL} 前改好这 1 处" in texts(turn)
    now = received.look()
    assert (now["case"]["stage"], now["case"]["submission"], now["asking"]["fact"]) == (
        "asking",
        "received",
        "premises.total_area",
    )
    [one] = now["case"]["correction"]
    assert (one["points"][0]["words"], one["points"][0]["settled"]) == (AREA["words"], False)
    assert one["editable"] == ["premises.total_area"]
    [stands] = now["case"]["standing"]
    assert [event["code"] for event in stands["events"]] == [1, 6]

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
    reference = reference_of(received)
    seq = received.last["seq"]
    received.choose("submit")
    assert "和交上去的一样，没有改" in texts(received.last)
    assert (received.last["asking"]["kind"], received.last["case"]["stage"]) == ("confirm", "review")
    received.choose(True)
    assert "correction" not in received.last["case"]
    assert received.last["case"]["stage"] == "submitted"
    until(lambda: steps(received) == ["received", "correction_begun", "correction_ended"])
    later = received.http.get(f"/api/v1/conversations/{received.id}/turns", params={"after": seq}).json()
    assert "改好的内容已经收到" in "\n".join(map(texts, later))
    assert reference_of(received) == reference


def test_the_steps_are_told_where_it_stands(intake: IntakeServices, received: Talk) -> None:
    acts(intake, received, "accepted")
    until(lambda: steps(received)[-1] == "accepted")
    [told] = received.http.get(f"/api/v1/conversations/{received.id}/standing").json()["applications"]
    assert [event["code"] for event in told["events"]] == [1, 6, 7, 3]
    year, month, day = told["events"][-1]["due"]["day"].split("-")
    received.say("我的申请到哪一步了")
    assert "已受理" in texts(received.last)
    assert f"{year}年{int(month)}月{int(day)}日" in texts(received.last)


def test_a_message_of_the_applicant_does_not_take_the_place_of_an_event(intake: IntakeServices, received: Talk) -> None:
    """Whoever knows their number can guess what an event will be called."""
    reference = reference_of(received)
    received.send({"client_msg_id": f"intake:{reference}:5", "text": "你好"}).raise_for_status()
    acts(intake, received, "granted")
    until(lambda: steps(received)[-1] == "granted")
    assert "通过" in texts(received.look())
