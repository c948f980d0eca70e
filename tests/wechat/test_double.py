"""WeChat's double against a real server: what it plays is what WeChat does, and what it records is what happened."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.wechat.client import WeChat, interface
from api.wechat.faults import WeChatFault
from api.wechat.sending import Sending
from tests.bench.process import free_port
from tests.serving import running
from tests.some_shops import TWO, some_shops

from .double import SORRY, Double, Faults, OfficialAccount, Verdict, Way, listening, playing, served
from .double.interface import NOTICE, SEND, TOKEN
from .double.wire import Fields, Wire, xml

ACCOUNT = OfficialAccount()
OPENING = "我想在静安区开一家奶茶店"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return some_shops(tmp_path_factory.mktemp("shops"), TWO)


@pytest.fixture(scope="module")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    told = ACCOUNT.settings("http://127.0.0.1:9", f"http://127.0.0.1:{port}")
    with running(
        tmp_path_factory.mktemp("var"), rasa=False, port=port, DAOBAN_ROOT=str(root), **told
    ) as running_server:
        yield running_server.url


def run(
    url: str, act: Callable[[Double], Awaitable[None]], faults: Faults | None = None, patience: float = 5.0
) -> None:
    """The act, with a double of its own beside the server."""

    async def acting() -> None:
        with listening() as listens:
            async with playing(f"{url}/wechat", listens, ACCOUNT, faults, patience=patience) as double:
                await act(double)

    asyncio.run(acting())


@contextlib.asynccontextmanager
async def answering(told: Callable[[int], Awaitable[Response] | Response], port: int) -> AsyncIterator[None]:
    """A webhook of the test's own: the answer to its first request, its second, and so on."""
    count = 0

    async def answer(_: Request) -> Response:
        nonlocal count
        count += 1
        given = told(count)
        return given if isinstance(given, Response) else await given

    with listening(port) as listens:
        async with served([Route("/wechat", answer, methods=["POST"])], listens):
            yield


def test_a_conversation_in_safe_mode(server: str) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oTalks")
        assert "开什么店" in await phone.follow()
        assert "营业执照办好了吗" in await phone.say(OPENING)
        assert "记下了" in await phone.tap("已经办好")
        assert "网页上传" in await phone.send_image(b"\xff\xd8\xff")
        assert "打字" in await phone.send_voice()
        assert await phone.send_video() == ""
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


async def no_wait(_: float) -> None:
    return None


@contextlib.asynccontextmanager
async def calling(double: Double) -> AsyncIterator[Sending]:
    """The account's own client."""
    async with interface(double.url) as http:
        yield Sending(WeChat(ACCOUNT.appid, ACCOUNT.secret, http, lambda: 0.0, no_wait))


async def code_of(doing: Awaitable[Any]) -> int | None:
    """The code that the call is refused with; 0: it was done."""
    try:
        await doing
    except WeChatFault as fault:
        return fault.code
    return 0


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


def test_tokens_end_and_calls_fail_as_they_are_told_to() -> None:
    async def act(double: Double) -> None:
        phone = double.phone()
        async with calling(double) as sending:
            phone.window.after("text", double.clock.now(), menu=False)
            await sending.text(phone.person, "一")
            double.interface.tokens.expire()
            await sending.text(phone.person, "二")
            assert [one.code for one in double.interface.called(SEND)] == [0, 42001, 0]
            assert double.interface.tokens.given == len(double.interface.called(TOKEN)) == 2
            double.interface.refuse(-1, path=SEND, times=2)
            await sending.text(phone.person, "三")
            double.interface.refuse(40164)
            assert await code_of(sending.text(phone.person, "四")) == 40164
            double.interface.refuse("lost")
            assert await code_of(sending.text(phone.person, "五")) is None
        assert phone.texts == ["一", "二", "三", "五"]
        assert not double.interface.calls[-1].heard

    run("http://127.0.0.1:9", act)


def test_faults_of_calls_have_rates_and_a_seed() -> None:
    async def act(double: Double) -> None:
        phone = double.phone()
        async with calling(double) as sending:
            told: list[int | None] = []
            for _ in range(60):
                phone.window.after("text", double.clock.now(), menu=False)
                told.append(await code_of(sending.text(phone.person, "在吗")))
        codes.append(told)

    codes: list[list[int | None]] = []
    for _ in range(2):
        run("http://127.0.0.1:9", act, Faults(seed=5, refusals={45015: 0.1, 45047: 0.1}, expiry=0.1, unheard=0.1))
    assert codes[0] == codes[1]
    assert {0, 45015, 45047, None} <= {*codes[0]}


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


