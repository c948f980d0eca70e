"""A server that is killed with pushes in its hands: started again, it answers what was left behind, each by one message of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import update

from actions.opening import Core, open_core
from actions.settings import read_settings
from actions.tables import followers
from tests.bench.process import free_port
from tests.serving import Running, running
from tests.some_shops import TWO, some_shops

from .double import SORRY, Double, Verdict, Way, address, listening, playing
from .double.interface import SEND
from .played import ACCOUNT, off
from .test_late import ASKED, NEXT, OPENING, SLOW


@asynccontextmanager
async def serving(var: Path, told: dict[str, Any], **more: Any) -> AsyncIterator[Running]:
    """A server; while it starts, WeChat goes on."""
    with ExitStack() as stack:
        yield await off(lambda: stack.enter_context(running(var, rasa=False, **told, **more)))


def lease_ends(core: Core, people: int) -> None:
    """As if the minute were over for which the process that died had taken them."""
    held = update(followers).where(followers.c.busy_until > 0).values(busy_until=1)
    with core.engine.begin() as connection:
        assert connection.execute(held).rowcount == people


async def dies_with_two(double: Double, server: Running) -> None:
    """One push was answered with nothing in time, and one not at all, when the server dies."""
    early, late = double.phone("oEarly"), double.phone("oLate")
    answered = asyncio.create_task(early.say(OPENING))
    await asyncio.sleep(1.9)
    waits = asyncio.create_task(late.say(OPENING))
    assert await answered == ""
    server.kill()
    # WeChat tries twice more, and nobody is there.
    assert await waits == SORRY
    tries = [one.verdict for one in double.answers if one.person == late.person]
    assert tries == [Verdict.UNANSWERED] * 3
    assert not early.shown
    assert not double.interface.called(SEND)


async def lives_on(double: Double, core: Core) -> None:
    """Each is told by one message, and goes on."""
    lease_ends(core, 2)
    for phone in (double.phones["oEarly"], double.phones["oLate"]):
        while not any(one.way is Way.MESSAGE for one in phone.shown):
            await phone.quiet(0.5)
    for phone in (double.phones["oEarly"], double.phones["oLate"]):
        await phone.say("已经办好了")
        assert NEXT in phone.texts[-1]
        assert "".join(phone.texts).count(ASKED) == 1
    assert [one.code for one in double.interface.called(SEND)] == [0, 0]


def test_what_a_killed_server_left_behind_is_answered_by_the_next(tmp_path: Path) -> None:
    root, var, port = some_shops(tmp_path / "shops", TWO), tmp_path / "var", free_port()
    page = f"http://127.0.0.1:{port}"

    async def acting() -> None:
        with listening() as listens:
            told = {**ACCOUNT.settings(address(listens), page), "DAOBAN_ROOT": str(root), "port": port}
            async with playing(f"{page}/wechat", listens, ACCOUNT) as double:
                async with serving(var, told, program=SLOW) as server:
                    await dies_with_two(double, server)
                async with serving(var, told):
                    core = open_core(read_settings({"DAOBAN_VAR": str(var), "DAOBAN_ROOT": str(root)}))
                    await asyncio.wait_for(lives_on(double, core), 30)
                    core.engine.dispose()

    asyncio.run(acting())
