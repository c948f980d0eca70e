"""The hand-off under faults: real outbox, worker, gateway and intake, a proxy that breaks things, and processes that are killed."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import httpx

from actions.breaker import Breaker
from actions.database import open_engine
from actions.delivery import delivery
from actions.gateways import HttpSubmission, intake_client
from actions.guarded_desk import GuardedDesk
from actions.retrying import Backoff
from api.intake import open_intake, published_forms
from tests.actions.crashing import CIPHER, PROCESSES, kill, now, office_in, start_intake
from tests.actions.office import CATALOG, filled

from .faulty_proxy import FAULTS, PATIENCE, run_proxy

#: Applications asked for and not yet received, at most: the applicants do not come all at once.
_IN_HAND: Final = 100
#: Lives of a worker for one of intake.
_INTAKE_LIVES: Final = 4
#: Seconds in which nothing moves before the run is given up.
_STANDSTILL: Final = 120.0


@dataclass
class Outcome:
    """What a run came to. ``cpu``: seconds of worker, proxy and intake. ``wrong``: everything that is not as it should be."""

    submissions: int
    seconds: float = 0.0
    cpu: float = 0.0
    worker_kills: int = 0
    intake_kills: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    tries: int = 0
    wrong: list[str] = field(default_factory=list)


def name_of(number: int) -> str:
    """What the shop of this applicant is called: each application can be told from all others."""
    return f"阿婆{number}号奶茶店"


def prepare(folder: Path, submissions: int) -> None:
    """So many cases at their review."""
    office, case = office_in(folder), filled("c_0")
    for number in range(submissions):
        answers = {**case.answers, "name": replace(case.answers["name"], value=name_of(number))}
        mine = replace(case, id=f"c_{number}", answers=answers)
        office.store.create(mine.id, channel="web", token_hash=None, case=mine)
        office.store.forget(mine.id)


def work(folder: Path, url: str, key: str, seed: int) -> None:
    """A server's life: takes the submitting messages of those who have not sent theirs, some twice, and hands in."""
    # Thousands of tries fail here, as they are meant to.
    logging.disable(logging.CRITICAL)
    office, rng = office_in(folder), random.Random(seed)

    async def scene() -> None:
        async with intake_client(url, key) as client:
            client.timeout = httpx.Timeout(PATIENCE)
            desk = GuardedDesk(HttpSubmission(client), Breaker(20, 0.2, time.monotonic))
            worker = delivery(office.outbox, desk, office.conversations, backoff=Backoff(first=0.02, longest=0.5))
            running = asyncio.ensure_future(worker.run_forever(asyncio.Event(), poll=0.02))
            while ids := unsent(folder, _IN_HAND - office.outbox.waiting()):
                for conversation in ids:
                    office.hand_in(conversation)
                    if rng.random() < 0.1:
                        office.hand_in(conversation, message=rng.choice(["submit-1", "submit-2"]))
                    await asyncio.sleep(0)
                while office.outbox.waiting() >= _IN_HAND:
                    await asyncio.sleep(0.05)
            await running

    asyncio.run(scene())


def unsent(folder: Path, most: int) -> list[str]:
    """Conversations that have asked for nothing yet."""
    statement = "SELECT id FROM conversations WHERE id NOT IN (SELECT conversation FROM outbox) ORDER BY id LIMIT ?"
    return [row[0] for row in _rows(folder / "cases.sqlite3", statement, max(1, most))]


@dataclass
class Site:
    """The processes of a run."""

    folder: Path
    rng: random.Random
    share: float
    cpu: float = 0.0

    def __post_init__(self) -> None:
        self.intake, port, self.key = start_intake(self.folder)
        self.port = PROCESSES.Value("i", port)
        self.met = PROCESSES.Array("i", len(FAULTS))
        with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
            self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            self.proxy = self._start(run_proxy, listener, self.port, self.share, self.rng.randrange(1 << 30), self.met)
        self.worker = self.start_worker()

    def start_worker(self) -> Any:
        return self._start(work, self.folder, self.url, self.key, self.rng.randrange(1 << 30))

    def kill_worker(self) -> None:
        """The worker's process is gone, as in a power cut; another one starts."""
        self._end(self.worker)
        self.worker = self.start_worker()

    def kill_intake(self) -> None:
        """The same of intake's."""
        self._end(self.intake)
        self.intake, self.port.value, _ = start_intake(self.folder)

    def close(self) -> None:
        for process in (self.worker, self.proxy, self.intake):
            self._end(process)

    def _end(self, process: Any) -> None:
        """The process is gone; what it took is added up."""
        if process.is_alive():
            fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
            self.cpu += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        kill(process)

    def _start(self, target: Any, *arguments: Any) -> Any:
        process = PROCESSES.Process(target=target, args=arguments, daemon=True)
        process.start()
        return process


