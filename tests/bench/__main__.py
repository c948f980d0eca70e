"""`make bench`: this project, a bare endpoint and a stock Rasa project, side by side in one run."""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from .load import Measured, ratio
from .ours import ROOT, bare_turns, growth, ours, to_the_receipt, twenty_turns
from .process import Server, free_port, serve
from .scale import all_to_five
from .stock_rasa import Desk, Stock, stock

MARKS = (20, 100, 400)


def main() -> None:
    """Prints a table of costs, the ratios, growth with length and with scenarios, and times of the tools."""
    options = argparse.ArgumentParser(prog="make bench")
    options.add_argument("--rounds", type=int, default=7, help="rounds, in each of which the peers take turns")
    options.add_argument("--without-stock", action="store_true", help="leave out the stock Rasa project, which is slow")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        work = Path(folder)
        rows = _measure(work, chosen.rounds, not chosen.without_stock, running)
        _print(rows)
        grown = growth(rows[1].server.url, MARKS)
        print("growth, p50 ms in the 20 turns before:", {mark: round(ms, 2) for mark, ms in grown.items()},
              f"ratio 400/20: {grown[400] / grown[20]:.2f}")  # fmt: skip
        running.close()
        count, times = all_to_five(work)
        print(f"a turn with all {count} scenarios / one with 5, CPU without HTTP: {times:.2f}")
        for name, seconds in _tools(work):
            print(f"{name}: {seconds:.1f} s")


def _measure(work: Path, rounds: int, with_stock: bool, running: contextlib.ExitStack) -> list[Measured]:
    bare = Measured("bare FastAPI + 1 commit", running.enter_context(_bare(work)))
    server = running.enter_context(ours(work))
    twenty, whole = Measured("daoban, 20 turns", server), Measured("daoban, whole application", server)
    rows = [bare, twenty, whole]
    other = None
    if with_stock:
        desk = Desk()
        other = Stock(running.enter_context(stock(work, desk)), desk)
        rows.append(Measured("stock Rasa (form, REST, SQLite)", other.server))
    right: list[bool] = []
    for number in range(rounds + 1):
        seeds = range(number * 100, number * 100 + 17)
        bare.run([partial(bare_turns, bare.server.url, seed) for seed in (*seeds, *seeds, *seeds)])
        twenty.run([partial(twenty_turns, server.url, seed) for seed in seeds])
        whole.run(
            [lambda walls, seed=seed: right.append(to_the_receipt(server.url, seed, walls)) for seed in seeds[:9]]
        )
        if other is not None:
            rows[3].run([partial(other.converse, seed) for seed in seeds[:9]])
        if number == 0:  # the first round pays for what is loaded late
            for row in rows:
                row.cpu_rounds.clear()
                row.wall_ms.clear()
                row.turns = 0
    whole.right = f"{sum(right)}/{len(right)}"
    if other is not None:
        rows[3].right = other.right()
    return rows


@contextlib.contextmanager
def _bare(work: Path) -> Iterator[Server]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "uvicorn", "tests.bench.bare:app", "--port", str(port), "--log-level", "warning"]
    command += ["--ws", "none"]
    with serve([command], url, f"{url}/healthz", {"BARE_DB": str(work / "bare.db")}, work / "bare.log") as server:
        yield server


def _tools(work: Path) -> Iterator[tuple[str, float]]:
    commands = {
        "training": ["-m", "bot.components.train", str(work)],
        "daoban check over everything": ["-m", "bot.cli", "check"],
    }
    for name, arguments in commands.items():
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
        yield name, time.perf_counter() - began


def _print(rows: list[Measured]) -> None:
    bare, twenty = rows[0], rows[1]
    print(f"{'':34}{'turns':>7}{'CPU ms/turn':>13}{'p50 ms':>9}{'p95 ms':>9}{'RSS MB':>8}{'start s':>9}{'right':>8}")
    for row in rows:
        numbers = f"{row.turns:>7}{row.cpu_ms:>13.2f}{row.p50:>9.2f}{row.p95:>9.2f}{row.memory_mb:>8.0f}"
        print(f"{row.name:34}{numbers}{row.server.started:>9.1f}{row.right:>8}")
    print(f"daoban / bare endpoint, CPU per turn: {ratio(twenty, bare):.1f}")
    if len(rows) > 3:
        print(f"stock Rasa / daoban, CPU per turn: {ratio(rows[3], twenty):.1f}")


if __name__ == "__main__":
    main()
