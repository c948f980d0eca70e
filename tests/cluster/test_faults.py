"""Some submissions to a cluster through everything that can go wrong; python -m tests.intake.faults --cluster hands in as many as wanted."""

from __future__ import annotations

import pytest

from tests.some_shops import TWO

from .fault_site import hand_off_in_cluster


# The cluster's processes are meant to outlive whoever starts them.
@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
def test_each_application_comes_to_its_end_once() -> None:
    done = hand_off_in_cluster(TWO, 10, seed=10, lives=2.0)
    assert done.wrong == []
    assert sum(done.kills.values()) > 0
    assert sum(done.handing_in.values()) > 0
    assert sum(done.telling.values()) > 0
