"""`daoban reconcile` as an operator types it, with a real intake: nothing amiss, and an application that is not there."""

from __future__ import annotations

import asyncio
import base64
import json
from datetime import datetime, timezone
from pathlib import Path

from sqlalchemy import text

from actions.cipher import Cipher
from actions.database import open_engine
from actions.gateways import HttpSubmission, intake_client
from actions.migrating import APPLICANTS, upgrade
from api.intake import create_intake, new_client_key, open_intake, published_forms
from tests.actions.office import CATALOG, open_office
from tests.intake.http_server import serving

from .test_commands import daoban

KEY = b"1" * 32


def now() -> datetime:
    """The time."""
    return datetime.now(timezone.utc)


def test_both_sides_are_compared(tmp_path: Path) -> None:
    url, cipher = f"sqlite:///{tmp_path / 'cases.sqlite3'}", Cipher({"k1": KEY}, "k1")
    engine, held = open_engine(url), open_engine(f"sqlite:///{tmp_path / 'intake.sqlite3'}")
    upgrade(engine, APPLICANTS)
    office, key = open_office(engine, cipher, now), new_client_key()
    intake = open_intake(held, cipher, published_forms(CATALOG), now)
    intake.clients.register(key, "daoban")
    office.ready()
    office.hand_in()
    settings = {"DAOBAN_DATABASE_URL": url, "DAOBAN_DATA_KEY": f"k1:{base64.b64encode(KEY).decode()}"}

    async def work(address: str) -> None:
        async with intake_client(address, key) as client:
            await office.worker(HttpSubmission(client)).run_once()

    with serving(create_intake(intake)) as address:
        asyncio.run(work(address))
        settings |= {"DAOBAN_INTAKE_URL": address, "DAOBAN_INTAKE_KEY": key}
        for _ in range(2):
            done = daoban("reconcile", **settings)
            assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "两边一致。"), done.stderr
        with held.begin() as connection:
            connection.execute(text("UPDATE intake_applications SET client = 'somebody'"))
        done = daoban("reconcile", **settings)
        (reference,) = office.case().submission.references.values()  # type: ignore[union-attr]
        assert done.returncode == 1
        assert done.stdout.splitlines()[1:] == ["给了申请人编号，受理系统却没有这一件：1 件", f"  {reference}"]
        told = json.loads(daoban("reconcile", "--format", "json", **settings).stdout)
        assert told["differences"] == [{"kind": "unknown_at_intake", "about": reference, "detail": ""}]
    done = daoban("reconcile", **settings)
    assert done.returncode == 1 and "受理系统没有回答" in done.stdout
    assert f"问的是 {settings['DAOBAN_INTAKE_URL']}，由 DAOBAN_INTAKE_URL 设置" in done.stdout
    engine.dispose()
    held.dispose()
