"""Signing in by Alipay: the account is told by Alipay alone, once, and by nothing that it did not sign."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from api.sign_in.alipay import AlipayAccounts
from api.sign_in.alipay_signing import BadKey, private_key, public_key
from api.sign_in.attempts import Attempt
from api.sign_in.failing import SignInFailed
from api.sign_in.mapping import principal_of
from api.sign_in.provider import ALIPAY, Claims, Provider

from .alipay import APP, Gateway, new_key, standing, told_private, told_public

ACCOUNT = {"user_id": "2088000000000001", "access_token": "authbse", "expires_in": "3600"}
CODE = "4b203fe6c11548bcabd8da5bb087a83b"
NOW = datetime(2026, 12, 1, 16, 30, tzinfo=timezone.utc)
BACK = "https://daoban.example/api/v1/sign-in/alipay/callback"


@pytest.fixture(scope="module")
def keys() -> Gateway:
    return Gateway()


@pytest.fixture
def gateway(keys: Gateway) -> Gateway:
    return Gateway(keys.theirs, keys.ours, {CODE: dict(ACCOUNT)})


ATTEMPT = Attempt("alipay", "/", BACK, "s1", "n", "v", 0)


def provider(gateway: Gateway) -> Provider:
    own, theirs = told_private(gateway.ours), told_public(gateway.theirs)
    return Provider("alipay", "支付宝", ALIPAY, "", APP, own, Claims("name"), public_key=theirs)


def who(gateway: Gateway, *codes: str, of: Provider | None = None) -> list[tuple[str, Mapping[str, Any]]]:
    async def run() -> list[tuple[str, Mapping[str, Any]]]:
        async with standing(gateway) as url:
            asking = AlipayAccounts(of or provider(gateway), lambda: NOW, url)
            return [await asking.who(ATTEMPT, code) for code in codes]

    return asyncio.run(run())


def status_of(gateway: Gateway, *codes: str, of: Provider | None = None) -> int:
    """400: the browser has to sign in again; 503: it is nothing that it can help."""
    with pytest.raises(SignInFailed) as fault:
        who(gateway, *codes, of=of)
    return fault.value.status


def test_the_browser_is_sent_with_the_state_and_the_place_to_come_back_to(gateway: Gateway) -> None:
    place = urlsplit(asyncio.run(AlipayAccounts(provider(gateway), lambda: NOW).leads_to(ATTEMPT)))
    assert place.geturl().startswith("https://openauth.alipay.com/oauth2/publicAppAuthorize.htm?")
    assert parse_qs(place.query) == {
        "app_id": [APP],
        "scope": ["auth_user"],
        "redirect_uri": [BACK],
        "state": ["s1"],
    }


def test_a_code_gives_an_account_of_nobody_who_was_checked(gateway: Gateway) -> None:
    ((subject, told),) = who(gateway, CODE)
    assert (subject, told) == ("user_id:2088000000000001", {"name": "支付宝用户"})
    assert gateway.asked[0]["timestamp"] == "2026-12-02 00:30:00"
    found = principal_of(provider(gateway), told, NOW.date())
    assert (found.verified, found.person.number, found.firm) == (False, "", None)


def test_an_open_id_is_never_taken_for_a_user_id(gateway: Gateway) -> None:
    gateway.codes[CODE] = {"open_id": "2088000000000001"}
    assert who(gateway, CODE)[0][0] == "open_id:2088000000000001"


@pytest.mark.parametrize("signs", [True, False])
@pytest.mark.parametrize("codes", [(CODE, CODE), ("another",)], ids=["used", "unknown"])
def test_a_code_that_is_not_good_signs_nobody_in(gateway: Gateway, codes: tuple[str, ...], signs: bool) -> None:
    gateway.signs_errors = signs
    assert status_of(gateway, *codes) == 400


def forged(content: bytes) -> bytes:
    return content.replace(b"0001", b"0002")


def second_of_a_name(content: bytes) -> bytes:
    other = json.dumps({"user_id": "2088000000000002"}).encode()
    return content[:-1] + b',"alipay_system_oauth_token_response":' + other + b"}"


def escaped_name(content: bytes) -> bytes:
    """The same name by another spelling: a reader that looks for letters and one that reads JSON would differ."""
    other = json.dumps({"user_id": "2088000000000002"}).encode()
    return b'{"alipay_system_oauth_token_respons\\u0065":' + other + b"," + content[1:]


def another_node(content: bytes) -> bytes:
    return content.replace(b"alipay_system_oauth_token_response", b"alipay_user_info_share_response")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(forged, id="another account"),
        pytest.param(lambda content: json.dumps({**json.loads(content), "sign": ""}).encode(), id="no signature"),
        pytest.param(lambda content: content.replace(b', "expires_in"', b',"expires_in"'), id="other blanks"),
        pytest.param(second_of_a_name, id="two answers"),
        pytest.param(escaped_name, id="two answers by two spellings"),
        pytest.param(another_node, id="an answer to something else"),
        pytest.param(lambda content: content + b"{}", id="more behind it"),
        pytest.param(lambda content: content[:-1], id="cut off"),
        pytest.param(lambda _: b"<html>", id="no JSON"),
        pytest.param(lambda _: b"[" * 60_000, id="deep"),
        pytest.param(lambda content: content + b" " * (65 << 10), id="too large"),
        pytest.param(lambda _: b"", id="nothing"),
        pytest.param(lambda _: b'{"error_response":{"sub_code":["isv.code-invalid"]}}', id="a strange error"),
    ],
)
def test_what_alipay_did_not_sign_is_no_answer(gateway: Gateway, spoil: object) -> None:
    gateway.spoil = spoil
    assert status_of(gateway, CODE) in (400, 503)


def test_another_key_of_alipays_or_of_ours_signs_nobody_in(gateway: Gateway) -> None:
    other = Gateway(new_key(), gateway.ours)
    assert status_of(gateway, CODE, of=provider(other)) == 400
    assert status_of(gateway, CODE, of=provider(Gateway(gateway.theirs, new_key()))) == 503


def test_without_an_account_nobody_is_signed_in(gateway: Gateway) -> None:
    for told in ({}, {"user_id": ""}, {"user_id": 1}, {"user_id": "1" * 200}, {"user_id": "1", "sub_code": "isp.x"}):
        gateway.codes[CODE] = told
        assert status_of(gateway, CODE) in (400, 503)


def test_a_gateway_that_is_not_there_is_away(gateway: Gateway) -> None:
    with pytest.raises(SignInFailed) as fault:
        asyncio.run(AlipayAccounts(provider(gateway), lambda: NOW, "http://127.0.0.1:9").who(ATTEMPT, CODE))
    assert fault.value.status == 503


@pytest.mark.parametrize("told", ["", "x", "QUJD", "-----BEGIN PUBLIC KEY-----\nQUJD\n-----END PUBLIC KEY-----"])
def test_what_is_no_key_is_refused_without_telling_it(told: str) -> None:
    for read in (private_key, public_key):
        with pytest.raises(BadKey) as fault:
            read(told)
        assert not told or told not in str(fault.value)
