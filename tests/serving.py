"""A real server in a process of its own, and a client that talks to it as an applicant's page does."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from . import patient, warm
from .applicant import Applicant
from .bench.process import free_port, wait_for
from .warm import DAOBAN, ROOT


@dataclass
class Running:
    """A server under test."""

    url: str
    process: subprocess.Popen[bytes] | warm.Copy
    log: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """Ends the process at once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def running(
    var: Path,
    *,
    rasa: bool = True,
    port: int | None = None,
    root: Path = ROOT,
    program: Sequence[str] = DAOBAN,
    anew: bool = False,
    **environment: str,
) -> Iterator[Running]:
    """`daoban serve` on a free port, with its data under ``var``.

    Args:
        root: the project it serves. ``program``: what runs as `daoban`; the project's own is a copy of one that is warm.
        anew: it is begun from nothing, where the system's own loader is to read the environment.
    """
    port, own = port or free_port(), anew or program != DAOBAN or root != ROOT
    arguments = ["serve", "--port", str(port), *([] if rasa else ["--no-rasa"])]
    env = {**os.environ, "DAOBAN_VAR": str(var), "PYTHONPATH": str(root), **environment}
    log = var / f"server-{port}.log"
    var.mkdir(parents=True, exist_ok=True)
    process = _started([*program, *arguments], env, root, log) if own else warm.start(arguments, env, root, log)
    server = Running(f"http://127.0.0.1:{port}", process, log)
    try:
        wait_for(f"{server.url}/readyz", [process], log)
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _started(command: Sequence[str], env: Mapping[str, str], cwd: Path, log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as out:
        return subprocess.Popen(command, env=env, cwd=cwd, stdout=out, stderr=subprocess.STDOUT)


@dataclass
class Talk:
    """One conversation over HTTP."""

    url: str
    id: str = ""
    token: str = ""
    last: dict[str, Any] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.http = patient.Client(base_url=self.url)

    def __enter__(self) -> Talk:
        return self.begin()

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def begin(self) -> Talk:
        """Opens the conversation; the token is sent with every request from then on."""
        made = self.http.post("/api/v1/conversations", json={"channel": "web"})
        made.raise_for_status()
        self.id, self.token = made.json()["id"], made.json()["token"]
        self.http.cookies.clear()
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        return self

    def send(self, message: dict[str, Any]) -> httpx.Response:
        """One request, as it is."""
        return self.http.post(f"/api/v1/conversations/{self.id}/messages", json=message)

    def say(self, text: str) -> dict[str, Any]:
        """A text; gives the turn."""
        return self._turn({"text": text})

    def choose(self, value: Any, question: str | None = None) -> dict[str, Any]:
        """A button of the open question."""
        return self._turn({"choice": {"question": question or self.last["asking"]["instance"], "value": value}})

    def edit(self, fact: str, value: Any) -> dict[str, Any]:
        """A value typed into the form."""
        return self._turn({"edit": {"fact": fact, "value": value}})

    def said(self) -> str:
        """All messages of the last turn as one text."""
        return "\n".join(message["text"] for message in self.last["messages"])

    def fields(self) -> dict[str, Any]:
        """The first application's fields by pointer."""
        applications = self.last["case"]["applications"]
        return dict(applications[0]["fields"]) if applications else {}

    def look(self) -> dict[str, Any]:
        """Where it stands."""
        return dict(self.http.get(f"/api/v1/conversations/{self.id}").json())

    def answer_all(self, applicant: Applicant, most: int = 250) -> dict[str, Any]:
        """Lets the applicant answer whatever is asked until the review (or the end)."""
        for _ in range(most):
            asking = self.last["asking"]
            if asking is None or asking["kind"] in ("review", "scenario"):
                return self.last
            before = asking["instance"]
            self.say("对" if asking["kind"] == "confirm" else applicant.reply(asking))
            after = self.last["asking"]
            if after is not None and after["instance"] == before:
                raise AssertionError(
                    f"{asking['fact']} was answered in vain: {applicant.knows.get(str(asking['fact']))}\n{self.said()}"
                )
        raise AssertionError(f"no review after {most} answers")

    def agree(self) -> None:
        """Agrees to the notice on personal data, all of it."""
        version = self.http.get("/api/v1/privacy").json()["version"]
        body = {"decision": "agreed", "scopes": ["personal", "sensitive"], "version": version}
        self.http.post(f"/api/v1/conversations/{self.id}/consent", json=body).raise_for_status()

    def _turn(self, content: dict[str, Any]) -> dict[str, Any]:
        message = {"client_msg_id": f"m{next(self.numbers)}", **content}
        response = self.send(message)
        if response.status_code == 403 and response.json()["title"] == "consent-needed":
            self.agree()
            response = self.send(message)
        if response.status_code != 200:
            raise AssertionError(f"{response.status_code} {response.text}")
        self.last = response.json()
        return self.last
