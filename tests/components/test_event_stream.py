"""Turns reach Rasa's event broker, in order and without a word of what was said."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.engine import Case
from tests.bench.process import free_port
from tests.patient import PATIENCE
from tests.serving import Talk, running
from tests.some_shops import TWO, some_shops

from .rabbit import USER, rabbit

pytestmark = [pytest.mark.rasa, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
SAID = ("我想在静安区开一家奶茶店", "已经办好了", "店名叫阿婆奶茶，八十平，电话13817654321", "法定代表人王桂兰")
MEMBERS = {
    "event", "sender_id", "timestamp", "seq", "system", "happened", "scenario", "version", "submission", "references",
}  # fmt: skip


async def consumed(port: int, count: int) -> list[dict[str, Any]]:
    """So many messages of the queue, in their order."""
    import aio_pika

    async with await aio_pika.connect(host="127.0.0.1", port=port, login=USER, password=USER) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("daoban", durable=True)
        found = []
        async with queue.iterator() as messages:
            async for message in messages:
                async with message.process():
                    found.append(json.loads(message.body))
                if len(found) == count:
                    return found
    raise AssertionError("the queue ended")


def test_turns_reach_rabbitmq_that_was_started_later(tmp_path: Path) -> None:
    """Through `daoban serve`: turns from before the broker was there are told as well."""
    port = free_port()
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(
        f"event_broker:\n  type: pika\n  url: 127.0.0.1\n  port: {port}\n  username: {USER}\n"
        "  password: ${BROKER_PASSWORD}\n  queues: [daoban]\n  retry_delay_in_seconds: 0.5\n"
    )
    root = some_shops(tmp_path / "project", TWO)
    settings = {"DAOBAN_ROOT": str(root), "DAOBAN_ENDPOINTS": str(endpoints), "BROKER_PASSWORD": USER}
    with running(tmp_path / "var", **settings) as server, Talk(server.url) as talk:
        for text in SAID[:2]:
            talk.say(text)
        with rabbit(tmp_path / "rabbit", port):
            for text in SAID[2:]:
                talk.say(text)
            found = asyncio.run(asyncio.wait_for(_once_there(port, len(SAID)), 2 * PATIENCE))
            server.process.terminate()
            server.process.wait(PATIENCE)
    assert [event["seq"] for event in found] == [1, 2, 3, 4]
    assert all(set(event) == MEMBERS for event in found)
    assert {event["scenario"] for event in found} == {"beverage_shop"}
    assert len({event["sender_id"] for event in found}) == 1
    told = json.dumps(found, ensure_ascii=False)
    for secret in (talk.id, talk.token, "阿婆", "13817654321", "桂兰", "奶茶"):
        assert secret not in told


async def _once_there(port: int, count: int) -> list[dict[str, Any]]:
    while True:
        try:
            return await consumed(port, count)
        except OSError:
            await asyncio.sleep(0.5)


def test_another_of_rasa_s_brokers(tmp_path: Path) -> None:
    """One that writes by itself, into a file; what is left at the end is written before the end."""
    from actions.store import TurnRecord
    from bot.components.event_stream import EventStream, configured

    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(f"event_broker: {{type: file, path: '{tmp_path / 'events'}'}}\n")
    broker = configured(endpoints)
    assert broker is not None
    stream = EventStream(broker, lambda conversation: f"marked {conversation}")

    def turn(number: int) -> TurnRecord:
        at = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
        return TurnRecord(f"m{number}", "", number, {"messages": ["阿婆"]}, ("Greeted",), at, None)

    async def publish() -> None:
        stop = asyncio.Event()
        for number in range(1, 4):
            stream.hear("c_1", turn(number), Case("c_1"))
        running = asyncio.ensure_future(stream.run_forever(stop))
        await asyncio.sleep(0)
        await asyncio.to_thread(stream.hear, "c_1", turn(4), Case("c_1"))
        while not (tmp_path / "events").exists():
            await asyncio.sleep(0.01)
        stop.set()
        await running

    asyncio.run(publish())
    written = [json.loads(line) for line in (tmp_path / "events").read_text("utf-8").splitlines()]
    assert [event["seq"] for event in written] == [1, 2, 3, 4]
    assert written[0] == {
        "event": "daoban_turn", "sender_id": "marked c_1", "timestamp": 1795510800.0, "seq": 1, "system": False,
        "happened": ["Greeted"], "scenario": None, "version": None, "submission": None, "references": {},
    }  # fmt: skip


def test_without_a_broker_nothing_is_published(tmp_path: Path) -> None:
    from bot.components.event_stream import configured

    (tmp_path / "endpoints.yml").write_text("tracker_store: {type: SQL}\n")
    assert configured(tmp_path / "endpoints.yml") is None
    assert configured(tmp_path / "nowhere.yml") is None
