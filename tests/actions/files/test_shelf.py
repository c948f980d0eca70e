"""Files on both databases: part of the case, sealed, shared where they are the same, gone when they are removed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.files.kept_file import CLEAN, INFECTED, UNSCANNED, WAITING, About, KeptFile
from actions.files.scanning import Scanning
from actions.files.shelf import Shelf
from actions.gateways.clamav import ClamAV
from actions.ports import Unavailable
from actions.store import StaleCase, Store
from actions.tables import file_contents, files
from bot.engine import Case
from tests.actions.conftest import Clock

from .clamd import clamd
from .made import EICAR

NAME, WORDS = "租赁合同-张伟.pdf", b"%PDF of Zhang Wei"
ABOUT = About(NAME, "application/pdf", len(WORDS), 2, "a" * 64, "b" * 64)


@pytest.fixture
def shelf(engine: Engine, cipher: Cipher, clock: Clock, store: Store) -> Shelf:
    """A shelf with two conversations and no files."""
    for name in ("c_1", "c_2"):
        store.create(name, channel="web", token_hash="t", case=Case(name))
    return Shelf(engine, cipher, clock)


def add(shelf: Shelf, version: int = 0, **how: Any) -> KeptFile:
    """A file of the first conversation."""
    given = {"conversation": "c_1", "material": "M1", "about": ABOUT, "content": WORDS, "state": UNSCANNED, **how}
    return shelf.add(given.pop("conversation"), version, **given)


def test_what_was_added_is_there_as_it_was(shelf: Shelf) -> None:
    kept = add(shelf)
    assert shelf.of("c_1") == [kept]
    assert shelf.of("c_2") == []
    assert shelf.content(kept) == WORDS
    assert kept.about == ABOUT


def test_files_come_in_the_order_in_which_they_were_sent(shelf: Shelf, clock: Clock) -> None:
    sent = []
    for version in range(4):
        sent.append(add(shelf, version, material=f"M{version % 2}"))
        clock.pass_seconds(1)
    assert shelf.of("c_1") == sent


def test_a_file_moves_the_case(shelf: Shelf, store: Store) -> None:
    """Who read the case before the file came can neither commit a turn nor add another."""
    kept = add(shelf)
    row = store.find("c_1")
    assert row is not None
    assert (row.version, row.case) == (1, Case("c_1"))
    with pytest.raises(StaleCase):
        add(shelf, 0)
    with pytest.raises(StaleCase):
        shelf.remove("c_1", 0, kept)
    assert shelf.of("c_1") == [kept]
    shelf.remove("c_1", 1, kept)
    row = store.find("c_1")
    assert row is not None
    assert row.version == 2


def test_what_was_not_added_leaves_no_content(shelf: Shelf, engine: Engine) -> None:
    with pytest.raises(StaleCase):
        add(shelf, 7)
    with engine.connect() as connection:
        assert connection.execute(select(file_contents.c.id)).all() == []


def test_a_content_that_two_share_goes_with_the_last(shelf: Shelf, engine: Engine) -> None:
    first = add(shelf)
    second = add(shelf, 1, material="M2", content=first, about=replace(ABOUT, name="b.pdf"))
    assert second.content == first.content
    shelf.remove("c_1", 2, first)
    assert shelf.content(second) == WORDS
    shelf.remove("c_1", 3, second)
    assert shelf.content(second) is None
    with engine.connect() as connection:
        assert connection.execute(select(files.c.id)).all() == []
        assert connection.execute(select(file_contents.c.id)).all() == []


def test_neither_name_nor_content_can_be_read(shelf: Shelf, engine: Engine) -> None:
    add(shelf)
    with engine.connect() as connection:
        rows = [
            row for table in ("files", "file_contents") for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
    kept = b"\n".join(
        bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for row in rows for value in row
    )
    assert b"M1" in kept
    assert [secret for secret in (NAME.encode(), WORDS, b"a" * 64, b"b" * 64) if secret in kept] == []


def test_what_waits_is_scanned(shelf: Shelf) -> None:
    """One is clean, one is not and loses its content; what was scanned is not scanned again."""
    clean = add(shelf, state=WAITING)
    bad = add(shelf, 1, content=EICAR)
    done = add(shelf, 2, content=b"done", state=CLEAN)

    async def scan() -> list[bytes]:
        async with clamd() as scanner:
            scanning = Scanning(shelf, ClamAV(scanner.address))
            assert await scanning.run_once() == 2
            assert await scanning.run_once() == 0
            return scanner.seen

    assert sorted(asyncio.run(scan())) == sorted([WORDS, EICAR])
    assert {one.id: one.state for one in shelf.of("c_1")} == {clean.id: CLEAN, bad.id: INFECTED, done.id: CLEAN}
    assert [shelf.content(one) for one in (clean, bad, done)] == [WORDS, None, b"done"]


def test_without_a_verdict_it_goes_on_waiting(shelf: Shelf) -> None:
    kept = add(shelf, state=WAITING)
    with pytest.raises(Unavailable):
        asyncio.run(Scanning(shelf, ClamAV("unix:///nowhere/clamd.ctl")).run_once())
    assert shelf.of("c_1") == [kept]


def test_without_a_scanner_nothing_is_scanned(shelf: Shelf) -> None:
    kept = add(shelf)
    assert asyncio.run(Scanning(shelf, None).run_once()) == 0
    assert shelf.of("c_1") == [kept]


def test_one_loop_scans_until_it_is_stopped(shelf: Shelf) -> None:
    for version in range(6):
        add(shelf, version, state=WAITING)

    async def loop() -> None:
        async with clamd() as scanner:
            stop = asyncio.Event()
            running = asyncio.create_task(Scanning(shelf, ClamAV(scanner.address)).run_forever(stop, poll=60))
            while any(one.state == WAITING for one in shelf.of("c_1")):
                await asyncio.sleep(0.01)
            stop.set()
            await running

    asyncio.run(loop())
    assert {one.state for one in shelf.of("c_1")} == {CLEAN}
