"""`daoban` in a process of its own that need not begin at nothing: a copy of one that has imported it and read the files.

A start takes seconds of processor for imports and for files that all have in common, and hundreds are started. The copy has its own
arguments, environment, folder, standard streams and exit code; what `python -m bot.cli` itself does is tested beside.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: The program that copies stand for.
DAOBAN = (sys.executable, "-m", "bot.cli")
_COPIES = multiprocessing.get_context("forkserver")
_COPIES.set_forkserver_preload(["tests.warmed"])


class Copy:
    """A `daoban` that runs, with the face of a ``subprocess.Popen``."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process
        self.pid = process.pid or 0

    def poll(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended. Raises TimeoutExpired when that takes longer."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired("daoban", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        """Sends it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Asks it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """Ends it at once."""
        self._process.kill()


def start(arguments: Sequence[str], env: Mapping[str, str], cwd: Path, log: Path) -> Copy:
    """`daoban` with these arguments; what it prints is added to ``log``."""
    return _copy(arguments, env, cwd, os.devnull, str(log), str(log))


def run(
    *arguments: str, said: str = "", cwd: Path = ROOT, env: Mapping[str, str] | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """`daoban` with these arguments and this on its standard input, finished. ``env``: its whole environment; None: as here."""
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("in", "out", "error")]
        streams[0].write_text(said, "utf-8")
        copy = _copy(arguments, os.environ if env is None else env, cwd, *map(str, streams))
        try:
            code = copy.wait(timeout)
        finally:
            copy.kill()
        told = [stream.read_text("utf-8") if stream.exists() else "" for stream in streams[1:]]
    return subprocess.CompletedProcess([*DAOBAN, *arguments], code, *told)


def _copy(arguments: Sequence[str], env: Mapping[str, str], cwd: Path, said: str, out: str, error: str) -> Copy:
    process = _COPIES.Process(target=_daoban, args=(tuple(arguments), dict(env), str(cwd), said, out, error))
    process.start()
    return Copy(process)


def _daoban(arguments: Sequence[str], env: Mapping[str, str], cwd: str, said: str, out: str, error: str) -> None:
    """What the copy does: it is given what makes it a process of its own, and runs the command."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    for number, file, mode in ((0, said, "rb"), (1, out, "ab"), (2, error, "ab")):
        with Path(file).open(mode) as stream:
            os.dup2(stream.fileno(), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - it is the standard input
    sys.argv = ["daoban", *arguments]
    random.seed()
    from bot.cli import app

    app(prog_name="daoban")
