"""Three hundred applications through everything that can go wrong; python -m tests.intake.faults hands in ten thousand."""

from __future__ import annotations

from pathlib import Path

from tests.intake.faulty_proxy import FAULTS
from tests.intake.hand_off import hand_off


def test_each_application_arrives_once(tmp_path: Path) -> None:
    done = hand_off(tmp_path, 300, seed=7, lives=1.5)
    assert done.wrong == []
    assert done.worker_kills > 0
    assert sum(done.faults.values()) > 0 and set(done.faults) == {fault.name for fault in FAULTS}
