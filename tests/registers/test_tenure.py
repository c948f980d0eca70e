"""What proves that a firm may use its premises: its title, a registered lease that runs, or a lessor who has agreed; and nothing else does."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import httpx
import pytest

from tests.actions.conftest import Clock

from .conftest import AGREED
from .test_asking import PURPOSE, ask

#: Lessor of several, owner of the bookshop's rooms, lessee and owner of 大宁路198号.
MANAGEMENT, XU, ZHU = "91310106MADEM0185F", "310100199311230284", "310100197303030312"
KITCHEN = "92310106MADEM0142Y"


def tenure(web: httpx.Client, address: str, party: str, **more: str) -> dict[str, Any]:
    (told,) = ask(web, "properties", address=address, party=party, **more).json()["properties"]
    return dict(told["tenure"])


@pytest.mark.parametrize(
    ("where", "party", "by"),
    [
        pytest.param("静安区共和新路135号1层", "91310106MADEM0054K", "owner", id="owned"),
        pytest.param("静安区常德路114号1层", "92310106MADEM002XT", "lease", id="leased"),
        pytest.param("静安区万航渡路128号1层", "91310106MADEM0046Q", None, id="leased-and-not-registered"),
        pytest.param("静安区平顺路142号1层", "91310106MADEM0062E", None, id="a-lease-that-is-over"),
        pytest.param("静安区武定路177号1层", "92310106MADEM0118E", "lease", id="residential"),
        pytest.param("静安区新闸路156号1层", "91310106MADEM00896", None, id="of-unknown-use"),
        pytest.param("静安区常德路114号1层", "91310106MADEM00116", None, id="leased-to-another"),
        pytest.param("静安区胶州路170号1层", "91310106MADEM010XH", None, id="the-licence-s-address"),
        pytest.param("静安区胶州路172号1层", "91310106MADEM010XH", "lease", id="the-register-s-address"),
        pytest.param("静安区大宁路198号1层", KITCHEN, None, id="let-on-by-a-lessee"),
    ],
)
def test_tenure_is_proven_by_what_is_registered(web: httpx.Client, where: str, party: str, by: str | None) -> None:
    told = tenure(web, where, party)
    assert (told["party"], told["proven"], told["by"]) == (party, by is not None, by)
    assert ("lease" in told) == (by == "lease")


@pytest.mark.parametrize(
    ("lessor", "named", "by"),
    [
        pytest.param(MANAGEMENT, MANAGEMENT, "lessor", id="a-registered-lessee"),
        pytest.param(ZHU, ZHU, "lessor", id="the-owner"),
        pytest.param(XU, XU, None, id="somebody-else-who-agreed"),
        pytest.param(ZHU, MANAGEMENT, None, id="another-one-agreed"),
        pytest.param("", MANAGEMENT, None, id="nobody-agreed"),
    ],
)
def test_a_lessor_counts_who_has_rights_and_has_agreed(
    web: httpx.Client, lessor: str, named: str, by: str | None
) -> None:
    AGREED.add(("daoban", lessor, PURPOSE))
    assert tenure(web, "静安区大宁路198号1层", KITCHEN, lessor=named)["by"] == by


def test_an_agreement_is_for_one_client_and_one_purpose(web: httpx.Client) -> None:
    AGREED.update({("other", ZHU, PURPOSE), ("daoban", ZHU, "别的事")})
    assert tenure(web, "静安区大宁路198号1层", KITCHEN, lessor=ZHU)["by"] is None


@pytest.mark.parametrize(
    ("day", "proven"),
    [
        pytest.param((2024, 12, 31, 15, 59), False, id="before"),
        pytest.param((2024, 12, 31, 16, 0), True, id="its-first-day"),
        pytest.param((2029, 12, 31, 15, 59), True, id="its-last-day"),
        pytest.param((2029, 12, 31, 16, 0), False, id="after"),
    ],
)
def test_a_lease_proves_on_its_days_in_shanghai(
    web: httpx.Client, clock: Clock, day: tuple[int, ...], proven: bool
) -> None:
    clock.now = datetime(*day, tzinfo=timezone.utc)  # type: ignore[misc,arg-type]
    assert tenure(web, "静安区常德路114号1层", "92310106MADEM002XT")["proven"] == proven
