"""A cluster that `scripts/cluster` started, as a test sees it: its addresses, its processes, its databases."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from deploy.plan import Plan, read_plan
from deploy.processes import Processes
from tests.serving import ROOT
from tests.some_shops import TWO, some_shops


@dataclass
class Machine:
    """Its folder and its plan."""

    folder: Path
    plan: Plan

    @property
    def processes(self) -> Processes:
        """Its processes."""
        return Processes(self.folder)

    @property
    def url(self) -> str:
        """Where nginx serves."""
        return self.plan.url

    def api(self, number: int) -> str:
        """Where one of the applicants' processes serves, past nginx."""
        return f"http://127.0.0.1:{self.plan.api[number - 1]}"

    def command(self, task: str, *names: str) -> str:
        """`scripts/cluster TASK`; gives what it printed."""
        command = [str(ROOT / "scripts/cluster"), task, *names, "--data", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def kill(self, name: str) -> None:
        """kill -9."""
        pid = self.processes.alive(name)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def log(self, name: str) -> str:
        """What a process wrote."""
        return self.processes.log(name).read_text("utf-8", "replace")

    def query(self, database: str, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of a database."""
        connection = psycopg2.connect(self.plan.database(database))
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return list(cursor.fetchall())
        finally:
            connection.close()


@contextmanager
def started(*options: str, shops: Collection[str] = TWO, only: Sequence[str] = ()) -> Iterator[Machine]:
    """A cluster of two applicants' processes and two of intake, which is gone afterwards with all it held.

    Args:
        shops: scenarios that it serves. only: the processes that run, if not all.
    """
    folder = Path(tempfile.mkdtemp(prefix="daoban-cluster-"))
    folder.chmod(0o755)  # PostgreSQL and nginx run as users of their own
    machine = None
    try:
        root = some_shops(folder / "project", shops)
        for name in only or ("",):
            command = [
                str(ROOT / "scripts/cluster"),
                "start",
                *([name] if name else []),
                "--data",
                str(folder / "data"),
            ]
            done = subprocess.run(
                [*command, "--root", str(root), *options], capture_output=True, text=True, check=False, timeout=300
            )
            plan = read_plan(folder / "data")
            if plan is not None:
                machine = Machine(folder / "data", plan)
            if machine is None or done.returncode != 0:
                raise RuntimeError(done.stdout + done.stderr)
        assert machine is not None
        yield machine
    finally:
        if machine is not None:
            machine.command("stop")
        shutil.rmtree(folder, ignore_errors=True)
