"""Whoever wants the licence by mail sees on the page where it is: the courier's number, and each step of the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from actions.keys import data_cipher
from api.intake import IntakeServices
from tests import patient
from tests.applicant import Applicant
from tests.serving import Running, Talk

from .browser import DESK, Visitor, returning
from .intake_tells import acts, beside, steps, until
from .test_afterwards import SAYS, standing

pytestmark = pytest.mark.browser
BY_MAIL = {**SAYS, "delivery_method": "邮寄", "mail_address": "静安区南京西路1234号201室"}


@pytest.fixture(scope="module")
def intake(server: Running) -> Iterator[IntakeServices]:
    with beside(server) as intake:
        yield intake


@pytest.fixture
def issued(server: Running, intake: IntakeServices) -> Iterator[Talk]:
    """A conversation whose licence was made, and is wanted by mail."""
    talk = Talk(server.url).begin()
    talk.say("我想在静安区开一家奶茶店")
    talk.answer_all(Applicant(4, BY_MAIL))
    talk.say("确认提交")
    for kind in ("accepted", "granted", "issued"):
        acts(intake, talk, kind)
    until(lambda: steps(talk)[-1:] == ["issued"])
    yield talk
    talk.http.close()


def move(server: Running, number: str, state: str) -> None:
    """The courier's own people say how far the papers are."""
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    key = {"Authorization": f"Bearer daoban_courier_{cipher.mark('courier client').hex()}"}
    answer = patient.post(f"{server.url}/courier/v1/shipments/{number}/steps", json={"state": state}, headers=key)
    assert answer.status_code == 200, answer.text


def test_where_the_licence_is_is_said_to_who_asks(server: Running, issued: Talk) -> None:
    number = until(lambda: standing(issued).json()["applications"][0].get("delivery", {}).get("number"))
    told = issued.say("快递到哪了")["messages"]
    assert "证已经做好" in told[0]["text"]
    assert f"取证方式：邮寄。快递单号 {number}，已下单（" in told[-1]["text"], told
    move(server, number, "sent")
    until(lambda: len(standing(issued).json()["applications"][0]["delivery"]["steps"]) > 1)
    told = issued.say("快递单号多少")["messages"]
    assert [one.get("code") for one in told if one.get("code", "").startswith("delivery")] == ["delivery.told"]
    assert f"快递单号 {number}，已寄出（" in told[-1]["text"]
    for state in ("out", "signed"):
        move(server, number, state)
    until(lambda: steps(issued)[-1:] == ["delivered"])
    last = issued.say("我的证寄到哪里了")["messages"]
    assert f"快递单号 {number}" in last[0]["text"] and "证已经送到" in last[0]["text"]


def test_where_the_licence_is_stands_on_the_page(server: Running, issued: Talk, browser: Browser) -> None:
    assert "会寄到您填的地址" in str(issued.look()["messages"])
    number = until(lambda: standing(issued).json()["applications"][0].get("delivery", {}).get("number"))
    move(server, number, "sent")
    delivery = until(lambda: (told := standing(issued).json()["applications"][0]["delivery"])["steps"][1:] and told)
    assert (delivery["method"], delivery["number"]) == ("邮寄", number)
    assert [one["text"] for one in delivery["steps"]] == ["已下单", "已寄出"]
    context = returning(browser, issued, viewport=DESK)
    page = Visitor(context.new_page(), issued.url).open().page
    page.get_by_role("button", name="看收件凭证").click()
    expect(page.get_by_text(f"取证方式：邮寄，快递单号 {number}")).to_be_visible()
    for state in ("已下单", "已寄出"):
        expect(page.locator("ol.events strong").filter(has_text=state)).to_be_visible()
    context.close()
