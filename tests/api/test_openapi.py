"""The published OpenAPI is true: each status that it documents occurs, as documented, and no other does."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest

from tests.applicant import Applicant
from tests.serving import Running, Talk, running
from tests.test_transcripts import COMMON, SHOPS

from .openapi_rights import RIGHTS, RIGHTS_ELSEWHERE

API = "/api/v1/conversations"
JSON = {"Content-Type": "application/json"}
KEY = {"Authorization": "Bearer the-key"}
EVIL = {"Origin": "https://evil.example"}
HUGE = b"x" * 200_000
OPEN, SAY, LOOK = ("post", API), ("post", API + "/{conversation}/messages"), ("get", API + "/{conversation}")
TURNS = ("get", API + "/{conversation}/turns")
FOLLOW, PRINT = ("get", API + "/{conversation}/events"), ("get", API + "/{conversation}/application.pdf")
SESSION, REST = ("post", "/api/v1/session"), ("post", "/webhooks/rest/webhook")
MESSAGE = {"client_msg_id": "m", "text": "已经办好了"}

#: (method, route), status, conversation (own, fresh or another), and the request.
CASES: list[tuple[tuple[str, str], int, str, dict[str, Any]]] = [
    (OPEN, 201, "", {"json": {"channel": "web"}}),
    (OPEN, 400, "", {"content": b"{", "headers": JSON}),
    (OPEN, 403, "", {"json": {}, "headers": EVIL}),
    (OPEN, 413, "", {"content": HUGE, "headers": JSON}),
    (OPEN, 415, "", {"content": b"{}"}),
    (OPEN, 422, "", {"json": {"channel": 1}}),
    (SAY, 200, "own", {"json": MESSAGE}),
    (SAY, 400, "own", {"content": b"{", "headers": JSON}),
    (SAY, 401, "foreign", {"json": MESSAGE}),
    (SAY, 403, "cookie", {"json": MESSAGE, "headers": EVIL}),
    (SAY, 404, "unknown", {"json": MESSAGE}),
    (SAY, 409, "own", {"json": {**MESSAGE, "text": "x"}}),
    (SAY, 413, "own", {"content": HUGE, "headers": JSON}),
    (SAY, 415, "own", {"content": b"{}"}),
    (SAY, 422, "own", {"json": {}}),
    (LOOK, 200, "own", {}),
    (LOOK, 401, "foreign", {}),
    (LOOK, 404, "unknown", {}),
    (FOLLOW, 200, "own", {}),
    (FOLLOW, 401, "foreign", {}),
    (FOLLOW, 404, "unknown", {}),
    (FOLLOW, 422, "own", {"params": {"after": "x"}}),
    (TURNS, 200, "own", {}),
    (TURNS, 401, "foreign", {}),
    (TURNS, 404, "unknown", {}),
    (TURNS, 422, "own", {"params": {"wait": "x"}}),
    (PRINT, 200, "own", {}),
    (PRINT, 401, "foreign", {}),
    (PRINT, 404, "fresh", {}),
    (("get", "/api/v1/identities"), 200, "", {}),
    (("get", "/api/v1/themes"), 200, "", {}),
    (SESSION, 200, "", {"json": {"identity": "apo"}}),
    (SESSION, 400, "", {"content": b"{", "headers": JSON}),
    (SESSION, 403, "", {"json": {"identity": "apo"}, "headers": EVIL}),
    (SESSION, 413, "", {"content": HUGE, "headers": JSON}),
    (SESSION, 415, "", {"content": b"{}"}),
    (SESSION, 422, "", {"json": {"identity": "nobody"}}),
    (("get", "/webhooks/rest/"), 200, "", {}),
    (REST, 200, "", {"json": {"sender": "a", "message": "我想在静安区开一家奶茶店"}, "headers": KEY}),
    (REST, 400, "", {"content": b"{", "headers": KEY}),
    (REST, 401, "", {"json": {"message": "x"}}),
    (REST, 403, "", {"json": {"message": "x"}, "headers": {**KEY, **EVIL}}),
    (REST, 413, "", {"content": HUGE, "headers": KEY}),
    (REST, 422, "", {"json": {}, "headers": KEY}),
    (("get", "/healthz"), 200, "", {}),
    (("get", "/readyz"), 200, "", {}),
    (("get", "/metrics"), 200, "", {}),
    *RIGHTS,
]  # fmt: skip
#: What only very many requests bring about, and what only production does: other tests of this folder see them.
ELSEWHERE = {(*OPEN, 429), (*SAY, 429), (*REST, 429), (*REST, 404), *RIGHTS_ELSEWHERE}


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server whose REST channel has a key."""
    with running(tmp_path_factory.mktemp("keyed"), rasa=False, DAOBAN_REST_KEY="the-key") as started:
        yield started


@pytest.fixture(scope="module")
def published(keyed: Running) -> dict[str, Any]:
    """The document."""
    return dict(httpx.get(f"{keyed.url}/openapi.json").json())


