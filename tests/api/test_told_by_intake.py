"""What happens at intake comes back into the conversation by itself: a correction, its answer, the decision, the licence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import httpx
import orjson
import pytest
from standardwebhooks import Webhook

from api.intake import IntakeServices
from api.intake.registry import event_told
from api.intake.subscriptions import Subscription, new_secret
from tests import patient
from tests.serving import Running, Talk

from .intake_tells import OFFICE, WANG, acts, beside, reference_of, steps, until
from .test_afterwards import handed_in

PATH = "/api/v1/intake/events"


@pytest.fixture(scope="module")
def intake(server: Running) -> Iterator[IntakeServices]:
    with beside(server) as intake:
        yield intake


@pytest.fixture(scope="module")
def handed(server: Running) -> Iterator[Talk]:
    """A conversation whose application intake holds."""
    talk = handed_in(server)
    yield talk
    talk.http.close()


def state(talk: Talk) -> dict[str, Any]:
    return talk.look()


def test_a_correction_comes_into_the_conversation_and_its_answer_to_intake(
    intake: IntakeServices, handed: Talk
) -> None:
    reference = reference_of(handed)
    until(lambda: steps(handed) == ["received"])
    point = {"pointer": "/premises/total_area", "words": "和租赁合同上的面积不一样", "basis": ""}
    fields = intake.casework.find(WANG, reference).document()["application"]
    assert fields["premises"]["total_area"]
    acts(intake, handed, "correction_begun", points=[point], until=None, words="请改一处。")
    told = until(lambda: "correction" in state(handed)["case"] and state(handed))
    (correction,) = told["case"]["correction"]
    assert [(one["pointer"], one["words"]) for one in correction["points"]] == [
        ("/premises/total_area", "和租赁合同上的面积不一样")
    ]
    assert "和租赁合同上的面积不一样" in str(told["messages"])
    assert told["asking"] is not None
    handed.say("88平")
    handed.say("确认提交")
    until(lambda: steps(handed) == ["received", "correction_begun", "correction_ended"])
    assert reference_of(handed) == reference
    now_held = intake.casework.find(WANG, reference)
    assert now_held.status == "correction_ended"
    assert now_held.document()["application"]["premises"]["total_area"] == 88


def test_every_later_step_is_told_and_can_be_asked_for(intake: IntakeServices, handed: Talk) -> None:
    reference = reference_of(handed)
    for kind in ("accepted", "review_begun", "granted"):
        acts(intake, handed, kind)
    until(lambda: steps(handed)[-1:] == ["granted"])
    assert steps(handed)[3:] == ["accepted", "review_begun", "granted"]
    handed.say("我的申请到哪一步了")
    words = str(handed.last["messages"])
    assert reference in words
    assert OFFICE in words


def told(server: Running, event: dict[str, Any], **headers: str) -> httpx.Response:
    """The event, signed as intake signs; ``headers`` replace what would be right."""
    body = orjson.dumps(event).decode()
    secret = (server.log.parent / "keys" / "intake-events.key").read_text().strip()
    moment = datetime.now(timezone.utc)
    right = {
        "webhook-id": "e1",
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign("e1", moment, body),
    }
    return patient.post(f"{server.url}{PATH}", content=body, headers={**right, **headers})


def an_event(intake: IntakeServices, handed: Talk, **more: Any) -> dict[str, Any]:
    """The latest event of the application, as intake tells it."""
    entry = intake.casework.find(WANG, reference_of(handed))
    return {**event_told(entry, intake.desk.history.of(entry.reference)[-1]), **more}


@pytest.mark.parametrize(
    "headers",
    [
        {"webhook-signature": "v1,AAAA"}, {"webhook-signature": "none"}, {"webhook-signature": ""}, {"webhook-id": "e2"},
        {"webhook-timestamp": "1"}, {"webhook-timestamp": "x"}, {"webhook-signature": "v1,é"},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_signed_is_not_heard(
    server: Running, intake: IntakeServices, handed: Talk, headers: dict[str, str]
) -> None:
    before = state(handed)["seq"]
    encoded = {name: value.encode() for name, value in headers.items()}
    answer = told(server, an_event(intake, handed), **encoded)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert state(handed)["seq"] == before


def test_an_event_told_again_changes_nothing(server: Running, intake: IntakeServices, handed: Talk) -> None:
    before = state(handed)
    for _ in range(3):
        assert told(server, an_event(intake, handed)).status_code == 204
    assert state(handed) == before


def test_an_event_of_nobody_is_not_wanted_again(server: Running, intake: IntakeServices, handed: Talk) -> None:
    for key in ("c_nobody:3:food_operation", "nothing", ""):
        assert told(server, an_event(intake, handed, key=key)).status_code == 410


def test_what_is_no_event_is_refused(server: Running, intake: IntakeServices, handed: Talk) -> None:
    for event in (
        {},
        an_event(intake, handed, code=99),
        an_event(intake, handed, key=1),
        an_event(intake, handed, seq=0),
    ):
        assert told(server, event).status_code == 422


def test_missing_events_are_asked_for(server: Running, intake: IntakeServices, handed: Talk) -> None:
    """Two things happen while nobody tells; the later one is told alone."""
    before = intake.subscriptions.of("daoban")
    assert before is not None
    intake.subscriptions.subscribe("daoban", Subscription("http://127.0.0.1:9/", new_secret()))
    try:
        acts(intake, handed, "issued")
        # The e-licence is handed over by itself.
        until(lambda: intake.desk.history.of(reference_of(handed))[-1].status == "delivered")
        assert steps(handed)[-1] == "granted"
        assert told(server, an_event(intake, handed)).status_code == 204
        assert steps(handed)[-2:] == ["issued", "delivered"]
    finally:
        intake.subscriptions.subscribe("daoban", before)


def test_how_the_licence_is_handed_over_stands_beside_the_steps(intake: IntakeServices, handed: Talk) -> None:
    (one,) = handed.http.get(f"/api/v1/conversations/{handed.id}/standing").json()["applications"]
    assert one["events"][-2]["status"] == "issued"
    assert one["delivery"] == {"method": "电子证照", "steps": []}
