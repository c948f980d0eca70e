"""`daoban audit-verify` as an operator types it."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timezone
from pathlib import Path

from sqlalchemy import text

from actions.audit import Actor, Trail
from actions.cipher import Cipher
from actions.database import open_engine
from actions.migrating import APPLICANTS, upgrade

from .test_commands import daoban

KEY = b"1" * 32
LIN = Actor("lin", "clerk", "jingan_w1", "10.0.0.7")


def test_the_trail_is_looked_through_and_compared_with_the_last_time(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'cases.sqlite3'}"
    engine = open_engine(url)
    upgrade(engine, APPLICANTS)
    trail = Trail(engine, Cipher({"k1": KEY}, "k1"), lambda: datetime.now(timezone.utc))
    settings = {"DAOBAN_DATABASE_URL": url, "DAOBAN_DATA_KEY": f"k1:{base64.b64encode(KEY).decode()}"}
    done = daoban("audit-verify", **settings)
    assert (done.returncode, done.stdout.splitlines()) == (0, ["核对了 0 条。"]), done.stderr
    made = [trail.add(LIN, "case.open", about=f"c_{number}") for number in range(3)]
    done = daoban("audit-verify", **settings)
    last = f"3:{made[2].digest.hex()}"
    assert (done.returncode, done.stdout.splitlines()) == (0, ["核对了 3 条。", "没有发现问题。最后一条：", last])
    assert daoban("audit-verify", "--known", last, **settings).returncode == 0
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_trail_no_delete"))
        connection.execute(text("DELETE FROM audit_trail WHERE number = 3"))
    # What was cut off at the end is only missed by who knows that it was there.
    assert daoban("audit-verify", **settings).returncode == 0
    done = daoban("audit-verify", "--known", last, "--format", "json", **settings)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["whole"], told["entries"], told["broken"]) == (False, 2, [{"number": 3, "why": "cut"}])
    done = daoban("audit-verify", "--known", "3", **settings)
    assert (done.returncode, "编号:校验值" in done.stderr) == (2, True)
    done = daoban("audit-verify", **{**settings, "DAOBAN_DATA_KEY": "k1:short"})
    assert (done.returncode, done.stdout) == (1, "")
    engine.dispose()
