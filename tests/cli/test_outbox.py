"""`daoban outbox` as an operator types it: what is listed, shown and tried again, and that it tells nothing of applicants."""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
from datetime import datetime, timezone
from pathlib import Path

import pytest

from actions.cipher import Cipher
from actions.database import open_engine
from actions.delivery import delivery
from actions.gateways import MemorySubmission
from actions.giving_up import Patience
from actions.migrating import APPLICANTS, upgrade
from actions.ports import Refused
from tests.actions.office import AT_ONCE, open_office

from .test_commands import daoban

KEY = b"1" * 32


def now() -> datetime:
    """The time."""
    return datetime.now(timezone.utc)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Three applications on their way: of the first intake refused our key, the third is of another channel."""
    url = f"sqlite:///{tmp_path / 'cases.sqlite3'}"
    engine = open_engine(url)
    upgrade(engine, APPLICANTS)
    office = open_office(engine, Cipher({"k1": KEY}, "k1"), now)
    office.ready()
    office.hand_in()
    desk = MemorySubmission(now, [Refused("http_401", decided=False)])
    worker = delivery(office.outbox, desk, office.conversations, backoff=AT_ONCE, patience=Patience(tries=1))
    asyncio.run(worker.run_once())
    for conversation in ("c_2", "rest:王小明"):
        office.ready(conversation)
        office.hand_in(conversation)
    engine.dispose()
    return url


def outbox(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    key = f"k1:{base64.b64encode(KEY).decode()}"
    done = daoban("outbox", *arguments, DAOBAN_DATABASE_URL=url, DAOBAN_DATA_KEY=key)
    for personal in ("王小明", "阿婆"):
        assert personal not in done.stdout + done.stderr
    return done


def test_what_is_not_done_is_listed(url: str) -> None:
    told = outbox(url).stdout.splitlines()
    assert told[0].startswith("1  submit  停了  试了 1 次  http_401  20")
    assert told[1].startswith("2  submit  等着交  试了 0 次  20")
    assert told[-1] == "共 3 件没办完，其中 1 件停了。"
    rows = json.loads(outbox(url, "list", "--format", "json").stdout)
    assert [(row["id"], row["state"], row["last_error"]) for row in rows] == [
        (1, "dead", "http_401"),
        (2, "waiting", None),
        (3, "waiting", None),
    ]


def test_one_is_shown_without_what_it_holds(url: str) -> None:
    shown = outbox(url, "show", "1").stdout
    assert "办件 c_1" in shown and "permit（" in shown
    assert "别的渠道" in outbox(url, "show", "3").stdout
    contents = json.loads(outbox(url, "show", "1", "--format", "json").stdout)["contents"]
    assert contents["conversation"] == "c_1" and contents["forms"]["permit"] > 5


def test_the_dead_are_tried_again(url: str) -> None:
    assert outbox(url, "retry", "all").stdout.startswith("1 件马上再试")
    assert outbox(url).stdout.splitlines()[-1] == "共 3 件没办完，其中 0 件停了。"
    assert outbox(url, "retry", "all").stdout == "没有停了的。\n"
    assert outbox(url, "retry", "2").stdout.startswith("1 件马上再试")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(["show"], 2, "要写编号", id="show-nothing"),
        pytest.param(["show", "x"], 2, "要写编号", id="no-number"),
        pytest.param(["show", "99"], 2, "没有还没办完的 99 号", id="show-what-is-not-there"),
        pytest.param(["retry", "99"], 2, "没有还没办完的 99 号", id="retry-what-is-not-there"),
        pytest.param(["retry"], 2, "要写编号", id="retry-nothing"),
    ],
)
def test_what_is_typed_wrong_gets_one_clear_line(url: str, arguments: list[str], code: int, told: str) -> None:
    done = outbox(url, *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert told in done.stderr


def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    done = outbox(f"sqlite:///{tmp_path / 'none.sqlite3'}")
    assert (done.returncode, done.stderr) == (1, "还没有数据库。先运行一次 daoban serve。\n")
