"""`make bench`: this project, a bare endpoint and a stock Rasa project, side by side in one run."""

from __future__ import annotations

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path

import httpx

from .load import Measured, measure, timed
from .ours import bare_turns, growth, ours, to_the_receipt, twenty_turns
from .process import Server, free_port, serve
from .stock_rasa import Desk, conversation, stock

MARKS = (20, 100, 400)


def main() -> None:
    """Prints a table of costs, the ratios, and growth."""
    options = argparse.ArgumentParser(prog="make bench")
    options.add_argument("--conversations", type=int, default=20, help="conversations of twenty turns for each peer")
    options.add_argument(
        "--without-stock", action="store_true", help="leave the stock Rasa project out (it trains for half a minute)"
    )
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        rows = [_bare(work, chosen.conversations), *_ours(work, chosen.conversations)]
        if not chosen.without_stock:
            rows.append(_stock(work, max(3, chosen.conversations // 4)))
    _print(rows)


def _bare(work: Path, count: int) -> Measured:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "tests.bench.bare:app",
        "--port",
        str(port),
        "--log-level",
        "warning",
        "--ws",
        "none",
    ]
    with serve([command], url, f"{url}/healthz", {"BARE_DB": str(work / "bare.db")}, work / "bare.log") as server:
        return measure("bare FastAPI + 1 commit", server, [partial(bare_turns, url, seed) for seed in range(count)])


def _ours(work: Path, count: int) -> list[Measured]:
    with ours(work) as server:
        url = server.url
        twenty = measure(
            "daoban, 20 turns",
            server,
            [lambda walls, seed=seed: twenty_turns(url, seed, walls).http.close() for seed in range(count)],
        )
        right: list[bool] = []
        whole = measure(
            "daoban, whole application",
            server,
            [
                lambda walls, seed=seed: right.append(to_the_receipt(url, seed, walls))
                for seed in range(max(3, count // 4))
            ],
        )
        whole.right = f"{sum(right)}/{len(right)}"
        grown = growth(url, MARKS)
    print("growth of daoban, p50 ms in the 20 turns before:", {mark: round(ms, 2) for mark, ms in grown.items()},
          f"ratio 400/20: {grown[400] / grown[20]:.2f}")  # fmt: skip
    return [twenty, whole]


def _stock(work: Path, count: int) -> Measured:
    desk = Desk()
    with stock(work, desk) as server:
        expected = []

        def converse(walls: list[float], seed: int) -> None:
            turns, wanted = conversation(seed)
            expected.append(wanted)
            with httpx.Client(base_url=server.url, timeout=60) as client:
                for said in turns:
                    body = {"sender": f"s{seed}", "message": said}
                    timed(lambda body=body: client.post("/webhooks/rest/webhook", json=body), walls)  # type: ignore[misc]

        found = measure(
            "stock Rasa (form, REST, SQLite)",
            _warm(server),
            [lambda walls, seed=seed: converse(walls, seed) for seed in range(count)],
        )
        right = sum(1 for wanted in expected if any(_holds(got, wanted) for got in desk.received))
        found.right = f"{right}/{len(expected)}"
        return found


def _warm(server: Server) -> Server:
    """The stock server says it is up before its agent is; one message makes sure."""
    httpx.post(f"{server.url}/webhooks/rest/webhook", json={"sender": "warm", "message": "你好"}, timeout=120)
    return server


def _holds(got: dict[str, object], wanted: dict[str, object]) -> bool:
    return all(got.get(name) == value for name, value in wanted.items())


def _print(rows: list[Measured]) -> None:
    bare, twenty = rows[0], rows[1]
    print(f"{'':34}{'turns':>7}{'CPU ms/turn':>13}{'p50 ms':>9}{'p95 ms':>9}{'RSS MB':>8}{'start s':>9}{'right':>8}")
    for row in rows:
        print(
            f"{row.name:34}{row.turns:>7}{row.cpu_ms:>13.2f}{row.p50:>9.2f}{row.p95:>9.2f}{row.memory_mb:>8.0f}{row.started_s:>9.1f}{row.right:>8}"
        )
    print(f"daoban / bare endpoint, CPU per turn: {twenty.cpu_ms / bare.cpu_ms:.1f}")
    if len(rows) > 3:
        print(f"stock Rasa / daoban, CPU per turn: {rows[3].cpu_ms / twenty.cpu_ms:.1f}")


if __name__ == "__main__":
    main()
