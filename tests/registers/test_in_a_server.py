"""A server in its default configuration: the applicants' side asks the registers beside it, and a lessor counts who agreed in its library."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from actions.keys import data_cipher
from actions.principals import FIRM, Party
from actions.registers import Property
from actions.settings import Settings
from bot.cli.registers_composition import open_asking, registers_key
from tests import patient
from tests.serving import Running, running

PURPOSE = "办理食品经营许可"
KITCHEN = Party(FIRM, "上海演示小灶小吃店", "92310106MADEM0142Y")
ZHU = "310100197303030312"
WHERE = "静安区大宁路198号1层"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("var"), rasa=False) as started:
        yield started


def settings(server: Running, **more: Any) -> Settings:
    at = urlsplit(server.url)
    return Settings(host=str(at.hostname), port=int(at.port or 0), var=server.log.parent, **more)


def asked(server: Running, lessor: str) -> tuple[Property, ...]:
    """The kitchen's rooms, as the applicants' side hears of them."""

    async def scene() -> tuple[Property, ...]:
        cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
        found = open_asking(settings(server), cipher, intake_here=True)
        assert found is not None
        registers, client = found
        async with client:
            return await registers.properties(PURPOSE, address=WHERE, party=KITCHEN, lessor=lessor)

    return asyncio.run(scene())


def test_a_lessor_counts_from_when_they_agree_until_they_take_it_back(server: Running) -> None:
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    bearer = {"Authorization": f"Bearer daoban_library_{cipher.mark('library reader').hex()}"}
    types = patient.get(f"{server.url}/library/v1/types", headers=bearer).json()["types"]
    title = next(one["code"] for one in types if one["title"] == "不动产权证书")
    (before,) = asked(server, ZHU)
    assert (before.use, before.tenure, before.proves_tenure_of(KITCHEN)) == ("商业", None, False)
    with patient.Client(base_url=f"{server.url}/library/v1", headers=bearer) as library:
        said = {"holder": ZHU, "purpose": PURPOSE, "types": [title], "until": "2026-12-31", "notice": "x"}
        given = library.post("/consents", json={**said, "types": [types[0]["code"]]})
        assert given.status_code == 201, given.text
        # What was agreed to is another licence.
        assert not asked(server, ZHU)[0].proves_tenure_of(KITCHEN)
        given = library.post("/consents", json=said)
        (agreed,) = asked(server, ZHU)
        assert agreed.proves_tenure_of(KITCHEN) and agreed.tenure is not None and agreed.tenure.by == "lessor"
        library.post(f"/consents/{given.json()['consent']}/withdrawal", json={"holder": ZHU})
        assert not asked(server, ZHU)[0].proves_tenure_of(KITCHEN)


@pytest.mark.parametrize(
    ("more", "intake_here", "there"),
    [
        pytest.param({}, True, True, id="beside-the-intake"),
        pytest.param({}, False, False, id="the-intake-is-elsewhere"),
        pytest.param({"production": True}, True, False, id="production"),
        pytest.param({"production": True, "registers_url": "https://r", "registers_key": "k"}, False, True, id="named"),
    ],
)
def test_the_registers_are_those_of_the_settings(
    server: Running, more: dict[str, Any], intake_here: bool, there: bool
) -> None:
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    found = open_asking(settings(server, **more), cipher, intake_here=intake_here)
    assert (found is not None) is there
    if found is not None:
        own = f"Bearer {more.get('registers_key') or registers_key(cipher)}"
        assert found[1].headers["Authorization"] == own
        asyncio.run(found[1].aclose())
