"""Signing in by WeChat on a web site: the account is told once, and it is nobody whom WeChat says it has checked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from api.sign_in.attempts import Attempt
from api.sign_in.failing import SignInFailed
from api.sign_in.mapping import principal_of
from api.sign_in.provider import WECHAT, Claims, Provider
from api.sign_in.wechat import WeChatAccounts

from .beside import ACCOUNT, NOWHERE
from .double import Double, put_together, standing_double
from .double.signing_in import Given

CODE = "0a1b2c3d-code"
BACK = "https://daoban.example/api/v1/sign-in/wechat/callback?x=二"
PROVIDER = Provider("wechat", "微信", WECHAT, "", ACCOUNT.appid, ACCOUNT.secret, Claims("name"))
ATTEMPT = Attempt("wechat", "/", BACK, "s1", "n", "v", 0)


@pytest.fixture
def double() -> Double:
    made = put_together(NOWHERE, NOWHERE, ACCOUNT)
    made.interface.signing_in.codes[CODE] = Given("oPerson1", "snsapi_login")
    return made


@pytest.fixture
def url(double: Double) -> Iterator[str]:
    with standing_double(double) as address:
        yield address


def who(url: str, *codes: str, of: Provider = PROVIDER) -> list[tuple[str, Mapping[str, Any]]]:
    async def run() -> list[tuple[str, Mapping[str, Any]]]:
        asking = WeChatAccounts(of, url)
        return [await asking.who(ATTEMPT, code) for code in codes]

    return asyncio.run(run())


def test_the_browser_is_sent_in_the_order_and_with_the_end_that_wechat_demands() -> None:
    told = asyncio.run(WeChatAccounts(PROVIDER).leads_to(ATTEMPT))
    assert told == (
        f"https://open.weixin.qq.com/connect/qrconnect?appid={ACCOUNT.appid}"
        "&redirect_uri=https%3A%2F%2Fdaoban.example%2Fapi%2Fv1%2Fsign-in%2Fwechat%2Fcallback%3Fx%3D%E4%BA%8C"
        "&response_type=code&scope=snsapi_login&state=s1#wechat_redirect"
    )


def test_a_code_gives_an_account_of_nobody_who_was_checked(url: str) -> None:
    ((subject, told),) = who(url, CODE)
    assert subject == "oPerson1"
    found = principal_of(PROVIDER, told, date(2026, 12, 1))
    assert (found.verified, found.person.number, found.firm) == (False, "", None)


@pytest.mark.parametrize("codes", [(CODE, CODE), ("another",)], ids=["used", "unknown"])
def test_a_code_that_is_not_good_signs_nobody_in(url: str, codes: tuple[str, ...]) -> None:
    with pytest.raises(SignInFailed) as fault:
        who(url, *codes)
    assert fault.value.status == 400
    assert codes[0] not in str(fault.value)


def test_a_secret_that_is_not_ours_is_no_fault_of_who_signs_in_and_is_told_nowhere(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    other = replace(PROVIDER, secret="another-secret")
    with pytest.raises(SignInFailed) as fault:
        who(url, CODE, of=other)
    assert fault.value.status == 503
    assert "another-secret" not in str(fault.value) + repr(other)
    assert not [line for line in caplog.messages if "another-secret" in line or CODE in line]


def test_who_is_not_there_is_away() -> None:
    with pytest.raises(SignInFailed) as fault:
        who(NOWHERE, CODE)
    assert fault.value.status == 503
