"""Rasa's agent in process: bounded, ordered, honest about failures, and without TensorFlow."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from actions.conversations import Conversations, MessageIdReused, UnknownConversation
from actions.database import DatabaseUnavailable
from actions.inbound import Inbound
from actions.opening import open_core
from actions.settings import read_settings
from bot.engine import Case
from tests.serving import ROOT, Talk, running

from .conftest import environment

pytestmark = pytest.mark.rasa
NOW = datetime(2026, 11, 24, 9, tzinfo=timezone.utc)


@pytest.fixture
def core(tmp_path: Path) -> Any:
    """Catalog, understanding and store in an empty folder, with one conversation."""
    opened = open_core(read_settings({"DAOBAN_VAR": str(tmp_path)}), clock=lambda: NOW)
    opened.store.create("c1", channel="web", token_hash=None, case=Case("c1"))
    return opened


@pytest.fixture
def hosted(core: Any, model: Path) -> Any:
    """The conversations behind Rasa's agent."""
    from bot.components.host import rasa_host

    return rasa_host(model)(core.conversations)


def take(hosted: Any, id: str, said: str, conversation: str = "c1") -> dict[str, Any]:
    """One message through the agent."""
    outcome: dict[str, Any] = asyncio.run(hosted.take(conversation, Inbound(id, text=said)))
    return outcome


def test_a_turn_through_the_agent_is_the_turn_of_the_engine(hosted: Any, core: Any, tmp_path: Path) -> None:
    core.store.create("c2", channel="web", token_hash=None, case=Case("c2"))
    direct: Conversations = core.conversations
    for number, said in enumerate(
        ("我想在静安区开一家奶茶店", "办好了", "/restart", "店名叫阿婆奶茶，八十平", "", "上一步")
    ):
        through = take(hosted, f"m{number}", said)
        assert through == direct.take("c2", Inbound(f"m{number}", text=said)), said


def test_the_tracker_stays_small_and_knows_nothing(hosted: Any) -> None:
    take(hosted, "m0", "我想在静安区开一家奶茶店")
    sizes = []
    for number in range(1, 401):
        take(hosted, f"m{number}", "面积改成六十平米" if number % 2 else "面积改成七十平米，电话13812345678")
        tracker = asyncio.run(hosted._agent.tracker_store.retrieve("c1"))
        sizes.append(len(tracker.events))
    assert max(sizes) == sizes[-1] <= 40
    told = str([event.as_dict() for event in tracker.events])
    assert "13812345678" not in told
    assert "平米" not in told


def test_the_tracker_unused_longest_goes_first() -> None:
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.components.bounded_tracker_store import CONVERSATIONS, BoundedTrackerStore

    async def crowd() -> list[bool]:
        store = BoundedTrackerStore(Domain.empty())
        for number in range(CONVERSATIONS):
            await store.save(DialogueStateTracker(f"s{number}", []))
        await store.retrieve("s0")
        await store.save(DialogueStateTracker("one more", []))
        return [await store.retrieve(name) is not None for name in ("s0", "s1", "s2", "one more")]

    assert asyncio.run(crowd()) == [True, False, True, True]


def test_messages_of_one_sender_are_taken_in_order(hosted: Any) -> None:
    async def at_once() -> list[dict[str, Any]]:
        said = ["我想在静安区开一家奶茶店", "办好了", "固定店面", "没有"]
        return await asyncio.gather(*(hosted.take("c1", Inbound(f"m{n}", text=one)) for n, one in enumerate(said)))

    assert [outcome["seq"] for outcome in asyncio.run(at_once())] == [1, 2, 3, 4]


def test_a_failure_reaches_the_caller(hosted: Any, core: Any) -> None:
    with pytest.raises(UnknownConversation):
        take(hosted, "m1", "你好", conversation="nobody")
    take(hosted, "m1", "你好")
    with pytest.raises(MessageIdReused):
        take(hosted, "m1", "再见")
    with core.engine.begin() as connection:
        connection.execute(text("ALTER TABLE turns RENAME TO gone"))
    with pytest.raises(DatabaseUnavailable):
        take(hosted, "m2", "我想开一家奶茶店")
    with core.engine.begin() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO turns"))
    assert take(hosted, "m2", "我想开一家奶茶店")["seq"] == 2


def test_a_conversation_goes_on_after_the_server_was_killed(tmp_path: Path) -> None:
    talk = Talk("")
    with running(tmp_path) as server:
        talk = Talk(server.url).begin()
        talk.say("我想在静安区开一家奶茶店")
        talk.say("店名叫阿婆奶茶，南京西路1234号，八十平")
        before = talk.last
        server.kill()
    with running(tmp_path) as again:
        talk.http.base_url = again.url
        state = talk.http.get(f"/api/v1/conversations/{talk.id}").json()
        assert (state["case"], state["asking"]) == (before["case"], before["asking"])
        assert "/operator/name" in talk.fields()
        talk.say("办好了")
        assert talk.last["asking"]["fact"] == "place_kind"
        talk.http.close()


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        pytest.param("", "assert type(sys.modules['tensorflow']).__name__ == '_StandIn'", id="left-out"),
        pytest.param(
            "", "import tensorflow as tf\ntry:\n    tf.keras.Model()\nexcept Exception as e:\n    assert type(e).__name__ == 'TensorFlowLeftOut'\n"
            "else:\n    raise SystemExit('no failure')", id="its-use-fails-loudly",
        ),
        pytest.param("1", "import tensorflow as tf\nassert tf.__version__ == '2.12.0' and int(tf.constant(3)) == 3", id="the-real-one"),
    ],
)  # fmt: skip
def test_tensorflow_is_left_out_by_default_and_comes_in_by_one_switch(wanted: str, code: str, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", f"import sys\nimport bot.components.host\n{code}"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(tmp_path, DAOBAN_TENSORFLOW=wanted, TF_CPP_MIN_LOG_LEVEL="3"), capture_output=True,
        text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def test_no_model_says_how_to_make_one(tmp_path: Path) -> None:
    from bot.components.host import NoModel, rasa_host

    with pytest.raises(NoModel, match="make train"):
        rasa_host(tmp_path / "none.tar.gz")
