"""The published description of the registers is true; a server in its default configuration has them, and one in production has none."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from actions.keys import data_cipher
from actions.settings import BadSetting, read_settings
from tests import patient
from tests.serving import Running

from .test_openapi import HUGE, closed

JSON = {"Content-Type": "application/json"}
PERSONS, FIRMS, ADDRESSES, PROPERTIES, USES = (
    ("post", f"/registers/v1/{name}") for name in ("persons", "firms", "addresses", "properties", "uses/searches")
)
FIRM, WHAT_FOR = "91310106MADEM00116", {"purpose": "p"}

#: Route, status, and the request with the key of the applicants' side.
CASES: list[tuple[tuple[str, str], int, dict[str, Any]]] = [
    (PERSONS, 200, {"json": {**WHAT_FOR, "number": "310100196203180028", "name": "王桂兰"}}),
    (PERSONS, 404, {"json": {**WHAT_FOR, "number": "310100196203180028", "name": "别人"}}),
    (FIRMS, 200, {"json": {**WHAT_FOR, "number": FIRM}}),
    (FIRMS, 404, {"json": {**WHAT_FOR, "number": "x"}}),
    (ADDRESSES, 200, {"json": {**WHAT_FOR, "address": "愚园路107号"}}),
    (PROPERTIES, 200, {"json": {**WHAT_FOR, "address": "静安区常德路114号", "party": "92310106MADEM002XT"}}),
    (USES, 200, {"json": {"holder": FIRM}}),
    *(
        (route, status, request)
        for route in (PERSONS, FIRMS, ADDRESSES, PROPERTIES, USES)
        for status, request in (
            (400, {"content": b"{", "headers": JSON}),
            (401, {"json": {}, "headers": {"Authorization": "Bearer nobody"}}),
            (413, {"content": HUGE * 10, "headers": JSON}),
            (415, {"content": b"{}"}),
            (422, {"json": {}}),
        )
    ),
]
#: A key without the right, and too many questions: other tests see them.
ELSEWHERE = {(*route, 403) for route in (PERSONS, FIRMS, ADDRESSES, PROPERTIES, USES)} | {
    (*route, 429) for route in (PERSONS, FIRMS, ADDRESSES, PROPERTIES)
}


@pytest.fixture(scope="module")
def published(server: Running) -> dict[str, Any]:
    """The document."""
    return dict(patient.get(f"{server.url}/openapi.json").json())


@pytest.fixture(scope="module")
def key(server: Running) -> dict[str, str]:
    """The header of the applicants' side in the same process."""
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    return {"Authorization": f"Bearer daoban_registers_{cipher.mark('registers client').hex()}"}


@pytest.mark.parametrize(
    ("route", "status", "request_"), CASES, ids=[f"{route[1]}-{status}" for route, status, _ in CASES]
)
def test_a_documented_answer_occurs(
    server: Running, published: dict[str, Any], key: dict[str, str], route: tuple[str, str], status: int, request_: Any
) -> None:
    method, path = route
    headers = {**key, **request_.get("headers", {})}
    answer = patient.request(method, server.url + path, **{**request_, "headers": headers})
    assert answer.status_code == status, answer.text
    documented = published["paths"][path][method]["responses"][str(status)]["content"]
    assert list(documented) == [answer.headers["content-type"].partition(";")[0]]
    for content in documented.values():
        jsonschema.Draft202012Validator(closed(content["schema"])).validate(answer.json())


def test_every_documented_answer_has_its_case(published: dict[str, Any]) -> None:
    documented = {
        (method, path, int(status))
        for path, methods in published["paths"].items()
        if path.startswith("/registers/")
        for method, operation in methods.items()
        for status in operation["responses"]
        if status != "default"
    }
    assert documented == {(*route, status) for route, status, _ in CASES} | ELSEWHERE


PRODUCTION = {"DAOBAN_ENV": "production", "DAOBAN_DATA_KEY": "k", "DAOBAN_INTAKE_KEY": "k"}


@pytest.mark.parametrize(
    ("environment", "invented"),
    [
        pytest.param({}, True, id="by-default"),
        pytest.param(PRODUCTION, False, id="in-production"),
        pytest.param({"DAOBAN_REGISTERS_URL": "https://r/", "DAOBAN_REGISTERS_KEY": "k"}, False, id="somebody-else-s"),
    ],
)
def test_what_is_invented_serves_where_nothing_real_is(environment: dict[str, str], invented: bool) -> None:
    assert read_settings(environment).invents_registers is invented


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DAOBAN_REGISTERS_URL": "https://r"}, "DAOBAN_REGISTERS_KEY must be set"),
        ({"DAOBAN_REGISTERS_URL": "ftp://r", "DAOBAN_REGISTERS_KEY": "k"}, "DAOBAN_REGISTERS_URL must be an http"),
        ({"DAOBAN_SHOWING_SECONDS": "601"}, "DAOBAN_SHOWING_SECONDS must be a number from 1 to 600"),
    ],
)
def test_what_cannot_be_set_is_refused(environment: dict[str, str], said: str) -> None:
    with pytest.raises(BadSetting, match=said):
        read_settings(environment)
