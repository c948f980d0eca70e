"""Migrations and tables say the same on both databases; upgrading twice, or twice at once, does no harm."""

from __future__ import annotations

import multiprocessing
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from actions.database import open_engine
from actions.migrating import APPLICANTS, Migrations, alembic_config, revision, upgrade
from actions.tables import METADATA
from api.intake.migrating import INTAKE
from api.intake.tables import METADATA as INTAKE_METADATA

SETS = [
    pytest.param(APPLICANTS, METADATA, id="applicants"),
    pytest.param(INTAKE, INTAKE_METADATA, id="intake"),
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
