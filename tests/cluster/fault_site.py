"""The fault run's cluster: applicants come through nginx, and between the processes of both sides are the proxies that break things."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import httpx
from ruamel.yaml import YAML
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from actions.conversations import Conversations
from actions.database import DatabaseUnavailable, open_engine
from actions.keys import read_keys
from actions.local_time import now
from actions.migrating import APPLICANTS, upgrade
from actions.outbox import Outbox
from actions.rehearsal import Rehearsal
from actions.store import Store
from api.intake import open_intake, published_forms
from api.routes.intake_events import PATH
from api.security import hashed
from bot.catalog import Published, publish
from bot.engine import Case
from bot.nlu import Understander
from deploy import programs
from deploy.processes import Program
from tests import patient
from tests.actions.crashing import kill
from tests.actions.office import Office
from tests.intake.faults.applying import is_over, says
from tests.intake.faults.findings import Books
from tests.intake.faults.hand_off import Outcome, Proxies, run
from tests.intake.faults.officers import Officers
from tests.intake.faults.plans import conversation
from tests.intake.faults.world import World, prepare
from tests.serving import ROOT

from .machine import Machine, started

#: Applicants at a time.
_IN_HAND: Final = 24
_TOKEN: Final = "t" * 43
#: What is killed at once: mostly one, sometimes all of a side, seldom what they stand on.
_KILLED: Final = (
    *((f"{side}-{number}",) for side in ("api", "intake") for number in (1, 2, 1, 2)),
    ("api-1", "api-2"), ("intake-1", "intake-2"), ("redis",), ("postgres",),
)  # fmt: skip
#: Scenario of a bundle of so many forms.
_SCENARIOS: Final = {1: "beverage_shop", 2: "bookshop_cafe"}
_NAMED: Final = "operator.name"
#: Where intake's work waits.
_QUEUES: Final = ("intake_callbacks", "intake_errands")
#: What everybody meets while the database is being started again.
_AWAY: Final = (DatabaseUnavailable, OperationalError)


def world_of(published: Published, understander: Understander) -> World:
    """The shops that are served, each filled in as the story that proves its scenario tells."""
    current = published.catalog.current
    cases = {count: _filled(published, understander, name) for count, name in _SCENARIOS.items() if name in current}
    forms = {count: tuple(current[_SCENARIOS[count]].forms) for count in cases}
    named = dict.fromkeys({form for some in forms.values() for form in some}, "/operator/name")
    return World({count: (forms[count], case) for count, case in cases.items()}, _NAMED, named, delivers=True)


def _filled(published: Published, understander: Understander, scenario: str) -> Case:
    story = YAML(typ="safe").load((ROOT / f"scenarios/stories/{scenario}-plain.yml").read_text("utf-8"))
    told = Rehearsal(published.catalog, understander, now)
    for turn in story["turns"]:
        if told.say(str(turn["say"]))["case"]["stage"] == "review":
            return told.case
    raise AssertionError(f"{scenario}: no review")


class Cluster:
    """A ``Site`` of several processes. Officers act in this process: their desk stands where one intake is alone."""

    def __init__(
        self, machine: Machine, seed: int, submissions: int, share: float, rng: random.Random, too_late: float
    ) -> None:
        self._machine, self._rng = machine, rng
        self._books = _books(machine, seed, submissions)
        self.proxies = Proxies(machine.plan.internal, machine.plan.internal, share, rng, too_late)
        servers = list(_programs(machine, self.proxies))
        for program in servers:
            machine.processes.start(program)
        machine.processes.await_ready(servers)
        machine.command("start", "nginx")
        stores = [programs.redis(machine.folder, machine.plan), programs.postgres(machine.folder, machine.plan)]
        self._programs = {one.name: one for one in [*servers, *stores]}
        self._ends = threading.Event()
        self._done: list[int] = []
        self._people = ThreadPoolExecutor(_IN_HAND + 2)
        self._work = [self._people.submit(one) for one in (self._officers, self._hurry)]
        self._work += [self._people.submit(self._applies, number) for number in range(submissions)]

    def kill(self) -> str:
        """See ``Site``. What was killed is started again; most often the others go on meanwhile."""
        some = self._rng.choice(_KILLED)
        for name in some:
            self._kill(name)
        while any(self._machine.processes.alive(name) is not None for name in some):
            time.sleep(0.01)
        if "postgres" not in some:
            self._end_leases()
        again = [self._programs[name] for name in some]
        for program in again:
            self._machine.processes.start(program)
        self._machine.processes.await_ready(again)
        return "+".join(some)

    def _kill(self, name: str) -> None:
        """kill -9; PostgreSQL is told to stop at once, without writing anything more, as its own lock would outlive it otherwise."""
        pid = self._machine.processes.alive(name)
        if pid is not None:
            os.kill(pid, signal.SIGQUIT if name == "postgres" else signal.SIGKILL)

    def done(self) -> int:
        """See ``Site``. Raises what an applicant or an officer stumbled over."""
        for one in self._work:
            if one.done():
                one.result()
        return len(self._done)

    def books(self) -> Books:
        """See ``Site``."""
        return self._books

    def close(self) -> None:
        """Nobody acts any more; the machine itself goes on."""
        self._ends.set()
        self._people.shutdown(cancel_futures=True)
        for process in self.proxies.processes:
            kill(process)
        self._books.intake.dispose()
        self._books.cases.dispose()

    def _applies(self, number: int) -> None:
        """An applicant's part, from handing in to the end."""
        books, name = self._books, conversation(number)
        plan = books.world.plan(books.seed, number)
        forms = books.world.forms(len(plan.stories))
        headers = {"Authorization": f"Bearer {_TOKEN}"}
        with patient.Client(base_url=self._machine.url, headers=headers) as web:
            while not self._ends.is_set():
                with suppress(*_AWAY):
                    case = books.office.case(name)
                    if is_over(plan, forms, case):
                        self._done.append(number)
                        return
                    text = says(plan, forms, case)
                    if text is not None and _say(web, name, f"m{case.seq}", text):
                        continue
                self._ends.wait(0.3)

    def _officers(self) -> None:
        books = self._books
        officers = Officers(books.services, books.intake, books.world, books.seed, random.Random())
        while not self._ends.wait(0.3):
            with suppress(*_AWAY):
                officers.act()

    def _hurry(self) -> None:
        """What waits to be tried again is tried soon: for this run time passes faster."""
        soon = "SET next_at = 0 WHERE state = 'waiting' AND next_at > 0"
        while not self._ends.wait(0.5):
            with suppress(*_AWAY):
                _run(self._books.cases, f"UPDATE outbox {soon}")
                for queue in _QUEUES:
                    _run(self._books.intake, f"UPDATE {queue} {soon}")

    def _end_leases(self) -> None:
        """What the dead process had begun is another's to do, as it is after a minute and a half. Some of it may be under way
        elsewhere, and is done twice: that too has to change nothing."""
        _run(self._books.cases, "UPDATE outbox SET lease_until = NULL WHERE state = 'waiting'")
        for queue in _QUEUES:
            _run(self._books.intake, f"UPDATE {queue} SET lease_until = NULL WHERE state = 'waiting'")


