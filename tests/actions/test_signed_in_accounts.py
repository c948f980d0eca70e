"""Signing in by an account, whole: to the database and back, once, and another account each time it is another one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.principals import Principal
from actions.signed_in import SignedIn
from api.sign_in import Attempts, Provider, SignInFailed, SigningIn
from api.sign_in.alipay import AlipayAccounts
from api.sign_in.provider import ALIPAY, Claims
from tests.api.alipay import APP, Gateway, standing, told_private, told_public

from .conftest import Clock

CODE = "4b203fe6c11548bcabd8da5bb087a83b"


@pytest.fixture(scope="module")
def keys() -> Gateway:
    return Gateway()


@pytest.fixture
def gateway(keys: Gateway) -> Gateway:
    codes = {CODE: {"user_id": "2088000000000001"}, "again": {"user_id": "2088000000000001"}, "other": {"open_id": "x"}}
    return Gateway(keys.theirs, keys.ours, codes)


@pytest.fixture
def signing_in(engine: Engine, cipher: Cipher, clock: Clock, gateway: Gateway) -> SigningIn:
    own, theirs = told_private(gateway.ours), told_public(gateway.theirs)
    provider = Provider("alipay", "支付宝", ALIPAY, "", APP, own, Claims("name"), public_key=theirs)
    kept = SignedIn(engine, cipher, clock)
    return SigningIn({"alipay": provider}, Attempts(cipher, clock), kept, clock, "https://daoban.example")


def finished(signing_in: SigningIn, gateway: Gateway, *told: Mapping[str, str]) -> list[Principal]:
    """Who comes back with each of these, by an attempt of their own."""

    async def run() -> list[Principal]:
        found = []
        async with standing(gateway) as url:
            signing_in.clients["alipay"] = AlipayAccounts(signing_in.providers["alipay"], signing_in.clock, url)
            for one in told:
                attempt = signing_in.begin("alipay", "/", "")
                kept = signing_in.attempts.seal(attempt)
                found.append((await signing_in.finish("alipay", kept, {"state": attempt.state, **one}))[1])
        return found

    return asyncio.run(run())


def test_the_same_account_is_the_same_and_is_nobody_who_was_checked(signing_in: SigningIn, gateway: Gateway) -> None:
    told = ({"auth_code": CODE, "app_id": APP}, {"auth_code": "again"}, {"auth_code": "other"})
    first, second, third = finished(signing_in, gateway, *told)
    assert first == second == signing_in.kept.of(first.id)
    assert third.id != first.id
    assert (first.verified, first.firm, first.person.number) == (False, None, "")
    assert "2088" not in first.id


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"code": CODE}, id="a code by another's name"),
        pytest.param({"auth_code": ""}, id="none"),
        pytest.param({"auth_code": CODE, "state": "0" * 64}, id="another state"),
        pytest.param({"auth_code": CODE, "iss": "https://evil.example"}, id="another issuer"),
    ],
)
def test_who_does_not_come_back_from_alipay_is_not_signed_in(
    signing_in: SigningIn, gateway: Gateway, told: dict[str, str]
) -> None:
    with pytest.raises(SignInFailed):
        finished(signing_in, gateway, told)
    assert gateway.asked == []


def test_a_state_is_letters_and_digits_and_short_enough_for_both(signing_in: SigningIn) -> None:
    states = [signing_in.begin("alipay", "/", "").state for _ in range(50)]
    assert len(set(states)) == 50
    assert all(one.isascii() and one.isalnum() and len(one) <= 100 for one in states)
