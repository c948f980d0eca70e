"""News of an application in WeChat: what happens without anybody's doing is told by itself, by a message or by a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.actions.gate import Gate, Point
from tests.serving import running
from tests.some_shops import TWO, some_shops

from .double import Double, Phone, Way
from .double.interface import NOTICE, SEND, TEMPLATES
from .filled import filled
from .played import ACCOUNT, BRISK, Played, off, played

TEMPLATE = (
    "办理事项：{{thing2.DATA}}\n办理进度：{{phrase3.DATA}}\n收件编号：{{character_string1.DATA}}\n时间：{{time5.DATA}}"
)
RECEIPT, SUBMITTING = "提交成功，收件编号 SH-", "正在提交，请稍候"
MORE = "……回复「继续」看后面的"
TWO_DAYS = 48 * 3600.0


@dataclass
class Shop:
    """A server, and the gate on its way to an intake."""

    server: Played
    gate: Gate


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    root, desk = some_shops(tmp_path_factory.mktemp("shops"), TWO), tmp_path_factory.mktemp("desk")
    with running(desk, rasa=False, DAOBAN_ROOT=str(root)) as intake:
        gate = Gate(intake.port)
        told = {"DAOBAN_INTAKE_URL": gate.url, "DAOBAN_INTAKE_KEY": key_of(desk)}
        with played(tmp_path_factory.mktemp("var"), root, **told, **BRISK) as server:
            yield Shop(server, gate)
        gate.close()


def key_of(desk: Path) -> str:
    return (desk / "keys" / "intake.key").read_text().strip()


async def handed_in(shop: Shop, phone: Phone) -> None:
    """Intake has the application, and its answer is on the way. They were told that it is being handed in, and no more."""
    shop.gate.hold(Point.ANSWER)
    assert await phone.say("确认提交") == ""
    assert await off(lambda: shop.gate.reached.wait(10))
    while SUBMITTING not in phone.texts[-1]:
        await phone.quiet(0.5)
    assert phone.shown[-1].way is Way.MESSAGE
    assert "SH-" not in "".join(phone.texts)
    assert shop.server.case(phone)["submission"] == "requested"


def test_a_receipt_that_comes_late_is_told_by_a_message(shop: Shop) -> None:
    async def act(double: Double) -> None:
        phone = await filled(shop.server, double, "oIsThere")
        await handed_in(shop, phone)
        shop.gate.go_on.set()
        before = len(phone.shown)
        told = (await phone.quiet(4.0))[before:]
        # All of it, in as many messages as it takes.
        assert {one.way for one in told} == {Way.MESSAGE}
        assert "".join(one.text for one in told).count(RECEIPT) == 1
        assert [one.code for one in double.interface.called(SEND)] == [0] * (1 + len(told))
        assert double.interface.called(NOTICE) == []
        # It is not told again.
        answer = await phone.say("进度")
        assert "申请已经收到，收件编号 SH-" in answer
        assert RECEIPT not in answer

    shop.server.run(act)


def test_two_days_later_it_is_told_by_one_notice_and_the_words_wait(shop: Shop) -> None:
    async def act(double: Double) -> None:
        double.interface.setup.templates[ACCOUNT.template] = TEMPLATE
        phone = await filled(shop.server, double, "oIsAway")
        await handed_in(shop, phone)
        double.clock.move_on(TWO_DAYS + 1)
        shop.gate.go_on.set()
        told = (await phone.quiet(4.0))[-1]
        assert told.way is Way.NOTICE
        assert told.url == shop.server.url
        assert double.interface.called(SEND)[-1].code == 45015
        assert len(double.interface.called(TEMPLATES, code=0)) == 1
        (notice,) = double.interface.called(NOTICE, code=0)
        assert (notice.body["touser"], notice.body["template_id"]) == (phone.person, ACCOUNT.template)
        case = shop.server.case(phone)
        values = {name: one["value"] for name, one in notice.body["data"].items()}
        at = values.pop("time5")
        assert values == {
            "thing2": case["applications"][0]["title"],
            "phrase3": "已接收",
            "character_string1": case["receipt"]["reference"],
        }
        assert re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:\d\d", at)
        assert [one.way for one in phone.shown].count(Way.NOTICE) == 1
        # Their next words open the window again, and what waited comes first, once.
        pages = [await phone.say("进度")]
        while pages[-1].endswith(MORE):
            pages.append(await phone.say("继续"))
        words = "".join(pages)
        assert words.index(RECEIPT) < words.index("申请已经收到")
        assert words.count(RECEIPT) == 1
        assert RECEIPT not in await phone.say("进度")
        await double.settled()

    shop.server.run(act)
