"""Server processes under measurement: started, waited for, read from /proc, ended."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Server:
    """Processes that serve one address. ``started`` is how long they took to answer, in seconds."""

    url: str
    processes: list[subprocess.Popen[bytes]]
    started: float = 0.0

    def cpu(self) -> float:
        """User and system seconds of all processes and their children so far."""
        return sum(_cpu(pid) for pid in self._pids())

    def memory(self) -> float:
        """Resident megabytes of all processes and their children."""
        return sum(_resident(pid) for pid in self._pids())

    def _pids(self) -> list[int]:
        found = [process.pid for process in self.processes]
        for pid in found:
            found.extend(child for child in _children(pid) if child not in found)
        return found


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    commands: list[list[str]], url: str, health: str, env: Mapping[str, str], log: Path, cwd: Path | None = None
) -> Iterator[Server]:
    """Runs the commands until the block ends; the block starts when ``health`` answers."""
    began = time.perf_counter()
    with log.open("wb") as out:
        processes = [
            subprocess.Popen(command, env={**os.environ, **env}, cwd=cwd, stdout=out, stderr=subprocess.STDOUT)
            for command in commands
        ]
        server = Server(url, processes)
        try:
            wait_for(health, processes, log)
            server.started = time.perf_counter() - began
            yield server
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def wait_for(health: str, processes: Sequence[Any], log: Path, limit: float = 180) -> None:
    until = time.perf_counter() + limit
    while time.perf_counter() < until:
        if any(process.poll() is not None for process in processes):
            break
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"not ready: {health}\n{log.read_text('utf-8', 'replace')[-3000:]}")


def _cpu(pid: int) -> float:
    """By the process's own CPU clock, to the nanosecond: /proc counts in hundredths of a second."""
    try:
        return time.clock_gettime(~pid << 3 | 2)  # MAKE_PROCESS_CPUCLOCK(pid, CPUCLOCK_SCHED) of Linux's posix-timers.h
    except OSError:
        return 0.0


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
