"""What is paid for: billed once when it is granted, paid elsewhere, heard of by signed callbacks, and only then issued."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any, Final

import httpx
import orjson
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook

from actions.yuan import yuan
from api.intake.billing import PATH, HttpPayments
from api.intake.elsewhere import Bill, BillOrder, Payment
from api.intake.errand import Errand
from api.intake.subscriptions import new_secret
from bot.catalog.processes import Fee
from tests.intake.elsewhere import FAULTS, Reached, carry, undone
from tests.intake.http_server import serving
from tests.intake.till import FEES, SECRET, Till, clock, published, till

__all__ = ["clock", "published", "till"]


@pytest.mark.parametrize("kind", ["granted", "granted_with_deferral"])
def test_a_licence_is_made_when_it_is_paid_for_and_not_before(till: Till, kind: str) -> None:
    reference = till.granted(kind=kind)
    assert till.look(reference)["text"] == "缴款单还没有开出来"
    assert till.refused(reference) == "要先缴 12.50 元，缴款单还没有开出来；缴了以后才能制证。"
    carry(till.intake, till.clock)
    told = till.look(reference)
    assert (told["cents"], told["state"], told["text"]) == (1250, "unpaid", "待缴费")
    assert [(one["title"], one["cents"]) for one in told["items"]] == [("工本费", 1000), ("检测费", 250)]
    assert till.refused(reference) == "要先缴 12.50 元，还没有缴；缴了以后才能制证。"
    assert till.pay(told["page"]) == 204
    till.tell(2)
    paid = till.look(reference)
    assert (paid["text"], paid["number"], "page" in paid) == ("已缴费", told["number"], False)
    assert datetime.fromisoformat(paid["paid_at"]).utcoffset() == timedelta(hours=8)
    till.act(reference, "issued")
    assert till.look(reference)["text"] == "已缴费"


def test_what_costs_nothing_is_issued_at_once(till: Till) -> None:
    till.fees[:] = [FEES[2]]
    reference = till.granted()
    till.act(reference, "issued")
    carry(till.intake, till.clock, 3)
    assert (till.look(reference), till.billed(), undone(till.intake)) == ({}, [], 0)


def test_an_amount_stays_as_it_was_when_it_was_granted(till: Till) -> None:
    reference = till.granted()
    till.fees[:] = [Fee("工本费", 9999, "《某某条例》第三条")]
    carry(till.intake, till.clock)
    assert till.look(reference)["cents"] == 1250


def test_the_event_tells_the_client_what_is_to_be_paid_and_on_what_it_rests(till: Till) -> None:
    reference = till.granted()
    path = f"{till.address}/intake/v1/applications/{reference}/events"
    answer = httpx.get(path, headers={"Authorization": "Bearer client-key"}, timeout=60, trust_env=False)
    items = [
        {"title": "工本费", "cents": 1000, "source": "《某某条例》第三条"},
        {"title": "检测费", "cents": 250, "source": "《某某条例》第四条"},
    ]
    assert [one.get("charge") for one in answer.json()["events"]] == [None, None, {"cents": 1250, "items": items}]


@pytest.mark.parametrize("kind", ["revoked", "recalled"])
@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_what_was_ended_cannot_be_paid_for_any_more(till: Till, fault: str | None, kind: str) -> None:
    reference = till.granted()
    carry(till.intake, till.clock)
    page, [number] = till.look(reference)["page"], till.billed()
    till.act(reference, kind, words="材料是假的")
    assert till.look(reference) == {}
    till.to_payments.faults = [fault] * 2 if fault is not None else []
    carry(till.intake, till.clock, 5)
    assert (till.pay(page), till.payments.bills.orders.at(number).state, undone(till.intake)) == (409, "void", 0)
    till.tell(3)
    assert till.look(reference) == {}


@pytest.mark.parametrize("heard", [False, True])
def test_what_was_paid_before_it_was_ended_stays_paid(till: Till, heard: bool) -> None:
    reference = till.granted()
    carry(till.intake, till.clock)
    till.pay(till.look(reference)["page"])
    if heard:
        till.tell(2)
    till.act(reference, "revoked", words="材料是假的")
    carry(till.intake, till.clock, 3)
    assert (till.look(reference)["text"], undone(till.intake)) == ("已缴费", 0)


def test_a_bill_that_the_payments_cancelled_by_themselves_is_told_so(till: Till) -> None:
    reference = till.granted()
    carry(till.intake, till.clock)
    till.payments.bills.cancel(till.look(reference)["number"])
    till.tell(2)
    assert (till.look(reference)["text"], "page" in till.look(reference)) == ("已作废", False)
    assert till.refused(reference) == "要先缴 12.50 元，缴款单作废了，请问收费的部门；缴了以后才能制证。"


def test_what_was_revoked_before_its_bill_was_made_gets_none(till: Till) -> None:
    reference = till.granted()
    till.act(reference, "revoked", words="材料是假的")
    carry(till.intake, till.clock, 4)
    assert (till.billed(), till.look(reference), undone(till.intake)) == ([], {}, 0)


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_on_the_way_leaves_one_bill(till: Till, fault: str) -> None:
    reference = till.granted()
    till.to_payments.faults = [fault] * 2
    carry(till.intake, till.clock, 4)
    assert undone(till.intake) == 0
    assert till.billed() == [till.look(reference)["number"]]


def test_callbacks_through_faults_come_to_the_same(till: Till) -> None:
    reference = till.granted()
    carry(till.intake, till.clock)
    till.pay(till.look(reference)["page"])
    till.to_intake.faults = ["down", "error_after", "twice", "garbled", "twice"]
    till.tell(12)
    assert till.payments.telling.callbacks.count() == {"heard": 2}
    till.act(reference, "issued")


def test_a_callback_that_comes_before_the_order_s_answer_is_told_again(till: Till) -> None:
    reference = till.granted()
    till.to_payments.faults = ["error_after"]
    carry(till.intake, till.clock)
    [number] = till.billed()
    till.payments.bills.orders.move(number, "paid")
    till.tell()
    assert till.look(reference)["text"] == "缴款单还没有开出来"
    carry(till.intake, till.clock, 2)
    till.tell(4)
    assert till.look(reference)["text"] == "已缴费"


def test_a_payment_whose_callback_was_lost_is_found_by_asking(till: Till) -> None:
    reference = till.granted()
    carry(till.intake, till.clock)
    till.pay(till.look(reference)["page"])
    assert asyncio.run(till.intake.reconciling.run_once()) == 0, "it was made a minute ago"
    till.clock.pass_seconds(600)
    till.to_payments.faults = ["down"]
    assert asyncio.run(till.intake.reconciling.run_once()) == 1
    assert till.look(reference)["text"] == "待缴费"
    assert asyncio.run(till.intake.reconciling.run_once()) == 0, "it is left alone for a while"
    till.clock.pass_seconds(600)
    assert asyncio.run(till.intake.reconciling.run_once()) == 1
    assert till.look(reference)["text"] == "已缴费"
    till.clock.pass_seconds(600)
    assert asyncio.run(till.intake.reconciling.run_once()) == 0, "what is paid is not asked after"


WAY: Final = ("unpaid", "paid")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 1), min_size=1, max_size=6))
def test_whatever_order_and_repetition_of_callbacks_leads_to_the_same(till: Till, order: list[int]) -> None:
    reference = till.granted(key=f"k{till.clock.now.timestamp()}")
    till.clock.pass_seconds(1)
    number, at = f"JK{till.clock.now.timestamp():.0f}", datetime(2026, 11, 24, 1, tzinfo=timezone.utc)
    till.intake.billing.bills.made(reference, 3, Bill(Payment(number, 1, "unpaid", 1250, at), "https://pay.example/1"))
    for one in order:
        till.intake.billing.heard(f"{reference}.3", Payment(number, one + 1, WAY[one], 1250, at))
    assert till.look(reference)["state"] == ("paid" if 1 in order else "unpaid")


TOLD: Final = {
    "order": "", "number": "", "seq": 2, "state": "paid", "cents": 1250, "at": "2026-11-27T14:05:00+08:00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "secret", "status"),
    [
        pytest.param({}, SECRET, 204, id="ours"),
        pytest.param({}, new_secret(), 401, id="another-secret"),
        pytest.param({"order": "SH-JA-20261124-0000000000.3"}, SECRET, 410, id="no-such-application"),
        pytest.param({"order": "x"}, SECRET, 410, id="no-such-bill"),
        pytest.param({"number": "JK1"}, SECRET, 410, id="another-bill"),
        pytest.param({"cents": 1}, SECRET, 410, id="another-amount"),
        pytest.param({"cents": 1250.0}, SECRET, 422, id="no-whole-number"),
        pytest.param({"cents": True}, SECRET, 422, id="a-truth-is-no-number"),
        pytest.param({"state": "free"}, SECRET, 422, id="no-such-state"),
        pytest.param({"seq": 0}, SECRET, 422, id="no-such-step"),
        pytest.param({"at": "2026-11-27T14:05:00"}, SECRET, 422, id="no-zone"),
    ],
)
def test_only_what_is_said_of_our_bill_counts(till: Till, change: dict[str, Any], secret: str, status: int) -> None:
    reference = till.granted()
    carry(till.intake, till.clock)
    said = {**TOLD, "order": f"{reference}.3", "number": till.look(reference)["number"], **change}
    body, moment = orjson.dumps(said).decode(), datetime.now(timezone.utc)
    headers = {
        "webhook-id": "m1", "webhook-timestamp": str(int(moment.timestamp())), "Content-Type": "application/json",
        "webhook-signature": Webhook(secret).sign("m1", moment, body),
    }  # fmt: skip
    answer = httpx.post(f"{till.address}{PATH}", content=body, headers=headers, timeout=60, trust_env=False)
    assert answer.status_code == status, answer.text
    assert till.look(reference)["state"] == ("paid" if status == 204 else "unpaid")


PAGES_TABLE: Final = [
    ("https://pay.example/b/1?x=2", True),
    ("http://pay.example/b/1", False),
    ("javascript:alert(1)", False),
    ("https://", False),
    ("https://user:secret@pay.example/", False),
    ("https://pay.example/\\@evil.example", False),
    ("https://pay.example/a b", False),
    ("https://pay.example/" + "a" * 1000, False),
    ("/payments/v1/pay/JK1/abc", False),
    ("", False),
    (None, False),
]


@pytest.mark.parametrize(("page", "taken"), PAGES_TABLE)
def test_applicants_are_sent_to_secure_pages_alone(till: Till, page: Any, taken: bool) -> None:
    reference, app = till.granted(), FastAPI()

    @app.post("/payments/v1/bills", status_code=201)
    async def bill() -> dict[str, Any]:
        return {**TOLD, "order": f"{reference}.3", "number": "JK1", "seq": 1, "state": "unpaid", "page": page}

    with serving(app) as address:
        billing = replace(till.intake.billing, payments=City(payments=address))
        errands = replace(till.intake.errands, carry={**till.intake.errands.carry, Errand.bill: billing.bill})
        carry(replace(till.intake, errands=errands), till.clock)
    assert till.look(reference).get("page") == (page if taken else None)
    assert undone(till.intake) == (0 if taken else 1)


@dataclass(frozen=True)
class City(Reached):
    """A city's own payments at this address: none of its pages is ours."""

    payments: str

    async def bill(self, order: BillOrder) -> Bill:
        """See ``Payments.bill``."""
        async with httpx.AsyncClient(base_url=self.payments, trust_env=False, timeout=60) as client:
            return await HttpPayments(client).bill(order)


def test_an_amount_is_told_in_yuan() -> None:
    assert [yuan(one) for one in (1, 10, 100, 12345, 100_000_000)] == ["0.01", "0.10", "1.00", "123.45", "1000000.00"]
