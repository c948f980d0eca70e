"""A conversation that was begun by nobody in particular becomes that of who signs in, once, and only where they may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from tests import patient
from tests.serving import Running, Talk


@pytest.fixture
def talk(site: Running) -> Iterator[Talk]:
    with Talk(site.url) as begun:
        begun.say("我想在静安区开一家奶茶店")
        yield begun


def choose(http: httpx.Client, who: str) -> httpx.Response:
    """Signs the browser in by the demo provider, by its links as a browser would."""
    page = http.get(http.get("/api/v1/sign-in/demo").headers["location"])
    links = [unescape(one) for one in re.findall(r'href="([^"]+)"', page.text)]
    chosen = http.get(next(one for one in links if one.endswith(f"who={who}")))
    return http.get(chosen.headers["location"])


def bind(talk: Talk, **headers: str) -> httpx.Response:
    return talk.http.post(f"/api/v1/conversations/{talk.id}/identity", headers=headers)


def test_the_page_of_the_demo_says_what_it_is(site: Running) -> None:
    with patient.Client(base_url=site.url) as http:
        page = http.get(http.get("/api/v1/sign-in/demo").headers["location"])
    assert page.text.count("演示") > 10
    assert "都是编造的，不用密码" in page.text
    assert len(set(re.findall(r"who=(P\d\d)\"", page.text))) == 15
    assert len(set(re.findall(r"who=P\d\d-(E\d\d)\"", page.text))) == 15


@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": "https://evil.example/api/v1/sign-in/demo/callback"},
        {"redirect_uri": "http://evil.example"},
        {"client_id": "another"},
        {"code_challenge_method": "plain"},
        {"state": ""},
    ],
)
def test_the_demo_leads_nowhere_else(site: Running, changed: dict[str, str]) -> None:
    with patient.Client(base_url=site.url) as http:
        url = httpx.URL(site.url + http.get("/api/v1/sign-in/demo").headers["location"])
        answer = http.get(url.copy_merge_params(changed))
    assert answer.status_code == 400
    assert "location" not in answer.headers


def test_signing_in_in_the_middle_asks_whether_to_look_things_up(talk: Talk) -> None:
    assert bind(talk).status_code == 403
    assert choose(talk.http, "P08-E03").status_code == 303
    assert bind(talk, Origin="https://evil.example").status_code == 403
    answer = bind(talk)
    assert (answer.status_code, answer.json()["firm"]) == (200, "上海演示一碗面餐饮管理有限公司")
    turn = talk.look()
    assert (turn["asking"]["kind"], "营业执照" in turn["messages"][-1]["text"]) == ("confirm", True)
    assert bind(talk).status_code == 200
    assert talk.look()["seq"] == turn["seq"]
    told = talk.http.get(f"/api/v1/conversations/{talk.id}/data").json()["signed_in"]
    assert (told["person"]["name"], told["mandate"]["items"]) == (
        "吴静怡",
        ["food_operation_amendment", "food_operation_license", "prepackaged_food_filing"],
    )


def test_it_does_not_change_hands(talk: Talk) -> None:
    choose(talk.http, "P08-E03")
    assert bind(talk).status_code == 200
    choose(talk.http, "P04")
    answer = bind(talk)
    assert (answer.status_code, answer.json()["title"]) == (409, "other-identity")


def test_who_has_not_its_token_cannot_take_it(talk: Talk) -> None:
    choose(talk.http, "P04")
    del talk.http.headers["Authorization"]
    assert bind(talk).status_code == 401


def test_the_same_person_is_the_same_and_for_a_firm_another(talk: Talk, site: Running) -> None:
    choose(talk.http, "P04")
    assert bind(talk).status_code == 200
    with Talk(site.url) as other:
        choose(other.http, "P04")
        held = {one["id"] for one in other.http.get("/api/v1/drafts").json()}
        choose(other.http, "P04-E03")
        assert talk.id in held
        assert talk.id not in {one["id"] for one in other.http.get("/api/v1/drafts").json()}


def test_an_expired_mandate_of_the_demo_is_told(site: Running) -> None:
    with patient.Client(base_url=site.url, headers={"Accept": "text/html"}) as http:
        answer = choose(http, "P08-E07")
    assert answer.status_code == 403
    assert "已经过期" in answer.text


def test_a_mandate_for_food_covers_nothing_else(site: Running) -> None:
    with Talk(site.url) as talk:
        talk.say("我想开一家书店")
        choose(talk.http, "P08-E03")
        assert talk.last["case"]["scenario"] is not None
        answer = bind(talk)
        assert (answer.status_code, answer.json()["title"]) == (403, "mandate-does-not-cover")
