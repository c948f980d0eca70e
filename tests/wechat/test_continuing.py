"""One case in WeChat, on the page and at the counter: over by a code, back by a word, by the link; nothing of a signed-in name to an openid."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.serving import Talk
from tests.some_shops import TWO, some_shops

from .double import Double, Phone
from .filled import OPENING, applicant
from .played import BRISK, Played, code_of, off, played


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    root = some_shops(tmp_path_factory.mktemp("shops"), TWO)
    with played(tmp_path_factory.mktemp("var"), root, **BRISK) as running_server:
        yield running_server


def test_what_was_begun_on_the_page_is_handed_in_from_wechat_by_a_scan(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oScans", follows=False)
        with Talk(server.url) as talk:
            await off(lambda: talk.say(OPENING))
            await off(lambda: talk.answer_all(applicant()))
            code = await off(lambda: code_of(talk))
            assert code["wechat"].startswith("data:image/svg+xml")
            scene = next(iter(double.interface.setup.scenes.values()))
            answer = await phone.scan(scene)
            assert "在微信里接着办" in answer
            assert "都填好了，请核对" in answer
            refused = await off(lambda: talk.send({"client_msg_id": "late", "text": "面积改成90"}))
            assert refused.json()["title"] == "continued-elsewhere"
            assert "【人员】" in await phone.tap("人员")
            await phone.say("确认提交")
            await phone.quiet(1.5)
            assert re.search(r"SH-[0-9A-Z-]+", "".join(phone.texts))
            assert server.stage(phone) == "submitted"
            # The page that began it still reads, and a code works once.
            assert talk.look()["case"]["stage"] == "submitted"
            assert "用过、过期了" in await double.phone("oScansToo").scan(scene)

    server.run(act)


def test_digits_lead_there_and_back(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oTypes")
        await phone.say("我想开一家外卖店")
        with Talk(server.url) as talk:
            await off(lambda: talk.say(OPENING))
            code = await off(lambda: code_of(talk))
            assert "这个码不对" in await phone.say("接着办 12")
            assert "外卖店" in await phone.say("进度")
            spaced = f"{code['code'][:4]} {code['code'][4:]}"
            assert "营业执照办好了吗" in await phone.say(f"接着办 {spaced}")
            assert "奶茶店" in await phone.say("进度")
            # What they had before is still theirs.
            assert "在微信里接着办" in await phone.say("回到上一件")
            assert "外卖店" in await phone.say("进度")
            assert "奶茶店" in (await phone.say("上一件"), await phone.say("进度"))[1]
        # To a computer, and back by a word.
        digits = re.sub(r"\D", "", (await phone.say("换电脑")).partition("输入")[2].partition("。")[0])
        with httpx.Client(base_url=server.url) as desk:
            taken = await off(lambda: desk.post("/api/v1/handover", json={"code": digits}))
            assert taken.status_code == 200
            assert "别的设备上接着办了" in await phone.say("已经办好了")
            assert "营业执照办好了吗" in await phone.say("接着办")
            assert "记下了" in await phone.say("已经办好了")
            late = await off(
                lambda: desk.post(
                    f"/api/v1/conversations/{taken.json()['id']}/messages", json={"client_msg_id": "x", "text": "你好"}
                )
            )
            assert late.status_code == 403

    server.run(act)


async def opened(double: Double, phone: Phone, browser: httpx.AsyncClient) -> str:
    """Where their browser ends up that opens the link out of WeChat."""
    answer = await browser.get("/wechat/open")
    assert answer.status_code == 303
    asked = httpx.URL(answer.headers["location"])
    assert (asked.path, asked.fragment) == ("/connect/oauth2/authorize", "wechat_redirect")
    back = double.interface.signing_in.authorize(phone.person, dict(asked.params))
    assert back is not None
    answer = await browser.get(back)
    assert answer.status_code == 303
    return str(answer.headers["location"])


async def goes_on(browser: httpx.AsyncClient, where: str) -> str:
    """The conversation that the browser goes on with."""
    token = where.removeprefix("/r/")
    taken = await browser.post("/api/v1/handover", json={"token": token})
    assert taken.status_code == 200, taken.text
    return str(taken.json()["id"])


def test_the_link_out_of_wechat_opens_what_is_theirs_and_both_go_on(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oLinks")
        await phone.say(OPENING)
        async with httpx.AsyncClient(base_url=server.url) as browser:
            conversation = await goes_on(browser, await opened(double, phone, browser))
            said = {"client_msg_id": "b1", "text": "已经办好了"}
            told = await browser.post(f"/api/v1/conversations/{conversation}/messages", json=said)
            assert told.status_code == 200
            # In WeChat they go on without a word: it is their own browser. What they saw there last was answered on the page.
            assert "之前的问题" in await phone.say("有的")
            assert "记下了" in await phone.say("固定店面")
            assert (
                await browser.post(
                    f"/api/v1/conversations/{conversation}/messages", json={**said, "client_msg_id": "b2"}
                )
            ).status_code == 403
            # The link once more, and the page writes again.
            assert await goes_on(browser, await opened(double, phone, browser)) == conversation
        # Somebody else's browser gets nothing by the same way: the code of the sign-in is spent, and the state is this browser's.
        async with httpx.AsyncClient(base_url=server.url) as stranger:
            assert await opened(double, double.phone("oNobody"), stranger) == "/"
            asked = httpx.URL((await stranger.get("/wechat/open")).headers["location"])
            back = double.interface.signing_in.authorize(phone.person, dict(asked.params))
            assert back is not None
            async with httpx.AsyncClient(base_url=server.url) as other:
                assert (await other.get(back)).headers["location"] == "/"

    server.run(act)


def test_what_a_signed_in_name_began_is_shown_to_nobody_else(server: Played) -> None:
    async def act(double: Double) -> None:
        phone = double.phone("oSignsIn")
        await phone.say("你好")
        async with httpx.AsyncClient(base_url=server.url) as browser:
            people = (await browser.get("/api/v1/identities")).json()
            (await browser.post("/api/v1/session", json={"identity": people[0]["id"]})).raise_for_status()
            made = await browser.post("/api/v1/conversations", json={"channel": "web"})
            conversation = made.json()["id"]
            said = {"client_msg_id": "s1", "text": OPENING}
            (await browser.post(f"/api/v1/conversations/{conversation}/messages", json=said)).raise_for_status()
            code = (await browser.post(f"/api/v1/conversations/{conversation}/handover", json={})).json()["code"]
            refused = await phone.say(f"接着办 {code}")
            assert "实名登录" in refused
            assert "还没有填写内容" in await phone.say("进度")
            # The same person is signed in in the browser of this openid.
            assert (await opened(double, phone, browser)).startswith("/r/")
            assert "营业执照" in await phone.say(f"接着办 {code}")

    server.run(act)
