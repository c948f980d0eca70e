"""From 「提交」 to the receipt, on both databases, with everything that can go wrong on the way."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.conversations import MessageIdReused
from actions.gateways import MemorySubmission
from actions.inbound import Inbound
from actions.outbox import LEASE
from actions.outbox_worker import Worker
from actions.ports import Receipt, Refused, Unavailable
from actions.retrying import Backoff
from actions.store import DatabaseUnavailable
from bot.engine import EffectDone
from bot.engine.values import Json
from tests.actions.conftest import Clock
from tests.actions.office import CATALOG, Office, open_office

INVALID = Refused("invalid", [{"form": "permit", "pointer": "/name", "message": "不能用这个名字"}])


@pytest.fixture
def office(engine: Engine, cipher: Cipher, clock: Clock) -> Office:
    """An office with one case ready."""
    opened = open_office(engine, cipher, clock)
    opened.ready()
    return opened


@pytest.fixture
def desk(clock: Clock) -> MemorySubmission:
    return MemorySubmission(clock)


def run(worker: Worker, times: int = 1) -> list[int]:
    """How many rows each round tried."""

    async def rounds() -> list[int]:
        return [await worker.run_once() for _ in range(times)]

    return asyncio.run(rounds())


def test_a_submission_ends_with_its_receipt(office: Office, desk: MemorySubmission) -> None:
    assert office.hand_in()["case"]["submission"] == "requested"
    assert run(office.worker(desk), 2) == [1, 0]
    submission = office.case().submission
    assert submission is not None
    assert (submission.state, submission.references) == ("received", {"permit": "MEM-0001"})
    assert office.conversations.state("c_1")["case"]["receipt"]["reference"] == "MEM-0001"
    key, form = next(iter(desk.taken))
    assert (key, form) == (submission.key, "permit")
    assert CATALOG.current["tea"].forms["permit"].validate(desk.taken[key, form]) == ()


def test_nothing_is_sent_before_the_applicant_says_so(office: Office, desk: MemorySubmission) -> None:
    assert run(office.worker(desk)) == [0]
    assert desk.taken == {}


def test_a_submission_delivered_twice_is_one(office: Office, desk: MemorySubmission) -> None:
    first = office.hand_in()
    assert office.hand_in() == first
    office.hand_in(message="submit-2")
    run(office.worker(desk), 2)
    office.hand_in(message="submit-3")
    run(office.worker(desk))
    assert len(desk.taken) == 1
    assert office.events().count("SubmitRequested") == office.events().count("Submitted") == 1


@pytest.mark.parametrize("after", [pytest.param(False, id="before-it-was-taken"), pytest.param(True, id="after")])
@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(Unavailable("read_timeout"), id="unavailable"),
        pytest.param(RuntimeError("a bug"), id="fault"),
        pytest.param(asyncio.TimeoutError(), id="timeout"),
    ],
)
def test_trouble_is_tried_again_under_the_same_key(
    office: Office, clock: Clock, trouble: Exception, after: bool
) -> None:
    desk = MemorySubmission(clock, [trouble, trouble, None], after=after)
    office.hand_in()
    assert run(office.worker(desk), 4) == [1, 1, 1, 0]
    assert len(desk.taken) == 1
    assert office.events().count("Submitted") == 1


def test_a_refusal_opens_the_case_again(office: Office, clock: Clock) -> None:
    desk = MemorySubmission(clock, [INVALID])
    office.hand_in()
    assert run(office.worker(desk), 2) == [1, 0]
    case = office.case()
    assert case.submission is not None and case.submission.state == "failed"
    assert case.asked is not None and case.asked.address.key == "name"
    office.conversations.take("c_1", Inbound("new-name", text="阿公奶茶"))
    office.hand_in(message="submit-2")
    run(office.worker(desk))
    assert [document["name"] for document in desk.taken.values()] == ["阿公奶茶"]
    assert office.conversations.state("c_1")["case"]["stage"] == "submitted"


@pytest.mark.parametrize("code", ["http_401", "http_403", "http_404", "http_413"])
def test_a_refusal_that_is_no_decision_is_not_told_to_the_applicant(office: Office, clock: Clock, code: str) -> None:
    """A wrong key or address is the operator's to mend; then the application that waits goes in."""
    desk = MemorySubmission(clock, [Refused(code, decided=False), None])
    office.hand_in()
    run(office.worker(desk))
    submission = office.case().submission
    assert submission is not None and submission.state == "requested"
    run(office.worker(desk))
    assert "SubmitFailed" not in office.events()
    assert office.events().count("Submitted") == 1


def test_a_key_not_accepted_later_is_no_failure(office: Office, clock: Clock) -> None:
    """The first try may have been taken: a failure now would make the applicant hand in twice."""
    desk = MemorySubmission(clock, [Unavailable("read_timeout"), Refused("http_401", decided=False), None])
    office.hand_in()
    run(office.worker(desk), 3)
    assert office.events().count("Submitted") == 1
    assert "SubmitFailed" not in office.events()


def test_a_refusal_that_intake_decided_is_one_at_any_try(office: Office, clock: Clock) -> None:
    desk = MemorySubmission(clock, [Unavailable("read_timeout"), INVALID])
    office.hand_in()
    run(office.worker(desk), 2)
    assert office.events().count("SubmitFailed") == 1


