"""The file of providers: what is wrong in it is told by its line, and nothing is started with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from api.sign_in import BadProviders, read_providers

GOOD: dict[str, Any] = {
    "id": "city", "label": "市民登录", "kind": "oidc", "issuer": "https://id.example", "client_id": "c",
    "secret": "DAOBAN_SIGN_IN_CITY", "claims": {"name": "name"},
}  # fmt: skip
SECRETS = {"DAOBAN_SIGN_IN_CITY": "a secret"}


def read(folder: Path, *entries: dict[str, Any], secrets: dict[str, str] = SECRETS) -> Any:
    file = folder / "providers.yml"
    file.write_text(json.dumps({"providers": entries}), "utf-8")
    return read_providers(file, secrets, production=True)


def test_a_good_file_is_read_and_keeps_its_secret_to_itself(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)["city"]
    assert (found.issuer, found.secret, found.demo) == ("https://id.example", "a secret", False)
    assert "a secret" not in repr(found)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"issuer": "http://id.example"}, "https"),
        ({"id": "demo"}, "已经有了"),
        ({"id": "../x"}, "id"),
        ({"secret": "a secret itself"}, "secret"),
        ({"secret": "DAOBAN_SIGN_IN_OTHER"}, "DAOBAN_SIGN_IN_OTHER"),
        ({"algorithms": ["HS256"]}, "algorithms"),
        ({"algorithms": ["none"]}, "algorithms"),
        ({"scopes": ["profile"]}, "scopes"),
        ({"claims": {"name": "name", "verified": "level"}}, "verified_values"),
        ({"claims": {"name": "name", "firm_name": "org", "firm_number": "code"}}, "凭什么代办"),
        ({"demo": True}, "demo"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, changed: dict[str, Any], told: str) -> None:
    with pytest.raises(BadProviders) as fault:
        read(tmp_path, {**GOOD, **changed})
    assert told in str(fault.value)
    assert str(fault.value).startswith("providers.yml:1")


def test_two_of_one_id_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadProviders):
        read(tmp_path, GOOD, GOOD)
    with pytest.raises(BadProviders):
        read_providers(tmp_path / "none.yml", SECRETS, production=True)
