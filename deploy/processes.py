"""Processes that outlive who started them: known by number and time of start, so that no other process is ever ended for one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Seconds until a process that was told to end is ended.
PATIENCE = 20


class NotStarted(RuntimeError):
    """A process ended, or did not answer; its log says why."""


@dataclass(frozen=True)
class Program:
    """How a process is run.

    Args:
        user: who runs it where the script is root's; None: the same.
        ready: whether it answers.
        ends_by: the signal that lets it finish what it has begun.
    """

    name: str
    command: Sequence[str]
    ready: Callable[[], bool]
    environment: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    ends_by: signal.Signals = signal.SIGTERM


class Processes:
    """The processes of one folder, noted in its ``processes.json``; their logs are beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "processes.json"

    def alive(self, name: str) -> int | None:
        """The process's number; None when it is not running."""
        noted = self._noted().get(name)
        return noted["pid"] if noted is not None and _started(noted["pid"]) == noted["started"] else None

    def names(self) -> list[str]:
        """All that were ever started."""
        return list(self._noted())

    def start(self, program: Program) -> None:
        """It runs; one that runs already goes on."""
        if self.alive(program.name) is not None:
            return
        with self.log(program.name).open("ab") as out:
            process = subprocess.Popen(
                program.command, env={**os.environ, **program.environment}, stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True, **run_as(program.user),
            )  # fmt: skip
        self._note(program.name, {"pid": process.pid, "started": _started(process.pid), "by": int(program.ends_by)})

    def await_ready(self, programs: Sequence[Program], seconds: float = 180) -> None:
        """All of them answer. Raises NotStarted."""
        until = time.monotonic() + seconds
        for program in programs:
            while not program.ready():
                if self.alive(program.name) is None or time.monotonic() > until:
                    told = self.log(program.name).read_text("utf-8", "replace")[-2000:]
                    raise NotStarted(f"{program.name} is not there: {self.log(program.name)}\n{told}")
                time.sleep(0.1)

    def stop(self, name: str) -> None:
        """It has ended, by itself or, after a while, at once."""
        pid = self.alive(name)
        if pid is None:
            return
        os.kill(pid, self._noted()[name]["by"])
        until = time.monotonic() + PATIENCE
        while self.alive(name) is not None:
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)

    def log(self, name: str) -> Path:
        """Where it writes."""
        return self._folder / f"{name}.log"

    def _noted(self) -> dict[str, Any]:
        return dict(json.loads(self._file.read_text())) if self._file.exists() else {}

    def _note(self, name: str, told: dict[str, Any]) -> None:
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps({**self._noted(), name: told}, indent=1))
        draft.replace(self._file)


def answers(url: str) -> Callable[[], bool]:
    """Whether the address answers 200."""

    def ask() -> bool:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - an address of our own
                return True
        except (OSError, urllib.error.URLError):
            return False

    return ask


def run_as(user: str | None) -> dict[str, Any]:
    """How ``subprocess`` runs a program as the user; None, or where the script is not root's: as it is."""
    return {"user": user, "group": user, "extra_groups": []} if user is not None and os.getuid() == 0 else {}


def _started(pid: int) -> int | None:
    """When the process was started, in the kernel's ticks; None for one that is gone, or only waits to be noticed."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else int(fields[19])
