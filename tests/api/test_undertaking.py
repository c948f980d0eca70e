"""A material is promised instead of uploaded, over HTTP: offered with its whole text, taken only with that, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.serving import Running, Talk

from .problem import problem

STORY = Path(__file__).parents[2] / "scenarios" / "stories" / "barber_shop-longest.yml"
REPORT = "HM06-AC"


def told(talk: Talk) -> Talk:
    """A barber shop with central air conditioning is told to its end."""
    for turn in YAML(typ="safe").load(STORY.read_text(encoding="utf-8"))["turns"]:
        talk.say(turn["say"])
    return talk


@pytest.fixture(scope="module")
def shop(server: Running) -> Iterator[Talk]:
    with Talk(server.url) as talk:
        yield told(talk)


def report(talk: Talk) -> dict[str, Any]:
    return next(one for one in talk.look()["case"]["materials"] if one["id"] == REPORT)


def undertake(talk: Talk, how: str, **more: Any) -> dict[str, Any]:
    return talk._turn({"undertake": {"material": REPORT, "how": how, **more}})


def test_the_whole_way(shop: Talk) -> None:
    before = report(shop)
    (offer,) = before["offers"]
    assert (before["mode"], before["how"], offer["how"], offer["certain"]) == ("upload", "to_upload", "promised", False)
    assert "自愿选择告知承诺" in offer["text"]
    assert "撤销许可决定" in offer["text"]
    undertake(shop, "promised", version="0" * 64)
    assert "再看一遍全文" in shop.said()
    assert report(shop) == before
    undertake(shop, "promised", version=offer["version"])
    assert "按告知承诺办" in shop.said()
    after = report(shop)
    assert (after["mode"], after["how"], after["offers"]) == ("commitment", "promised", [offer])
    assert "同意了告知承诺" in after["settled"]
    assert "以受理窗口为准" in after["settled"]
    assert shop.last["asking"]["kind"] == "review"
    shop.say("看看我填了什么")
    assert "同意了告知承诺" in shop.said()
    undertake(shop, "upload")
    assert report(shop) == before


def test_who_does_not_want_to_promise_is_offered_nothing(shop: Talk) -> None:
    """Where 告知承诺 was not chosen for the permit, no single material is promised either, and a promise falls."""
    (offer,) = report(shop)["offers"]
    undertake(shop, "promised", version=offer["version"])
    shop.edit("hyg.test_report", "有一年内的")
    shop.edit("hyg.use_pledge", "不要")
    if (shop.last["asking"] or {}).get("kind") == "confirm":
        shop.say("对")
    found = report(shop)
    assert (found["mode"], found["offers"]) == ("upload", [])
    undertake(shop, "promised", version=offer["version"])
    assert "现在不能后补" in shop.said()
    assert report(shop)["mode"] == "upload"


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({"undertake": "M"}, ["/undertake"]),
        ({"undertake": []}, ["/undertake"]),
        ({"undertake": {}}, ["/undertake/material", "/undertake/how", "/undertake/version"]),
        ({"undertake": {"material": 1, "how": "upload"}}, ["/undertake/material"]),
        ({"undertake": {"material": "x" * 201, "how": "upload"}}, ["/undertake/material"]),
        ({"undertake": {"material": "M", "how": ["promised"], "version": "0" * 64}}, ["/undertake/how"]),
        ({"undertake": {"material": "M", "how": "promised"}}, ["/undertake/version"]),
        ({"undertake": {"material": "M", "how": "promised", "version": "0" * 63}}, ["/undertake/version"]),
        ({"undertake": {"material": "M", "how": "upload", "version": ""}}, ["/undertake/version"]),
        ({"undertake": {"material": "M", "how": "upload", "until": "2999-01-01"}}, ["/undertake/until"]),
        ({"undertake": {"material": "M", "how": "upload"}, "text": "好"}, ["/text"]),
        ({"undertake": {"material": "M", "how": "upload"}, "question": "q1"}, ["/question"]),
    ],
)  # fmt: skip
def test_what_is_no_undertaking_is_named(shop: Talk, body: dict[str, Any], places: list[str]) -> None:
    found = problem(shop.send({"client_msg_id": "bad", **body}), 422)
    assert [one["field"] if "field" in one else one["pointer"] for one in found["errors"]] == places


def test_nobody_promises_for_somebody_else(shop: Talk, server: Running) -> None:
    version = "0" * 64
    body = {"client_msg_id": "x", "undertake": {"material": REPORT, "how": "promised", "version": version}}
    with Talk(server.url) as other:
        foreign = other.http.post(f"/api/v1/conversations/{shop.id}/messages", json=body)
    assert foreign.status_code == 401
