"""The published description of the e-licence library is true as well; and a server in its default configuration has one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import jsonschema
import pytest

from actions.keys import data_cipher
from actions.local_time import now
from api.library.identifier import Identifier
from tests import patient
from tests.library.test_demo import CARD
from tests.library.test_library import BODY
from tests.serving import Running

from .test_openapi import HUGE, closed

PATH, JSON = "/library/v1/licences", {"Content-Type": "application/json"}
ISSUE, LOOK, END = ("post", PATH), ("get", PATH + "/{identifier}"), ("post", PATH + "/{identifier}/end")
TYPES, ISSUED, VERIFY = (
    ("get", "/library/v1/types"),
    ("post", "/library/v1/issued"),
    ("get", "/library/v1/verify/{identifier}"),
)
KEYS = ("get", "/library/v1/keys")
SEARCH, FETCH = ("post", "/library/v1/searches"), ("post", PATH + "/{identifier}/uses")
AGREE, WITHDRAW = ("post", "/library/v1/consents"), ("post", "/library/v1/consents/{consent}/withdrawal")
CONSENTS, USES = ("post", "/library/v1/consents/searches"), ("post", "/library/v1/uses/searches")
SHOW, RESOLVE = ("post", "/library/v1/showings"), ("post", "/library/v1/showings/resolve")
OTHER, ENDED = {**BODY, "serial": "B2"}, {"status": "revoked", "reason": "材料是假的"}
HOLDER, NOBODY = {"holder": BODY["holder"]["number"]}, {"holder": "11010519491231002X"}
CONSENT = {
    **HOLDER, "purpose": "p", "types": [BODY["type"]], "until": str((now() + timedelta(days=30)).date()), "notice": "n",
}  # fmt: skip
TO_SHOW = {**HOLDER, "identifier": str(Identifier(BODY["type"], BODY["issuer"], BODY["serial"]))}
OWN, CHECK = ("post", "/library/v1/holders/licences"), ("post", PATH + "/{identifier}/checks")
CHECKED = {"purpose": "p", "by": "b"}
#: What the holder shows is told by the server; it stands here in its place.
LOOKED_AT = {"shown": "{shown}", "purpose": "p"}
WANTED = {"purpose": "p", "use_cause": "c"}

#: Route, status, whose key is sent, what stands in the path, the request. ``held`` is in the library under ``k``, and its
#: holder has given ``consent``.
CASES: list[tuple[tuple[str, str], int, str, str, dict[str, Any]]] = [
    (ISSUE, 201, "issuer", "", {"json": OTHER, "headers": {"Idempotency-Key": "new"}}),
    (ISSUE, 400, "issuer", "", {"json": OTHER}),
    (ISSUE, 401, "", "", {"json": OTHER}),
    (ISSUE, 409, "issuer", "", {"json": OTHER, "headers": {"Idempotency-Key": "k"}}),
    (ISSUE, 413, "issuer", "", {"content": HUGE * 10, "headers": {**JSON, "Idempotency-Key": "x"}}),
    (ISSUE, 415, "issuer", "", {"content": b"{}", "headers": {"Idempotency-Key": "x"}}),
    (ISSUE, 422, "issuer", "", {"json": {**OTHER, "issuer": "310106"}, "headers": {"Idempotency-Key": "x"}}),
    (LOOK, 200, "issuer", "held", {}),
    (LOOK, 401, "", "held", {}),
    (LOOK, 404, "issuer", "nothing", {}),
    (TYPES, 200, "reader", "", {}),
    (TYPES, 401, "", "", {}),
    (KEYS, 200, "", "", {}),
    (VERIFY, 200, "", "held", {}),
    (VERIFY, 404, "", "nothing", {}),
    (AGREE, 201, "reader", "", {"json": {**CONSENT, "purpose": "q"}}),
    (CONSENTS, 200, "reader", "", {"json": HOLDER}),
    (SEARCH, 200, "reader", "", {"json": {**HOLDER, "purpose": "p"}}),
    (SEARCH, 403, "reader", "", {"json": {**HOLDER, "purpose": "r"}}),
    (FETCH, 200, "reader", "held", {"json": WANTED}),
    (FETCH, 403, "reader", "held", {"json": {**WANTED, "purpose": "r"}}),
    (FETCH, 404, "reader", "nothing", {"json": WANTED}),
    (USES, 200, "reader", "", {"json": HOLDER}),
    (OWN, 200, "reader", "", {"json": HOLDER}),
    (CHECK, 200, "verifier", "held", {"json": CHECKED}),
    (CHECK, 404, "verifier", "nothing", {"json": CHECKED}),
    (SHOW, 201, "reader", "", {"json": TO_SHOW}),
    (SHOW, 404, "reader", "", {"json": {**TO_SHOW, **NOBODY}}),
    (RESOLVE, 200, "verifier", "held", {"json": LOOKED_AT}),
    (RESOLVE, 409, "verifier", "held", {"json": LOOKED_AT}),
    (RESOLVE, 404, "verifier", "nothing", {"json": LOOKED_AT}),
    (USES, 200, "reader", "", {"json": HOLDER}),
    (ISSUED, 200, "issuer", "", {"json": HOLDER}),
    (END, 404, "issuer", "nothing", {"json": ENDED}),
    (END, 200, "issuer", "held", {"json": ENDED}),
    (END, 409, "issuer", "held", {"json": {"status": "recalled"}}),
    (FETCH, 409, "reader", "held", {"json": WANTED}),
    (SHOW, 409, "reader", "", {"json": TO_SHOW}),
    (WITHDRAW, 404, "reader", "held", {"json": NOBODY}),
    (WITHDRAW, 200, "reader", "held", {"json": HOLDER}),
    *(
        (route, status, "" if status == 401 else whose, "held", request)
        for whose, routes in (
            ("issuer", (ISSUED, END)),
            ("reader", (AGREE, CONSENTS, WITHDRAW, SEARCH, FETCH, USES, OWN, SHOW)),
            ("verifier", (RESOLVE, CHECK)),
        )
        for route in routes
        for status, request in (
            (400, {"content": b"{", "headers": JSON}),
            (401, {"json": {}}),
            (413, {"content": HUGE * 10, "headers": JSON}),
            (415, {"content": b"{}"}),
            (422, {"json": {"holder": ""}}),
        )
    ),
]
#: A key without the right, too many questions, a showing whose minute is over, and a machine that cannot print: other tests see them.
ELSEWHERE = {
    (*route, 403) for route in (ISSUE, LOOK, ISSUED, END, AGREE, CONSENTS, WITHDRAW, USES, OWN, SHOW, RESOLVE, CHECK)
} | {
    (*SHOW, 429),
    (*RESOLVE, 410),
    (*RESOLVE, 429),
    (*CHECK, 429),
    (*VERIFY, 429),
    (*FETCH, 503),
}


@pytest.fixture(scope="module")
def published(server: Running) -> dict[str, Any]:
    """The document."""
    return dict(patient.get(f"{server.url}/openapi.json").json())


@pytest.fixture(scope="module")
def keys(server: Running) -> dict[str, dict[str, str]]:
    """The headers of the intake, of the applicants' side and of the desk in the same process, and of nobody."""
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    marks = {"issuer": "library client", "reader": "library reader", "verifier": "library verifier"}
    bearers = {name: f"Bearer daoban_library_{cipher.mark(mark).hex()}" for name, mark in marks.items()}
    return {"": {}, **{name: {"Authorization": bearer} for name, bearer in bearers.items()}}


