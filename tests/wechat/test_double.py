"""WeChat's double against a real server: what it plays is what WeChat does, and what it records is what happened."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from pathlib import Path

import pytest
from starlette.responses import Response

from tests.bench.process import free_port
from tests.serving import running
from tests.some_shops import TWO, some_shops

from .beside import ACCOUNT, NOWHERE, answering, calling, code_of, run
from .double import SORRY, Double, Faults, OfficialAccount, Verdict, Way
from .double.interface import NOTICE, SEND
from .double.wire import Fields, Wire, xml

OPENING = "我想在静安区开一家奶茶店"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return some_shops(tmp_path_factory.mktemp("shops"), TWO)


@pytest.fixture(scope="module")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    told = ACCOUNT.settings(NOWHERE, f"http://127.0.0.1:{port}")
    with running(
        tmp_path_factory.mktemp("var"), rasa=False, port=port, DAOBAN_ROOT=str(root), **told
    ) as running_server:
        yield running_server.url


def test_a_conversation_in_safe_mode(server: str) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oTalks")
        assert "开什么店" in await phone.follow()
        assert "营业执照办好了吗" in await phone.say(OPENING)
        assert "记下了" in await phone.tap("已经办好")
        assert "网页上传" in await phone.send_image(b"\xff\xd8\xff")
        assert "打字" in await phone.send_voice()
        assert "视频" in await phone.send_video()
        assert await phone.view("https://x") == ""
        assert "已填" in await phone.click("status")
        assert await phone.leave() == ""
        assert {one.way for one in phone.shown} == {Way.REPLY}
        assert [one.text for one in phone.screen if one.way is Way.OWN] == [
            OPENING,
            "已经办好",
            "[图片]",
            "[语音]",
            "[视频]",
        ]
        assert len(double.answers) == phone.pushed
        assert 0 < double.percentile() < 3.5
        with pytest.raises(LookupError):
            await phone.tap("没有这一项")

    run(server, act)


def test_duplicates_are_delivered_and_shown_once(server: str) -> None:
    async def act(double: Double) -> None:
        phones = [double.phone() for _ in range(4)]
        for words in (OPENING, "还没有办", "固定店面"):
            await asyncio.gather(*(phone.say(words) for phone in phones))
        await double.settled()
        again = [one for one in double.answers if one.number == 0]
        assert len(again) == 12
        for phone in phones:
            assert [one.push for one in phone.shown] == [1, 2, 3]

    run(server, act, Faults(seed=3, duplicates=1.0))


def test_an_answer_that_is_lost_is_asked_for_again(server: str) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oLosesAnswers")
        assert "营业执照" in await phone.say(OPENING)
        assert len(phone.shown) == 1
        verdicts = [one.verdict for one in double.answers]
        assert verdicts[0] is Verdict.LOST
        assert verdicts[-1] is Verdict.TEXT
        assert len({one.text for one in double.answers}) == 1

    run(server, act, Faults(lost=1.0))


def test_two_pushes_that_pass_each_other() -> None:
    async def act(double: Double) -> None:
        async with answering(lambda _: Response("success"), port):
            phone = double.phone("oSwaps")
            first = asyncio.create_task(phone.say("一"))
            await asyncio.sleep(0.05)
            await asyncio.gather(first, phone.say("二"))
            assert [one.push for one in double.answers] == [2, 1]
            assert double.passing.passed == 1

    port = free_port()
    run(f"http://127.0.0.1:{port}", act, Faults(disorder=1.0))


def test_three_tries_until_a_server_is_up() -> None:
    port = free_port()

    async def act(double: Double) -> None:
        phone = double.phone()
        assert await phone.say("有人吗") == SORRY
        assert [one.verdict for one in double.answers] == [Verdict.UNANSWERED] * 3
        assert phone.shown[0].way is Way.FAULT
        waiting = asyncio.create_task(phone.say("有人吗"))
        await asyncio.sleep(0.1)
        async with answering(lambda _: Response("success"), port):
            assert await waiting == ""
        assert [one.verdict for one in double.answers[3:]] == [Verdict.UNANSWERED, Verdict.NOTHING]
        assert len(phone.shown) == 1

    run(f"http://127.0.0.1:{port}", act, patience=0.4)


def test_tries_go_to_several_processes_in_turn() -> None:
    ports = [free_port(), free_port()]

    async def act(double: Double) -> None:
        double.delivery.urls = tuple(f"http://127.0.0.1:{port}/wechat" for port in ports)
        async with (
            answering(lambda _: Response(status_code=500), ports[0]),
            answering(lambda _: Response(""), ports[1]),
        ):
            for _ in range(2):
                assert await double.phone().say("有人吗") == ""
        assert [one.verdict for one in double.answers] == [Verdict.UNANSWERED, Verdict.NOTHING] * 2

    run(NOWHERE, act, patience=0.2)


async def late() -> Response:
    await asyncio.sleep(1.0)
    return Response("success")


def test_an_answer_that_comes_too_late_is_none() -> None:
    port = free_port()

    async def act(double: Double) -> None:
        async with answering(lambda number: late() if number < 3 else Response(""), port):
            phone = double.phone()
            assert await phone.say("有人吗") == ""
            assert [one.verdict for one in double.answers] == [Verdict.UNANSWERED] * 2 + [Verdict.NOTHING]
            assert 0.3 <= double.answers[0].seconds < 1.0
            assert len({one.push for one in double.answers}) == 1

    run(f"http://127.0.0.1:{port}", act, patience=0.3)


def sealed_for(person: str, *, token: str = ACCOUNT.token, kind: str = "text", words: str = "好") -> Response:
    """An answer of another server."""
    fields: Fields = {
        "ToUserName": person,
        "FromUserName": ACCOUNT.name,
        "CreateTime": 1,
        "MsgType": kind,
        "Content": words,
    }
    crypto = Wire(OfficialAccount(token=token))._crypto
    return Response(crypto.encrypt_message(xml(fields), "n", "1"))


MALFORMED: dict[str, Response] = {
    "json": Response('{"errcode": 0}'),
    "plain-in-safe-mode": Response("<xml><Content>好</Content></xml>"),
    "signed-with-another-token": sealed_for("oPhone000001", token="another"),
    "for-somebody-else": sealed_for("oSomebodyElse"),
    "of-no-kind": sealed_for("oPhone000001", kind="html"),
    "too-long": sealed_for("oPhone000001", words="好" * 683),
    "empty-text": sealed_for("oPhone000001", words=""),
}


@pytest.mark.parametrize("answer", MALFORMED.values(), ids=MALFORMED)
def test_an_answer_that_is_none_of_wechats_shows_its_apology(answer: Response) -> None:
    port = free_port()

    async def act(double: Double) -> None:
        async with answering(lambda number: answer if number == 1 else sealed_for("oPhone000001"), port):
            phone = double.phone()
            assert await phone.say("有人吗") == SORRY
            assert await phone.say("有人吗") == "好"
            assert [one.verdict for one in double.answers] == [Verdict.MALFORMED, Verdict.TEXT]

    run(f"http://127.0.0.1:{port}", act)


def test_messages_are_counted(server: str) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oCounts")
        async with calling(double) as sending:

            async def codes(times: int) -> list[int | None]:
                return [await code_of(sending.text(phone.person, "在吗")) for _ in range(times)]

            assert await codes(1) == [45015]
            await phone.say(OPENING)
            assert await codes(6) == [0, 0, 0, 0, 0, 45047]
            await phone.tap("已经办好")
            assert await codes(4) == [0, 0, 0, 45047]
            await phone.click("status")
            double.clock.move_on(61)
            assert await codes(1) == [45015]
            await phone.say("固定店面")
            double.clock.move_on(48 * 3600 - 10)
            assert await codes(1) == [0]
            double.clock.move_on(20)
            assert await codes(1) == [45015]
            await phone.leave()
            assert await codes(1) == [43004]
            assert await code_of(sending.text("oNobody", "在吗")) == 40003
            await phone.follow()
            assert await code_of(sending.text(phone.person, "好" * 683)) == 45002
            assert await codes(4) == [0, 0, 0, 45047]
        assert len([one for one in phone.shown if one.way is Way.MESSAGE]) == 12
        assert len(double.interface.called(SEND, code=0)) == 12

    run(server, act)


def test_a_notice_that_is_repeated_is_shown_once(server: str) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oNotices")
        async with calling(double) as sending:
            for key in ("k1", "k1", "k2"):
                await sending.notice(phone.person, "T1", {"thing1": "已受理"}, url="https://example.org", key=key)

            def subscribed() -> Awaitable[None]:
                return sending.subscribed(phone.person, "S1", {"thing1": "已受理"}, page="https://example.org")

            assert await code_of(subscribed()) == 43101
            await phone.subscribe_to("S1")
            assert await code_of(subscribed()) == 0
            assert await code_of(subscribed()) == 43101
            await sending.typing(phone.person, on=True)
            assert phone.typing > 0
        await double.settled()
        assert [(one.way, one.text, one.url) for one in phone.shown] == [
            (Way.NOTICE, "已受理", "https://example.org")
        ] * 3
        assert len(double.interface.called(NOTICE)) == 3
        # WeChat told how each was delivered, and the server answered that there is nothing to show.
        assert [one.verdict for one in double.answers] == [Verdict.NOTHING] * 3

    run(server, act)