def test_tries_are_spaced_out(office: Office, clock: Clock) -> None:
    desk = MemorySubmission(clock, [Unavailable("http_503", retry_after=30.0), None])
    worker = office.worker(desk, Backoff(first=1.0))
    office.hand_in()
    assert run(worker, 2) == [1, 0]
    clock.pass_seconds(30)
    assert run(worker) == [1]
    assert office.events().count("Submitted") == 1


def test_a_report_that_cannot_be_stored_is_made_again(office: Office, desk: MemorySubmission) -> None:
    """The bundle was taken, then the store was away: the next try gets the same receipt and reports it."""
    told: list[str] = []

    async def report(conversation: str, ended: Any, cause: str, done: int) -> None:
        told.append(cause)
        if len(told) < 3:
            raise DatabaseUnavailable("away")
        office.conversations.report(conversation, ended, cause=cause, done=done)

    async def handle(claim: Any) -> EffectDone:
        receipts = await desk.submit(claim.key, claim.payload["applications"], (), {})
        return EffectDone(claim.key, {"references": {receipt.form: receipt.reference for receipt in receipts}})

    office.hand_in()
    worker = Worker(
        office.outbox, {"submit": handle}, report, clock=office.conversations.clock, backoff=Backoff(first=0.0)
    )
    assert run(worker, 4) == [1, 1, 1, 0]
    assert len(set(told)) == 1
    assert (len(desk.taken), office.events().count("Submitted")) == (1, 1)


def test_an_applicants_message_cannot_take_the_reports_place(office: Office, desk: MemorySubmission) -> None:
    """Message ids and report ids share the conversation; an applicant who guesses ``outbox:1`` gains nothing."""
    office.hand_in()
    office.conversations.take("c_1", Inbound("outbox:1", text="进度"))
    run(office.worker(desk))
    assert office.events().count("Submitted") == 1
    with pytest.raises(MessageIdReused):
        office.conversations.take("c_1", Inbound("outbox:1", text="别的"))


def test_work_of_an_unknown_kind_waits(office: Office, desk: MemorySubmission) -> None:
    office.hand_in()
    other = Worker(office.outbox, {}, None, clock=office.conversations.clock, backoff=Backoff(first=0.0))  # type: ignore[arg-type]
    assert run(other) == [1]
    assert run(office.worker(desk)) == [1]
    assert office.events().count("Submitted") == 1


def test_two_processes_hand_in_once(engine: Engine, cipher: Cipher, clock: Clock, office: Office) -> None:
    """Six workers, each with a store of its own: thirty cases, thirty applications."""
    desk = MemorySubmission(clock)
    for number in range(2, 31):
        office.ready(f"c_{number}")
    for number in range(1, 31):
        office.hand_in(f"c_{number}")
    gate = threading.Barrier(6)

    def work() -> None:
        own = open_office(engine, cipher, clock)
        gate.wait()
        run(own.worker(desk), 12)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert office.outbox.waiting() == 0
    assert len(desk.taken) == 30
    assert all(office.events(f"c_{number}").count("Submitted") == 1 for number in range(1, 31))


@dataclass
class Slow:
    """A desk that answers when it is told to."""

    desk: MemorySubmission
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    answer: asyncio.Event = field(default_factory=asyncio.Event)

    async def submit(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """See ``Submission.submit``."""
        self.asked.set()
        await self.answer.wait()
        return await self.desk.submit(key, applications, materials, provenance, scenario)


def test_the_receipt_is_waited_for_a_while(office: Office, desk: MemorySubmission) -> None:
    async def scene() -> None:
        slow = Slow(desk)
        worker = office.worker(slow)
        office.hand_in()
        assert await worker.run_for("c_1", 0.01) is False
        slow.answer.set()
        assert await worker.run_for("c_1", 10.0) is True
        assert await worker.run_for("c_1", 0.0) is True

    asyncio.run(scene())
    assert (len(desk.taken), office.events().count("Submitted")) == (1, 1)


def test_what_a_stopped_worker_had_begun_is_put_back(office: Office, desk: MemorySubmission) -> None:
    async def scene() -> None:
        slow, stop = Slow(desk), asyncio.Event()
        office.hand_in()
        running = asyncio.ensure_future(office.worker(slow).run_forever(stop, poll=0.01, grace=0.01))
        await slow.asked.wait()
        stop.set()
        await running

    asyncio.run(scene())
    assert run(office.worker(desk)) == [1]
    assert (len(desk.taken), office.events().count("Submitted")) == (1, 1)


def test_a_running_worker_finds_what_comes_in(office: Office, desk: MemorySubmission) -> None:
    async def scene() -> None:
        stop = asyncio.Event()
        running = asyncio.ensure_future(office.worker(desk).run_forever(stop, poll=0.01))
        await asyncio.sleep(0.03)
        office.hand_in()
        while office.outbox.waiting():
            await asyncio.sleep(0.01)
        stop.set()
        await running

    asyncio.run(scene())
    assert office.events().count("Submitted") == 1


def test_a_worker_that_slept_through_its_lease_doubles_nothing(
    office: Office, desk: MemorySubmission, clock: Clock
) -> None:
    """A second worker takes over and reports; when the first wakes up, its report finds the place taken."""

    async def scene() -> None:
        slow = Slow(desk)
        office.hand_in()
        sleeper = asyncio.ensure_future(office.worker(slow).run_once())
        await slow.asked.wait()
        clock.now += LEASE
        assert await office.worker(desk).run_once() == 1
        slow.answer.set()
        await sleeper

    asyncio.run(scene())
    assert (len(desk.taken), office.events().count("Submitted")) == (1, 1)
    assert office.outbox.waiting() == 0
