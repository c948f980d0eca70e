"""Both sides compared after a bad day: what is mended, what is told, and that the night's run is one process's."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.delivery import delivery
from actions.gateways import MemorySubmission
from actions.giving_up import Patience
from actions.nightly import Nightly
from actions.ports import Refused, Unavailable
from actions.reconciling import Difference, Reconcile, Reconciled
from bot.engine import StatusReported
from tests.actions.conftest import Clock
from tests.actions.office import AT_ONCE, Office, open_office
from tests.actions.test_outbox_worker import run


@dataclass
class Events:
    """What was heard of each application."""

    known: dict[str, list[StatusReported]] = field(default_factory=dict)

    def heard(self, conversation: str, reference: str) -> int:
        """See ``Inbox.heard``."""
        return len(self.known.get(reference, []))

    def hear(self, conversation: str, events: Sequence[StatusReported]) -> int:
        """See ``Inbox.hear``."""
        for event in events:
            self.known.setdefault(event.reference, []).append(event)
        return len(events)


@pytest.fixture
def office(engine: Engine, cipher: Cipher, clock: Clock) -> Office:
    """An office with three cases ready."""
    opened = open_office(engine, cipher, clock)
    for conversation in ("c_1", "c_2", "c_3"):
        opened.ready(conversation)
    return opened


@dataclass
class Scene:
    """An office, its desk, and what compares them."""

    office: Office
    desk: MemorySubmission
    engine: Engine
    cipher: Cipher
    clock: Clock
    inbox: Events = field(default_factory=Events)

    def compare(self) -> Reconciled:
        """Once."""
        made = Reconcile(self.engine, self.cipher, self.office.store, self.desk, self.clock, self.inbox)
        return asyncio.run(made.run())

    def work(self, times: int = 1) -> None:
        """Tries what is due."""
        worker = delivery(
            self.office.outbox, self.desk, self.office.conversations, backoff=AT_ONCE, patience=Patience(tries=2)
        )
        run(worker, times)


@pytest.fixture
def scene(office: Office, engine: Engine, cipher: Cipher, clock: Clock) -> Scene:
    return Scene(office, MemorySubmission(clock), engine, cipher, clock)


def test_events_that_never_came_are_heard_once(scene: Scene) -> None:
    for conversation in ("c_1", "c_2"):
        scene.office.hand_in(conversation)
    scene.work()
    scene.desk.happen("MEM-0001", 3)
    first = scene.compare()
    assert (first.asked, first.heard, first.mended, first.differences) == (2, 3, 0, [])
    assert [one.event.code for one in scene.inbox.known["MEM-0001"]] == [1, 3]
    assert scene.compare().heard == 0
    scene.desk.happen("MEM-0002", 2)
    assert (scene.compare().heard, scene.inbox.known["MEM-0002"][-1].event.status) == (1, "withdrawn")


def test_without_somebody_to_hear_what_is_behind_is_told(scene: Scene) -> None:
    scene.office.hand_in("c_1")
    scene.work()
    made = Reconcile(scene.engine, scene.cipher, scene.office.store, scene.desk, scene.clock)
    assert asyncio.run(made.run()).differences == []
    scene.desk.happen("MEM-0001", 3)
    assert [(one.kind, one.about) for one in asyncio.run(made.run()).differences] == [("behind", "MEM-0001")]


def test_what_intake_holds_already_is_finished(scene: Scene) -> None:
    """It was taken, every answer was lost, and our key was refused since: nobody tries any more."""
    scene.office.hand_in("c_1")
    scene.desk.troubles, scene.desk.after = [Refused("http_401", decided=False)] * 2, True
    scene.work(3)
    assert (scene.office.outbox.dead(), len(scene.desk.taken)) == (1, 1)
    found = scene.compare()
    assert (found.mended, found.differences) == (1, [])
    scene.work()
    assert scene.office.events("c_1").count("Submitted") == 1
    assert (scene.compare().mended, len(scene.desk.taken)) == (0, 1)


def test_what_somebody_has_to_look_at_is_told(scene: Scene) -> None:
    for conversation in ("c_1", "c_2", "c_3"):
        scene.office.hand_in(conversation)
    scene.desk.troubles = [None, Refused("http_403", decided=False), Unavailable("http_503")]
    scene.work()
    scene.desk.troubles = [Refused("http_403", decided=False), Unavailable("http_503")]
    scene.work()
    del scene.desk.happened["MEM-0001"]
    assert [one.kind for one in scene.compare().differences] == ["unknown_at_intake", "dead"]
    scene.clock.now += timedelta(days=2)
    assert scene.compare().differences == [
        Difference("unknown_at_intake", "MEM-0001"),
        Difference("dead", "outbox 2", "http_403"),
        Difference("waits_long", "outbox 3", "http_503"),
    ]


def test_work_under_way_is_left_to_who_does_it(scene: Scene) -> None:
    scene.office.hand_in("c_1")
    scene.office.outbox.claim(1)
    scene.clock.pass_seconds(1)
    found = scene.compare()
    assert (found.asked, found.mended, found.differences) == (0, 0, [])


def test_an_intake_that_does_not_answer_leaves_it_unknown(scene: Scene) -> None:
    scene.office.hand_in("c_1")
    scene.work()
    scene.desk.troubles = [Unavailable("connect")]
    assert scene.compare().differences == [Difference("unasked", "MEM-0001", "connect")]


def test_documents_that_cannot_be_opened_are_told_without_a_name(scene: Scene) -> None:
    scene.office.hand_in("c_1")
    scene.work()
    scene.office.hand_in("c_2")
    with scene.engine.begin() as connection:
        connection.execute(
            text("UPDATE conversations SET sealed = (SELECT sealed FROM turns LIMIT 1), version = version + 1")
        )
        connection.execute(
            text("UPDATE outbox SET sealed = (SELECT sealed FROM turns LIMIT 1) WHERE state = 'waiting'")
        )
    told = scene.compare().differences
    assert told == [Difference("unreadable", "a case"), Difference("unreadable", "outbox 2")]
    assert "c_1" not in repr(told)


NIGHT = datetime(2026, 11, 24, 19, 40, tzinfo=timezone.utc)  # 03:40 in Shanghai


@pytest.mark.parametrize(
    ("at", "due"),
    [
        pytest.param(NIGHT, True, id="ten-minutes-past"),
        pytest.param(NIGHT - timedelta(minutes=11), False, id="before"),
        pytest.param(NIGHT + timedelta(hours=2), True, id="started-late"),
        pytest.param(NIGHT + timedelta(hours=3), False, id="started-in-the-morning"),
    ],
)
def test_it_is_done_at_its_time_of_the_local_night(engine: Engine, clock: Clock, at: datetime, due: bool) -> None:
    clock.now = at
    done: list[int] = []

    async def work() -> int:
        done.append(1)
        return 4

    async def nights_of() -> list[bool]:
        nightly = Nightly(engine, clock, "reconcile", time(3, 30), work)
        first = [await nightly.run_due(), await nightly.run_due()]
        clock.now += timedelta(days=1)
        return [*first, await nightly.run_due()]

    assert asyncio.run(nights_of()) == [due, False, due]
    assert len(done) == 2 * due
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT job, day, found FROM nights ORDER BY day")).fetchall()
    assert [tuple(row) for row in rows] == (
        [("reconcile", "2026-11-25", 4), ("reconcile", "2026-11-26", 4)] if due else []
    )


def test_of_several_processes_one_does_it(engine: Engine, clock: Clock) -> None:
    clock.now = NIGHT
    done: list[int] = []
    gate = threading.Barrier(4)

    async def work() -> int:
        done.append(1)
        return 0

    def process() -> None:
        nightly = Nightly(engine, clock, "reconcile", time(3, 30), work)
        gate.wait()
        asyncio.run(nightly.run_due())

    threads = [threading.Thread(target=process) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [1]


def test_work_that_fails_does_not_end_the_loop(engine: Engine, clock: Clock) -> None:
    clock.now = NIGHT
    tried = asyncio.Event()

    async def work() -> int:
        tried.set()
        raise RuntimeError("a bug")

    async def loop() -> None:
        stop = asyncio.Event()
        running = asyncio.ensure_future(Nightly(engine, clock, "reconcile", time(3, 30), work).run_forever(stop))
        await tried.wait()
        stop.set()
        await running

    asyncio.run(loop())
