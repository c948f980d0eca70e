"""What an applicant may see and erase reaches files and rating too."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.actions.files.made import photo
from tests.serving import Running, Talk

from .noodles import STEPS, opened, send


def test_files_are_seen_and_erased_with_their_conversation(server: Running, talk: Talk) -> None:
    kept = send(opened(talk), photo(), material=STEPS).json()
    data = talk.http.get(f"/api/v1/conversations/{talk.id}/data").json()
    assert data["files"] == [{"material": STEPS, **kept}]
    assert data["rating"] is None
    assert talk.http.delete(f"/api/v1/conversations/{talk.id}").is_success
    with closing(sqlite3.connect(server.log.parent / "daoban.sqlite3")) as database:
        for table in ("files", "file_contents"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
