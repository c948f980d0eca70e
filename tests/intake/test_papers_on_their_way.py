"""Licences that go by mail: ordered once at a real courier, followed by signed callbacks, delivered when they are signed for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.database import open_engine
from actions.local_time import now
from actions.retrying import Backoff
from api.courier.app import CourierServices, open_courier
from api.courier.app import router as courier_routes
from api.intake import IntakeServices, create_intake, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.courier_route import PATH as STEPS
from api.intake.courier_route import courier_router
from api.intake.elsewhere import Step
from api.intake.officers import Officer
from api.intake.subscriptions import Subscription, new_secret
from api.library.app import open_library
from api.library.app import router as library_routes
from api.library.services import ALL_SCOPES
from bot.catalog import Published, publish
from tests.actions.conftest import Clock
from tests.intake.elsewhere import FAULTS, KEY, Faulty, Reached, carry, faulty, kinds, undone
from tests.intake.http_server import serving

ROOT = Path(__file__).resolve().parents[2]
CIPHER = Cipher({"k1": b"1" * 32}, "k1")
SECRET: Final = new_secret()
WANG = Officer("wang", "王科", "静安区市场监督管理局")
AUTHORIZED: Final = {"Authorization": f"Bearer {KEY}"}


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
class Post:
    """An intake and a courier, each serving, each behind something that does faults."""

    intake: IntakeServices
    courier: CourierServices
    to_intake: Faulty
    to_courier: Faulty
    address: str
    clock: Clock
    carrying: Engine
    key: str = "client-key"

    def look(self, reference: str) -> dict[str, Any]:
        """The application as its client sees it."""
        answer = httpx.get(
            f"{self.address}/intake/v1/applications/{reference}",
            headers={"Authorization": f"Bearer {self.key}"},
            timeout=60,
            trust_env=False,
        )
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def tell(self, times: int = 1) -> None:
        """What the courier has to tell is tried so many times."""

        async def run() -> None:
            client = httpx.AsyncClient(trust_env=False, timeout=60)
            # Signatures are held against the time that it really is.
            telling = replace(self.courier.telling, clock=now, client=client, backoff=Backoff(10.0, 10.0))
            for _ in range(times):
                await telling.run_once()
                self.clock.pass_seconds(61)
            await client.aclose()

        asyncio.run(run())

    def issued(self, name: str = "valid-noodle_shop", key: str = "k1") -> str:
        """The reference of an application whose licence was issued just now."""
        application = json.loads((ROOT / f"forms/food_operation/examples/{name}.json").read_text("utf-8"))
        body = {"form": "food_operation", "application": application}
        reference = self.intake.desk.take("daoban", key, body)[0].reference
        for seq, kind in enumerate(("accepted", "granted", "issued"), 1):
            self.intake.casework.act(WANG, reference, read_act({"kind": kind, "seq": seq}))
        return reference


@pytest.fixture
def post(tmp_path: Path, published: Published, clock: Clock) -> Iterator[Post]:
    with ExitStack() as closing:

        def engine(name: str) -> Engine:
            found = open_engine(f"sqlite:///{tmp_path / name}.sqlite3")
            closing.callback(found.dispose)
            return found

        shelves = open_library(engine("library"), CIPHER, clock)
        shelves.clients.register(KEY, "intake", ALL_SCOPES)
        places = FastAPI()
        places.include_router(library_routes(shelves))
        to_courier, elsewhere = closing.enter_context(faulty(places))
        reached = Reached(library=elsewhere, courier=elsewhere)
        intake = open_intake(
            engine("intake"), CIPHER, published_forms(published.catalog), clock,
            definitions=lambda: published.definitions, library=reached, courier=reached,
        )  # fmt: skip
        intake.clients.register("client-key", "daoban")
        app = create_intake(intake)
        app.include_router(courier_router(intake.handing_over, SECRET))
        to_intake, address = closing.enter_context(faulty(app))
        carrying = engine("courier")
        courier = open_courier(carrying, CIPHER, clock, KEY, Subscription(f"{address}{STEPS}", SECRET))
        places.include_router(courier_routes(courier))
        yield Post(intake, courier, to_intake, to_courier, address, clock, carrying)


def test_papers_are_ordered_followed_and_delivered_when_they_are_signed_for(post: Post) -> None:
    reference = post.issued()
    assert "delivery" not in post.look(post_received(post))
    carry(post.intake, post.clock, 3)
    assert (undone(post.intake), kinds(post.intake, reference)[-1]) == (0, "issued")
    delivery = post.look(reference)["delivery"]
    number = delivery["number"]
    assert (delivery["method_text"], delivery["text"]) == ("邮寄", "已下单")
    to = post.courier.shipments.said(number)
    application = post.look(reference)["application"]
    assert to == {
        "what": "食品经营许可证", "name": application["operator"]["name"], "address": application["mail_address"],
        "phone": application["contact"]["mobile"],
    }  # fmt: skip
    for state, text in (("sent", "已寄出"), ("out", "派送中")):
        post.courier.shipments.move(number, state)
        post.tell(2)
        assert post.look(reference)["delivery"]["text"] == text
    assert kinds(post.intake, reference)[-1] == "issued"
    post.clock.now = datetime(2026, 11, 27, 6, 5, tzinfo=timezone.utc)
    post.courier.shipments.move(number, "signed")
    post.tell(2)
    last = post.intake.desk.history.of(reference)[-1]
    assert (last.status, last.words) == ("delivered", f"证照寄到了，2026年11月27日14:05签收，快递单号 {number}。")
    steps = post.look(reference)["delivery"]["steps"]
    assert [one["text"] for one in steps] == ["已下单", "已寄出", "派送中", "已签收"]


def post_received(post: Post) -> str:
    """The reference of an application that nobody has looked at yet."""
    application = json.loads((ROOT / "forms/food_operation/examples/valid-minimal.json").read_text("utf-8"))
    return post.intake.desk.take("daoban", "new", {"form": "food_operation", "application": application})[0].reference


def test_what_is_fetched_at_the_window_waits_for_its_officer(post: Post) -> None:
    application = json.loads((ROOT / "forms/food_operation/examples/valid-minimal.json").read_text("utf-8"))
    body = {"form": "food_operation", "application": {**application, "delivery_method": "window"}}
    reference = post.intake.desk.take("daoban", "w", body)[0].reference
    for seq, kind in enumerate(("accepted", "granted", "issued"), 1):
        post.intake.casework.act(WANG, reference, read_act({"kind": kind, "seq": seq}))
    carry(post.intake, post.clock, 3)
    assert (undone(post.intake), kinds(post.intake, reference)[-1]) == (0, "issued")
    assert post.look(reference)["delivery"] == {"method": "window", "method_text": "到窗口领取"}
    post.intake.casework.act(WANG, reference, read_act({"kind": "delivered", "seq": 4, "words": "本人领取"}))
    assert kinds(post.intake, reference)[-1] == "delivered"


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_on_the_way_leaves_one_order(post: Post, fault: str) -> None:
    reference = post.issued()
    carry(post.intake, post.clock)  # the licence
    post.to_courier.faults = [fault] * 2
    carry(post.intake, post.clock, 4)
    assert undone(post.intake) == 0
    assert shipped(post) == [post.look(reference)["delivery"]["number"]]


def shipped(post: Post) -> list[str]:
    """The numbers of all papers that the courier was ever asked to carry."""
    with post.carrying.connect() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT number FROM courier_shipments").fetchall()]


def test_a_callback_that_comes_before_the_order_s_answer_is_told_again(post: Post) -> None:
    reference = post.issued()
    carry(post.intake, post.clock)
    post.to_courier.faults = ["error_after"] * 3
    carry(post.intake, post.clock)
    (number,) = shipped(post)
    for state in ("sent", "out", "signed"):
        post.courier.shipments.move(number, state)
    post.tell(2)
    # Nobody has said yet that these are the papers that were ordered.
    assert "number" not in post.look(reference)["delivery"]
    carry(post.intake, post.clock, 4)
    assert (undone(post.intake), shipped(post)) == (0, [number])
    assert post.look(reference)["delivery"]["text"] == "已下单"
    post.tell(6)
    assert kinds(post.intake, reference)[-1] == "delivered"
    assert len(post.look(reference)["delivery"]["steps"]) == 4


def test_callbacks_through_faults_come_to_the_same(post: Post) -> None:
    reference = post.issued()
    carry(post.intake, post.clock, 2)
    (number,) = shipped(post)
    for state in ("sent", "out", "signed"):
        post.courier.shipments.move(number, state)
    post.to_intake.faults = ["down", "error_after", "twice", "garbled", "twice", "error_after", "twice"]
    post.tell(14)
    assert post.courier.telling.callbacks.count() == {"heard": 4}
    assert kinds(post.intake, reference)[-2:] == ["issued", "delivered"]
    assert [one["seq"] for one in post.look(reference)["delivery"]["steps"]] == [1, 2, 3, 4]


WAY: Final = ("ordered", "sent", "out", "signed")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=6))
def test_whatever_order_and_repetition_of_callbacks_leads_to_the_same(
    post: Post, order: list[int], more: list[int]
) -> None:
    reference = post.issued(key=f"k{post.clock.now.timestamp()}")
    post.clock.pass_seconds(1)
    start = datetime(2026, 11, 24, 1, tzinfo=timezone.utc)
    tracking = post.intake.handing_over.tracking
    tracking.ordered(reference, 4, Step(1, WAY[0], "DB1CN", start))
    for at in (*order[:2], *more, *order):
        post.intake.handing_over.heard(f"{reference}.4", Step(at + 1, WAY[at], "DB1CN", start + timedelta(hours=at)))
    assert [one.state for one in tracking.of(reference, 4)] == list(WAY)
    events = post.intake.desk.history.of(reference)
    assert [one.status for one in events] == ["received", "accepted", "granted", "issued", "delivered"]
    assert events[-1].words == "证照寄到了，2026年11月24日12:00签收，快递单号 DB1CN。"


ORDER: Final = {"what": "食品经营许可证", "name": "王小明", "address": "南京西路1234号", "phone": ""}


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        pytest.param({**AUTHORIZED, "Idempotency-Key": "k"}, ORDER, 201, id="an-order"),
        pytest.param({"Idempotency-Key": "k"}, ORDER, 401, id="no-key"),
        pytest.param({"Authorization": "Bearer é", "Idempotency-Key": "k"}, ORDER, 401, id="another-key"),
        pytest.param(AUTHORIZED, ORDER, 400, id="no-idempotency-key"),
        pytest.param({**AUTHORIZED, "Idempotency-Key": "k"}, {**ORDER, "address": " "}, 422, id="nowhere"),
        pytest.param({**AUTHORIZED, "Idempotency-Key": "k"}, [], 422, id="no-object"),
    ],
)
def test_the_courier_takes_orders_of_who_has_the_key(
    post: Post, headers: dict[str, str], body: Any, status: int
) -> None:
    app = FastAPI()
    app.include_router(courier_routes(post.courier))
    with serving(app) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as web:
        sent = {name: value.encode() for name, value in headers.items()}
        answer = web.post("/courier/v1/shipments", json=body, headers=sent)  # type: ignore[arg-type]
        assert answer.status_code == status
        if status != 201:
            return
        told = answer.json()
        assert web.post("/courier/v1/shipments", json={**ORDER, "name": "别人"}, headers=headers).status_code == 409
        moved = f"/courier/v1/shipments/{told['number']}"
        assert web.post(f"{moved}/steps", json={"state": "signed"}, headers=headers).status_code == 409
        assert web.post(f"{moved}/steps", json={"state": "eaten"}, headers=headers).status_code == 422
        for _ in range(2):
            assert web.post(f"{moved}/steps", json={"state": "sent"}, headers=headers).json()["seq"] == 2
        assert web.get(moved, headers=headers).json()["to"] == ORDER
        assert web.get("/courier/v1/shipments/DB0CN", headers=headers).status_code == 404
