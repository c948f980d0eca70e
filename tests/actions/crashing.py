"""Real processes to kill: a worker with its store, and the reference intake, each on SQLite files of its own.

Nothing in the product knows that it is being killed: the moment is chosen from outside, by holding a request or an answer
on its way, by holding a database's lock, or by the clock.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import uvicorn

from actions.cipher import Cipher
from actions.database import open_engine
from actions.gateways import HttpSubmission, intake_client
from actions.migrating import APPLICANTS, upgrade
from actions.retrying import Backoff
from api.intake import create_intake, open_intake, own_key, published_forms
from tests.actions.office import CATALOG, Office, open_office
from tests.patient import PATIENCE

#: Children fork from a server that has imported everything; it has no threads that a fork could break.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.actions.crashing", "tests.intake.faults.sides"])
CIPHER = Cipher({"k1": b"1" * 32}, "k1")


def now() -> datetime:
    """The time."""
    return datetime.now(timezone.utc)


def office_in(folder: Path) -> Office:
    """The office whose database is in the folder."""
    engine = open_engine(f"sqlite:///{folder / 'cases.sqlite3'}")
    upgrade(engine, APPLICANTS)
    return open_office(engine, CIPHER, now)


def work(folder: Path, intake: str, key: str, conversations: list[str], ready: Any, go: Any) -> None:
    """A server's life: takes the submitting message of each conversation, and hands in, until it is killed."""

    async def scene() -> None:
        async with intake_client(intake, key) as client:
            worker = office.worker(HttpSubmission(client), Backoff(first=0.02, longest=0.1))
            running = asyncio.ensure_future(worker.run_forever(asyncio.Event(), poll=0.005))
            for conversation in conversations:
                office.hand_in(conversation)
                await asyncio.sleep(0)
            await running

    office = office_in(folder)
    ready.set()
    go.wait()
    asyncio.run(scene())


def serve_intake(folder: Path, address: Any) -> None:
    """The intake's life; tells its port when it serves."""
    engine = open_engine(f"sqlite:///{folder / 'intake.sqlite3'}")
    services = open_intake(engine, CIPHER, published_forms(CATALOG), now)
    key = own_key(folder / "intake.key", services.clients)
    config = uvicorn.Config(create_intake(services), port=0, log_level="critical", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    address.send((socket.getsockname()[1], key))
    server.run([socket])


def kill(process: BaseProcess) -> None:
    """The process is gone, as in a power cut."""
    if process.pid is not None and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()


def start_worker(folder: Path, intake: str, key: str, conversations: list[str]) -> tuple[BaseProcess, Any]:
    """A worker process that has started up, and the event that sets it going."""
    ready, go = PROCESSES.Event(), PROCESSES.Event()
    process = PROCESSES.Process(target=work, args=(folder, intake, key, conversations, ready, go), daemon=True)
    process.start()
    if not ready.wait(PATIENCE):
        raise TimeoutError("the worker did not start")
    return process, go


def start_intake(folder: Path) -> tuple[BaseProcess, int, str]:
    """An intake process that serves, its port and the key of our client."""
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=serve_intake, args=(folder, theirs), daemon=True)
    process.start()
    if not ours.poll(PATIENCE):
        raise TimeoutError("the intake did not start")
    port, key = ours.recv()
    return process, port, key


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Nobody else can write the SQLite database."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA busy_timeout=10000")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def wait_until(happened: Any) -> None:
    """Returns when it has happened. Raises TimeoutError when it does not."""
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.01)
