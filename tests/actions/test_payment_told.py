"""What intake tells of a payment is read, or left out where it cannot be: nobody is sent to a page that is not secure."""

from __future__ import annotations

from typing import Any

import pytest

from actions.gateways.intake_answers import standing_of
from actions.ports import Payment

STOOD = {
    "reference": "SH-JA-1", "status": "granted", "status_code": 11, "status_text": "办结（通过）",
    "received_at": "2026-11-24T10:00:00+08:00", "updated_at": "2026-11-24T12:00:00Z",
}  # fmt: skip
ITEM = {"title": "工本费", "cents": 1000, "source": "某条例"}
UNPAID = {"cents": 1000, "items": [ITEM], "state": "unpaid", "text": "待缴费", "number": "JK1"}
PAGE = "https://pay.example/JK1"


@pytest.mark.parametrize(
    ("told", "payment"),
    [
        (None, None), ("待缴费", None), ({}, None), ({**UNPAID, "items": []}, None), ({**UNPAID, "items": [1]}, None),
        ({**UNPAID, "items": [{**ITEM, "cents": "10"}]}, None), ({**UNPAID, "items": [{**ITEM, "cents": True}]}, None),
        ({**UNPAID, "items": [{**ITEM, "cents": -5}]}, None), ({**UNPAID, "items": [{**ITEM, "title": None}]}, None),
        ({**UNPAID, "number": 7}, None), ({**UNPAID, "text": None}, None), ({**UNPAID, "paid_at": "soon"}, None),
        ({**UNPAID, "page": 7}, None),
        (UNPAID, Payment((("工本费", 1000),), "待缴费", "JK1")),
        ({**UNPAID, "page": PAGE}, Payment((("工本费", 1000),), "待缴费", "JK1", PAGE)),
        ({**UNPAID, "page": "/payments/v1/pay/JK1/abc"}, Payment((("工本费", 1000),), "待缴费", "JK1", "/payments/v1/pay/JK1/abc")),
        ({**UNPAID, "page": "/payments/v1/pay/../../x"}, Payment((("工本费", 1000),), "待缴费", "JK1")),
        ({**UNPAID, "page": "//evil.example"}, Payment((("工本费", 1000),), "待缴费", "JK1")),
        ({**UNPAID, "page": "javascript:alert(1)"}, Payment((("工本费", 1000),), "待缴费", "JK1")),
        (
            {**UNPAID, "page": "HTTPS://Pay.Example:8443?b=JK1"},
            Payment((("工本费", 1000),), "待缴费", "JK1", "HTTPS://Pay.Example:8443?b=JK1"),
        ),
        ({**UNPAID, "page": "https://pay.example@evil.example/"}, Payment((("工本费", 1000),), "待缴费", "JK1")),
        ({**UNPAID, "page": "https://pay.example\\@evil.example/"}, Payment((("工本费", 1000),), "待缴费", "JK1")),
        ({**UNPAID, "page": "httpſ://pay.example/"}, Payment((("工本费", 1000),), "待缴费", "JK1")),
        (
            {**UNPAID, "text": "已缴费", "paid_at": "2026-11-24T13:00:00+08:00"},
            Payment((("工本费", 1000),), "已缴费", "JK1", "", "2026-11-24T13:00:00+08:00"),
        ),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_to_be_paid_is_read_or_left_out(told: Any, payment: Payment | None) -> None:
    assert standing_of({**STOOD, "payment": told}).payment == payment
