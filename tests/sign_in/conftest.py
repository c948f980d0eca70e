"""A server that knows a played provider and the demo provider."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.process import free_port
from tests.serving import Running, running
from tests.some_shops import some_shops

from .played import CLIENT, SECRET, Played, playing

CLAIMS = {
    "name": "name", "number": "card", "verified": "level", "verified_values": ["3"], "firm_name": "org", "firm_number": "code",
    "role": "as", "roles": {"agent": "agent", "owner": "legal_rep"}, "items": "of", "until": "until",
}  # fmt: skip


@pytest.fixture(scope="session")
def provider() -> Iterator[Played]:
    with playing(Played()) as played:
        yield played


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, provider: Played) -> Iterator[Running]:
    var, port = tmp_path_factory.mktemp("var"), free_port()
    file = var / "providers.yml"
    entry = {
        "id": "played", "label": "市民登录", "kind": "oidc", "issuer": provider.issuer, "client_id": CLIENT,
        "secret": "DAOBAN_SIGN_IN_PLAYED", "claims": CLAIMS,
    }  # fmt: skip
    # JSON is YAML.
    file.write_text(json.dumps({"providers": [entry]}, ensure_ascii=False), "utf-8")
    settings = {
        "DAOBAN_ROOT": str(some_shops(tmp_path_factory.mktemp("few"))),
        "DAOBAN_PROVIDERS": str(file),
        "DAOBAN_SIGN_IN_PLAYED": SECRET,
        "DAOBAN_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    with running(Path(var), rasa=False, port=port, **settings) as started:
        yield started


@pytest.fixture(autouse=True)
def truth(provider: Played) -> None:
    """Each test begins with a provider that tells the truth."""
    provider.tell_the_truth()
