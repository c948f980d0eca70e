"""Nothing personal can be read from the database: not in SQLite's files, not in PostgreSQL's rows."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.gateways import MemorySubmission
from actions.inbound import Inbound
from tests.actions.conftest import Clock
from tests.actions.office import open_office

ID_NUMBER = "31010619900101201X"
MOBILE = "13812345678"
NAME = "张伟"
SHOP = "阿婆奶茶"


@pytest.fixture
def told(engine: Engine, cipher: Cipher, clock: Clock) -> Engine:
    """A database after a conversation that told everything, up to the receipt."""
    office = open_office(engine, cipher, clock)
    office.ready()
    office.conversations.take("c_1", Inbound("said", text=f"身份证号码是{ID_NUMBER}，手机{MOBILE}"))
    office.hand_in()
    asyncio.run(office.worker(MemorySubmission(clock)).run_once())
    assert "Submitted" in office.events()
    assert ID_NUMBER in str(office.case())
    return engine


def contents(engine: Engine, folder: Path) -> Iterator[bytes]:
    """All that the database keeps: its rows, or its files before and after the log is written back."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            tables = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
            rows = [row for table in tables.all() for row in connection.execute(text(f"SELECT * FROM {table}"))]
        values = [
            bytes(value) if isinstance(value, memoryview) else str(value).encode() for row in rows for value in row
        ]
        yield b"\n".join(values)
        return
    for _ in range(2):
        yield b"".join(file.read_bytes() for file in sorted(folder.glob("cases.sqlite3*")))
        connection = engine.raw_connection()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()


def test_nothing_personal_can_be_read(told: Engine, tmp_path: Path) -> None:
    for content in contents(told, tmp_path):
        assert b"c_1" in content
        assert not [secret for secret in (ID_NUMBER, MOBILE, NAME, SHOP) if secret.encode() in content]


def test_only_the_owner_may_read_the_files(told: Engine, tmp_path: Path) -> None:
    if told.dialect.name == "sqlite":
        files = sorted(tmp_path.glob("cases.sqlite3*"))
        assert {file.name for file in files} >= {"cases.sqlite3", "cases.sqlite3-wal"}
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
