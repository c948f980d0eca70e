"""Turns published through Rasa's event broker (RabbitMQ, Kafka, …), where ``endpoints.yml`` names one.

What is published, and nothing else (``told`` makes it):

    {"event": "daoban_turn", "sender_id": "…", "timestamp": 1764486245.0, "seq": 7, "system": false,
     "happened": ["AnswerTaken", "QuestionAsked"], "scenario": "beverage_shop", "version": "…",
     "submission": "received", "references": {"food_operation": "SH-JA-…"}}

``sender_id`` is a keyed mark of the conversation, the same in every event of it, that leads nobody back to it; ``system`` says that the turn is no message of
somebody but the end of our own work; ``happened`` are names of events from a closed list. No words, answers, names or addresses are in it.

The store is the truth and the stream tells of it, at most once: ``seq`` counts from 1 without gaps, so whoever listens sees
what is missing. A broker that is away keeps no turn waiting; the latest turns are kept for it in memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, Optional

from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from actions.store import TurnRecord
from bot.engine import Case

#: Turns kept for a broker that is away; the oldest go first.
KEPT = 10_000
#: Seconds until a broker is tried again, and that it is given at the end.
AGAIN = 5.0
_LOG = logging.getLogger("daoban.events")


def configured(endpoints: Path) -> Optional[EndpointConfig]:
    """The broker that the file names (``${NAME}`` in it, without quotes, is a variable of the environment), or None."""
    return read_endpoint_config(str(endpoints), endpoint_type="event_broker") if endpoints.exists() else None


def told(sender: str, record: TurnRecord, case: Case) -> dict[str, Any]:
    """What is published of a turn."""
    handed_in = case.submission
    return {
        "event": "daoban_turn",
        "sender_id": sender,
        "timestamp": record.at.timestamp(),
        "seq": record.seq,
        "system": record.cause is not None,
        "happened": list(record.events),
        "scenario": case.scenario,
        "version": case.version if case.scenario is not None else None,
        "submission": handed_in.state if handed_in is not None else None,
        "references": dict(handed_in.references) if handed_in is not None else {},
    }


class EventStream:
    """Publishes the turns that it hears of, in their order, on the server's loop."""

    def __init__(self, broker: EndpointConfig, mark: Callable[[str], str]) -> None:
        """``mark`` gives what stands for a conversation."""
        self._config = broker
        self._mark = mark
        self._waiting: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._loop: Optional[asyncio.AbstractEventLoop] = None
        self._more = asyncio.Event()

    def hear(self, conversation: str, record: TurnRecord, case: Case) -> None:
        """The turn is published soon. May be called in any thread."""
        self._waiting.append(told(self._mark(conversation), record, case))
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._more.set)

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Publishes until ``stop`` is set, and then what is left, if the broker takes it."""
        self._loop = asyncio.get_running_loop()
        stopping = asyncio.ensure_future(stop.wait())
        broker = await self._connected(stopping)
        while broker is not None and not stop.is_set():
            self._more.clear()
            await self._publish(broker)
            more = asyncio.ensure_future(self._more.wait())
            await asyncio.wait([stopping, more], return_when=asyncio.FIRST_COMPLETED)
            more.cancel()
        stopping.cancel()
        if broker is not None:
            await self._publish(broker)
            await self._close(broker)

    async def _connected(self, stopping: asyncio.Future) -> Optional[EventBroker]:
        """The broker, as soon as it is there; None where the server is stopped before."""
        said = False
        while not stopping.done():
            making = asyncio.ensure_future(EventBroker.create(self._config, self._loop))
            await asyncio.wait([making, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not making.done():
                making.cancel()
                return None
            fault = making.exception()
            if fault is None:
                return making.result()
            if not said:
                _LOG.warning("the event broker cannot be reached: %s", type(fault).__name__)
                said = True
            await asyncio.wait([stopping], timeout=AGAIN)
        return None

    async def _publish(self, broker: EventBroker) -> None:
        while self._waiting:
            event = self._waiting.popleft()
            try:
                if _is_of_the_loop(broker):
                    broker.publish(event)
                else:  # it waits for the network, or for a database
                    await asyncio.to_thread(broker.publish, event)
            except Exception as fault:
                _LOG.error("a turn was not published: %s", type(fault).__name__)

    async def _close(self, broker: EventBroker) -> None:
        under_way = list(getattr(broker, "_background_tasks", ()))
        if under_way:
            await asyncio.wait(under_way, timeout=AGAIN)
        with contextlib.suppress(Exception):
            await asyncio.wait_for(broker.close(), AGAIN)


def _is_of_the_loop(broker: EventBroker) -> bool:
    """Whether it publishes by tasks of the loop, as Rasa's RabbitMQ broker does: it may be called there alone."""
    return hasattr(broker, "_background_tasks")