@pytest.fixture(scope="module")
def places(server: Running, keys: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """What stands in a path or a body: a licence that the library holds under ``k`` and its holder's consent, or neither."""
    answer = patient.post(server.url + PATH, json=BODY, headers={**keys["issuer"], "Idempotency-Key": "k"})
    assert answer.status_code == 201, answer.text
    given = patient.post(server.url + AGREE[1], json=CONSENT, headers=keys["reader"])
    assert given.status_code == 201, given.text
    shown = patient.post(server.url + SHOW[1], json=TO_SHOW, headers=keys["reader"])
    assert shown.status_code == 201, shown.text
    held = {
        "identifier": answer.json()["identifier"], "consent": given.json()["consent"], "shown": shown.json()["text"],
    }  # fmt: skip
    return {"": {}, "held": held, "nothing": dict.fromkeys(held, "nothing")}


@pytest.mark.parametrize(
    ("route", "status", "whose", "place", "request_"), CASES, ids=[f"{route[0]}-{route[1]}-{status}" for route, status, *_ in CASES]
)  # fmt: skip
def test_a_documented_answer_occurs(
    server: Running, published: dict[str, Any], keys: dict[str, dict[str, str]], places: dict[str, dict[str, str]],
    route: tuple[str, str], status: int, whose: str, place: str, request_: dict[str, Any],
) -> None:  # fmt: skip
    method, path = route
    headers = {**keys[whose], **request_.get("headers", {})}
    if request_.get("json") is LOOKED_AT:
        request_ = {"json": {**LOOKED_AT, "shown": places[place]["shown"]}}
    answer = patient.request(method, server.url + path.format(**places[place]), **{**request_, "headers": headers})
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


def test_a_server_in_its_default_configuration_has_the_invented_holders(server: Running) -> None:
    told = patient.get(f"{server.url}/library/v1/verify/{CARD}").json()
    assert (told["title"], told["invented"]) == ("居民身份证", True)
