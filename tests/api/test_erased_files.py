"""What an applicant may see and erase reaches files and rating too."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.actions.files.made import photo
from tests.serving import Running, Talk

from .noodles import STEPS, opened, send


def rows(server: Running) -> list[tuple[int]]:
    """How many files the server keeps, and how many contents of them; other tests' are there as well."""
    with closing(sqlite3.connect(server.log.parent / "daoban.sqlite3")) as database:
        tables = ("files", "file_contents")
        return [database.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables]


def test_files_are_seen_and_erased_with_their_conversation(server: Running, talk: Talk) -> None:
    before = rows(server)
    kept = send(opened(talk), photo(), material=STEPS).json()
    data = talk.http.get(f"/api/v1/conversations/{talk.id}/data").json()
    assert data["files"] == [{"material": STEPS, **kept}]
    assert data["rating"] is None
    assert rows(server) == [(count + 1,) for (count,) in before]
    assert talk.http.delete(f"/api/v1/conversations/{talk.id}").is_success
    assert rows(server) == before
