"""What the tests of several commands share."""

from __future__ import annotations

import pytest

from tests.some_shops import some_shops


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A project with a few scenarios, which nobody changes."""
    return str(some_shops(tmp_path_factory.mktemp("few")))
