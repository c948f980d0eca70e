"""What people do in the chat that could go wrong without a word: each of these did."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.serving import Talk
from tests.some_shops import TWO, some_shops

from .double import Double, Phone
from .filled import OPENING, applicant, filled
from .played import BRISK, Played, code_of, off, played

MORE = "回复「继续」看后面的"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    root = some_shops(tmp_path_factory.mktemp("shops"), TWO)
    with played(tmp_path_factory.mktemp("var"), root, **BRISK) as running:
        yield running


async def up_to(server: Played, double: Double, person: str, fact: str) -> Phone:
    """Somebody in WeChat who is asked this."""
    phone, who = double.phone(person), applicant()
    with Talk(server.url) as talk:
        await off(lambda: talk.say(OPENING))
        while str(talk.last["asking"].get("fact")) != fact:
            asking = talk.last["asking"]
            await off(lambda asking=asking: talk.say("对" if asking["kind"] == "confirm" else who.reply(asking)))  # type: ignore[misc]
        code = await off(lambda: code_of(talk))
    assert "接着办" in await phone.say(f"接着办 {code['code']}")
    return phone


@pytest.mark.parametrize("said", ["没有", "4", "灶具"])
def test_a_question_with_more_choices_than_a_page_holds_is_answered(server: Played, said: str) -> None:
    async def act(double: Double) -> None:
        phone = await up_to(server, double, f"oLong{len(said)}{ord(said[0])}", "equipments[1].category")
        assert phone.texts[-1].endswith(MORE)
        assert "记下了：设备类别" in await phone.say(said)

    server.run(act)


def test_a_number_chooses_where_choices_were_numbered_last_and_hands_nothing_in_otherwise(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = await filled(server, double, "oNumbers")
        for before in ("第三部分", "看全部"):
            assert "【" in await phone.say(before)
            assert "没有编号可选" in await phone.say("1")
            assert server.stage(phone) == "review"
        # Shown anew, with its number: now it counts.
        await phone.say("1")
        await phone.quiet(1.5)
        assert server.stage(phone) == "submitted"
        # What was handed in can still be looked at, and something else begun.
        assert "【人员】" in await phone.say("第3部分")
        assert "开什么店" in await phone.click("begin")

    server.run(act)


@pytest.mark.parametrize("said", ["1", "确定", "确认提交"])
def test_nothing_is_handed_in_while_a_picture_waits(server: Played, said: str) -> None:
    async def act(double: Double) -> None:
        phone = await filled(server, double, f"oPhotoAnd{len(said)}{ord(said[0])}")
        assert "哪份材料" in await phone.send_image(b"\xff\xd8\xff")
        assert "哪份材料" in await phone.say(said)
        assert server.stage(phone) == "review"
        await phone.say("不要了")
        await phone.say("确认提交")
        await phone.quiet(1.5)
        assert server.stage(phone) == "submitted"

    server.run(act)


def test_a_tap_on_another_matters_choices_changes_nothing(server: Played) -> None:
    async def act(double: Double) -> None:
        phone, other = double.phone("oTapsOld"), double.phone("oTapsToo")
        await phone.say(OPENING)
        await other.say(OPENING)
        link = next(part for part in phone.shown[-1].parts if part.text == "还没有办")
        assert "另一件事里的选项" in await other.follow_link(link)
        assert "记下了" in await other.say("已经办好了")
        assert "还没有" in await phone.follow_link(link)

    server.run(act)


@pytest.mark.parametrize(
    ("said", "kept"), [("同意。", True), ("好的，同意", True), ("可以", True), ("不同意！", False)]
)
def test_people_agree_in_their_own_words(server: Played, said: str, kept: bool) -> None:
    async def act(double: Double) -> None:
        phone = double.phone(f"oAgrees{len(said)}{ord(said[0])}")
        await phone.say(OPENING)
        assert "/privacy" in await phone.say("联系人是王小明，手机13812345678")
        answer = await phone.say(said)
        assert ("王小明" in answer) is kept
        assert ("没有记下" in answer) is not kept

    server.run(act)


def test_what_waits_for_an_agreement_is_not_lost_over_something_else(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oHolds")
        await phone.say(OPENING)
        await phone.say("联系人是王小明")
        assert "记下了" in await phone.say("已经办好了")
        # Not the last thing that they saw: it is shown once more, and what is said to something else is no agreement.
        assert "/privacy" not in await phone.say("好的")
        assert "/privacy" in await phone.say("同意")
        assert "王小明" in await phone.say("同意")

    server.run(act)


def test_what_is_spoken_with_a_full_stop_means_the_same(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oSpeaks")
        await phone.say(OPENING)
        assert "/privacy" in await phone.send_voice(heard="联系人是王小明。")
        answer = await phone.send_voice(heard="同意。")
        assert "听到的是「同意。」" in answer
        assert "王小明" in answer
        assert "输入 " in await phone.send_voice(heard="换电脑。")

    server.run(act)


def test_what_cannot_be_read_is_answered(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oSendsThings")
        assert "视频" in await phone.send_video()
        assert "先告诉我您想开什么店" in await phone.send_place(31.2, 121.4, "静安区南京西路1266号")
        await phone.say(OPENING)
        assert "没有带地址" in await phone.send_place(31.2, 121.4, "")
        assert "南京西路1266号" in await phone.send_place(31.2, 121.4, "静安区南京西路1266号")
        assert "我的数据" in await phone.say("导出我的数据")
        assert "还没有办完" in await phone.say("新的申请")
        again = await phone.follow()
        assert "正在办" in again
        assert re.search(r"\n1\. <a", again)
        # Digits as some keyboards write them.
        assert "这个码不对" in await phone.say("接着办：４７４７　５８５２")

    server.run(act)