@pytest.fixture(scope="module")
def talks(keyed: Running) -> Iterator[tuple[Talk, Talk]]:
    """A conversation with some turns, and a new one."""
    with Talk(keyed.url) as own, Talk(keyed.url) as fresh:
        own.say("我想在静安区开一家奶茶店")
        yield own, fresh


def addressed(talks: tuple[Talk, Talk], whose: str) -> tuple[str, dict[str, str]]:
    """Id and headers of a conversation: one's own, one with another's token, one that is not there."""
    own, fresh = talks
    bearer, cookie = {"Authorization": f"Bearer {own.token}"}, {"Cookie": f"daoban_conversation={own.token}"}
    return {
        "": ("", {}),
        "own": (own.id, bearer),
        "cookie": (own.id, cookie),
        "foreign": (fresh.id, bearer),
        "fresh": (fresh.id, {"Authorization": f"Bearer {fresh.token}"}),
        "unknown": ("c_unknown", bearer),
    }[whose]


@pytest.mark.parametrize(
    ("route", "status", "whose", "request_"), CASES, ids=[f"{route[0]}-{route[1]}-{status}" for route, status, *_ in CASES]
)  # fmt: skip
def test_a_documented_answer_occurs(
    keyed: Running, published: dict[str, Any], talks: tuple[Talk, Talk], route: tuple[str, str], status: int, whose: str, request_: dict[str, Any]
) -> None:  # fmt: skip
    method, path = route
    conversation, headers = addressed(talks, whose)
    sent = {**request_, "headers": {**headers, **request_.get("headers", {})}}
    with httpx.stream(method, keyed.url + path.format(conversation=conversation), **sent) as answer:
        assert answer.status_code == status
        documented = published["paths"][path][method]["responses"][str(status)]["content"]
        kind = answer.headers["content-type"].partition(";")[0]
        assert list(documented) == [kind]
        if kind.endswith("json"):
            answer.read()
            jsonschema.Draft202012Validator(closed(documented[kind]["schema"])).validate(answer.json())


def test_every_documented_answer_has_its_case(published: dict[str, Any]) -> None:
    documented = {
        (method, path, int(status))
        for path, methods in published["paths"].items()
        if not path.startswith("/intake/")
        for method, operation in methods.items()
        for status in operation["responses"]
        if status != "default"
    }
    assert documented == {(*route, status) for route, status, *_ in CASES} | ELSEWHERE


def test_every_route_is_published(published: dict[str, Any]) -> None:
    assert {path for path in published["paths"] if not path.startswith("/intake/")} == {route[1] for route, *_ in CASES}


def test_a_whole_conversation_is_shaped_as_published(keyed: Running, published: dict[str, Any]) -> None:
    """Every turn up to the receipt, wrong answers and explanations included, has the members documented and no other."""
    schema = published["paths"][SAY[1]]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = jsonschema.Draft202012Validator(closed(schema))
    with Talk(keyed.url) as talk:
        applicant = Applicant(6, {**COMMON, **SHOPS[0].values[2]})
        seen: set[str] = set()
        for message in (
            {"text": "你好"}, {"text": "我想开店"}, {"text": "我想在静安区开一家奶茶店"}, {"text": "为什么问这个"},
            {"text": "食品经营许可证有效期是多久？"}, {"text": "？？"}, {"text": "店名叫阿婆奶茶，南京西路1234号，八十平"},
            {"edit": {"fact": "premises.total_area", "value": "很大"}}, {"choice": {"question": "q0", "value": 1}},
        ):  # fmt: skip
            validator.validate(talk._turn(message))
            seen |= {one["kind"] for one in talk.last["messages"]}
        while talk.last["asking"]["kind"] != "review":
            confirm = talk.last["asking"]["kind"] == "confirm"
            validator.validate(talk.say("对" if confirm else applicant.reply(talk.last["asking"])))
        for text in ("面积改成120", "对", "确认提交"):
            validator.validate(talk.say(text))
            seen |= {one["kind"] for one in talk.last["messages"]}
        assert talk.last["case"]["receipt"]
        assert {"question", "explain", "knowledge", "rejection", "echo", "review", "receipt"} <= seen


def test_no_member_can_hide(published: dict[str, Any]) -> None:
    """The check above sees a member that is not documented."""
    schema = closed(published["paths"][LOOK[1]]["get"]["responses"]["200"]["content"]["application/json"]["schema"])
    asking = {"instance": "q1", "fact": None, "kind": "review", "secret": 1}
    turn = {"seq": 1, "messages": [], "asking": None, "progress": dict.fromkeys(("answered", "remaining_min", "remaining_max"), 0),
            "case": {"scenario": None, "stage": "routing", "applications": [], "materials": []}}  # fmt: skip
    jsonschema.Draft202012Validator(schema).validate(turn)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**turn, "asking": asking})


def closed(schema: Any) -> Any:
    """The schema with objects that have no other members than theirs."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(one) for name, one in copy.copy(schema).items()}
    if "properties" in made and "additionalProperties" not in made:
        made["additionalProperties"] = False
    return made
