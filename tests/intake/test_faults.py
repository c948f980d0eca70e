"""Some submissions through everything that can go wrong; python -m tests.intake.faults hands in ten thousand."""

from __future__ import annotations

from pathlib import Path

from tests.intake.faults.hand_off import hand_off
from tests.intake.faults.proxy import Fault


def test_each_application_comes_to_its_end_once(tmp_path: Path) -> None:
    done = hand_off(tmp_path, 20, seed=7, lives=2.0)
    assert done.wrong == []
    assert set(done.kills) == {"applicants", "intake"}
    assert done.applications > done.submissions
    assert done.cut > 0
    assert sum(done.handing_in.values()) > 0
    assert done.telling[Fault.HELD.name] > 0
