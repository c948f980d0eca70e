"""Migrations and tables say the same on both databases; upgrading twice, or twice at once, does no harm."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

from actions.case_codec import write_case
from actions.cipher import Cipher
from actions.database import Database, open_engine
from actions.migrating import APPLICANTS, Migrations, alembic_config, revision, upgrade
from actions.pins import BATCH, Pin, case_place, fill_pins, pins
from actions.tables import METADATA
from api.courier.migrating import COURIER
from api.courier.tables import METADATA as COURIER_METADATA
from api.intake.migrating import INTAKE
from api.intake.tables import METADATA as INTAKE_METADATA
from api.library.migrating import LIBRARY
from api.library.tables import METADATA as LIBRARY_METADATA
from api.payments.migrating import PAYMENTS
from api.payments.tables import METADATA as PAYMENTS_METADATA
from api.registers.migrating import REGISTERS
from api.registers.tables import METADATA as REGISTERS_METADATA
from bot.engine import Case
from bot.engine.case import Submission

SETS = [
    pytest.param(APPLICANTS, METADATA, id="applicants"),
    pytest.param(INTAKE, INTAKE_METADATA, id="intake"),
    pytest.param(LIBRARY, LIBRARY_METADATA, id="library"),
    pytest.param(COURIER, COURIER_METADATA, id="courier"),
    pytest.param(PAYMENTS, PAYMENTS_METADATA, id="payments"),
    pytest.param(REGISTERS, REGISTERS_METADATA, id="registers"),
]


def differences(engine: Engine, migrations: Migrations, metadata: Any) -> list[Any]:
    """What the tables lack or have beyond the metadata."""
    with engine.connect() as connection:
        options = {"version_table": migrations.version_table, "compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


@pytest.mark.parametrize(("migrations", "metadata"), SETS)
def test_migrations_make_the_tables_of_the_code(empty: Engine, migrations: Migrations, metadata: Any) -> None:
    assert revision(empty, migrations) is None
    assert differences(empty, migrations, metadata)
    head = upgrade(empty, migrations)
    assert revision(empty, migrations) == head
    assert differences(empty, migrations, metadata) == []


@pytest.mark.parametrize(("migrations", "metadata"), SETS)
def test_upgrading_again_changes_nothing(empty: Engine, migrations: Migrations, metadata: Any) -> None:
    assert upgrade(empty, migrations) == upgrade(empty, migrations)
    assert differences(empty, migrations, metadata) == []


def test_both_sets_may_share_a_database(empty: Engine) -> None:
    for migrations in (APPLICANTS, INTAKE):
        upgrade(empty, migrations)
    tables = set(inspect(empty).get_table_names())
    assert tables >= set(METADATA.tables) | set(INTAKE_METADATA.tables)
    assert not set(METADATA.tables) & set(INTAKE_METADATA.tables)


@pytest.mark.parametrize(("migrations", "metadata"), SETS)
def test_a_downgrade_takes_the_tables_away(empty: Engine, migrations: Migrations, metadata: Any) -> None:
    upgrade(empty, migrations)
    config = alembic_config(migrations)
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(empty).get_table_names()) == {migrations.version_table}


def _upgrade_in_a_process(url: str, gate: Any, results: Any) -> None:
    engine = open_engine(url)
    gate.wait()
    results.put(upgrade(engine, APPLICANTS))
    engine.dispose()


def test_processes_that_start_at_once_upgrade_once(url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    gate, results = spawn.Barrier(3), spawn.Queue()
    processes = [spawn.Process(target=_upgrade_in_a_process, args=(url, gate, results)) for _ in range(3)]
    for process in processes:
        process.start()
    found = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    engine = open_engine(url)
    assert found == [revision(engine, APPLICANTS)] * 3
    assert differences(engine, APPLICANTS, METADATA) == []
    engine.dispose()


def test_a_new_file_that_another_process_writes_to_is_waited_for(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    with closing(sqlite3.connect(tmp_path / "new.sqlite3", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.2, other.execute, ["COMMIT"])
        release.start()
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        release.join()
    engine.dispose()


#: Cases as they stood before releases were archived, and the release each stands on.
OLD_CASES = [
    (Case("c1", scenario="tea", version="v1", seq=3), Pin("tea", "v1")),
    (Case("c2", scenario="tea", version="v2"), Pin("tea", "v2")),
    (Case("c3", scenario="tea", version="v1", closed="cancelled"), Pin()),
    (Case("c4", scenario="tea", version="v1", submission=Submission("k", "received", 9)), Pin()),
    (Case("c5", scenario="tea", version="v1", submission=Submission("k", "failed", 9)), Pin("tea", "v1")),
    (Case("c6"), Pin()),
]


def test_conversations_from_before_the_archive_keep_their_cases_and_get_their_pins(
    empty: Engine, cipher: Cipher
) -> None:
    config = alembic_config(APPLICANTS)
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "applicants_0001")
        for case, _ in [*OLD_CASES, *((Case(f"m{number}"), Pin()) for number in range(BATCH))]:
            row = {"id": case.id, "sealed": cipher.seal(case_place(case.id), write_case(case, None)[0])}
            connection.execute(text(INSERT), row)
        connection.execute(text(INSERT), {"id": "damaged", "sealed": b"damaged"})
    upgrade(empty, APPLICANTS)
    database = Database(empty)
    assert pins(database) == {}
    assert fill_pins(database, cipher) == len(OLD_CASES) + BATCH + 1
    assert fill_pins(database, cipher) == 0
    assert pins(database) == {Pin("tea", "v1"): 2, Pin("tea", "v2"): 1}
    with empty.connect() as connection:
        kept = {row.id: row for row in connection.execute(text("SELECT * FROM conversations"))}
    assert {case.id: Pin(kept[case.id].scenario, kept[case.id].pinned) for case, _ in OLD_CASES} == {
        case.id: pin for case, pin in OLD_CASES
    }
    assert {row.version for row in kept.values()} == {7}


INSERT = """INSERT INTO conversations (id, channel, version, sealed, created, updated)
VALUES (:id, 'web', 7, :sealed, 1, 2)"""


INTAKE_INSERT = (
    "INSERT INTO intake_applications (reference, client, idempotency_key, form, form_version, status, received, updated, sealed)"
    " VALUES (:reference, 'daoban', :reference, 'permit', '1', :status, 10, :updated, :sealed)"
)


def test_applications_from_before_there_were_events_have_theirs(empty: Engine) -> None:
    config = alembic_config(INTAKE)
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "intake_0001")
        for row in (("a", "received", 10), ("b", "withdrawn", 20)):
            named = {**dict(zip(("reference", "status", "updated"), row, strict=True)), "sealed": b"x"}
            connection.execute(text(INTAKE_INSERT), named)
    upgrade(empty, INTAKE)
    with empty.connect() as connection:
        told = connection.execute(text("SELECT reference, seq, status, at FROM intake_events ORDER BY reference, seq"))
        assert [tuple(row) for row in told] == [
            ("a", 1, "received", 10),
            ("b", 1, "received", 10),
            ("b", 2, "withdrawn", 20),
        ]
        latest = connection.execute(text("SELECT reference, seq FROM intake_applications ORDER BY reference"))
        assert [tuple(row) for row in latest] == [("a", 1), ("b", 2)]
