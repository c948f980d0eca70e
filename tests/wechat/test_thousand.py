"""Conversations in bulk, by two processes, while everything goes wrong that WeChat does wrong: nothing is lost, doubled or out of order.

`DAOBAN_CONVERSATIONS=1000` plays as many; the gate plays fewer of them.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from actions.followers import Followers
from actions.opening import Core, open_core
from actions.pushes import Pushes
from actions.settings import read_settings
from api.wechat.rendering import render
from api.wechat.tapping import Taps
from tests.serving import running
from tests.some_shops import TWO, some_shops

from .double import Double, Faults, OfficialAccount, Phone, Way, address, listening, playing
from .double.interface import SEND

COUNT = int(os.environ.get("DAOBAN_CONVERSATIONS", "100"))
#: Conversations at a time, each a person who reads and writes: as many as two cores bear with the double beside them.
AT_ONCE = 40
FAULTS = Faults(seed=7, duplicates=0.3, disorder=0.1, refusals={45015: 0.2, 45047: 0.2}, expiry=0.2)
ACCOUNT = OfficialAccount()
MORE = "……回复「继续」看后面的"
SLOW = (sys.executable, "-m", "tests.wechat.slow_server")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return some_shops(tmp_path_factory.mktemp("shops"), TWO)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def core(var: Path, root: Path) -> Iterator[Core]:
    """A look of our own at what the servers keep."""
    found = open_core(read_settings({"DAOBAN_VAR": str(var), "DAOBAN_ROOT": str(root)}))
    yield found
    found.engine.dispose()


async def talk(phone: Phone, chance: random.Random) -> None:
    """One conversation: some of it in several messages, some of it by taps."""
    await phone.follow()
    await asyncio.gather(
        *(later(phone, words, place * 0.15) for place, words in enumerate(("我想开一家奶茶店", "在静安区")))
    )
    await phone.quiet(chance.uniform(0.1, 0.4))
    await say_and_wait(phone, chance.choice(("已经办好了", "办好了，是固定的店面", "还没办下来呢")))
    await asyncio.gather(
        *(later(phone, words, place * 0.15) for place, words in enumerate(("面积80平", "有外卖", "为什么问这个")))
    )
    await phone.click("explain")
    for _ in range(2):
        await say_and_wait(phone, "为什么问这个")


async def say_and_wait(phone: Phone, words: str) -> None:
    """They type it, and wait a while for what is late."""
    if not await phone.say(words):
        await phone.quiet(2.5)


async def later(phone: Phone, words: str, seconds: float) -> None:
    """They type it so much later."""
    await asyncio.sleep(seconds)
    await phone.say(words)


async def read_on(phone: Phone, followers: Followers, pushes: Pushes) -> None:
    """They write until nothing waits for them any more, and look at every page."""
    for _ in range(200):
        await phone.quiet(0.3)
        found = followers.of(ACCOUNT.appid, phone.person)
        assert found is not None
        if pushes.waiting(found.mark):
            continue
        if phone.texts and phone.texts[-1].endswith(MORE):
            await phone.say("继续")
        elif found.pending or phone.screen[-1].way is Way.OWN:
            await phone.say("谢谢")
        else:
            return
    raise AssertionError(f"{phone.person} never saw the end: {found} {phone.screen}")


def plain(texts: Sequence[str]) -> str:
    """The texts without what stands between them, or joins sentences and pages."""
    return re.sub(r"[\s，]", "", "".join(texts).replace(MORE, ""))


def said_and_told(core: Core, person: str) -> tuple[list[str], list[str]]:
    """What the conversation was told, and what it answered, in order."""
    followers = Followers(core.engine, core.cipher, core.conversations.clock)
    found = followers.of(ACCOUNT.appid, person)
    assert found is not None
    id_of = partial(Taps(core.cipher.mark("wechat channel")).id_of, found.conversation)
    outcomes = [turn.outcome for turn in core.store.turns_after(found.conversation, 0)]
    several = core.conversations.catalog.texts["wechat.several"]
    return [one["said"]["text"] for one in outcomes], [render(one, id_of, several) for one in outcomes]


def test_nothing_is_lost_doubled_or_out_of_order(core: Core, var: Path, root: Path) -> None:
    followers = Followers(core.engine, core.cipher, core.conversations.clock)
    pushes = Pushes(core.engine, core.cipher, core.conversations.clock, followers)
    welcome = core.conversations.catalog.texts["wechat.welcome"]

    async def play(double: Double) -> list[Phone]:
        phones = [double.phone() for _ in range(COUNT)]
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(phone: Phone) -> None:
            async with turns:
                await talk(phone, random.Random(phone.person))
                await read_on(phone, followers, pushes)

        await asyncio.gather(*(one(phone) for phone in phones))
        await double.settled()
        return phones

    async def acting() -> tuple[Double, list[Phone]]:
        with listening() as listens, ExitStack() as stack:
            told = {**ACCOUNT.settings(address(listens), "http://127.0.0.1:9"), "DAOBAN_ROOT": str(root)}
            starts = [running(var, rasa=False, program=SLOW, **told) for _ in range(2)]
            servers = [await asyncio.to_thread(stack.enter_context, start) for start in starts]
            async with playing(tuple(f"{one.url}/wechat" for one in servers), listens, ACCOUNT, FAULTS) as double:
                return double, await play(double)

    double, phones = asyncio.run(acting())
    for phone in phones:
        said, told = said_and_told(core, phone.person)
        own = [one.text for one in phone.screen if one.way is Way.OWN and one.text != "继续"]
        if plain(phone.texts) != plain([welcome, *told]) or "继续" in said:
            print("\n".join(f"{one.at:.2f} {one.way} {one.push} {one.text!r}" for one in phone.screen))
            print(said)
        assert plain([one for one in said if one != "为什么问这个"]) == plain(
            [one for one in own if one != "为什么问这个"]
        ), phone.person
        assert plain(phone.texts) == plain([welcome, *told]), phone.person
    ways = [one.way for phone in phones for one in phone.shown]
    refused = [one.code for one in double.interface.calls if one.path == SEND]
    # What was to go wrong did.
    assert double.passing.passed > COUNT / 20
    assert {0, 45015, 45047, 42001} <= set(refused)
    assert ways.count(Way.MESSAGE) > COUNT / 20
    assert ways.count(Way.FAULT) == 0
    seconds = double.percentile(0.99)
    print(
        f"{COUNT} conversations, {len(double.answers)} tries, {ways.count(Way.MESSAGE)} messages of our own, 99 % answered within {seconds:.2f} s"
    )
