"""Coming back from a provider: whoever it really vouched for, in the browser that asked, is signed in; nobody else is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests import patient
from tests.serving import Running

from .played import FIRM, Played

START = "/api/v1/sign-in/played"
BACK = f"{START}/callback"


@pytest.fixture
def browser(site: Running) -> Iterator[httpx.Client]:
    with patient.Client(base_url=site.url, headers={"Accept": "text/html"}) as made:
        yield made


def sent_away(browser: httpx.Client, back: str = "/") -> tuple[str, dict[str, str]]:
    """Where the browser is led, and with what."""
    answer = browser.get(START, params={"back": back})
    assert answer.status_code == 302, answer.text
    location = answer.headers["location"]
    return location, {name: one[0] for name, one in parse_qs(urlsplit(location).query).items()}


def come_back(browser: httpx.Client, provider: Played, back: str = "/", **told: str) -> httpx.Response:
    location, asked = sent_away(browser, back)
    return browser.get(BACK, params={"state": asked["state"], "code": provider.asked(location), **told})


def nobody(browser: httpx.Client, answer: httpx.Response, *statuses: int) -> None:
    assert answer.status_code in (statuses or (400,)), answer.text
    assert "daoban_session" not in answer.headers.get("set-cookie", "")
    assert browser.get("/api/v1/session").status_code == 204


def test_who_the_provider_vouches_for_is_signed_in(browser: httpx.Client, provider: Played) -> None:
    _, asked = sent_away(browser)
    assert (asked["response_type"], asked["code_challenge_method"], asked["scope"]) == (
        "code",
        "S256",
        "openid profile",
    )
    answer = come_back(browser, provider, "/catalog")
    assert (answer.status_code, answer.headers["location"]) == (303, "/catalog")
    assert browser.get("/api/v1/session").json() == {
        "name": "陈**", "number": "310***********0097", "verified": True, "provider": "市民登录",
        "firm": None, "role": None, "until": None,
    }  # fmt: skip


LIES: list[Any] = [
    pytest.param({"claims": {"nonce": "another"}}, id="other-nonce"),
    pytest.param({"claims": {"nonce": None}}, id="no-nonce"),
    pytest.param({"claims": {"aud": "somebody-else"}}, id="other-audience"),
    pytest.param({"claims": {"aud": ["daoban", "else"], "azp": "else"}}, id="other-party"),
    pytest.param({"claims": {"iss": "https://evil.example"}}, id="other-issuer"),
    pytest.param({"claims": {"exp": int(time.time()) - 600}}, id="expired"),
    pytest.param({"claims": {"exp": None}}, id="never-expires"),
    pytest.param({"claims": {"iat": int(time.time()) + 6000}}, id="from-the-future"),
    pytest.param({"claims": {"sub": None}}, id="no-subject"),
    pytest.param({"claims": {"sub": 7}}, id="a-number-as-subject"),
    pytest.param({"claims": {"at_hash": "AAAA"}}, id="other-access-token"),
    pytest.param({"signed": "none"}, id="not-signed"),
    pytest.param({"signed": "HS256"}, id="signed-with-the-public-key"),
    pytest.param({"signed": "other"}, id="signed-with-another-key"),
    pytest.param({"claims": {"name": ["陈"]}}, id="a-list-as-name"),
    pytest.param({"claims": {**FIRM, "as": "boss"}}, id="unknown-role"),
    pytest.param({"claims": {**FIRM, "code": None}}, id="half-a-firm"),
    pytest.param({"claims": {**FIRM, "of": []}}, id="a-mandate-for-nothing"),
    pytest.param({"claims": {**FIRM, "until": "some day"}}, id="a-mandate-until-some-day"),
]


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_right_signs_in_nobody(
    browser: httpx.Client, provider: Played, lie: dict[str, Any]
) -> None:
    for name, value in lie.items():
        setattr(provider, name, value)
    nobody(browser, come_back(browser, provider))


def test_a_state_that_was_not_given_signs_in_nobody(browser: httpx.Client, provider: Played) -> None:
    location, _ = sent_away(browser)
    nobody(browser, browser.get(BACK, params={"state": "made-up", "code": provider.asked(location)}))
    nobody(browser, browser.get(BACK, params={"code": "code-0"}))


def test_another_browser_is_not_signed_in(browser: httpx.Client, provider: Played, site: Running) -> None:
    location, asked = sent_away(browser)
    with patient.Client(base_url=site.url) as victim:
        sent_away(victim)
        told = {"state": asked["state"], "code": provider.asked(location)}
        nobody(victim, victim.get(BACK, params=told))


def test_coming_back_twice_is_refused(browser: httpx.Client, provider: Played) -> None:
    location, asked = sent_away(browser)
    kept = browser.cookies["daoban_sign_in"]
    told = {"state": asked["state"], "code": provider.asked(location)}
    assert browser.get(BACK, params=told).status_code == 303
    browser.cookies.clear()
    # Even with a code that is good, the state is used up.
    again = {"state": asked["state"], "code": provider.asked(location)}
    answer = browser.get(BACK, params=again, headers={"Cookie": f"daoban_sign_in={kept}"})
    nobody(browser, answer)
    assert "已经用过" in answer.text


def test_a_code_of_another_sign_in_is_refused(browser: httpx.Client, provider: Played) -> None:
    stolen = provider.asked(sent_away(browser)[0])
    _, asked = sent_away(browser)
    nobody(browser, browser.get(BACK, params={"state": asked["state"], "code": stolen}))


def test_an_answer_of_another_provider_is_refused(browser: httpx.Client, provider: Played) -> None:
    nobody(browser, come_back(browser, provider, iss="https://evil.example"))
    location, asked = sent_away(browser)
    told = {"state": asked["state"], "code": provider.asked(location)}
    nobody(browser, browser.get("/api/v1/sign-in/demo/callback", params=told))


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aX:1", "javascript:alert(1)", "/a//b", ""],
)
def test_it_leads_to_this_site_only(browser: httpx.Client, provider: Played, back: str) -> None:
    answer = come_back(browser, provider, back)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_who_cancels_is_told_in_words(browser: httpx.Client) -> None:
    _, asked = sent_away(browser)
    answer = browser.get(BACK, params={"state": asked["state"], "error": "access_denied", "error_description": "<b>x"})
    nobody(browser, answer)
    assert "不登录也可以接着办" in answer.text
    assert "<b>" not in answer.text


def test_a_mandate_that_is_over_is_told_in_words(browser: httpx.Client, provider: Played) -> None:
    provider.claims = {**FIRM, "until": "2020-01-31"}
    answer = come_back(browser, provider)
    nobody(browser, answer, 403)
    assert "委托到 2020-01-31 为止" in answer.text


def test_whose_papers_nobody_checked_is_not_verified(browser: httpx.Client, provider: Played) -> None:
    provider.person["level"] = "1"
    assert come_back(browser, provider).status_code == 303
    assert browser.get("/api/v1/session").json()["verified"] is False


def test_a_session_that_was_known_before_opens_nothing_after(browser: httpx.Client, provider: Played) -> None:
    assert come_back(browser, provider).status_code == 303
    before = browser.cookies["daoban_session"]
    assert come_back(browser, provider).status_code == 303
    assert browser.cookies["daoban_session"] != before
    old = patient.get(f"{browser.base_url}/api/v1/session", headers={"Cookie": f"daoban_session={before}"})
    assert old.status_code == 204


def test_signing_out_ends_the_session_and_not_for_another_site(browser: httpx.Client, provider: Played) -> None:
    assert come_back(browser, provider).status_code == 303
    kept = {"Cookie": f"daoban_session={browser.cookies['daoban_session']}"}
    assert browser.post("/api/v1/sign-out", headers={"Origin": "https://evil.example"}).status_code == 403
    assert browser.get("/api/v1/session").status_code == 200
    assert browser.post("/api/v1/sign-out").status_code == 204
    assert patient.get(f"{browser.base_url}/api/v1/session", headers=kept).status_code == 204
    assert browser.post("/api/v1/sign-out").status_code == 204


def test_a_provider_that_is_unknown_is_not_found(browser: httpx.Client) -> None:
    assert browser.get("/api/v1/sign-in/nobody").status_code == 404
    assert browser.get("/api/v1/sign-in/nobody/callback").status_code == 404


def test_a_provider_that_is_down_or_slow_is_told_in_words(browser: httpx.Client, provider: Played) -> None:
    location, asked = sent_away(browser)
    provider.fault = 500
    answer = browser.get(BACK, params={"state": asked["state"], "code": provider.asked(location)})
    nobody(browser, answer, 503)
    assert "登录服务现在连不上" in answer.text
    provider.fault, provider.slow = 0, 6.0
    began = time.monotonic()
    nobody(browser, come_back(browser, provider), 503)
    assert time.monotonic() - began < 10
    # It goes on without: a conversation needs nobody signed in.
    assert browser.post("/api/v1/conversations", json={"channel": "web"}).status_code == 201
