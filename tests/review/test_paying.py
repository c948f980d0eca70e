"""An officer grants what costs something: the desk says that it is waited for, and the licence is issued once it is paid."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import patient
from tests.api.browser import chromium, fresh
from tests.api.intake_tells import until
from tests.serving import Running
from tests.some_shops import TWO, some_shops

from .office import INTAKE, Applicant, Clerk
from .seat import Seat

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which a food permit costs something, as no published one does."""
    root = some_shops(tmp_path_factory.mktemp("project"), TWO)
    for file, old, new in (
        (
            "forms/food_operation/process.yml",
            "\nsteps:\n",
            "\nfees:\n  - {title: 工本费, cents: 1000, source: 《某某条例》第三条}\nsteps:\n",
        ),
        ("forms/items.yml", "{label: 收费, text: 不收费,", "{label: 收费, text: 工本费10元,"),
        ("scenarios/knowledge/food.yml", "不收费", "收工本费"),
    ):
        path = root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    return root


def test_granted_paid_and_issued(server: Running, applicant: Applicant, wang: Clerk) -> None:
    reference = applicant.hand_in()
    assert wang.act(reference, "accepted").status_code == 201
    with chromium() as browser:
        seat = Seat(fresh(browser).new_page(), server.url).sign_in("王若川").open(reference)
        seat.act("准予许可")
        standing, issue = (
            seat.page.locator("#standing"),
            seat.page.locator("#acts").get_by_role("button", name="签发证照"),
        )
        expect(standing).to_contain_text("缴了以后才能签发")
        expect(issue).to_have_count(0)
        page = until(lambda: applicant.http.get(f"{INTAKE}/{reference}").json()["payment"].get("page"))
        seat.page.reload()
        seat.opened()
        expect(standing).to_contain_text("10.00 元待缴费，缴了以后才能签发")
        expect(seat.page.locator("#happened")).to_contain_text("收费 10.00 元：工本费 10.00 元（《某某条例》第三条）")
        assert patient.post(f"{server.url}{page}").status_code == 204
        until(lambda: applicant.http.get(f"{INTAKE}/{reference}").json()["payment"]["state"] == "paid")
        seat.page.reload()
        seat.opened()
        expect(standing).to_contain_text("已缴费")
        seat.act("签发证照")
        assert "issued" in [
            one["status"] for one in applicant.events(reference)
        ]  # and delivered, once it is in the library
        assert seat.complaints == []