def _say(web: httpx.Client, name: str, message: str, text: str) -> bool:
    """Whether it was answered; said again it is the same message."""
    try:
        answer = web.post(f"/api/v1/conversations/{name}/messages", json={"client_msg_id": message, "text": text})
    except httpx.TransportError:
        return False
    if answer.status_code not in (200, 429) and answer.status_code < 500:
        raise AssertionError(f"{text}: {answer.status_code} {answer.text}")
    return answer.status_code == 200


def _books(machine: Machine, seed: int, submissions: int) -> Books:
    """Both databases with the applicants in them; no server has run on them yet."""
    plan = machine.plan
    published = publish(Path(plan.root), today=date.today())
    cases, intake = open_engine(plan.database("daoban")), open_engine(plan.database("intake"))
    upgrade(cases, APPLICANTS)
    cipher, understander = read_keys(plan.data_key), Understander(published.catalog)
    store = Store(cases, cipher, now)
    office = Office(store, Conversations(published.catalog, understander, store, now), Outbox(cases, cipher, now))
    services = open_intake(
        intake, read_keys(plan.intake_data_key), published_forms(published.catalog), now,
        definitions=lambda: published.definitions,
    )  # fmt: skip
    world = world_of(published, understander)
    prepare(world, store, seed, submissions, hashed(_TOKEN))
    return Books(cases, office, services, intake, world, seed, submissions)


def _programs(machine: Machine, proxies: Proxies) -> Iterator[Program]:
    """The servers of both sides, which reach each other through the proxies only."""
    to_intake, to_applicants = proxies.urls
    hands_in = {"DAOBAN_INTAKE_URL": to_intake, "DAOBAN_INTAKE_FAILURES": "20", "DAOBAN_INTAKE_PAUSE": "1"}
    tells = {"DAOBAN_INTAKE_EVENTS_URL": to_applicants + PATH}
    for some, settings in ((programs.intakes, tells), (programs.apis, hands_in)):
        for program in some(machine.folder, machine.plan):
            yield replace(program, environment={**program.environment, **settings})


def _run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)


@contextmanager
def cluster(
    shops: Collection[str], seed: int, submissions: int, share: float, rng: random.Random, too_late: float
) -> Iterator[Cluster]:
    """A cluster that serves these shops, gone at the end."""
    with started("--no-rasa", shops=shops, only=("postgres", "redis")) as machine:
        site = Cluster(machine, seed, submissions, share, rng, too_late)
        try:
            yield site
        finally:
            site.close()


def hand_off_in_cluster(
    shops: Collection[str],
    submissions: int,
    *,
    seed: int = 0,
    share: float = 0.3,
    lives: float = 3.0,
    too_late: float = 1.0,
) -> Outcome:
    """What it came to in a cluster; as ``hand_off``.

    Args:
        lives: seconds between two kills, at most; a killed process is ready again before the next is killed.
        too_late: seconds after which a late answer comes. The servers themselves wait 15.
    """
    rng = random.Random(seed)
    with cluster(shops, seed, submissions, share, rng, too_late) as site:
        return run(site, submissions, rng, lives)
