"""The published OpenAPI is true: each status that it documents occurs, as documented, and no other does."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from tests import patient
from tests.actions.files.made import EXE, paper, photo
from tests.applicant import Applicant
from tests.serving import Running, Talk, running
from tests.test_transcripts import COMMON, SHOPS

from .noodles import LICENCE, STEPS, opened, send
from .openapi_rights import RIGHTS, RIGHTS_ELSEWHERE
from .openapi_sign_in import SIGN_IN, SIGN_IN_ELSEWHERE

API = "/api/v1/conversations"
JSON = {"Content-Type": "application/json"}
KEY = {"Authorization": "Bearer the-key"}
EVIL = {"Origin": "https://evil.example"}
HUGE = b"x" * 200_000
OPEN, SAY, LOOK = ("post", API), ("post", API + "/{conversation}/messages"), ("get", API + "/{conversation}")
TURNS, LOG = ("get", API + "/{conversation}/turns"), ("get", API + "/{conversation}/log")
FOLLOW, PRINT = ("get", API + "/{conversation}/events"), ("get", API + "/{conversation}/application.pdf")
STANDING, RATE = ("get", API + "/{conversation}/standing"), ("post", API + "/{conversation}/rating")
DOCUMENTS = ("get", API + "/{conversation}/documents")
AS_PDF, AS_WORD = ("get", DOCUMENTS[1] + "/{document}.pdf"), ("get", DOCUMENTS[1] + "/{document}.docx")
PAPER = ("get", API + "/{conversation}/notices/{reference}/{seq}.pdf")
NOTICE, QR = ("get", API + "/{conversation}/notice.pdf"), ("get", API + "/{conversation}/receipts/{form}.svg")
FILES = ("post", API + "/{conversation}/materials/{material}/files")
SHOW, REMOVE = ("get", FILES[1] + "/{file}"), ("delete", FILES[1] + "/{file}")
SESSION, REST = ("post", "/api/v1/session"), ("post", "/webhooks/rest/webhook")
Talks = tuple[Talk, Talk, Talk, str]
PREVIEW, FIELD = ("post", API + "/{conversation}/preview"), ("get", API + "/{conversation}/fields/{fact}")
EDIT = {"fact": "premises.total_area", "value": "八十平"}
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
    (PREVIEW, 200, "own", {"json": {"edit": EDIT}}),
    (PREVIEW, 400, "own", {"content": b"{", "headers": JSON}),
    (PREVIEW, 401, "foreign", {"json": {"edit": EDIT}}),
    (PREVIEW, 403, "cookie", {"json": {"edit": EDIT}, "headers": EVIL}),
    (PREVIEW, 404, "unknown", {"json": {"edit": EDIT}}),
    (PREVIEW, 413, "own", {"content": HUGE, "headers": JSON}),
    (PREVIEW, 415, "own", {"content": b"{}"}),
    (PREVIEW, 422, "own", {"json": {}}),
    (FIELD, 200, "own", {}),
    (FIELD, 401, "foreign", {}),
    (FIELD, 404, "unknown", {}),
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
    (LOG, 200, "own", {}),
    (LOG, 401, "foreign", {}),
    (LOG, 404, "unknown", {}),
    (LOG, 422, "own", {"params": {"before": "-1"}}),
    (STANDING, 200, "received", {}),
    (STANDING, 401, "foreign", {}),
    (STANDING, 404, "fresh", {}),
    (RATE, 400, "own", {"content": b"{", "headers": JSON}),
    (RATE, 401, "foreign", {"json": {"grade": 5}}),
    (RATE, 403, "cookie", {"json": {"grade": 5}, "headers": EVIL}),
    (RATE, 404, "fresh", {"json": {"grade": 5}}),
    (RATE, 409, "received", {"json": {"grade": 1}}),
    (RATE, 413, "own", {"content": HUGE, "headers": JSON}),
    (RATE, 415, "own", {"content": b"{}"}),
    (RATE, 422, "own", {"json": {"grade": 6}}),
    (PRINT, 200, "own", {}),
    (PRINT, 401, "foreign", {}),
    (PRINT, 404, "fresh", {}),
    (NOTICE, 200, "own", {}),
    (NOTICE, 401, "foreign", {}),
    (NOTICE, 404, "fresh", {}),
    (DOCUMENTS, 200, "own", {}),
    (DOCUMENTS, 401, "foreign", {}),
    (DOCUMENTS, 404, "unknown", {}),
    (AS_PDF, 200, "received", {}),
    (AS_PDF, 401, "foreign", {}),
    (AS_PDF, 404, "fresh", {}),
    (AS_PDF, 409, "own", {}),
    (AS_WORD, 200, "received", {}),
    (AS_WORD, 401, "foreign", {}),
    (AS_WORD, 404, "fresh", {}),
    (AS_WORD, 409, "own", {}),
    (QR, 200, "received", {}),
    (QR, 401, "foreign", {}),
    (QR, 404, "own", {}),
    (PAPER, 200, "received", {}),
    (PAPER, 401, "foreign", {}),
    (PAPER, 404, "own", {}),
    (FILES, 200, "own", {"content": photo()}),
    (FILES, 201, "own", {"content": paper()}),
    (FILES, 401, "foreign", {"content": photo()}),
    (FILES, 403, "cookie", {"content": photo(), "headers": EVIL}),
    (FILES, 404, "unknown", {"content": photo()}),
    (FILES, 409, "licence", {"content": photo()}),
    (FILES, 413, "own", {"content": bytes(10 * 1024 * 1024 + 1)}),
    (FILES, 415, "own", {"content": EXE}),
    (FILES, 422, "own", {}),
    (SHOW, 200, "own", {}),
    (SHOW, 401, "foreign", {}),
    (SHOW, 404, "fresh", {}),
    (REMOVE, 401, "foreign", {}),
    (REMOVE, 403, "cookie", {"headers": EVIL}),
    (REMOVE, 404, "fresh", {}),
    (REMOVE, 204, "own", {}),
    (("get", "/api/v1/identities"), 200, "", {}),
    (("get", "/api/v1/themes"), 200, "", {}),
    (("get", "/api/v1/uploads"), 200, "", {}),
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
    *SIGN_IN,
    *RIGHTS,
]  # fmt: skip
#: What only very many requests bring about, what only production does, what only a bare machine cannot do, and what takes a
#: scanner, a case that was handed in or an intake that is away: other tests of this folder see them.
ELSEWHERE = {
    *((*route, 429) for route in (OPEN, SAY, PREVIEW, REST, FILES, SHOW, REMOVE, PRINT, NOTICE, PAPER, STANDING)),
    *((*route, 429) for route in (DOCUMENTS, AS_PDF, AS_WORD)),
    *((*route, 503) for route in (PRINT, NOTICE, AS_PDF, PAPER, STANDING)),
    (*RATE, 200), (*REST, 404), (*SHOW, 409), (*REMOVE, 409), *RIGHTS_ELSEWHERE,
    *SIGN_IN_ELSEWHERE,
}  # fmt: skip


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory, few: dict[str, str]) -> Iterator[Running]:
    """A server whose REST channel has a key."""
    with running(tmp_path_factory.mktemp("keyed"), rasa=False, DAOBAN_REST_KEY="the-key", **few) as started:
        yield started


@pytest.fixture(scope="module")
def published(keyed: Running) -> dict[str, Any]:
    """The document."""
    return dict(patient.get(f"{keyed.url}/openapi.json").json())


@pytest.fixture(scope="module")
def talks(keyed: Running) -> Iterator[Talks]:
    """A conversation with some turns, a new one, one that has its receipt, and the id of a file of the first."""
    with Talk(keyed.url) as own, Talk(keyed.url) as fresh, Talk(keyed.url) as received:
        file = send(opened(own), photo(), material=STEPS).json()["id"]
        received.say("我想在静安区开一家奶茶店")
        received.answer_all(Applicant(5, {**COMMON, **SHOPS[0].values[2]}))
        received.say("确认提交")
        yield own, fresh, received, file


def addressed(keyed: Running, talks: Talks, whose: str) -> tuple[str, dict[str, str]]:
    """Id and headers of a conversation: one's own, one with another's token, one that is not there."""
    own, fresh, received, _ = talks
    if whose.startswith("signed-"):
        session = patient.post(keyed.url + SESSION[1], json={"identity": "apo"}).cookies["daoban_session"]
        signed = {"Cookie": f"daoban_session={session}"}
        bearer = {"Authorization": f"Bearer {received.token}"}
        return ("", signed) if whose == "signed-in" else (received.id, {**signed, **bearer})
    bearer, cookie = {"Authorization": f"Bearer {own.token}"}, {"Cookie": f"daoban_conversation={own.token}"}
    return {
        "": ("", {}),
        "own": (own.id, bearer),
        "licence": (own.id, bearer),
        "cookie": (own.id, cookie),
        "foreign": (fresh.id, bearer),
        "received": (received.id, {"Authorization": f"Bearer {received.token}"}),
        "fresh": (fresh.id, {"Authorization": f"Bearer {fresh.token}"}),
        "unknown": ("c_unknown", bearer),
    }[whose]


@pytest.mark.parametrize(
    ("route", "status", "whose", "request_"), CASES, ids=[f"{route[0]}-{route[1]}-{status}" for route, status, *_ in CASES]
)  # fmt: skip
def test_a_documented_answer_occurs(
    keyed: Running, published: dict[str, Any], talks: Talks, route: tuple[str, str], status: int, whose: str, request_: dict[str, Any]
) -> None:  # fmt: skip
    method, path = route
    conversation, headers = addressed(keyed, talks, whose)
    sent = {**request_, "headers": {**headers, **request_.get("headers", {})}}
    material = LICENCE if whose == "licence" else STEPS
    places = {
        "material": material,
        "file": talks[3],
        "form": "food_operation",
        "fact": "premises.total_area",
        "seq": 1,
        "document": "policies",
        "identifier": "1.2.156.3005.2.nothing",
    }
    places["provider"] = "nobody" if whose == "unknown" else "demo"
    places["reference"] = talks[2].last["case"]["receipt"]["reference"]
    with patient.stream(method, keyed.url + path.format(conversation=conversation, **places), **sent) as answer:
        assert answer.status_code == status
        documented = published["paths"][path][method]["responses"][str(status)].get("content", {"": {}})
        kind = answer.headers.get("content-type", "").partition(";")[0]
        assert kind in documented
        if kind.endswith("json"):
            answer.read()
            jsonschema.Draft202012Validator(closed(documented[kind]["schema"])).validate(answer.json())


def test_every_documented_answer_has_its_case(published: dict[str, Any]) -> None:
    documented = {
        (method, path, int(status))
        for path, methods in published["paths"].items()
        if not path.startswith(("/intake/", "/library/", "/registers/"))
        for method, operation in methods.items()
        for status in operation["responses"]
        if status != "default"
    }
    assert documented == {(*route, status) for route, status, *_ in CASES} | ELSEWHERE


def test_every_route_is_published(published: dict[str, Any]) -> None:
    assert {path for path in published["paths"] if not path.startswith(("/intake/", "/library/", "/registers/"))} == {
        route[1] for route, *_ in CASES
    }


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
