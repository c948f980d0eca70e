"""A place that takes money and answers badly: what it says of one bill does not keep the others from being paid."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Final

import httpx
import orjson
import pytest
from fastapi import FastAPI, Response
from starlette.responses import StreamingResponse

from api.intake.billing import HttpPayments
from api.intake.elsewhere import Bill, NotDone, Payment
from api.intake.http_library import in_time
from tests.intake.http_server import serving
from tests.intake.till import Till, clock, published, till

__all__ = ["clock", "published", "till"]

AT: Final = datetime(2026, 11, 24, 1, tzinfo=timezone.utc)
PAGE: Final = "https://pay.example/1"


def _billed(till: Till, number: str, state: str = "unpaid", seq: int = 1) -> str:
    """The reference of an application whose bill has this number."""
    reference = till.granted(key=number)
    till.clock.pass_seconds(1)
    till.intake.billing.bills.made(reference, 3, Bill(Payment(number, seq, state, 1250, AT), PAGE))
    return reference


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"[" * 100_000, b'{"seq": ' + b"9" * 5000 + b"}", b'{"order": "\\ud800"}', b"null"],
    ids=["nothing", "no-text", "nested", "a-long-number", "half-a-character", "null"],
)
def test_nonsense_of_one_bill_does_not_hide_that_another_is_paid(till: Till, body: bytes) -> None:
    first, second, app = _billed(till, "JK1"), _billed(till, "JK2"), FastAPI()
    paid: dict[str, Any] = {
        "order": f"{second}.3", "number": "JK2", "seq": 2, "state": "paid", "cents": 1250, "at": AT.isoformat(),
    }  # fmt: skip

    @app.get("/payments/v1/bills/{number}")
    async def look(number: str) -> Response:
        return Response(body if number == "JK1" else orjson.dumps(paid), media_type="application/json")

    async def reconcile(address: str) -> int:
        async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=60) as client:
            billing = replace(till.intake.billing, payments=HttpPayments(client))
            return await replace(till.intake.reconciling, billing=billing).run_once()

    till.clock.pass_seconds(700)
    with serving(app) as address:
        assert asyncio.run(reconcile(address)) == 2
    assert [till.look(one)["state"] for one in (first, second)] == ["unpaid", "paid"]


def test_an_answer_that_never_ends_is_given_up() -> None:
    app = FastAPI()

    @app.get("/")
    async def drip() -> Response:
        async def bytes_() -> AsyncIterator[bytes]:
            for _ in range(60):
                yield b" "
                await asyncio.sleep(0.1)

        return StreamingResponse(bytes_())

    async def ask(address: str) -> None:
        async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=1) as client:
            await in_time(client.get("/"), 0.5)

    with serving(app) as address, pytest.raises(NotDone):
        asyncio.run(ask(address))


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_that_it_is_paid_counts_whatever_number_it_is_told_with(till: Till, seq: int) -> None:
    reference = _billed(till, "JK1", seq=2)
    till.intake.billing.heard(f"{reference}.3", Payment("JK1", seq, "paid", 1250, AT))
    assert till.look(reference)["state"] == "paid"
    till.act(reference, "issued")
