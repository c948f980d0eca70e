"""Who looks without a consent is in the log as well: the holder at what is theirs, and an officer who has an identifier."""

from __future__ import annotations

from datetime import datetime, timezone

import httpx
import jsonschema
import pytest

from api.library import openapi
from tests.actions.conftest import Clock

from .conftest import client
from .test_consent import PERSON, log
from .test_library import FIRM, PATH, code, issue
from .test_showing import CONTENT, OFFICE

OWN, LOOK = "/library/v1/holders/licences", {"purpose": "办件审查", "by": OFFICE}


@pytest.fixture(autouse=True)
def november(clock: Clock) -> None:
    """The licence is valid on this day."""
    clock.now = datetime(2026, 11, 30, 2, 0, tzinfo=timezone.utc)


@pytest.fixture
def identifier(web: httpx.Client) -> str:
    """A food licence of the firm."""
    return str(issue(web, content=CONTENT).json()["identifier"])


def own(reader: httpx.Client, holder: str = FIRM) -> list[dict[str, object]]:
    return list(reader.post(OWN, json={"holder": holder}).json()["licences"])


def test_holders_see_all_that_is_theirs_and_nothing_of_anybody_else_s(
    web: httpx.Client, reader: httpx.Client, identifier: str
) -> None:
    revoked = issue(web, "k2", serial="R1", content={"备注": "没有编号"}).json()["identifier"]
    web.post(f"{PATH}/{revoked}/end", json={"status": "revoked", "reason": "材料是假的"})
    issue(web, "k3", serial="P1", holder={"name": "张三", "number": PERSON})
    found = own(reader, FIRM.lower())
    assert [(one["identifier"], one["status"], one["number"]) for one in found] == [
        (identifier, "valid", "JY23101060000001"),
        (revoked, "revoked", None),
    ]
    # What stands on it is not on a list that others may look at over a shoulder.
    assert not any(word in str(found) for word in ("张晓雯", "愚园路", "13800138000", "材料是假的"))
    assert own(reader, "91310106MADEM00999") == []


def test_a_holder_s_own_look_is_in_the_log(reader: httpx.Client, identifier: str) -> None:
    own(reader)
    (use,) = log(reader)
    assert {name: use[name] for name in ("client", "kind", "purpose", "cause", "consent", "identifier")} == {
        "client": "daoban", "kind": "listed", "purpose": "持证人本人查看", "cause": "", "consent": None, "identifier": identifier,
    }  # fmt: skip


def test_who_looks_by_an_identifier_is_in_the_log(
    web: httpx.Client, reader: httpx.Client, clerk: httpx.Client, identifier: str
) -> None:
    told = clerk.post(f"{PATH}/{identifier}/checks", json=LOOK)
    assert told.json() == web.get(f"/library/v1/verify/{identifier}").json()
    (use,) = log(reader)
    assert (use["client"], use["kind"], use["purpose"], use["cause"]) == ("desk", "checked", "办件审查", OFFICE)
    assert (use["consent"], use["identifier"], use["at"]) == (None, identifier, "2026-11-30T10:00:00+08:00")
    # What is no more valid is looked at as well, and what is not there is nobody's.
    web.post(f"{PATH}/{identifier}/end", json={"status": "recalled", "reason": ""})
    assert clerk.post(f"{PATH}/{identifier}/checks", json=LOOK).json()["status"] == "recalled"
    assert code(clerk.post(f"{PATH}/1.2.3/checks", json=LOOK)) == (404, "no-such-licence")
    assert len(log(reader)) == 2


def test_an_officer_says_who_looks_and_what_for(reader: httpx.Client, clerk: httpx.Client, identifier: str) -> None:
    for missing in ("purpose", "by"):
        said = {name: value for name, value in LOOK.items() if name != missing}
        answer = clerk.post(f"{PATH}/{identifier}/checks", json=said)
        assert code(answer) == (422, "invalid-request")
        assert [one["pointer"] for one in answer.json()["errors"]] == [f"/{missing}"]
    assert log(reader) == []


def test_a_licence_of_nobody_in_particular_can_be_looked_at(web: httpx.Client, clerk: httpx.Client) -> None:
    nameless = issue(web, holder={"name": "某个单位"}).json()["identifier"]
    assert clerk.post(f"{PATH}/{nameless}/checks", json=LOOK).json()["status"] == "valid"


def test_each_key_does_its_own(
    address: str, web: httpx.Client, reader: httpx.Client, clerk: httpx.Client, identifier: str
) -> None:
    for other in (web, clerk):
        assert code(other.post(OWN, json={"holder": FIRM})) == (403, "forbidden")
    for other in (web, reader):
        assert code(other.post(f"{PATH}/{identifier}/checks", json=LOOK)) == (403, "forbidden")
    with client(address, "nobody") as nobody:
        assert code(nobody.post(OWN, json={"holder": FIRM})) == (401, "unauthorized")
    assert log(reader) == []


def test_answers_are_shaped_as_published(reader: httpx.Client, clerk: httpx.Client, identifier: str) -> None:
    cases = [
        (openapi.CHECKED[200], clerk.post(f"{PATH}/{identifier}/checks", json=LOOK)),
        (openapi.OWN[200], reader.post(OWN, json={"holder": FIRM})),
        (openapi.USES[200], reader.post("/library/v1/uses/searches", json={"holder": FIRM})),
    ]
    for described, answer in cases:
        ((_, content),) = described["content"].items()
        jsonschema.Draft202012Validator(content["schema"]).validate(answer.json())
