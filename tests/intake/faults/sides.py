"""Both sides of the run without a cluster, each in a process that is killed: the applicants', and intake with its officers."""

from __future__ import annotations

import asyncio
import logging
import random
import socket
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import httpx
import uvicorn
from fastapi import FastAPI

from actions.breaker import Breaker
from actions.database import open_engine
from actions.delivery import delivery
from actions.gateways import HttpSubmission, intake_client
from actions.guarded_desk import GuardedDesk
from actions.inbound import Inbound
from actions.rating_answers import RatingAnswers
from actions.ratings import Ratings
from actions.retrying import Backoff
from actions.status_inbox import StatusInbox
from api.errors import install
from api.intake import create_intake, open_intake, own_key, published_forms
from api.intake.subscriptions import Subscription
from api.routes import intake_events
from tests.actions.crashing import CIPHER, now
from tests.actions.office import Office

from .applying import is_over, says
from .officers import Officers
from .plans import conversation, number_of
from .proxy import PATIENCE
from .world import CATALOG, SHOP, shop_in

#: What intake signs with.
SECRET: Final = "whsec_plJ3nmyCDGBKInavdOK15jsl"
KEY_FILE: Final = "intake.key"
#: Applicants who have begun and are not done, at most: they do not come all at once.
_IN_HAND: Final = 100
_SOON: Final = Backoff(first=0.02, longest=0.5)


def done_in(folder: Path) -> set[int]:
    """Applicants whose conversation knows everything that was to happen."""
    file = folder / "done"
    return {int(line) for line in file.read_text().split()} if file.exists() else set()


def applicants(
    folder: Path, url: str, key: str, listener: socket.socket, seed: int, submissions: int, begins: Any
) -> None:
    """A life of the applicants' side: takes what they say, hands in, hears of events."""
    # Thousands of tries fail here, as they are meant to.
    logging.disable(logging.CRITICAL)
    engine, office = shop_in(folder, now)

    async def scene() -> None:
        async with intake_client(url, key) as client:
            client.timeout = httpx.Timeout(PATIENCE)
            desk = GuardedDesk(HttpSubmission(client), Breaker(20, 0.2, time.monotonic))
            worker = delivery(office.outbox, desk, office.conversations, backoff=_SOON)
            app = FastAPI()
            install(app)
            inbox = StatusInbox(office.store, office.conversations, desk)
            answers = RatingAnswers(office.store, office.conversations, Ratings(engine, CIPHER, now), desk)
            app.include_router(intake_events.router(inbox, answers, SECRET))
            crowd = Crowd(folder, office, seed, submissions)
            begins.set()
            await asyncio.gather(
                _serving(app, listener), worker.run_forever(asyncio.Event(), poll=0.02), crowd.run_forever()
            )

    asyncio.run(scene())


@dataclass
class Crowd:
    """The applicants: whoever's conversation moved looks at it, and says something or is done."""

    folder: Path
    office: Office
    seed: int
    submissions: int
    moved: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    in_hand: set[str] = field(default_factory=set)

    async def run_forever(self) -> None:
        """Until the process ends."""
        loop, done, rng = asyncio.get_running_loop(), done_in(self.folder), random.Random()

        def moved(one: str, *_: object) -> None:
            loop.call_soon_threadsafe(self.moved.put_nowait, one)

        self.office.conversations.listen(moved)
        waiting = iter([number for number in range(self.submissions) if number not in done])
        with (self.folder / "done").open("a", buffering=1) as told:
            while True:
                while len(self.in_hand) < _IN_HAND and (number := next(waiting, None)) is not None:
                    self.in_hand.add(conversation(number))
                    self.moved.put_nowait(conversation(number))
                one = await self.moved.get()
                if one in self.in_hand and self._is_done(one, rng):
                    self.in_hand.discard(one)
                    self.office.store.forget(one)
                    told.write(f"{number_of(one)}\n")
                await asyncio.sleep(0)

    def _is_done(self, one: str, rng: random.Random) -> bool:
        plan = SHOP.plan(self.seed, number_of(one))
        forms = SHOP.forms(len(plan.stories))
        case = self.office.case(one)
        if is_over(plan, forms, case):
            return True
        text = says(plan, forms, case)
        if text is not None:
            # What a conversation shows decides what is said: said again after a kill, it is the same message.
            inbound = Inbound(f"m{case.seq}", text=text)
            for _ in range(2 if rng.random() < 0.1 else 1):
                self.office.conversations.take(one, inbound)
        return False


def intake(folder: Path, listener: socket.socket, tells: str, seed: int, begins: Any) -> None:
    """A life of intake's: takes, tells at the address, and its officers act."""
    logging.disable(logging.CRITICAL)
    engine = open_engine(f"sqlite:///{folder / 'intake.sqlite3'}")
    services = open_intake(engine, CIPHER, published_forms(CATALOG), now)
    own_key(folder / KEY_FILE, services.clients)
    services.subscriptions.subscribe("daoban", Subscription(tells, SECRET))
    telling = replace(services.telling, client=httpx.AsyncClient(timeout=PATIENCE, trust_env=False), backoff=_SOON)
    officers = Officers(services, engine, SHOP, seed, random.Random())

    async def work() -> None:
        while True:
            await asyncio.to_thread(officers.act)
            await asyncio.sleep(0.1)

    async def scene() -> None:
        begins.set()
        await asyncio.gather(
            _serving(create_intake(services), listener), telling.run_forever(asyncio.Event(), poll=0.02), work()
        )

    asyncio.run(scene())


def _serving(app: Any, listener: socket.socket) -> Awaitable[None]:
    config = uvicorn.Config(app, log_level="critical", ws="none", lifespan="off")
    return uvicorn.Server(config).serve([listener])
