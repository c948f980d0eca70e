"""The reference payments: orders of who has the key, and a page a bill for who has its whole address."""

from __future__ import annotations

from typing import Any, Final

import httpx
import pytest

from tests.intake.elsewhere import KEY, carry
from tests.intake.till import Till, clock, published, till

__all__ = ["clock", "published", "till"]


def test_the_page_of_a_bill_is_found_by_its_whole_address_alone(till: Till) -> None:
    reference = till.granted()
    carry(till.intake, till.clock)
    page = till.look(reference)["page"]
    with httpx.Client(base_url=till.shop, timeout=60, trust_env=False) as web:
        shown = web.get(page, headers={"Accept": "text/html"})
        assert (shown.status_code, "12.50 元" in shown.text, "不会真的收钱" in shown.text) == (200, True, True)
        other = page[:-1] + ("0" if page[-1] != "0" else "1")
        assert [web.get(other).status_code, web.post(other).status_code] == [404, 404]
        assert web.post(page, headers={"Origin": "https://elsewhere.example"}).status_code == 403
        assert till.look(reference)["state"] == "unpaid"
        assert [web.post(page).status_code for _ in range(2)] == [204, 204]
        assert "已经缴了" in web.get(page).text
    assert till.payments.bills.orders.at(till.look(reference)["number"]).seq == 2


ORDER: Final = {"payer": "王小明", "items": [{"title": "工本费", "cents": 5}], "cents": 5}


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        pytest.param({}, ORDER, 201, id="an-order"),
        pytest.param({"Authorization": ""}, ORDER, 401, id="no-key"),
        pytest.param({"Authorization": "Bearer é"}, ORDER, 401, id="another-key"),
        pytest.param({"Idempotency-Key": ""}, ORDER, 400, id="no-idempotency-key"),
        pytest.param({}, {**ORDER, "cents": 6}, 422, id="another-sum"),
        pytest.param({}, {**ORDER, "cents": 5.0}, 422, id="no-whole-number"),
        pytest.param({}, {**ORDER, "items": []}, 422, id="nothing"),
        pytest.param(
            {}, {**ORDER, "items": [{"title": "工本费", "cents": -5}], "cents": -5}, 422, id="less-than-nothing"
        ),
        pytest.param({}, {**ORDER, "payer": " "}, 422, id="nobody"),
        pytest.param({}, {**ORDER, "more": 1}, 422, id="more"),
        pytest.param({}, [], 422, id="no-object"),
    ],
)
def test_the_payments_take_orders_of_who_has_the_key(
    till: Till, headers: dict[str, str], body: Any, status: int
) -> None:
    whole = {"Authorization": f"Bearer {KEY}", "Idempotency-Key": "k", **headers}
    sent = {name: value.encode() for name, value in whole.items()}
    with httpx.Client(base_url=till.shop, timeout=60, trust_env=False) as web:
        answer = web.post("/payments/v1/bills", json=body, headers=sent)  # type: ignore[arg-type]
        assert answer.status_code == status
        if status == 201:
            assert web.post("/payments/v1/bills", json=body, headers=whole).json() == answer.json()
            assert web.post("/payments/v1/bills", json={**ORDER, "payer": "别人"}, headers=whole).status_code == 409
            found = web.get(f"/payments/v1/bills/{answer.json()['number']}", headers=whole)
            assert (found.json()["cents"], found.json()["state"]) == (5, "unpaid")
            assert web.get(f"/payments/v1/bills/{answer.json()['number']}").status_code == 401
