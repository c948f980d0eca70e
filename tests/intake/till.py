"""An intake where a permit costs something, and real payments beside it, with faults on the way between them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.database import open_engine
from actions.local_time import now
from actions.retrying import Backoff
from api.intake import IntakeServices, create_intake, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.billing import PATH, payments_router
from api.intake.officers import Officer
from api.intake.subscriptions import Subscription, new_secret
from api.library.app import open_library
from api.library.app import router as library_routes
from api.library.services import ALL_SCOPES
from api.payments.app import PaymentsServices, open_payments
from api.payments.app import router as payments_routes
from api.problems import Problem
from bot.catalog import Published, publish
from bot.catalog.processes import Definitions, Fee
from bot.engine.condition_parser import parse_condition
from tests.actions.conftest import Clock
from tests.intake.elsewhere import KEY, Faulty, Reached, faulty, kinds

ROOT = Path(__file__).resolve().parents[2]
CIPHER = Cipher({"k1": b"1" * 32}, "k1")
SECRET: Final = new_secret()
WANG = Officer("wang", "王科", "静安区市场监督管理局")
#: No permit of the project costs anything; these fees are made up. The last is for others than the application at hand.
FEES: Final = (
    Fee("工本费", 1000, "《某某条例》第三条"),
    Fee("检测费", 250, "《某某条例》第四条", parse_condition("application_type == 'new'")),
    Fee("变更费", 9900, "《某某条例》第五条", parse_condition("application_type == 'change'")),
)


def with_fees(definitions: Definitions, *fees: Fee) -> Definitions:
    """The definitions, where a food permit costs something."""
    process = replace(definitions.processes["food_operation"], fees=fees)
    return replace(definitions, processes={**definitions.processes, "food_operation": process})


@pytest.fixture(scope="module")
def published() -> Published:
    """What the project's files say."""
    return publish(ROOT, today=datetime(2026, 11, 24).date())


@pytest.fixture
def clock() -> Clock:
    found = Clock()
    found.now = datetime(2026, 11, 24, 2, tzinfo=timezone.utc)
    return found


@dataclass
class Till:
    """An intake and payments, each serving, each behind something that does faults. ``fees``: what is charged now."""

    intake: IntakeServices
    payments: PaymentsServices
    to_intake: Faulty
    to_payments: Faulty
    address: str
    shop: str
    clock: Clock
    fees: list[Fee]
    taking: Engine

    def granted(self, key: str = "k1", kind: str = "granted") -> str:
        """The reference of an application that was granted just now."""
        application = json.loads((ROOT / "forms/food_operation/examples/valid-minimal.json").read_text("utf-8"))
        reference = self.intake.desk.take("daoban", key, {"form": "food_operation", "application": application})[
            0
        ].reference
        self.act(reference, "accepted")
        self.act(reference, kind, words="健康证明三十日内补交" if kind == "granted_with_deferral" else "")
        return reference

    def act(self, reference: str, kind: str, words: str = "") -> None:
        """王科 does something to the application."""
        seq = len(self.intake.desk.history.of(reference))
        self.intake.casework.act(WANG, reference, read_act({"kind": kind, "seq": seq, "words": words}))

    def look(self, reference: str) -> dict[str, Any]:
        """What the application's client is told of the payment; empty where nothing is."""
        path = f"{self.address}/intake/v1/applications/{reference}"
        answer = httpx.get(path, headers={"Authorization": "Bearer client-key"}, timeout=60, trust_env=False)
        assert answer.status_code == 200, answer.text
        return dict(answer.json().get("payment", {}))

    def possible(self, reference: str) -> list[str]:
        """What an officer may do now."""
        entry = self.intake.desk.registry.by_reference(reference)
        assert entry is not None
        return self.intake.casework.possible(entry, self.intake.desk.history.of(reference))

    def refused(self, reference: str) -> str:
        """What the officer reads who wants to issue the licence."""
        with pytest.raises(Problem) as raised:
            self.act(reference, "issued")
        assert (raised.value.status, raised.value.code) == (409, "not-paid")
        assert "issued" not in self.possible(reference)
        assert kinds(self.intake, reference)[-1].startswith("granted")
        return raised.value.detail

    def pay(self, page: str) -> int:
        """The applicant presses the button of the bill's page; gives the answer's status."""
        return httpx.post(f"{self.shop}{page}", timeout=60, trust_env=False).status_code

    def tell(self, times: int = 1) -> None:
        """What the payments have to tell is tried so many times."""

        async def run() -> None:
            client = httpx.AsyncClient(trust_env=False, timeout=60)
            # Signatures are held against the time that it really is.
            telling = replace(self.payments.telling, clock=now, client=client, backoff=Backoff(10.0, 10.0))
            for _ in range(times):
                await telling.run_once()
                self.clock.pass_seconds(61)
            await client.aclose()

        asyncio.run(run())

    def billed(self) -> list[str]:
        """The numbers of all bills that the payments ever made."""
        with self.taking.connect() as connection:
            return [row[0] for row in connection.exec_driver_sql("SELECT number FROM payments_bills").fetchall()]


@pytest.fixture
def till(tmp_path: Path, published: Published, clock: Clock) -> Iterator[Till]:
    with ExitStack() as closing:

        def engine(name: str) -> Engine:
            found = open_engine(f"sqlite:///{tmp_path / name}.sqlite3")
            closing.callback(found.dispose)
            return found

        shelves = open_library(engine("library"), CIPHER, clock)
        shelves.clients.register(KEY, "intake", ALL_SCOPES)
        places = FastAPI()
        places.include_router(library_routes(shelves))
        to_payments, elsewhere = closing.enter_context(faulty(places))
        reached, fees = Reached(library=elsewhere, payments=elsewhere), list(FEES)
        intake = open_intake(
            engine("intake"), CIPHER, published_forms(published.catalog), clock,
            definitions=lambda: with_fees(published.definitions, *fees), library=reached, payments=reached,
        )  # fmt: skip
        intake.clients.register("client-key", "daoban")
        app = create_intake(intake)
        app.include_router(payments_router(intake.billing, SECRET))
        to_intake, address = closing.enter_context(faulty(app))
        taking = engine("payments")
        payments = open_payments(taking, CIPHER, clock, KEY, Subscription(f"{address}{PATH}", SECRET))
        places.include_router(payments_routes(payments))
        yield Till(intake, payments, to_intake, to_payments, address, elsewhere, clock, fees, taking)
