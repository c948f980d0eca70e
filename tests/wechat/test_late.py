"""Turns that take longer than WeChat waits: answered with nothing in time, and told once, by a message or with the next answer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.some_shops import TWO, some_shops

from .double import Double, Phone, Verdict, Way
from .double.interface import SEND, TOKEN, TYPING
from .played import Played, played

#: What takes long here.
OPENING = "我想在静安区开一家奶茶店"
#: Of its answer, and of the next one.
ASKED, NEXT = "营业执照办好了吗", "流动餐车"
SLOW = (sys.executable, "-m", "tests.wechat.slow_server", "--when", "奶茶")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    root = some_shops(tmp_path_factory.mktemp("shops"), TWO)
    with played(tmp_path_factory.mktemp("var"), root, program=SLOW) as running:
        yield running


async def begun(double: Double, person: str) -> Phone:
    """Somebody whose first words take longer than WeChat waits."""
    phone = double.phone(person)
    assert await phone.say(OPENING) == ""
    (answer,) = (one for one in double.answers if one.person == person)
    assert answer.verdict is Verdict.NOTHING
    assert 3.0 < answer.seconds < 4.5
    return phone


async def until(true: Callable[[], object], phone: Phone) -> None:
    """It is true, and a moment later nothing more was shown."""
    for _ in range(400):
        if true():
            await phone.quiet(1.0)
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"it never came about: {phone.screen}")


async def goes_on(phone: Phone) -> None:
    """What was asked late is asked once, and answered."""
    await phone.say("已经办好了")
    assert NEXT in phone.texts[-1]
    await phone.say("固定店面")
    assert "".join(phone.texts).count(ASKED) == 1


def test_it_is_told_by_one_message_and_shown_to_be_worked_on(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await begun(double, "oWaits")
        while not phone.typing:
            await asyncio.sleep(0.02)
        (typing,) = double.interface.called(TYPING, code=0)
        assert typing.body == {"touser": phone.person, "command": "Typing"}
        await until(lambda: phone.shown, phone)
        (shown,) = phone.shown
        assert (shown.way, ASKED in shown.text) == (Way.MESSAGE, True)
        # What was told late is what is seen: an entry of it can be tapped.
        await phone.tap("已经办好")
        assert NEXT in phone.texts[-1]
        await phone.say("固定店面")
        assert "".join(phone.texts).count(ASKED) == 1
        assert len(double.interface.called(SEND)) == 1

    server.run(act)


def test_where_wechat_refuses_the_words_come_with_the_next_answer(server: Played) -> None:
    async def act(double: Double) -> None:
        for code in (45047, 45015):
            double.interface.refuse(code, path=SEND)
        phones = await asyncio.gather(*(begun(double, person) for person in ("oIsFull", "oIsOutside")))
        for phone in phones:
            await until(lambda: len(double.interface.called(SEND)) > 1, phone)
            assert phone.shown == []
            await goes_on(phone)
            # The first of these answers begins with what came late.
            assert phone.texts[0].index(ASKED) < phone.texts[0].index(NEXT)
            assert {one.way for one in phone.shown} == {Way.REPLY}
        assert sorted(one.code for one in double.interface.called(SEND)) == [45015, 45047]

    server.run(act)


def test_a_token_that_ends_meanwhile_does_no_harm(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await begun(double, "oOutlives")
        while not phone.typing:
            await asyncio.sleep(0.02)
        double.interface.tokens.expire()
        await until(lambda: phone.shown, phone)
        (shown,) = phone.shown
        assert (shown.way, ASKED in shown.text) == (Way.MESSAGE, True)
        assert [one.code for one in double.interface.called(SEND)] == [42001, 0]
        assert len(double.interface.called(TOKEN)) == 2
        await goes_on(phone)

    server.run(act)


def test_words_meanwhile_are_answered_after_it(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await begun(double, "oGoesOn")
        await phone.say("已经办好了")
        await until(lambda: NEXT in phone.texts[-1], phone)
        said = "".join(phone.texts)
        assert said.count(ASKED) == said.count(NEXT) == 1
        assert said.index(ASKED) < said.index(NEXT)

    server.run(act)