def test_escapes_are_shown_as_they_are_sent() -> None:
    async def act(double: Double) -> None:
        phone = double.phone()
        phone.window.after("text", double.clock.now(), menu=False)
        async with httpx.AsyncClient(base_url=double.url) as http:
            asked = {"grant_type": "client_credential", "appid": ACCOUNT.appid, "secret": ACCOUNT.secret}
            token = (await http.post(TOKEN, json=asked)).json()["access_token"]
            body = f'{{"touser": "{phone.person}", "msgtype": "text", "text": {{"content": "\\u597d\\n"}}}}'
            await http.post(SEND, params={"access_token": token}, content=body)
            listed = [{"id": "101", "content": "满意 & 好"}]
            menu = {"touser": phone.person, "msgtype": "msgmenu", "msgmenu": {"head_content": "评价", "list": listed}}
            await http.post(SEND, params={"access_token": token}, json=menu)
            wrong = (await http.get("/cgi-bin/menu/get", params={"access_token": "x"})).json()
        assert wrong["errcode"] == 40001
        assert phone.texts[0] == "\\u597d\n"
        assert [(part.text, part.says, part.menu) for part in phone.shown[1].parts][-1] == (
            "满意 & 好",
            "满意 & 好",
            "101",
        )

    run("http://127.0.0.1:9", act)


def test_the_account_is_set_up_and_files_are_fetched() -> None:
    async def act(double: Double) -> None:
        phone = double.phone()
        async with calling(double) as sending:
            await sending.menu([{"type": "click", "name": "进度", "key": "status"}])
            code = await sending.code("r.abc", 300)
            ips = await sending.wechat.call("/cgi-bin/getcallbackip", {})
            token, _ = double.interface.tokens.stable()
        assert ips["ip_list"] == ["127.0.0.1"]
        assert double.interface.setup.scenes[code.url] == "r.abc"
        media, url = double.keep(b"\xff\xd8\xff", "image/jpeg")
        async with httpx.AsyncClient(base_url=double.url) as http:
            menu = await http.get("/cgi-bin/menu/get", params={"access_token": token})
            file = await http.get("/cgi-bin/media/get", params={"access_token": token, "media_id": media})
            none = await http.get("/cgi-bin/media/get", params={"access_token": token, "media_id": "x"})
            seen = await http.get(url)
        assert menu.json()["menu"]["button"][0]["key"] == "status"
        assert (file.content, file.headers["content-type"]) == (b"\xff\xd8\xff", "image/jpeg")
        assert none.json()["errcode"] == 40007
        assert seen.content == b"\xff\xd8\xff"
        assert phone.shown == []

    run("http://127.0.0.1:9", act)


def test_a_browser_is_signed_in_silently_and_once() -> None:
    async def act(double: Double) -> None:
        phone = double.phone()
        asked = {"appid": ACCOUNT.appid, "redirect_uri": "https://daoban.example/bind?x=1", "response_type": "code"}
        query = {**asked, "scope": "snsapi_base", "state": "s1"}
        server = {"appid": ACCOUNT.appid, "secret": ACCOUNT.secret, "grant_type": "authorization_code"}
        async with httpx.AsyncClient(base_url=double.url, cookies={"double_phone": phone.person}) as browser:

            async def code() -> str:
                sent = await browser.get("/connect/oauth2/authorize", params=query)
                place = httpx.URL(sent.headers["location"])
                assert (place.host, place.params["x"], place.params["state"]) == ("daoban.example", "1", "s1")
                return str(place.params["code"])

            async def token(value: str) -> dict[str, Any]:
                told = await browser.get("/sns/oauth2/access_token", params={**server, "code": value})
                return dict(told.json())

            first = await code()
            assert (await token(first))["openid"] == phone.person
            assert (await token(first))["errcode"] == 40163
            assert (await token("made-up"))["errcode"] == 40029
            late = await code()
            double.clock.move_on(301)
            assert (await token(late))["errcode"] == 40029
            refused = await browser.get("/connect/oauth2/authorize", params={**query, "appid": "wxother"})
            assert refused.status_code == 400

    run("http://127.0.0.1:9", act)


def test_nothing_new_for_a_while() -> None:
    async def act(double: Double) -> None:
        phone = double.phone()
        phone.window.after("text", double.clock.now(), menu=False)
        async with calling(double) as sending:

            async def chatter() -> None:
                for number in range(3):
                    await asyncio.sleep(0.1)
                    await sending.text(phone.person, str(number))

            talking = asyncio.create_task(chatter())
            assert [one.text for one in await phone.quiet(0.4)] == ["0", "1", "2"]
            await talking

    run("http://127.0.0.1:9", act)
