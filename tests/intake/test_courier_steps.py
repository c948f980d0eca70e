"""What is taken of a courier and of officers about papers on their way, and what is not."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Final

import httpx
import orjson
import pytest
from standardwebhooks import Webhook

from api.intake.acts import read_act
from api.intake.courier_route import PATH as STEPS
from api.intake.elsewhere import Step
from api.intake.subscriptions import new_secret
from api.problems import Problem
from tests.intake.elsewhere import carry, kinds
from tests.intake.test_papers_on_their_way import SECRET, WANG, Post, clock, post, post_received, published, shipped

__all__ = ["clock", "post", "published"]


def test_papers_that_came_back_are_told_and_wait_for_an_officer(post: Post) -> None:
    reference = post.issued()
    carry(post.intake, post.clock, 2)
    (number,) = shipped(post)
    for state in ("sent", "out", "returned"):
        post.courier.shipments.move(number, state)
    post.tell(5)
    assert post.look(reference)["delivery"]["text"] == "已退回"
    assert kinds(post.intake, reference)[-1] == "issued"
    assert "delivered" in possible(post, reference)
    post.intake.casework.act(WANG, reference, read_act({"kind": "delivered", "seq": 4, "words": "退回后到窗口领取"}))


def possible(post: Post, reference: str) -> list[str]:
    """What an officer may do now."""
    entry = post.intake.desk.registry.by_reference(reference)
    assert entry is not None
    return post.intake.casework.possible(entry, post.intake.desk.history.of(reference))


def refused(post: Post, reference: str) -> str:
    """The code of the refusal when an officer says that the licence was handed over."""
    with pytest.raises(Problem) as raised:
        post.intake.casework.act(WANG, reference, read_act({"kind": "delivered", "seq": 4}))
    assert "delivered" not in possible(post, reference)
    assert (raised.value.status, kinds(post.intake, reference)[-1]) == (409, "issued")
    return raised.value.code


def test_what_the_courier_will_tell_is_no_officer_s_to_say(post: Post) -> None:
    reference = post.issued()
    assert refused(post, reference) == "delivered-by-itself"
    carry(post.intake, post.clock, 2)
    (number,) = shipped(post)
    for state in ("ordered", "sent", "out"):
        post.courier.shipments.move(number, state)
        post.tell()
        assert refused(post, reference) == "delivered-by-itself"


def test_what_the_library_will_bring_is_no_officer_s_to_say(post: Post) -> None:
    reference = post.issued("valid-minimal")
    assert refused(post, reference) == "delivered-by-itself"
    carry(post.intake, post.clock, 2)
    assert kinds(post.intake, reference)[-1] == "delivered"


def test_papers_that_came_back_are_not_delivered_by_an_earlier_step_that_comes_late(post: Post) -> None:
    reference = post.issued()
    at = post.clock.now
    tracking, hear = post.intake.handing_over.tracking, post.intake.handing_over.heard
    tracking.ordered(reference, 4, Step(1, "ordered", "DB1CN", at))
    hear(f"{reference}.4", Step(5, "returned", "DB1CN", at))
    hear(f"{reference}.4", Step(3, "signed", "DB1CN", at))
    assert (post.look(reference)["delivery"]["state"], kinds(post.intake, reference)[-1]) == ("returned", "issued")


def test_one_number_of_a_step_says_one_thing(post: Post) -> None:
    reference = post.issued()
    at = post.clock.now
    post.intake.handing_over.tracking.ordered(reference, 4, Step(1, "ordered", "DB1CN", at))
    for state in ("out", "signed"):
        post.intake.handing_over.heard(f"{reference}.4", Step(2, state, "DB1CN", at))
    assert (post.look(reference)["delivery"]["state"], kinds(post.intake, reference)[-1]) == ("out", "issued")


STEP: Final = {"order": "", "number": "DB1CN", "seq": 4, "state": "signed", "at": "2026-11-27T14:05:00+08:00"}


@pytest.mark.parametrize(
    ("step", "secret", "status"),
    [
        pytest.param({}, SECRET, 410, id="nobody-s-papers"),
        pytest.param({"order": "SH-JA-20261124-0000000000.4"}, SECRET, 410, id="no-such-application"),
        pytest.param({}, new_secret(), 401, id="another-secret"),
        pytest.param({"state": "eaten"}, SECRET, 422, id="no-such-state"),
        pytest.param({"seq": True}, SECRET, 422, id="a-truth-is-no-number"),
        pytest.param({"at": "2026-11-27T14:05:00"}, SECRET, 422, id="no-zone"),
        pytest.param({"number": ""}, SECRET, 422, id="no-number"),
    ],
)
def test_what_is_no_step_of_ours_is_refused(post: Post, step: dict[str, Any], secret: str, status: int) -> None:
    assert told(post, {**STEP, **step}, secret) == status


def told(post: Post, step: dict[str, Any], secret: str = SECRET) -> int:
    """The status of intake's answer to a step that is signed with this secret."""
    body, moment = orjson.dumps(step).decode(), datetime.now(timezone.utc)
    signature = Webhook(secret).sign("m1", moment, body)
    headers = {
        "webhook-id": "m1", "webhook-timestamp": str(int(moment.timestamp())), "webhook-signature": signature,
        "Content-Type": "application/json",
    }  # fmt: skip
    return httpx.post(f"{post.address}{STEPS}", content=body, headers=headers, timeout=60, trust_env=False).status_code


