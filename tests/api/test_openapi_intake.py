"""The published description of the intake is true as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests import patient
from tests.serving import Running

from .test_openapi import HUGE, closed

FORMS = Path(__file__).resolve().parents[2] / "forms"
EXAMPLE = Path(__file__).resolve().parents[2] / "forms/food_operation/examples/valid-minimal.json"
APPLICATION = json.loads(EXAMPLE.read_text("utf-8"))
BODY = {"form": "food_operation", "application": APPLICATION}
OTHER = {"form": "food_operation", "application": {**APPLICATION, "copies_count": 2}}
PATH, ONLY, JSON = "/intake/v1/applications", {"validate": "only"}, {"Content-Type": "application/json"}
HAND_IN, FIND, WITHDRAW = ("post", PATH), ("get", PATH + "/{reference}"), ("post", PATH + "/{reference}/withdrawal")
EVENTS, SUPPLEMENT = ("get", PATH + "/{reference}/events"), ("post", PATH + "/{reference}/supplements")
NOTICE = ("get", PATH + "/{reference}/notices/{seq}.pdf")
RATE, RATINGS = ("post", PATH + "/{reference}/ratings"), ("get", PATH + "/{reference}/ratings")
BAD = {"json": {"grade": 1}, "headers": {"Idempotency-Key": "r"}}
SCHEMA = ("get", "/intake/v1/forms/{form}/schema")
ITEMS, ITEM = ("get", "/intake/v1/items"), ("get", "/intake/v1/items/{code}")
#: The published catalogue's first item.
CODE = "11310106MB9000015D499900000000101"
ANSWER = {"correction": "none", "application": APPLICATION}

#: Route, status, whether the key is sent, what stands in the path, the request. ``k`` is held before.
CASES: list[tuple[tuple[str, str], int, bool, str, dict[str, Any]]] = [
    (HAND_IN, 201, True, "", {"json": BODY, "headers": {"Idempotency-Key": "new"}}),
    (HAND_IN, 200, True, "", {"json": BODY, "headers": {"Idempotency-Key": "k"}, "params": ONLY}),
    (HAND_IN, 204, True, "", {"json": BODY, "headers": {"Idempotency-Key": "checked"}, "params": ONLY}),
    (HAND_IN, 400, True, "", {"content": b"{", "headers": JSON}),
    (HAND_IN, 401, False, "", {"json": BODY}),
    (HAND_IN, 409, True, "", {"json": OTHER, "headers": {"Idempotency-Key": "k"}}),
    (HAND_IN, 413, True, "", {"content": HUGE * 10, "headers": JSON}),
    (HAND_IN, 415, True, "", {"content": b"{}"}),
    (HAND_IN, 422, True, "", {"json": {**BODY, "application": {}}, "headers": {"Idempotency-Key": "x"}}),
    (FIND, 200, True, "held", {}),
    (FIND, 401, False, "held", {}),
    (FIND, 404, True, "nothing", {}),
    (WITHDRAW, 200, True, "held", {}),
    (WITHDRAW, 401, False, "held", {}),
    (WITHDRAW, 404, True, "nothing", {}),
    (WITHDRAW, 400, True, "held", {"content": b"{", "headers": JSON}),
    (WITHDRAW, 413, True, "held", {"content": HUGE * 10, "headers": JSON}),
    (WITHDRAW, 415, True, "held", {"content": b"{}"}),
    (WITHDRAW, 422, True, "held", {"json": {"reason": 1}}),
    (EVENTS, 200, True, "held", {"params": {"after": 0}}),
    (EVENTS, 401, False, "held", {}),
    (EVENTS, 404, True, "nothing", {}),
    (EVENTS, 400, True, "held", {"params": {"after": -1}}),
    (NOTICE, 200, True, "held", {}),
    (NOTICE, 401, False, "held", {}),
    (NOTICE, 404, True, "nothing", {}),
    (SUPPLEMENT, 400, True, "held", {"content": b"{", "headers": JSON}),
    (SUPPLEMENT, 401, False, "held", {"json": ANSWER}),
    (SUPPLEMENT, 404, True, "nothing", {"json": ANSWER, "headers": {"Idempotency-Key": "s"}}),
    (SUPPLEMENT, 409, True, "held", {"json": ANSWER, "headers": {"Idempotency-Key": "s"}}),
    (SUPPLEMENT, 413, True, "held", {"content": HUGE * 10, "headers": JSON}),
    (SUPPLEMENT, 415, True, "held", {"content": b"{}"}),
    (SUPPLEMENT, 422, True, "held", {"json": {**ANSWER, "application": 1}, "headers": {"Idempotency-Key": "t"}}),
    (RATE, 201, True, "held", BAD),
    (RATE, 400, True, "held", {"json": {"grade": 1}}),
    (RATE, 401, False, "held", BAD),
    (RATE, 404, True, "nothing", BAD),
    (RATE, 409, True, "held", {**BAD, "json": {"grade": 2}}),
    (RATE, 413, True, "held", {"content": HUGE * 10, "headers": JSON}),
    (RATE, 415, True, "held", {"content": b"{}"}),
    (RATE, 422, True, "held", {**BAD, "json": {"grade": 5}}),
    (RATINGS, 200, True, "held", {}),
    (RATINGS, 401, False, "held", {}),
    (RATINGS, 404, True, "nothing", {}),
    (SCHEMA, 200, False, "food_operation", {}),
    (SCHEMA, 304, False, "food_operation", {"headers": {"If-None-Match": "known"}}),
    (SCHEMA, 404, False, "nothing", {}),
    (ITEMS, 200, False, "", {}),
    (ITEMS, 304, False, "", {"headers": {"If-None-Match": "known"}}),
    (ITEM, 200, False, CODE, {}),
    (ITEM, 304, False, CODE, {"headers": {"If-None-Match": "known"}}),
    (ITEM, 404, False, "nothing", {}),
]
#: A key without the right, what an officer has done before, and a printer that is busy: tests/intake sees them.
ELSEWHERE = {(*route, 403) for route in (HAND_IN, FIND, WITHDRAW, EVENTS, SUPPLEMENT, NOTICE, RATE, RATINGS)}
ELSEWHERE |= {(*SUPPLEMENT, 200), (*WITHDRAW, 409), (*NOTICE, 429), (*NOTICE, 503)}


@pytest.fixture(scope="module")
def published(server: Running) -> dict[str, Any]:
    """The document."""
    return dict(patient.get(f"{server.url}/openapi.json").json())


@pytest.fixture(scope="module")
def key(server: Running) -> dict[str, str]:
    """The header of a known client."""
    return {"Authorization": f"Bearer {(server.log.parent / 'keys' / 'intake.key').read_text().strip()}"}


@pytest.fixture(scope="module")
def held(server: Running, key: dict[str, str]) -> str:
    """The reference of an application that intake holds under ``k``."""
    answer = patient.post(server.url + PATH, json=BODY, headers={**key, "Idempotency-Key": "k"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["reference"])


@pytest.mark.parametrize(
    ("route", "status", "known", "place", "request_"), CASES, ids=[f"{route[0]}-{route[1]}-{status}" for route, status, *_ in CASES]
)  # fmt: skip
def test_a_documented_answer_occurs(
    server: Running, published: dict[str, Any], key: dict[str, str], held: str,
    route: tuple[str, str], status: int, known: bool, place: str, request_: dict[str, Any],
) -> None:  # fmt: skip
    method, path = route
    url = server.url + path.format(reference=held if place == "held" else place, form=place, code=place, seq=1)
    headers = {**(key if known else {}), **request_.get("headers", {})}
    if headers.get("If-None-Match") == "known":
        headers["If-None-Match"] = patient.get(url).headers["etag"]
    answer = patient.request(method, url, **{**request_, "headers": headers})
    assert answer.status_code == status
    documented = published["paths"][path][method]["responses"][str(status)].get("content", {})
    assert list(documented) == ([answer.headers["content-type"].partition(";")[0]] if answer.content else [])
    for content in (shape for kind, shape in documented.items() if kind.endswith("json")):
        jsonschema.Draft202012Validator(closed(content.get("schema", {}))).validate(answer.json())


@pytest.mark.parametrize(
    "file", sorted(FORMS.glob("*/examples/valid-*.json")), ids=lambda file: f"{file.parents[1].name}-{file.stem}"
)
def test_every_valid_example_is_taken_and_held_as_it_was_sent(server: Running, key: dict[str, str], file: Path) -> None:
    form, sent = file.parents[1].name, json.loads(file.read_text("utf-8"))
    taken = patient.post(
        server.url + PATH,
        json={"form": form, "application": sent},
        headers={**key, "Idempotency-Key": f"{form}-{file.stem}"},
    )
    assert taken.status_code == 201, taken.text
    stored = patient.get(server.url + taken.headers["Location"], headers=key).json()
    assert (stored["form"], stored["application"]) == (form, sent)


@pytest.mark.parametrize(
    "file",
    sorted((FORMS / "publication_retail/examples").glob("invalid-*.json")),
    ids=lambda file: file.stem,
)
def test_no_invalid_example_is_taken(server: Running, key: dict[str, str], file: Path) -> None:
    body = {"form": file.parents[1].name, "application": json.loads(file.read_text("utf-8"))}
    answer = patient.post(server.url + PATH, json=body, headers={**key, "Idempotency-Key": file.stem})
    assert answer.status_code == 422, answer.text


def test_every_documented_answer_has_its_case(published: dict[str, Any]) -> None:
    documented = {
        (method, path, int(status))
        for path, methods in published["paths"].items()
        if path.startswith("/intake/")
        for method, operation in methods.items()
        for status in operation["responses"]
        if status != "default"
    }
    assert documented == {(*route, status) for route, status, *_ in CASES} | ELSEWHERE
