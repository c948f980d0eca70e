"""The search key is one of its own, and a desk in production has one."""

from __future__ import annotations

import base64

import pytest

from actions.settings import BadSetting, read_settings

DATA = f"k:{base64.b64encode(b'd' * 32).decode()}"
OWN = f"s:{base64.b64encode(b's' * 32).decode()}"
PRODUCTION = {"DAOBAN_ENV": "production", "DAOBAN_DATA_KEY": DATA, "DAOBAN_INTAKE_KEY": "k" * 40}
DESK = {"DAOBAN_STAFF": "staff.yml"}


def test_a_desk_in_production_needs_a_search_key() -> None:
    assert read_settings(PRODUCTION).search_key is None
    with pytest.raises(BadSetting, match="DAOBAN_SEARCH_KEY must be set"):
        read_settings({**PRODUCTION, **DESK})
    assert read_settings({**PRODUCTION, **DESK, "DAOBAN_SEARCH_KEY": OWN}).search_key == OWN


@pytest.mark.parametrize("key", [DATA, f"{OWN},{DATA}", DATA.replace("k:", "s:")])
def test_it_is_never_the_datas(key: str) -> None:
    with pytest.raises(BadSetting, match="another key"):
        read_settings({**PRODUCTION, "DAOBAN_SEARCH_KEY": key})