@pytest.mark.parametrize(
    ("step", "status"),
    [
        # Issued on 24 November 2026, and it is that day still.
        pytest.param({"at": "2026-11-24T05:00:00Z"}, 204, id="utc"),
        pytest.param({"at": "2026-11-24T05:00:00.5z"}, 204, id="half-a-second"),
        pytest.param({"at": "2026-11-23T10:05:00+08:00"}, 204, id="a-clock-that-is-late"),
        pytest.param({"at": "2026-11-25T09:00:00+08:00"}, 204, id="a-clock-that-is-early"),
        pytest.param({"at": "2026-11-23T09:55:00+08:00"}, 422, id="before-it-was-issued"),
        pytest.param({"at": "2026-11-25T11:00:00+08:00"}, 422, id="not-yet"),
        pytest.param({"at": "0001-01-01T00:00:00+08:00"}, 422, id="before-the-first-year"),
        pytest.param({"at": "9999-12-31T23:59:59-14:00"}, 422, id="after-the-last-year"),
        pytest.param({"at": "2026-11-24"}, 422, id="a-day"),
        pytest.param({"at": 1795600000}, 422, id="a-number"),
        pytest.param({"number": "DB2CN"}, 410, id="other-papers"),
        pytest.param({"number": "<b>FAKE</b>"}, 422, id="no-number-of-papers"),
        pytest.param({"number": "DB1CN\u202e"}, 422, id="a-mark-that-turns-the-line"),
    ],
)
def test_only_steps_that_can_be_of_the_ordered_papers_are_kept(post: Post, step: dict[str, Any], status: int) -> None:
    reference = post.issued()
    post.intake.handing_over.tracking.ordered(reference, 4, Step(1, "ordered", "DB1CN", post.clock.now))
    sent = {**STEP, "order": f"{reference}.4", "at": "2026-11-24T13:00:00+08:00", **step}
    assert told(post, sent) == status
    delivery = post.look(reference)["delivery"]
    held = [1, 4] if status == 204 else [1]
    assert (delivery["number"], [one["seq"] for one in delivery["steps"]]) == ("DB1CN", held)
    assert kinds(post.intake, reference)[-1] == ("delivered" if status == 204 else "issued")


def test_of_an_e_licence_no_papers_are_on_their_way(post: Post) -> None:
    reference = post.issued("valid-minimal")
    assert told(post, {**STEP, "order": f"{reference}.4", "at": "2026-11-24T13:00:00+08:00"}) == 410
    assert kinds(post.intake, reference)[-1] == "issued"


def test_before_a_licence_is_issued_no_step_counts(post: Post) -> None:
    reference = post_received(post)
    step = Step(1, "signed", "DB1CN", post.clock.now)
    with pytest.raises(Problem) as refused:
        post.intake.handing_over.tracking.heard(reference, 1, step)
    assert refused.value.status == 410
    assert kinds(post.intake, reference) == ["received"]
