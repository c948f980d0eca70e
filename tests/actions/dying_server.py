"""`daoban serve` that dies by SIGKILL at a statement of its databases: python -m tests.actions.dying_server serve …

The program is the shipped one. Only SQLite's own trace is switched on, which tells each statement before it runs. While
``DAOBAN_VAR/dies-at`` is there, its lines are awaited in order (``cases COMMIT``: database, then how the statement
begins); when the last one is about to run, the process is gone.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.cli import app

TRAP = "dies-at"
#: Database file -> what it holds.
_HOLDS = {"daoban.sqlite3": "cases", "intake.sqlite3": "intake"}


class Trap:
    """Waits for the statements that the file lists, from when the file appears."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._awaited: list[str] = []

    def passes(self, database: str, statement: str) -> None:
        """The statement is about to run."""
        if not self._awaited and self._file.exists():
            self._awaited = self._file.read_text("utf-8").splitlines()
        if self._awaited and f"{database} {statement}".startswith(self._awaited[0]):
            self._awaited.pop(0)
            if not self._awaited:
                os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Serves until the trap closes."""
    trap = Trap(Path(os.environ["DAOBAN_VAR"]) / TRAP)

    @event.listens_for(Engine, "connect")
    def traced(connection: Any, _: Any) -> None:
        file = Path(connection.execute("PRAGMA database_list").fetchone()[2])
        database = _HOLDS[file.name]
        connection.set_trace_callback(lambda statement: trap.passes(database, statement))

    app()


if __name__ == "__main__":
    main()
