"""kill -9 at any point between 「提交」 and the receipt: intake holds one application, the applicant has one receipt."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import text

from actions.database import open_engine
from tests.actions.crashing import kill, locked, office_in, start_intake, start_worker, wait_until
from tests.actions.gate import Gate, Point
from tests.actions.office import Office


@dataclass
class Scene:
    """An intake, an office and the cases in it."""

    folder: Path
    office: Office
    intake: BaseProcess
    port: int
    key: str
    conversations: list[str]

    @contextmanager
    def worker(self, gate: Gate) -> Iterator[BaseProcess]:
        """A worker that was set going; it is dead at the end."""
        process, go = start_worker(self.folder, gate.url, self.key, self.conversations)
        go.set()
        try:
            yield process
        finally:
            kill(process)

    def finish(self) -> None:
        """A new worker, with nothing in its way, works until every receipt is there."""
        gate = Gate(self.port)
        with self.worker(gate):
            wait_until(lambda: all(self.received(one) for one in self.conversations))
        gate.close()

    def received(self, conversation: str) -> bool:
        """Whether the applicant has the receipt."""
        submission = self.office.case(conversation).submission
        return submission is not None and submission.state == "received"

    def check(self) -> None:
        """Each case was handed in once, its receipt is intake's, and nothing waits."""
        engine = open_engine(f"sqlite:///{self.folder / 'intake.sqlite3'}")
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT idempotency_key, reference FROM intake_applications")).fetchall()
        engine.dispose()
        held = dict(rows)
        assert len(rows) == len(self.conversations)
        for conversation in self.conversations:
            submission = self.office.case(conversation).submission
            assert submission is not None
            assert submission.references == {"permit": held[f"{submission.key}:permit"]}
            events = self.office.events(conversation)
            assert (events.count("SubmitRequested"), events.count("Submitted"), events.count("SubmitFailed")) == (
                1,
                1,
                0,
            )
        assert self.office.outbox.waiting() == 0


@pytest.fixture
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """A scene with one case at its review, or as many as the test asks for."""
    conversations = [f"c_{number}" for number in range(getattr(request, "param", 1))]
    office = office_in(tmp_path)
    for conversation in conversations:
        office.ready(conversation)
    intake, port, key = start_intake(tmp_path)
    yield Scene(tmp_path, office, intake, port, key, conversations)
    kill(intake)


@pytest.mark.parametrize("late", [pytest.param(False, id="arrives-at-once"), pytest.param(True, id="arrives-late")])
@pytest.mark.parametrize(
    "point", [point for point in Point if point is not Point.NOWHERE], ids=lambda point: point.name
)
def test_killed_while_the_request_is_on_its_way(scene: Scene, point: Point, late: bool) -> None:
    """What was on the wire arrives before the next worker starts, or long after it handed in again."""
    gate = Gate(scene.port, hold=point)
    with scene.worker(gate) as process:
        assert gate.reached.wait(30)
        kill(process)
    if not late:
        gate.go_on.set()
    scene.finish()
    gate.go_on.set()
    time.sleep(0.05)
    gate.close()
    scene.check()


def test_killed_before_the_submitting_turn_is_stored(scene: Scene) -> None:
    gate = Gate(scene.port)
    process, go = start_worker(scene.folder, gate.url, scene.key, scene.conversations)
    with locked(scene.folder / "cases.sqlite3"):
        go.set()
        time.sleep(0.1)
        kill(process)
    gate.close()
    assert scene.office.case("c_0").submission is None
    assert scene.office.outbox.waiting() == 0
    scene.finish()
    scene.check()


def test_killed_before_the_receipt_is_stored(scene: Scene) -> None:
    gate = Gate(scene.port, hold=Point.ANSWER)
    with scene.worker(gate) as process:
        assert gate.reached.wait(30)
        with locked(scene.folder / "cases.sqlite3"):
            gate.go_on.set()
            time.sleep(0.1)
            kill(process)
    assert not scene.received("c_0")
    scene.finish()
    gate.close()
    scene.check()


def test_killed_while_intake_is_storing(scene: Scene) -> None:
    gate = Gate(scene.port, hold=Point.TAKEN)
    with locked(scene.folder / "intake.sqlite3"), scene.worker(gate) as process:
        assert gate.reached.wait(30)
        gate.go_on.set()
        kill(process)
    scene.finish()
    gate.close()
    scene.check()


def test_intake_killed_while_it_is_storing(scene: Scene) -> None:
    """The worker lives on and finds the intake again at another address behind the gate."""
    gate = Gate(scene.port, hold=Point.TAKEN)
    with scene.worker(gate):
        with locked(scene.folder / "intake.sqlite3"):
            assert gate.reached.wait(30)
            gate.go_on.set()
            time.sleep(0.1)
            kill(scene.intake)
        scene.intake, scene.port, _ = start_intake(scene.folder)
        gate.port = scene.port
        wait_until(lambda: scene.received("c_0"))
    gate.close()
    scene.check()


def test_intake_killed_after_it_stored(scene: Scene) -> None:
    gate = Gate(scene.port, hold=Point.HALF_ANSWER)
    with scene.worker(gate):
        assert gate.reached.wait(30)
        kill(scene.intake)
        scene.intake, scene.port, _ = start_intake(scene.folder)
        gate.port = scene.port
        gate.go_on.set()
        wait_until(lambda: scene.received("c_0"))
    gate.close()
    scene.check()


@pytest.mark.parametrize("scene", [6], indirect=True)
def test_killed_again_and_again(scene: Scene) -> None:
    """Thirty deaths at random moments of a worker that hands in six cases; in the end each is in, once."""
    chance = random.Random(20261124)
    for _ in range(30):
        gate = Gate(scene.port)
        with scene.worker(gate) as process:
            time.sleep(chance.uniform(0, 0.08))
            kill(process)
        gate.close()
    scene.finish()
    scene.check()
