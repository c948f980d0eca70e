"""The interface that the double plays: tokens, faults, what the account sets up, files and the silent sign-in."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from api.wechat.faults import WeChatFault

from .beside import ACCOUNT, NOWHERE, calling, code_of, run
from .double import Double, Faults
from .double.interface import SEND, TEMPLATES, TOKEN


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

    run(NOWHERE, act)


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
        run(NOWHERE, act, Faults(seed=5, refusals={45015: 0.1, 45047: 0.1}, expiry=0.1, unheard=0.1))
    assert codes[0] == codes[1]
    assert {0, 45015, 45047, None} <= {*codes[0]}


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

    run(NOWHERE, act)


def test_the_account_is_set_up_and_files_are_fetched() -> None:
    async def act(double: Double) -> None:
        phone = double.phone()
        async with calling(double) as sending:
            await sending.menu([{"type": "click", "name": "进度", "key": "status"}])
            code = await sending.code("r.abc", 300)
            ips = await sending.wechat.call("/cgi-bin/getcallbackip", {})
            token, _ = double.interface.tokens.stable()
        assert ips["ip_list"] == ["192.0.2.1", "192.0.2.0/24"]
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

    run(NOWHERE, act)


FILLED = {
    "right": ({"thing2": "食" * 20, "phrase3": "已接收", "character_string1": "SH-1"}, 0),
    "too-long": ({"thing2": "食" * 21, "phrase3": "已接收", "character_string1": "SH-1"}, 47003),
    "not-chinese": ({"thing2": "食", "phrase3": "OK", "character_string1": "SH-1"}, 47003),
    "chinese": ({"thing2": "食", "phrase3": "已接收", "character_string1": "一号"}, 47003),
    "empty": ({"thing2": "食", "phrase3": "已接收", "character_string1": ""}, 47003),
    "missing": ({"thing2": "食", "phrase3": "已接收"}, 47003),
}


@pytest.mark.parametrize(("data", "code"), FILLED.values(), ids=FILLED)
def test_a_notice_is_filled_as_its_template_takes_it(data: dict[str, str], code: int) -> None:
    async def act(double: Double) -> None:
        double.interface.setup.templates["T1"] = "{{thing2.DATA}}\n{{phrase3.DATA}}\n{{character_string1.DATA}}"
        phone = double.phone()
        async with calling(double) as sending:
            listed = await sending.wechat.look(TEMPLATES)
            assert [one["template_id"] for one in listed["template_list"]] == ["T1"]
            told = sending.notice(phone.person, "T1", data, url="https://example.org", key="k1")
            assert await code_of(told) == code
        assert len(phone.shown) == (0 if code else 1)

    run(NOWHERE, act)


def test_what_is_refused_always_is_refused_again_with_its_words() -> None:
    async def act(double: Double) -> None:
        double.interface.plan.always[TEMPLATES] = (48001, "api unauthorized")
        async with calling(double) as sending:
            for _ in range(2):
                with pytest.raises(WeChatFault, match="48001: api unauthorized"):
                    await sending.wechat.look(TEMPLATES)
            double.interface.plan.always[TOKEN] = 40164
            double.interface.tokens.expire()
            assert await code_of(sending.menu([])) == 40164
        assert [path for path, _ in double.interface.looked] == [TEMPLATES] * 2
        assert double.interface.done == []

    run(NOWHERE, act)


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

    run(NOWHERE, act)


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

    run(NOWHERE, act)
