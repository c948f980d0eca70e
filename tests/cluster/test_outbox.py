"""Hundreds of applications and workers in processes of their own: PostgreSQL gives each row to one of them."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from actions.cipher import Cipher
from actions.database import open_engine
from actions.local_time import now
from actions.migrating import APPLICANTS, upgrade
from tests.actions.office import open_office
from tests.patient import PATIENCE
from tests.postgres import postgres
from tests.serving import ROOT

from .handing_in import KEY

__all__ = ["postgres"]
APPLICATIONS, WORKERS = 300, 2


def test_each_row_is_handed_in_once(postgres: Callable[[], str], tmp_path: Path) -> None:
    """No lease ends meanwhile, so nothing is tried twice either: what was sent is what was asked for, once."""
    url = postgres()
    engine = open_engine(url)
    upgrade(engine, APPLICANTS)
    office = open_office(engine, Cipher({"k1": KEY}, "k1"), now)
    for number in range(APPLICATIONS):
        office.hand_in(office.ready(f"c_{number}"))
    assert office.outbox.waiting() == APPLICATIONS
    told = [tmp_path / f"worker-{number}" for number in range(WORKERS)]
    workers = [
        subprocess.Popen([sys.executable, "-m", "tests.cluster.handing_in", url, str(file)], cwd=ROOT) for file in told
    ]
    assert [worker.wait(4 * PATIENCE) for worker in workers] == [0] * WORKERS
    sent = [file.read_text().split() for file in told]
    assert all(sent)
    assert Counter(key for keys in sent for key in keys).most_common(1)[0][1] == 1
    assert sum(map(len, sent)) == APPLICATIONS
    assert office.outbox.waiting() == 0
    assert all(office.events(f"c_{number}").count("Submitted") == 1 for number in range(APPLICATIONS))
    engine.dispose()
