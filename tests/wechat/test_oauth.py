"""Silent sign-in: where WeChat's browser is sent, who comes back, and states that nobody else can use."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator

import pytest

from api.wechat.client import WeChat, interface
from api.wechat.faults import Remedy, WeChatFault
from api.wechat.oauth import LASTS, States, authorize_url, openid_of

from .beside import ACCOUNT, NOWHERE
from .double import Double, put_together, standing_double
from .double.interface import SIGN_IN, Interface
from .double.plan import Planned
from .double.signing_in import Given

APPID, SECRET = ACCOUNT.appid, ACCOUNT.secret
KEY, COOKIE, NOW = b"k" * 32, "a-cookie", 1_800_000_000.5
CODE = "0a1b2c3d-code"


@pytest.fixture
def double() -> Double:
    """WeChat, with a browser that was sent on with a code."""
    made = put_together(NOWHERE, NOWHERE, ACCOUNT)
    made.interface.signing_in.codes[CODE] = Given("oPerson1")
    return made


@pytest.fixture
def wechat(double: Double) -> Interface:
    """Its interface."""
    return double.interface


@pytest.fixture
def url(double: Double) -> Iterator[str]:
    with standing_double(double) as address:
        yield address


def signed_in(url: str, *codes: str, secret: str = SECRET, patience: float = 60.0) -> list[str]:
    async def run() -> list[str]:
        async with interface(url) as http:
            client = WeChat(APPID, secret, http, lambda: 0.0, patience=patience)
            return [await openid_of(client, code) for code in codes]

    return asyncio.run(run())


def test_the_address_has_the_order_and_the_end_that_wechat_demands() -> None:
    told = authorize_url("wx1", "https://daoban.example/wechat/back?to=1&x=二", "s1")
    assert told == (
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1"
        "&redirect_uri=https%3A%2F%2Fdaoban.example%2Fwechat%2Fback%3Fto%3D1%26x%3D%E4%BA%8C"
        "&response_type=code&scope=snsapi_base&state=s1#wechat_redirect"
    )
    assert authorize_url("wx1", "r", "s", "http://127.0.0.1:9").startswith(
        "http://127.0.0.1:9/connect/oauth2/authorize?"
    )


def test_a_code_gives_the_openid_without_a_token(wechat: Interface, url: str) -> None:
    assert signed_in(url, CODE) == ["oPerson1"]
    assert wechat.tokens.given == 0
    query = {"appid": APPID, "secret": SECRET, "code": CODE, "grant_type": "authorization_code"}
    assert wechat.looked == [(SIGN_IN, query)]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [pytest.param((CODE, CODE), 40163, id="used"), pytest.param(("another",), 40029, id="unknown")],
)
def test_a_code_that_is_not_good_means_signing_in_again(url: str, codes: tuple[str, ...], expected: int) -> None:
    with pytest.raises(WeChatFault) as fault:
        signed_in(url, *codes)
    assert (fault.value.code, fault.value.remedy) == (expected, Remedy.SIGN_IN_AGAIN)
    assert codes[-1] not in str(fault.value)


@pytest.mark.parametrize("plan", ["lost", (500, b""), (200, b"<html>")], ids=["lost", "down", "no-json"])
def test_a_code_whose_answer_is_lost_may_be_spent(wechat: Interface, url: str, plan: Planned) -> None:
    wechat.refuse(plan, path=SIGN_IN)
    with pytest.raises(WeChatFault) as fault:
        signed_in(url, CODE, patience=0.3 if plan == "lost" else 60.0)
    assert (fault.value.remedy, len(wechat.tried)) == (Remedy.SIGN_IN_AGAIN, 1)


def test_a_wrong_secret_is_for_the_operator(url: str) -> None:
    with pytest.raises(WeChatFault) as fault:
        signed_in(url, CODE, secret="another-secret")
    assert (fault.value.code, fault.value.remedy) == (40125, Remedy.OPERATOR)


def test_an_answer_without_openid(wechat: Interface, url: str) -> None:
    wechat.refuse((200, b"{}"), path=SIGN_IN)
    with pytest.raises(WeChatFault, match="no openid"):
        signed_in(url, CODE)


def test_neither_code_nor_secret_is_logged(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        signed_in(url, CODE)
        with pytest.raises(WeChatFault) as fault:
            signed_in(url, CODE)
    told = f"{caplog.text} {fault.value!r} {fault.value.__cause__!r}"
    assert CODE not in told
    assert SECRET not in told


def test_a_state_is_what_wechat_brings_back_and_is_taken_once() -> None:
    states = States(KEY)
    state = states.make(COOKIE, NOW)
    assert re.fullmatch(r"[a-zA-Z0-9]{1,128}", state)
    assert states.take(state, COOKIE, NOW + 1)
    assert not states.take(state, COOKIE, NOW + 2)
    assert states.make(COOKIE, NOW) != state


HOLDS = {
    "at-once": (0.0, True),
    "at-its-end": (LASTS - 0.5, True),
    "after-its-end": (LASTS + 1.0, False),
}


@pytest.mark.parametrize(("later", "holds"), HOLDS.values(), ids=HOLDS)
def test_a_state_holds_for_ten_minutes(later: float, holds: bool) -> None:
    states = States(KEY)
    assert states.take(states.make(COOKIE, NOW), COOKIE, NOW + later) is holds


def test_a_state_is_no_other_browsers_and_cannot_be_made_up() -> None:
    states = States(KEY)
    state = states.make(COOKIE, NOW, "0" * 16)
    later = f"{int(state[:12], 16) + 600:012x}"
    assert not any(
        states.take(told, cookie, NOW)
        for told, cookie in (
            (state, "another"),
            (state, ""),
            ("", COOKIE),
            (later + state[12:], COOKIE),
            (state[:12] + "1" * 16 + state[28:], COOKIE),
            (state[:-1] + ("0" if state[-1] != "0" else "1"), COOKIE),
            (States(b"z" * 32).make(COOKIE, NOW), COOKIE),
            (state.upper(), COOKIE),
        )
    )
    assert states.take(state, COOKIE, NOW)


def test_what_was_taken_is_forgotten_when_it_ends() -> None:
    states = States(KEY)
    for number in range(5):
        states.take(states.make(COOKIE, NOW + number), COOKIE, NOW + number)
    states.take(states.make(COOKIE, NOW + 2 * LASTS), COOKIE, NOW + 2 * LASTS)
    assert len(states._taken) == 1


def test_the_key_of_states_is_long_and_not_shown() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        States(b"short")
    assert "kkk" not in repr(States(KEY))
