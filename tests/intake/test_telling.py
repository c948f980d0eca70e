"""Clients hear what happened: signed, in order while all goes well, and again and again where they do not listen."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from threading import Barrier
from typing import Any

import httpx
import orjson
import pytest
from fastapi import FastAPI, Request, Response
from sqlalchemy.engine import Engine
from standardwebhooks import Webhook

from actions.retrying import Backoff
from api.intake import IntakeServices
from api.intake.subscriptions import Subscription, new_secret
from api.intake.telling import MOST_TRIES
from tests.actions.conftest import Clock
from tests.intake.http_server import serving
from tests.intake.test_taking import PATH, hand_in

SECRET = new_secret()


@dataclass
class Listener:
    """What hears callbacks; answers the statuses given, in order, and 204 when none is left."""

    statuses: list[int] = field(default_factory=list)
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/hear")
        async def hear(request: Request) -> Response:
            self.heard.append((dict(request.headers), await request.body()))
            return Response(status_code=self.statuses.pop(0) if self.statuses else 204)

        return app

    @property
    def told(self) -> list[tuple[int, str]]:
        """Number and status of each event heard."""
        bodies = [orjson.loads(body) for _, body in self.heard]
        return [(body["seq"], body["status"]) for body in bodies]


@pytest.fixture
def listener(services: IntakeServices) -> Iterator[Listener]:
    """The subscribed listener of our own client."""
    listener = Listener()
    with serving(listener.app()) as address:
        services.subscriptions.subscribe("daoban", Subscription(f"{address}/hear", SECRET))
        yield listener


def tell(services: IntakeServices, times: int = 1) -> None:
    """What is due is told, so many times."""

    async def run() -> None:
        telling = replace(services.telling, client=httpx.AsyncClient(trust_env=False), backoff=Backoff(10.0, 10.0))
        for _ in range(times):
            await telling.run_once()
        await telling.client.aclose()

    asyncio.run(run())


def test_events_come_signed_as_the_standard_says(
    services: IntakeServices, web: httpx.Client, listener: Listener
) -> None:
    reference = hand_in(web).json()["reference"]
    tell(services)
    ((headers, body),) = listener.heard
    assert headers["webhook-id"] == f"{reference}:1"
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert orjson.loads(body) == web.get(f"{PATH}/{reference}/events").json()["events"][0]
    tell(services)
    assert len(listener.heard) == 1


def test_the_library_signs_as_the_published_example() -> None:
    # Source: the worked example of Standard Webhooks' signature scheme.
    body = '{"event_type":"ping","data":{"success":true}}'
    moment = datetime.fromtimestamp(1731705121, timezone.utc)
    signature = Webhook("whsec_plJ3nmyCDGBKInavdOK15jsl").sign("msg_loFOjxBNrRLzqYUf", moment, body)
    assert signature == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_what_is_not_heard_is_told_again_before_what_comes_after(
    services: IntakeServices, web: httpx.Client, listener: Listener, clock: Clock
) -> None:
    reference = hand_in(web).json()["reference"]
    web.post(f"{PATH}/{reference}/withdrawal")
    listener.statuses = [500, 302]
    for _ in range(2):
        tell(services, 2)
        clock.pass_seconds(11)
    assert listener.told == [(1, "received")] * 2
    tell(services, 3)
    assert listener.told == [(1, "received")] * 3 + [(2, "withdrawn")]


def test_a_client_that_never_listens_is_left_to_ask(
    services: IntakeServices, web: httpx.Client, listener: Listener, clock: Clock
) -> None:
    hand_in(web)
    listener.statuses = [503] * (MOST_TRIES + 5)
    for _ in range(MOST_TRIES + 2):
        tell(services)
        clock.pass_seconds(11)
    assert len(listener.heard) == MOST_TRIES
    assert services.telling.callbacks.count() == {"given_up": 1}


def test_what_is_gone_there_is_told_once(services: IntakeServices, web: httpx.Client, listener: Listener) -> None:
    hand_in(web)
    listener.statuses = [410]
    tell(services, 3)
    assert listener.told == [(1, "received")]


def test_a_lost_claim_is_taken_over_and_its_late_end_changes_nothing(
    services: IntakeServices, web: httpx.Client, listener: Listener, clock: Clock
) -> None:
    hand_in(web)
    callbacks = services.telling.callbacks
    (lost,) = callbacks.claim(8)
    assert callbacks.claim(8) == []
    clock.pass_seconds(61)
    (ours,) = callbacks.claim(8)
    callbacks.heard(lost)
    assert callbacks.count() == {"waiting": 1}
    callbacks.heard(ours)
    assert callbacks.count() == {"heard": 1}


def test_alone_it_goes_on_at_once_with_what_it_had_begun_when_it_died(
    services: IntakeServices, web: httpx.Client, listener: Listener, empty: Engine
) -> None:
    """On PostgreSQL another process may be telling it: there it is lent for a minute."""
    hand_in(web)
    callbacks = services.telling.callbacks
    assert len(callbacks.claim(8)) == 1
    callbacks.take_over()
    assert len(callbacks.claim(8)) == (1 if empty.dialect.name == "sqlite" else 0)


def test_without_a_subscription_nothing_waits(services: IntakeServices, web: httpx.Client) -> None:
    hand_in(web)
    assert services.telling.callbacks.count() == {}


def test_the_secret_is_not_readable_in_the_database(services: IntakeServices, listener: Listener, empty: Any) -> None:
    with empty.connect() as connection:
        (row,) = connection.exec_driver_sql("SELECT sealed FROM intake_subscriptions").fetchall()
    assert base64.b64decode(SECRET.removeprefix("whsec_")) not in bytes(row[0])
    assert SECRET.encode() not in bytes(row[0])


def test_processes_that_start_at_once_subscribe_the_same_client(services: IntakeServices) -> None:
    """Each start subscribes our own client; on an empty database none may find the place taken."""
    for round_ in range(20):
        client = f"client-{round_}"
        together = Barrier(4)

        def subscribe(_: int, client: str = client, together: Barrier = together) -> None:
            together.wait()
            services.subscriptions.subscribe(client, Subscription("https://example.test/hear", SECRET))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(subscribe, range(4)))
        assert services.subscriptions.of(client) == Subscription("https://example.test/hear", SECRET)
