"""What an office wants put right comes into WeChat by itself, is answered there as it stands, and is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.engine import read_report
from tests.some_shops import TWO, some_shops

from .double import Double, Phone, Way
from .double.interface import NOTICE
from .filled import filled
from .played import ACCOUNT, BRISK, Played, off, played
from .test_news import TEMPLATE, TWO_DAYS

WORDS = "和租赁合同上的面积不一样"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    root = some_shops(tmp_path_factory.mktemp("shops"), TWO)
    with played(tmp_path_factory.mktemp("var"), root, **BRISK) as started:
        yield started


async def told(server: Played, phone: Phone, seq: int, code: int, status: str, text: str, **more: Any) -> None:
    """Intake tells this of their application."""
    [(form, reference)] = server.case(phone)["receipt"]["references"].items()
    event = {"id": f"{reference}:{seq}", "reference": reference, "form": form, "seq": seq, "code": code, "status": status, "text": text,
             "at": "2026-11-30T09:00:00+08:00", "office": "静安区市场监督管理局", **more}  # fmt: skip
    await tells(server, server.follower(phone).conversation, event)


async def tells(server: Played, conversation: str, event: dict[str, Any]) -> None:
    """Intake's event is told in the conversation."""
    cause = f"intake:{event['reference']}:{event['seq']}"
    await off(lambda: server.core.conversations.report(conversation, read_report(event), cause=cause))


async def corrected(server: Played, phone: Phone) -> None:
    point = {"pointer": "/premises/total_area", "label": "经营面积", "words": WORDS}
    correction = {"id": "c1", "until": "2026-12-21", "points": [point]}
    await told(server, phone, 2, 6, "correction_begun", "补正（开始）", correction=correction)


def test_a_correction_is_told_by_a_message_and_answered(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await filled(server, double, "oIsThere")
        await phone.say("确认提交")
        await phone.quiet(2.0)
        before = len(phone.shown)
        await corrected(server, phone)
        news = (await phone.quiet(6.0))[before:]
        words = "".join(one.text for one in news)
        assert {one.way for one in news} == {Way.MESSAGE}
        assert words.count(f"1. 「经营面积」：{WORDS}") == 1
        assert "最晚" not in words
        assert "请在 2026年12月21日 前改好这 1 处" in words
        assert "店面总面积" in words  # the question, to be answered as it stands
        answer = await phone.say("66平方米")
        while "确认提交" not in answer:
            answer = await phone.say("1" if "确定要改吗" in answer else "对")
        assert "改成 66㎡" in answer
        assert server.stage(phone) == "review"

    server.run(act)


def test_two_days_later_a_notice_says_that_something_is_to_be_put_right(server: Played) -> None:
    async def act(double: Double) -> None:
        double.interface.setup.templates[ACCOUNT.template] = TEMPLATE
        phone = await filled(server, double, "oIsAway")
        await phone.say("确认提交")
        await phone.quiet(2.0)
        double.clock.move_on(TWO_DAYS + 1)
        await corrected(server, phone)
        await phone.quiet(6.0)
        (notice,) = double.interface.called(NOTICE, code=0)
        assert notice.body["data"]["phrase3"]["value"] == "请您补正"
        words = await phone.say("到哪一步了")
        assert WORDS in words
        await double.settled()

    server.run(act)


def test_a_matter_that_was_left_for_another_is_still_told_of(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await filled(server, double, "oHasTwo")
        await phone.say("确认提交")
        await phone.quiet(2.0)
        old = server.follower(phone).conversation
        [(form, reference)] = server.case(phone)["receipt"]["references"].items()
        assert "您想开什么店" in await phone.say("新的申请")
        # Nothing of the other matter is open here.
        assert "之前的问题" not in await phone.say("我想在静安区开一家理发店")
        assert "营业执照" in await phone.say("我想在静安区开一家奶茶店")
        new = server.follower(phone).conversation
        assert new != old
        before = len(phone.shown)
        point = {"pointer": "/premises/total_area", "label": "经营面积", "words": WORDS}
        event = {"id": f"{reference}:2", "reference": reference, "form": form, "seq": 2, "code": 6, "status": "correction_begun",
                 "text": "补正（开始）", "at": "2026-11-30T09:00:00+08:00", "office": "静安区市场监督管理局",
                 "correction": {"id": "c1", "until": "2026-12-21", "points": [point]}}  # fmt: skip
        await tells(server, old, event)
        words = "".join(one.text for one in (await phone.quiet(6.0))[before:])
        assert words.startswith("您之前办的那件有消息")
        assert words.count(f"1. 「经营面积」：{WORDS}") == 1
        assert "要回到那件，请回复「上一件」" in words
        # What they say meanwhile is said in the present matter.
        assert server.follower(phone).conversation == new
        assert WORDS not in await phone.say("为什么问这个")
        assert "店面总面积" in await phone.say("上一件")
        assert server.follower(phone).conversation == old
        # Told once; and from there the other is the earlier one.
        assert WORDS not in "".join(one.text for one in (await phone.quiet(5.0))[-1:])

    server.run(act)
