"""In WeChat: a clerk takes over, writes, fills in and hands back, and nothing is agreed to that was not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from actions.inbound import Inbound
from actions.window.desk import Desk
from bot.engine.clerks import Clerk
from tests.some_shops import TWO, some_shops

from .double import Double
from .played import BRISK, Played, off, played

WANG = Clerk("wang", "3号窗口 王")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    root = some_shops(tmp_path_factory.mktemp("shops"), TWO)
    with played(tmp_path_factory.mktemp("var"), root, **BRISK) as started:
        yield started


def test_a_clerk_helps_and_the_follower_says_yes_to_what_they_were_shown(server: Played) -> None:
    async def act(double: Double) -> None:
        desk = Desk(server.core.conversations)
        phone = double.phone("oIsHelped")
        await phone.follow()
        await phone.say("我想在静安区开一家奶茶店")
        assert "窗口人员" in await phone.say("转人工")
        conversation = server.follower(phone).conversation

        async def news(do: Callable[[], object]) -> str:
            before = len(phone.shown)
            await off(do)
            return "".join(one.text for one in (await phone.quiet(6.0))[before:])

        assert "3号窗口 王 来帮您办了" in await news(lambda: desk.take_over(conversation, WANG))
        assert (
            await news(lambda: desk.write(conversation, "wang", "w1", "您好，店多大？")) == "3号窗口 王：您好，店多大？"
        )
        assert await phone.say("80平，有外卖") == ""
        filled = await news(lambda: desk.fill_in(conversation, "wang", Inbound("f1", text="80平有外卖")))
        assert "工作人员替您填了" in filled
        assert "都对吗" not in filled
        asked = await news(lambda: desk.hand_back(conversation, "wang"))
        assert "帮办到这里" in asked
        assert "这些是工作人员替您填的" in asked
        assert asked.count("都对吗") == 1
        assert "核对过了" in await phone.say("都对")

    server.run(act)
