"""A place that takes money and speaks our payments' HTTP: the order has a key, so sending it again does no harm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import httpx

from ..elsewhere import Bill, BillOrder, NotDone, Payment
from ..http_library import answer_of, in_time, said
from .payment_told import BadPayment, read_bill, read_payment

_PATH: Final = "/payments/v1/bills"


@dataclass(frozen=True, slots=True)
class HttpPayments:
    """``Payments`` over HTTP. ``own_page``: how its pages begin where they are of this very site; see ``read_bill``."""

    client: httpx.AsyncClient
    own_page: str = ""

    async def bill(self, order: BillOrder) -> Bill:
        """See ``Payments.bill``."""
        items = [{"title": title, "cents": cents} for title, cents in order.items]
        body = {"payer": order.payer, "items": items, "cents": order.cents}
        answer = await answer_of(self.client, _PATH, body, {"Idempotency-Key": order.key})
        if answer.status_code != httpx.codes.CREATED:
            raise NotDone(f"payments_{answer.status_code}")
        try:
            key, bill = read_bill(said(answer), self.own_page)
        except BadPayment as fault:
            raise NotDone("payments_answer") from fault
        if key != order.key:
            raise NotDone("payments_answer")
        return bill

    async def look(self, number: str) -> tuple[str, Payment]:
        """See ``Payments.look``."""
        return _standing(await in_time(self.client.get(f"{_PATH}/{quote(number)}")))

    async def cancel(self, number: str) -> tuple[str, Payment]:
        """See ``Payments.cancel``."""
        return _standing(await answer_of(self.client, f"{_PATH}/{quote(number)}/cancel", {}))


def _standing(answer: httpx.Response) -> tuple[str, Payment]:
    """The key and state of the bill that the answer tells. Raises NotDone."""
    if answer.status_code != httpx.codes.OK:
        raise NotDone(f"payments_{answer.status_code}")
    try:
        return read_payment(said(answer))
    except BadPayment as fault:
        raise NotDone("payments_answer") from fault
