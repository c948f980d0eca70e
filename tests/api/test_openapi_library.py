"""The published description of the e-licence library is true as well; and a server in its default configuration has one."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from actions.keys import data_cipher
from tests import patient
from tests.library.test_library import BODY
from tests.serving import Running

from .test_openapi import HUGE, closed

PATH, JSON = "/library/v1/licences", {"Content-Type": "application/json"}
ISSUE, FETCH, END = ("post", PATH), ("get", PATH + "/{identifier}"), ("post", PATH + "/{identifier}/end")
TYPES = ("get", "/library/v1/types")
SEARCH, VERIFY = ("post", "/library/v1/searches"), ("get", "/library/v1/verify/{identifier}")
OTHER, ENDED = {**BODY, "serial": "B2"}, {"status": "revoked", "reason": "材料是假的"}

#: Route, status, whether the key is sent, what stands in the path, the request. ``held`` is in the library under ``k``.
CASES: list[tuple[tuple[str, str], int, bool, str, dict[str, Any]]] = [
    (ISSUE, 201, True, "", {"json": OTHER, "headers": {"Idempotency-Key": "new"}}),
    (ISSUE, 400, True, "", {"json": OTHER}),
    (ISSUE, 401, False, "", {"json": OTHER}),
    (ISSUE, 409, True, "", {"json": OTHER, "headers": {"Idempotency-Key": "k"}}),
    (ISSUE, 413, True, "", {"content": HUGE * 10, "headers": {**JSON, "Idempotency-Key": "x"}}),
    (ISSUE, 415, True, "", {"content": b"{}", "headers": {"Idempotency-Key": "x"}}),
    (ISSUE, 422, True, "", {"json": {**OTHER, "issuer": "310106"}, "headers": {"Idempotency-Key": "x"}}),
    (FETCH, 200, True, "held", {}),
    (FETCH, 401, False, "held", {}),
    (FETCH, 404, True, "nothing", {}),
    (TYPES, 200, True, "", {}),
    (TYPES, 401, False, "", {}),
    (SEARCH, 200, True, "", {"json": {"holder": BODY["holder"]["number"]}}),
    (SEARCH, 400, True, "", {"content": b"{", "headers": JSON}),
    (SEARCH, 401, False, "", {"json": {"holder": "x"}}),
    (SEARCH, 413, True, "", {"content": HUGE * 10, "headers": JSON}),
    (SEARCH, 415, True, "", {"content": b"{}"}),
    (SEARCH, 422, True, "", {"json": {"holder": ""}}),
    (VERIFY, 200, False, "held", {}),
    (VERIFY, 404, False, "nothing", {}),
    (END, 400, True, "held", {"content": b"{", "headers": JSON}),
    (END, 401, False, "held", {"json": ENDED}),
    (END, 404, True, "nothing", {"json": ENDED}),
    (END, 413, True, "held", {"content": HUGE * 10, "headers": JSON}),
    (END, 415, True, "held", {"content": b"{}"}),
    (END, 422, True, "held", {"json": {"status": "lost"}}),
    (END, 200, True, "held", {"json": ENDED}),
    (END, 409, True, "held", {"json": {"status": "recalled"}}),
]
#: A key without the right, and too many questions: tests/library sees them.
ELSEWHERE = {(*route, 403) for route in (ISSUE, FETCH, TYPES, SEARCH, END)} | {(*VERIFY, 429)}


@pytest.fixture(scope="module")
def published(server: Running) -> dict[str, Any]:
    """The document."""
    return dict(patient.get(f"{server.url}/openapi.json").json())


@pytest.fixture(scope="module")
def key(server: Running) -> dict[str, str]:
    """The header of the intake in the same process."""
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    return {"Authorization": f"Bearer daoban_library_{cipher.mark('library client').hex()}"}


@pytest.fixture(scope="module")
def held(server: Running, key: dict[str, str]) -> str:
    """The identifier of a licence that the library holds under ``k``."""
    answer = patient.post(server.url + PATH, json=BODY, headers={**key, "Idempotency-Key": "k"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["identifier"])


@pytest.mark.parametrize(
    ("route", "status", "known", "place", "request_"), CASES, ids=[f"{route[0]}-{route[1]}-{status}" for route, status, *_ in CASES]
)  # fmt: skip
def test_a_documented_answer_occurs(
    server: Running, published: dict[str, Any], key: dict[str, str], held: str,
    route: tuple[str, str], status: int, known: bool, place: str, request_: dict[str, Any],
) -> None:  # fmt: skip
    method, path = route
    url = server.url + path.format(identifier=held if place == "held" else place)
    headers = {**(key if known else {}), **request_.get("headers", {})}
    answer = patient.request(method, url, **{**request_, "headers": headers})
    assert answer.status_code == status, answer.text
    documented = published["paths"][path][method]["responses"][str(status)]["content"]
    assert list(documented) == [answer.headers["content-type"].partition(";")[0]]
    for content in documented.values():
        jsonschema.Draft202012Validator(closed(content["schema"])).validate(answer.json())


def test_every_documented_answer_has_its_case(published: dict[str, Any]) -> None:
    documented = {
        (method, path, int(status))
        for path, methods in published["paths"].items()
        if path.startswith("/library/")
        for method, operation in methods.items()
        for status in operation["responses"]
        if status != "default"
    }
    assert documented == {(*route, status) for route, status, *_ in CASES} | ELSEWHERE
