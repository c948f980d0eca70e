"""kill -9 of `daoban serve` while it submits: started again, the applicant's retry finds one receipt and every answer."""

from __future__ import annotations

import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from tests.actions.dying_server import TRAP
from tests.actions.gate import Gate, Point
from tests.applicant import Applicant
from tests.patient import PATIENCE
from tests.serving import Running, Talk, running
from tests.some_shops import TWO, some_shops
from tests.test_transcripts import COMMON, SHOPS

pytestmark = pytest.mark.rasa

DYING = (sys.executable, "-m", "tests.actions.dying_server")
SUBMIT = {"client_msg_id": "submit-1", "text": "确认提交"}

#: What the submitting turn has stored, and what intake has, when the server dies at the last of the statements.
STORED = ("cases BEGIN", "cases INSERT INTO outbox", "cases COMMIT")
TAKEN = (*STORED, "intake INSERT INTO intake_applications", "intake COMMIT")
POINTS = [
    pytest.param(("cases SELECT conversations",), id="the-message-has-arrived"),
    pytest.param(("cases BEGIN",), id="before-the-transaction"),
    pytest.param(("cases BEGIN", "cases UPDATE conversations"), id="nothing-is-written-yet"),
    pytest.param(("cases BEGIN", "cases INSERT INTO turns"), id="the-case-is-written-the-turn-is-not"),
    pytest.param(("cases BEGIN", "cases INSERT INTO outbox"), id="the-turn-is-written-its-effect-is-not"),
    pytest.param(STORED, id="all-is-written-nothing-is-committed"),
    pytest.param((*STORED, "cases SELECT count"), id="the-turn-is-committed-the-applicant-does-not-know"),
    pytest.param((*STORED, "cases UPDATE outbox", "cases COMMIT"), id="the-claim-is-written-and-not-committed"),
    pytest.param((*STORED, "intake SELECT intake_clients"), id="the-request-has-reached-intake"),
    pytest.param((*STORED, "intake INSERT INTO intake_applications"), id="intake-is-about-to-write"),
    pytest.param(TAKEN, id="intake-has-written-and-not-committed"),
    pytest.param((*TAKEN, "cases SELECT conversations"), id="the-answer-has-come-from-intake"),
    pytest.param((*TAKEN, "cases UPDATE outbox SET state"), id="the-receipt-is-written-the-effect-is-open"),
    pytest.param((*TAKEN, "cases UPDATE outbox SET state", "cases COMMIT"), id="the-receipt-is-not-committed"),
    pytest.param((*TAKEN, "cases COMMIT", "cases SELECT count"), id="the-receipt-is-committed-nobody-was-told"),
    pytest.param((*TAKEN, "cases COMMIT", "cases SELECT turns"), id="the-answer-is-about-to-leave"),
]  # fmt: skip


@dataclass
class Site:
    """A server's place: it keeps its data and its address, whatever becomes of its process."""

    var: Path
    program: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)
    stack: ExitStack = field(default_factory=ExitStack)
    now: Running | None = None

    def server(self) -> Running:
        """The server; started (again) when it is not alive."""
        if self.now is None or self.now.process.poll() is not None:
            self.now = self.stack.enter_context(running(self.var, program=self.program, **self.settings))
        return self.now