@contextmanager
def site(folder: Path, rng: random.Random, share: float) -> Iterator[Site]:
    """All processes, dead at the end."""
    opened = Site(folder, rng, share)
    try:
        yield opened
    finally:
        opened.close()


def hand_off(folder: Path, submissions: int, *, seed: int = 0, share: float = 0.3, lives: float = 3.0) -> Outcome:
    """Hands in so many applications through faults, and says what it came to.

    Args:
        share: of requests that meet a fault.
        lives: seconds that a worker lives at most before it is killed; now and then intake is killed too.

    Raises:
        TimeoutError: nothing moved any more.
    """
    prepare(folder, submissions)
    outcome, rng = Outcome(submissions), random.Random(seed)
    started = moved = time.monotonic()
    had = 0
    with site(folder, rng, share) as running:
        dies = started + rng.uniform(0.1, lives)
        while had < submissions:
            time.sleep(0.1)
            if time.monotonic() >= dies:
                running.kill_worker()
                outcome.worker_kills += 1
                if outcome.worker_kills % _INTAKE_LIVES == 0:
                    running.kill_intake()
                    outcome.intake_kills += 1
                dies = time.monotonic() + rng.uniform(0.1, lives)
            have = received(folder)
            if have > had:
                moved = time.monotonic()
            elif time.monotonic() - moved > _STANDSTILL:
                raise TimeoutError(f"{have} of {submissions} received")
            had = have
        outcome.faults = {fault.name: count for fault, count in zip(FAULTS, running.met, strict=True)}
    outcome.cpu = running.cpu
    outcome.seconds = time.monotonic() - started
    outcome.tries = int(_rows(folder / "cases.sqlite3", "SELECT sum(attempts) FROM outbox")[0][0])
    outcome.wrong = list(differences(folder, submissions))
    return outcome


def received(folder: Path) -> int:
    """How many applicants have their receipt."""
    return int(_rows(folder / "cases.sqlite3", "SELECT count(*) FROM conversations WHERE received")[0][0])


def differences(folder: Path, submissions: int) -> Iterator[str]:
    """What is not as it must be: one application of each at intake, its own, received; one receipt each, intake's; no more."""
    engine = open_engine(f"sqlite:///{folder / 'intake.sqlite3'}")
    desk = open_intake(engine, CIPHER, published_forms(CATALOG), now).desk
    rows = _rows(folder / "intake.sqlite3", "SELECT idempotency_key, reference, status FROM intake_applications")
    held = {key: (reference, status) for key, reference, status in rows}
    if len(rows) != submissions:
        yield f"intake holds {len(rows)} applications"
    office = office_in(folder)
    for number in range(submissions):
        conversation = f"c_{number}"
        submission, events = office.case(conversation).submission, office.events(conversation)
        office.store.forget(conversation)
        told = [events.count(name) for name in ("SubmitRequested", "Submitted", "SubmitFailed")]
        if submission is None or submission.state != "received" or told != [1, 1, 0]:
            yield f"{conversation}: {submission} {told}"
            continue
        reference, status = held.pop(f"{submission.key}:permit", ("", ""))
        if dict(submission.references) != {"permit": reference} or status != "received":
            yield f"{conversation}: {submission.references}, intake has {reference} {status}"
        elif desk.find("daoban", reference).document()["application"]["name"] != name_of(number):
            yield f"{conversation}: intake has another's application under {reference}"
    yield from (f"intake holds {key} for nobody" for key in held)
    if office.outbox.waiting() or office.outbox.dead():
        yield f"{office.outbox.waiting()} wait, {office.outbox.dead()} are dead"
    engine.dispose()


def _rows(file: Path, statement: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(file, timeout=30)) as connection:
        return connection.execute(statement, values).fetchall()
