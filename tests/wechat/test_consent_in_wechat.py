"""Agreeing in WeChat: nothing personal is kept of a conversation before 「同意」, nor after 「不同意」."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.some_shops import TWO, some_shops

from .double import Double, Phone
from .filled import OPENING
from .played import BRISK, Played, played

PERSONAL = "联系人是王小明，手机13812345678"
NOTICE = "同意请回复「同意」"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    root = some_shops(tmp_path_factory.mktemp("shops"), TWO)
    with played(tmp_path_factory.mktemp("var"), root, **BRISK) as running:
        yield running


def kept(server: Played, phone: Phone) -> str:
    """All that is kept of the conversation: where it stands, and what was said in it."""
    conversation = server.follower(phone).conversation
    turns = [turn.outcome for turn in server.core.store.turns_after(conversation, 0)]
    return str((server.case(phone), turns))


def is_kept(server: Played, phone: Phone) -> bool:
    return any(one in kept(server, phone) for one in ("王小明", "13812345678"))


def test_it_is_kept_after_agreeing_alone(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oAgrees")
        await phone.say(OPENING)
        told = await phone.say(PERSONAL)
        assert NOTICE in told
        assert "王小明" not in told
        assert not is_kept(server, phone)
        # What needs no agreeing is taken meanwhile; then the notice is not the last that they saw.
        assert "流动餐车" in await phone.say("已经办好了")
        assert NOTICE in await phone.say("同意")
        assert not is_kept(server, phone)
        assert "王小明" in await phone.say("同意")
        assert is_kept(server, phone)
        # Agreed once, they are not asked again.
        assert NOTICE not in await phone.say("联系人手机13912345678")
        assert "13912345678" in kept(server, phone)

    server.run(act)


def test_who_declines_goes_on_without(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oDeclines")
        await phone.say(OPENING)
        await phone.say(PERSONAL)
        assert "没有记下" in await phone.say("不同意")
        assert not is_kept(server, phone)
        assert "流动餐车" in await phone.say("已经办好了")
        assert NOTICE in await phone.say(PERSONAL)
        assert not is_kept(server, phone)

    server.run(act)