@dataclass
class Reader:
    """An applicant at the review, who knows what they have answered."""

    talk: Talk
    answers: dict[str, Any]

    def submit(self) -> dict[str, Any] | None:
        """The turn, or None when the server went away."""
        try:
            response = self.talk.send(SUBMIT)
        except httpx.TransportError:
            return None
        assert response.status_code == 200, response.text
        return dict(response.json())

    def follow(self, url: str) -> None:
        """From now on at the server's new address."""
        self.talk.http.base_url = httpx.URL(url)

    def receipt(self) -> str:
        """The receipt's number, awaited."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            told = self.talk.http.get(f"/api/v1/conversations/{self.talk.id}").json()
            if "receipt" in told["case"]:
                assert answers(told) == self.answers
                return str(told["case"]["receipt"]["reference"])
            time.sleep(0.05)
        raise TimeoutError

    def told(self) -> list[str]:
        """The receipts in every turn there was."""
        latest = self.talk.http.get(f"/api/v1/conversations/{self.talk.id}").json()["seq"]
        receipts: list[str] = []
        with self.talk.http.stream("GET", f"/api/v1/conversations/{self.talk.id}/events?after=0") as stream:
            kind = ""
            for line in stream.iter_lines():
                if line.startswith("event: "):
                    kind = line.removeprefix("event: ")
                if line.startswith("data: ") and kind == "turn":
                    turn = orjson.loads(line.removeprefix("data: "))
                    receipts += [
                        one["references"]["food_operation"] for one in turn["messages"] if one["kind"] == "receipt"
                    ]
                    if turn["seq"] == latest:
                        return receipts
        raise AssertionError("the stream ended early")


def at_review(server: Running, seed: int) -> Reader:
    """An applicant who has answered everything."""
    talk = Talk(server.url).begin()
    talk.say("我想在静安区开一家奶茶店")
    talk.answer_all(Applicant(seed, {**COMMON, **SHOPS[0].values[2]}))
    assert talk.last["case"]["stage"] == "review"
    return Reader(talk, answers(talk.last))


def answers(turn: dict[str, Any]) -> dict[str, Any]:
    """The values of the form by pointer."""
    return {pointer: told["value"] for pointer, told in turn["case"]["applications"][0]["fields"].items()}


def held(var: Path) -> list[str]:
    """References of everything that intake holds."""
    with closing(sqlite3.connect(var / "intake.sqlite3")) as connection:
        return [row[0] for row in connection.execute("SELECT reference FROM intake_applications")]


def check(applicant: Reader, before: list[str], var: Path) -> None:
    """One application more is in intake; the applicant has its receipt, once, whatever they send again."""
    reference = applicant.receipt()
    assert sorted(held(var)) == sorted([*before, reference])
    again = applicant.submit()
    assert again is not None and again["case"]["receipt"]["reference"] == reference
    assert applicant.told() == [reference]
    assert sorted(held(var)) == sorted([*before, reference])
    applicant.talk.http.close()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is served: one shop, for a server is started here some twenty times."""
    return str(some_shops(tmp_path_factory.mktemp("shop"), TWO))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, root: str) -> Iterator[Site]:
    """Applicants and intake in one process, as `make run` serves them."""
    with ExitStack() as stack:
        yield Site(tmp_path_factory.mktemp("var"), DYING, {"DAOBAN_ROOT": root}, stack)


@pytest.mark.parametrize("statements", POINTS)
def test_the_server_dies_at_a_statement(site: Site, statements: tuple[str, ...]) -> None:
    server = site.server()
    applicant = at_review(server, seed=len(held(site.var)))
    before = held(site.var)
    (site.var / TRAP).write_text("\n".join(statements))
    assert applicant.submit() is None
    assert server.process.wait(PATIENCE) == -signal.SIGKILL
    (site.var / TRAP).unlink()
    applicant.follow(site.server().url)
    assert applicant.submit() is not None
    check(applicant, before, site.var)


@pytest.mark.parametrize("point", [Point.TAKEN, Point.ANSWER, Point.HALF_ANSWER], ids=lambda one: one.name)
def test_the_server_dies_while_intake_lives(desk: Running, tmp_path: Path, root: str, point: Point) -> None:
    """Intake is another process: what is on the wire reaches it although the sender is dead."""
    key = (desk.log.parent / "keys" / "intake.key").read_text().strip()
    before = held(desk.log.parent)
    gate, free = Gate(desk.port, hold=point), Gate(desk.port)
    with running(tmp_path, rasa=False, DAOBAN_ROOT=root, DAOBAN_INTAKE_URL=gate.url, DAOBAN_INTAKE_KEY=key) as server:
        applicant = at_review(server, seed=len(before))
        waiting = threading.Thread(target=applicant.submit)
        waiting.start()
        assert gate.reached.wait(PATIENCE)
        server.kill()
        waiting.join(PATIENCE)
    gate.close()
    with running(tmp_path, rasa=False, DAOBAN_ROOT=root, DAOBAN_INTAKE_URL=free.url, DAOBAN_INTAKE_KEY=key) as server:
        applicant.follow(server.url)
        assert applicant.submit() is not None
        check(applicant, before, desk.log.parent)
    free.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, root: str) -> Iterator[Running]:
    """An intake in a process of its own."""
    with running(tmp_path_factory.mktemp("desk"), rasa=False, DAOBAN_ROOT=root) as started:
        yield started
