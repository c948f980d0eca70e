"""Settings for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

#: Packages with modules that take minutes, late in the alphabet: begun last, one of them would run alone at the end.
_FIRST = ("wechat", "studio")

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These packages are first; otherwise the order is as it was."""
    here = Path(__file__).parent
    items.sort(key=lambda item: all(here / one not in item.path.parents for one in _FIRST))
