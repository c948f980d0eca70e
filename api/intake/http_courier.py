"""A courier that speaks our courier's HTTP: the order has a key, so sending it again does no harm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import httpx

from .courier_steps import BadStep, read_step
from .elsewhere import NotDone, ShipmentOrder, Step
from .http_library import answer_of, said

_PATH: Final = "/courier/v1/shipments"


@dataclass(frozen=True, slots=True)
class HttpCourier:
    """``Courier`` over HTTP."""

    client: httpx.AsyncClient

    async def ship(self, order: ShipmentOrder) -> Step:
        """See ``Courier.ship``."""
        body = {"what": order.what, "name": order.name, "address": order.address, "phone": order.phone}
        answer = await answer_of(self.client, _PATH, body, {"Idempotency-Key": order.key})
        if answer.status_code != httpx.codes.CREATED:
            raise NotDone(f"courier_{answer.status_code}")
        try:
            key, step = read_step(said(answer))
        except BadStep as fault:
            raise NotDone("courier_answer") from fault
        if key != order.key:
            raise NotDone("courier_answer")
        return step
