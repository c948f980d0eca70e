"""What only the calendar has made wrong stops no server: it is named in the log, and the rest is served."""

from __future__ import annotations

import logging
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.catalog import CatalogInvalid, check
from tests.actions.publishing import DRINKS, NAME, PLACE, make_project
from tests.catalog.tree import FIGURES, KNOWLEDGE, TEA, edit

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
OPENING = "我想开一家奶茶店"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        pytest.param(KNOWLEDGE, "第七条}", "第七条, until: 2026-11-01}", "KNOW-02", id="answer"),
        pytest.param(TEA, "theme: T01\n", "theme: T01\nuntil: 2026-11-01\n", "DATE-03", id="scenario"),
        pytest.param(FIGURES, "from: 2024-01-01,", "from: 2024-01-01, until: 2026-11-01,", "FIGURE-01", id="figure"),
    ],
)
def test_a_server_starts_all_the_same(
    file: str, old: str, new: str, code: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    project = make_project(tmp_path / "project", f"sqlite:///{tmp_path}/d.sqlite3", lambda: NOW)
    edit(project.root, file, old, new)
    assert {issue.code for issue in check(project.root, today=NOW.date())} == {code}
    with caplog.at_level(logging.WARNING, "daoban"):
        core = project.open()
    assert code in caplog.text
    project.begin(core, "c1")
    told = [project.say(core, "c1", text) for text in ("许可证有效期几年？", PLACE, DRINKS, NAME, "八十平")]
    said = "\n".join(message["text"] for outcome in told for message in outcome["messages"])
    assert ("五年。" in said) is (code == "FIGURE-01")
    ended = told[-1]["case"]
    assert (ended["stage"] == "review") is (code == "KNOW-02")
    project.close()


def test_a_mistake_that_somebody_made_stops_it(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", f"sqlite:///{tmp_path}/d.sqlite3", lambda: NOW)
    edit(project.root, KNOWLEDGE, "第七条}", "第七条, until: 2026-11-01}")
    edit(project.root, TEA, "outcome: stall", "outcome: stal")
    with pytest.raises(CatalogInvalid) as wrong:
        project.open()
    codes = {issue.code for issue in wrong.value.issues}
    assert "OUTCOME-01" in codes
    assert "KNOW-02" not in codes
