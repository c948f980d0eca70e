"""The run without a cluster: both sides on SQLite, proxies between them that break things, and processes that are killed."""

from __future__ import annotations

import os
import random
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from actions.database import open_engine
from actions.keys import kept_secret
from api.intake import open_intake, published_forms
from api.intake.clients import new_client_key
from api.routes.intake_events import PATH
from tests.actions.crashing import CIPHER, PROCESSES, kill, now
from tests.patient import PATIENCE

from .findings import Books, differences, tries
from .officers import held
from .proxy import FAULTS, OF_CALLBACKS, Fault, run_proxy
from .proxy import PATIENCE as IMPATIENT
from .sides import KEY_FILE, applicants, done_in, intake
from .world import CATALOG, SHOP, prepare, shop_in

#: Which side is killed: the applicants' twice as often.
_KILLED: Final = ("applicants", "applicants", "intake")
#: Seconds in which nothing moves before the run is given up.
_STANDSTILL: Final = 120.0


@dataclass
class Outcome:
    """What a run came to. ``cpu``: seconds of all its processes. ``wrong``: everything that is not as it should be.

    ``handing_in``, ``telling``: how often each fault was met on the way to intake, and back. ``cut``: what was handed in
    more than once before its receipt came.
    """

    submissions: int
    seconds: float = 0.0
    cpu: float = 0.0
    kills: dict[str, int] = field(default_factory=dict)
    handing_in: dict[str, int] = field(default_factory=dict)
    telling: dict[str, int] = field(default_factory=dict)
    applications: int = 0
    tries: int = 0
    cut: int = 0
    wrong: list[str] = field(default_factory=list)


class Proxies:
    """One proxy on the way to intake, one on the way back. ``urls``: where to hand in, and where to tell."""

    def __init__(
        self, to_intake: int, to_applicants: int, share: float, rng: random.Random, too_late: float = 2 * IMPATIENT
    ) -> None:
        self.met = [PROCESSES.Array("i", len(Fault)) for _ in range(2)]
        self.later = [PROCESSES.Value("i", 0) for _ in range(2)]
        self.urls, self.processes = [], []
        ways = ((to_intake, FAULTS), (to_applicants, OF_CALLBACKS))
        for (port, faults), met, later in zip(ways, self.met, self.later, strict=True):
            with listening() as listener:
                self.urls.append(f"http://127.0.0.1:{listener.getsockname()[1]}")
                seed = rng.randrange(1 << 30)
                self.processes.append(started(run_proxy, listener, port, share, seed, faults, met, later, too_late))

    def is_quiet(self) -> bool:
        """Whether nothing is still to reach its server."""
        return all(one.value == 0 for one in self.later)

    def told(self) -> list[dict[str, int]]:
        """How often each fault was met, on each way."""
        return [{fault.name: met[at] for at, fault in enumerate(Fault) if met[at]} for met in self.met]


class Site(Protocol):
    """Where a run takes place."""

    proxies: Proxies

    def kill(self) -> str:
        """A process is gone, as in a power cut, and another starts in its place; gives what it was."""

    def done(self) -> int:
        """How many applicants know everything that was to happen."""

    def books(self) -> Books:
        """What both sides hold."""


def listening() -> socket.socket:
    """A socket that listens on a free port."""
    return socket.create_server(("127.0.0.1", 0), backlog=256)


def started(target: Any, *arguments: Any) -> Any:
    """A process that runs."""
    process = PROCESSES.Process(target=target, args=arguments, daemon=True)
    process.start()
    return process


def ready(target: Any, *arguments: Any) -> Any:
    """A process that has said, by the event that is its last argument, that it begins. Raises TimeoutError."""
    begins = PROCESSES.Event()
    process = started(target, *arguments, begins)
    if not begins.wait(PATIENCE):
        raise TimeoutError("a side did not start")
    return process


