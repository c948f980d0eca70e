"""A licence that goes by mail, on a server in its default configuration: officer, reference library, reference courier and back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from actions.keys import data_cipher
from tests import patient
from tests.api.browser import chromium, fresh
from tests.api.intake_tells import until
from tests.serving import Running

from .office import INTAKE, Applicant, Clerk, example
from .seat import Seat

pytestmark = pytest.mark.browser


def move(server: Running, number: str, state: str) -> None:
    """The courier's own people say how far the papers are."""
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    key = {"Authorization": f"Bearer daoban_courier_{cipher.mark('courier client').hex()}"}
    answer = patient.post(f"{server.url}/courier/v1/shipments/{number}/steps", json={"state": state}, headers=key)
    assert answer.status_code == 200, answer.text


def delivery(applicant: Applicant, reference: str) -> dict[str, Any]:
    """How the licence is handed over, as the applicants' side is told."""
    return dict(applicant.http.get(f"{INTAKE}/{reference}").json().get("delivery", {}))


def test_by_mail_from_the_desk_to_the_signature(server: Running, applicant: Applicant, wang: Clerk) -> None:
    reference = applicant.hand_in({**example(), "delivery_method": "mail", "mail_address": "静安区南京西路1234号201室"})
    for kind in ("accepted", "granted", "issued"):
        assert wang.act(reference, kind).status_code == 201
    number = until(lambda: delivery(applicant, reference).get("number"))
    issued = applicant.events(reference)[-1]
    verified = patient.get(f"{server.url}/library/v1/verify/{issued['licence']['identifier']}").json()
    assert (verified["title"], verified["status"]) == ("食品经营许可证", "valid")
    for state, text in (("sent", "已寄出"), ("out", "派送中")):
        move(server, number, state)
        until(lambda text=text: delivery(applicant, reference)["text"] == text)
    with chromium() as browser:
        seat = Seat(fresh(browser).new_page(), server.url).sign_in("王若川").open(reference)
        happened = seat.page.locator("#happened")
        expect(happened).to_contain_text(f"取证方式：邮寄，快递单号 {number}（已下单")
        expect(happened).to_contain_text("派送中")
        expect(happened).to_contain_text(f"食品经营许可证，标识 {issued['licence']['identifier']}")
        assert seat.complaints == []
    move(server, number, "signed")
    until(lambda: applicant.events(reference)[-1]["status"] == "delivered")
    assert f"快递单号 {number}" in applicant.events(reference)[-1]["words"]
