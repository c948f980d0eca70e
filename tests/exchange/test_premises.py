"""What registers tell about firm, person and premises is looked up beside the licences; none that fails keeps the others back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.exchange.exchange import Exchange
from actions.gateways.http_registers import HttpRegisters, registers_client
from actions.principals import FIRM, LEGAL_REP, Mandate, Party, Principal
from api.registers.app import create_registers, open_registers
from api.registers.services import ALL_SCOPES
from bot.engine import Address, Case, Prefill, Turn, Value, advance, locate
from bot.engine.commands import Command, Confirm, Correct
from bot.engine.review import review
from tests.intake.http_server import serving

from .conftest import APO, KEY, NOW, OWNER, SHOP, UNHURRIED, Clock, Site, published, release
from .meddler import Meddler
from .test_taken_back_meanwhile import agreed


@pytest.fixture
def both(site: Site, engine: Engine, cipher: Cipher, december: Clock) -> Iterator[tuple[Site, Meddler]]:
    """The library, and the reference registers behind a meddler."""
    services = open_registers(engine, cipher, december, lambda *_: False)
    services.clients.register(KEY, "daoban", ALL_SCOPES)
    between = Meddler()
    with serving(create_registers(services)) as behind, serving(between.app()) as address:
        between.behind = behind
        yield _asking(site, address), between


def _asking(site: Site, address: str) -> Site:
    class Each:
        """Opens connections anew for each question: each run's loop ends with it."""

        def __getattr__(self, name: str) -> Any:
            async def asked(*args: Any, **more: Any) -> Any:
                opened = HttpRegisters(registers_client(address, KEY, UNHURRIED), 60.0)
                try:
                    return await getattr(opened, name)(*args, **more)
                finally:
                    await opened.client.aclose()

            return asked

    site.exchange = replace(site.exchange, registers=Each())
    return site


def told(found: Any) -> dict[str, list[tuple[str, Any]]]:
    return {key: [(one.title, one.value) for one in some] for key, some in found.values.items()}


def test_registers_tell_beside_the_licences(both: tuple[Site, Meddler]) -> None:
    site, _ = both
    found = site.found()
    assert ("法人库", SHOP.name) in told(found)["operator.name"]
    assert ("人口库", "female") in told(found)["legal_rep.gender"]
    assert ("空间地理库", "310106") in told(found)["premises.district_code"]
    assert {one.source for one in found.values["premises.district_code"]} == {"register"}
    assert not found.troubles
    assert isinstance(site.exchange, Exchange)


def test_what_is_offered_names_them(both: tuple[Site, Meddler]) -> None:
    site, _ = both
    assert {"法人库", "人口库", "空间地理库", "房产信息"} <= set(site.exchange.offered(OWNER, release()))


def test_who_owns_the_premises_proves_it_by_the_register(both: tuple[Site, Meddler]) -> None:
    site, _ = both
    tea = Principal(
        "p9", "demo", APO, True, Party(FIRM, "上海演示悠然茶饮有限公司", "91310106MADEM00116"), Mandate(LEGAL_REP)
    )
    found = site.found(tea)
    assert ("房产信息", "owned") in told(found)["premises.tenure"]
    assert found.proofs["tenure"].holds
    assert found.proofs["tenure"].title == "房产信息"


@pytest.mark.parametrize(
    ("between", "code"),
    [
        pytest.param({"status": 500}, "silent", id="broken"),
        pytest.param({"seconds": 60.0}, "silent", id="slow"),
        pytest.param({"change": lambda _, __: b"<html>"}, "silent", id="nonsense"),
        pytest.param({"change": lambda _, said: {**said, "number": "x", "name": "别人"}}, "silent", id="another-s"),
    ],
)  # fmt: skip
def test_registers_that_fail_are_told_and_keep_no_licence_back(
    both: tuple[Site, Meddler], between: dict[str, Any], code: str
) -> None:
    site, meddler = both
    for name, value in between.items():
        setattr(meddler, name, value)
    if "seconds" in between:
        # Only the registers are slow: the library has its time, and is asked at the same moment.
        site.exchange = replace(site.exchange, seconds=5.0)
    found = site.found()
    assert found.values["operator.name"][0].source == "licence"
    assert "法人库" in {one.title for one in found.troubles if one.code == code}
    assert "别人" not in repr(found)


def standing(case: Case) -> str:
    """How the paper on the right to the premises stands."""
    view = locate(published().catalog, case, NOW.date()).view
    assert view is not None
    settled = review(view)
    (one,) = (material.id for material in settled.materials if material.proof == "tenure")
    return settled.standings[one].how


@pytest.mark.parametrize("address", ["上海市静安区常德路200号1层", "上海市黄浦区南京东路100号1层"])
def test_a_lease_of_one_house_is_none_of_another(both: tuple[Site, Meddler], address: str) -> None:
    """The applicant moves after the register was asked: what it told of the first house counts no more, nor does its lease."""
    site, _ = both

    def turn(case: Case, *commands: Command, report: Prefill | None = None) -> Case:
        moved = Turn(f"t{case.seq}", commands, report=report)
        return advance(published().catalog, case, moved, NOW).case

    case = agreed()
    assert case.exchange is not None
    case = turn(case, report=site.found(key=case.exchange.key))
    assert case.answers["premises.tenure"].value == "leased"
    assert standing(case) == "waived_by_register"
    case = turn(case, Correct(Address("premises.address"), Value(address)))
    case = turn(case, Confirm()) if case.stack else case
    assert case.answers["premises.address"].value == address
    assert not {"premises.tenure", "premises.property_use"} & set(case.answers)
    case = turn(turn(case, Correct(Address("premises.tenure"), Value("leased"))), Confirm())
    assert standing(case) != "waived_by_register"
    assert all(one.holds for one in case.proofs.values())


def test_a_firm_s_licence_proves_nothing_of_another_firm(both: tuple[Site, Meddler]) -> None:
    site, _ = both
    proofs = site.found().proofs
    assert {code: (one.about, one.of) for code, one in proofs.items()} == {
        "BL": ("operator.uscc", SHOP.number),
        "ID": ("legal_rep.id_no", APO.number),
        "tenure": ("premises.address", "上海市静安区常德路114号1层"),
    }