class TwoSides:
    """Two processes, each with a database of its own."""

    def __init__(self, folder: Path, seed: int, submissions: int, share: float, rng: random.Random) -> None:
        self._folder, self._rng, self.cpu = folder, rng, 0.0
        self._key = kept_secret(folder / KEY_FILE, new_client_key)
        cases, office = shop_in(folder, now)
        engine = open_engine(f"sqlite:///{folder / 'intake.sqlite3'}")
        services = open_intake(engine, CIPHER, published_forms(CATALOG), now)
        self._books = Books(cases, office, services, engine, SHOP, seed, submissions)
        prepare(SHOP, office.store, seed, submissions)
        # A side that is killed and started again is found at the same place; who calls meanwhile waits.
        self._listeners = [listening(), listening()]
        ports = [one.getsockname()[1] for one in self._listeners]
        self.proxies = Proxies(ports[1], ports[0], share, rng)
        self._sides = [self._start(0), self._start(1)]

    def kill(self) -> str:
        """See ``Site``."""
        name = self._rng.choice(_KILLED)
        place = int(name == "intake")
        self._end(self._sides[place])
        self._sides[place] = self._start(place)
        return name

    def done(self) -> int:
        """See ``Site``."""
        return len(done_in(self._folder))

    def books(self) -> Books:
        """See ``Site``."""
        return self._books

    def close(self) -> None:
        """All processes are dead."""
        for process in (*self._sides, *self.proxies.processes):
            self._end(process)
        for listener in self._listeners:
            listener.close()
        self._books.intake.dispose()
        self._books.cases.dispose()

    def _start(self, place: int) -> Any:
        books, (to_intake, to_applicants) = self._books, self.proxies.urls
        listener = self._listeners[place]
        if place:
            return ready(intake, self._folder, listener, to_applicants + PATH, books.seed)
        return ready(applicants, self._folder, to_intake, self._key, listener, books.seed, books.submissions)

    def _end(self, process: Any) -> None:
        """The process is gone; what it took is added up."""
        if process.is_alive():
            fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
            self.cpu += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        kill(process)


@contextmanager
def two_sides(folder: Path, seed: int, submissions: int, share: float, rng: random.Random) -> Iterator[TwoSides]:
    """Both sides, dead at the end."""
    site = TwoSides(folder, seed, submissions, share, rng)
    try:
        yield site
    finally:
        site.close()


def hand_off(folder: Path, submissions: int, *, seed: int = 0, share: float = 0.3, lives: float = 3.0) -> Outcome:
    """What it came to that so many applicants hand in through faults, answer corrections, withdraw, and hear how it went.

    Args:
        share: of requests that meet a fault, on both ways.
        lives: seconds after which a process is killed, at most; now and then it is intake's.
    """
    rng = random.Random(seed)
    with two_sides(folder, seed, submissions, share, rng) as site:
        outcome = run(site, submissions, rng, lives)
    outcome.cpu = site.cpu
    return outcome


def run(site: Site, submissions: int, rng: random.Random, lives: float) -> Outcome:
    """The site's applicants are done, nothing is on its way any more, and both sides are compared; or nothing moved any more."""
    outcome = Outcome(submissions)
    began = moved = time.monotonic()
    dies, had = began + rng.uniform(0.1, lives), -1
    while True:
        time.sleep(0.1)
        have = site.done()
        if have > had:
            had, moved = have, time.monotonic()
        if have == submissions and site.books().is_quiet() and site.proxies.is_quiet():
            break
        if time.monotonic() - moved > _STANDSTILL:
            outcome.wrong.append(f"nothing moved any more: {have} of {submissions} are done")
            break
        # On a machine with much else to do a short life may end before anything was done in it: not for ever.
        if have < submissions and time.monotonic() >= dies and sum(outcome.kills.values()) < submissions:
            name = site.kill()
            outcome.kills[name] = outcome.kills.get(name, 0) + 1
            dies = time.monotonic() + rng.uniform(0.1, lives)
    outcome.seconds = time.monotonic() - began
    outcome.handing_in, outcome.telling = site.proxies.told()
    books = site.books()
    outcome.wrong += differences(books)
    outcome.tries, outcome.cut = tries(books.cases)
    outcome.applications = len(held(books.intake))
    return outcome
