"""The desk over HTTP: against the reference intake, and against servers that misbehave."""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.gateways import HttpSubmission, intake_client
from actions.gateways.http_submission import header_key
from actions.gateways.intake_answers import standing_of
from actions.ports import Delivery, Receipt, Refused, Standing, Unavailable
from api.intake import IntakeServices, PublishedForm, create_intake, new_client_key, open_intake
from bot.engine.forms import Problem
from tests.actions.conftest import Clock
from tests.intake.conftest import key, services
from tests.intake.http_server import serving
from tests.intake.permit import permit, submitted

__all__ = ["key", "services"]

REQUEST = submitted()[1]


def submit(url: str, key: str, *, request: str = REQUEST.key, **applications: Any) -> tuple[Receipt, ...]:
    """Hands in a bundle: the small shop's application, or those given."""

    async def scene() -> tuple[Receipt, ...]:
        async with intake_client(url, key) as client:
            bundle = applications or REQUEST.applications
            return await HttpSubmission(client).submit(request, bundle, REQUEST.materials, REQUEST.provenance)

    return asyncio.run(scene())


def look_up(url: str, key: str, reference: str) -> Standing | None:
    """Where an application stands."""

    async def scene() -> Standing | None:
        async with intake_client(url, key) as client:
            return await HttpSubmission(client).look_up(reference)

    return asyncio.run(scene())


def held(engine: Engine) -> list[tuple[str, str]]:
    """Form and status of everything that intake has."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT form, status FROM intake_applications ORDER BY received, form"))
        return [(row[0], row[1]) for row in rows]


def test_an_application_is_handed_in_once(services: IntakeServices, key: str, empty: Engine) -> None:
    with serving(create_intake(services)) as url:
        first = submit(url, key)
        assert submit(url, key) == first
        assert [receipt.form for receipt in first] == ["permit"]
        entry = services.desk.find("daoban", first[0].reference)
    stored = entry.document()
    assert stored["application"] == REQUEST.applications["permit"]
    assert stored["provenance"] == REQUEST.provenance["permit"]
    assert stored["materials"] == [dict(one) for one in REQUEST.materials]
    assert (first[0].received_at, held(empty)) == (entry.received, [("permit", "received")])


def test_a_refusal_names_the_places_in_the_application(services: IntakeServices, key: str, empty: Engine) -> None:
    wrong = {**REQUEST.applications["permit"], "name": "", "copies": 12}
    with serving(create_intake(services)) as url, pytest.raises(Refused) as refused:
        submit(url, key, permit=wrong)
    assert (refused.value.code, refused.value.decided) == ("invalid", True)
    assert {problem["pointer"] for problem in refused.value.problems} == {"/name", "/copies"}
    assert {problem["form"] for problem in refused.value.problems} == {"permit"}
    assert held(empty) == []


def test_a_key_used_for_something_else_is_refused(services: IntakeServices, key: str) -> None:
    with serving(create_intake(services)) as url:
        submit(url, key)
        with pytest.raises(Refused, match="key_reused"):
            submit(url, key, permit={**REQUEST.applications["permit"], "name": "另一家"})


def test_a_wrong_key_is_refused_without_a_decision(services: IntakeServices) -> None:
    with serving(create_intake(services)) as url, pytest.raises(Refused) as refused:
        submit(url, "wrong")
    assert (refused.value.code, refused.value.decided) == ("http_401", False)


@pytest.fixture
def forms() -> dict[str, PublishedForm]:
    """Two forms; a test may change what intake takes."""
    return {name: PublishedForm(permit(id=name), {}) for name in ("permit", "sign")}


@pytest.fixture
def two_forms(empty: Engine, cipher: Cipher, clock: Clock, forms: dict[str, PublishedForm]) -> IntakeServices:
    """An intake that takes them."""
    return open_intake(empty, cipher, forms, clock)


@pytest.fixture
def own(two_forms: IntakeServices) -> str:
    """A key for it."""
    made = new_client_key()
    two_forms.clients.register(made, "daoban")
    return made


def test_a_bundle_is_handed_in_as_a_whole(two_forms: IntakeServices, own: str, empty: Engine) -> None:
    document = REQUEST.applications["permit"]
    with serving(create_intake(two_forms)) as url:
        first = submit(url, own, permit=document, sign=document)
        assert submit(url, own, permit=document, sign=document) == first
    assert [receipt.form for receipt in first] == ["permit", "sign"]
    assert sorted(held(empty)) == [("permit", "received"), ("sign", "received")]


def test_each_part_of_a_bundle_names_the_whole(two_forms: IntakeServices, own: str) -> None:
    """The same in each part; intake is asked what it holds of it before and after."""
    document = REQUEST.applications["permit"]
    bundle = ({"permit": document, "sign": document}, REQUEST.materials, REQUEST.provenance, "bookshop_cafe")

    async def scene(url: str) -> tuple[Receipt, ...]:
        async with intake_client(url, own) as client:
            desk = HttpSubmission(client)
            assert await desk.held("c_1:9", *bundle) == ()
            receipts = await desk.submit("c_1:9", *bundle)
            assert await desk.held("c_1:9", *bundle) == receipts
            return receipts

    with serving(create_intake(two_forms)) as url:
        receipts = asyncio.run(scene(url))
    told = [two_forms.desk.find("daoban", receipt.reference).document()["bundle"] for receipt in receipts]
    assert told == [{"id": "c_1:9", "forms": ["permit", "sign"], "scenario": "bookshop_cafe"}] * 2


def test_where_an_application_stands(two_forms: IntakeServices, own: str, clock: Clock) -> None:
    document = REQUEST.applications["permit"]
    with serving(create_intake(two_forms)) as url:
        (receipt,) = submit(url, own, permit=document)
        found = look_up(url, own, receipt.reference)
        assert found is not None
        assert (found.reference, found.status, found.code) == (receipt.reference, "received", 1)
        assert found.received_at == receipt.received_at
        two_forms.desk.withdraw("daoban", receipt.reference)
        later = look_up(url, own, receipt.reference)
        assert later is not None
        assert (later.status, later.text, later.received_at) == ("withdrawn", "已撤件", found.received_at)
        assert look_up(url, own, "SH-JA-20261130-XXXXXXXXXX") is None
        assert look_up(url, own, "../clients?x=/") is None
        with pytest.raises(Unavailable, match="http_401"):
            look_up(url, "wrong", receipt.reference)
    with pytest.raises(Unavailable):
        look_up(url, own, receipt.reference)


def test_of_a_bundle_with_one_bad_part_nothing_is_taken(two_forms: IntakeServices, own: str, empty: Engine) -> None:
    document = REQUEST.applications["permit"]
    with serving(create_intake(two_forms)) as url, pytest.raises(Refused) as refused:
        submit(url, own, permit=document, sign={**document, "name": ""})
    assert [(one["form"], one["pointer"]) for one in refused.value.problems] == [("sign", "/name")]
    assert held(empty) == []


def test_a_part_taken_before_its_bundle_was_refused_is_withdrawn(
    two_forms: IntakeServices, own: str, empty: Engine, forms: dict[str, PublishedForm]
) -> None:
    """The first part was taken, then the process died, and the second form has changed since."""
    document = REQUEST.applications["permit"]
    with serving(create_intake(two_forms)) as url:
        submit(url, own, permit=document)
        strict = permit(id="sign", validate=lambda _: (Problem("/name", "新规定"),))
        forms["sign"] = PublishedForm(strict, {})
        for _ in range(2):
            with pytest.raises(Refused):
                submit(url, own, permit=document, sign=document)
        assert held(empty) == [("permit", "withdrawn")]
        forms["sign"] = PublishedForm(permit(id="sign"), {})
        with pytest.raises(Refused, match="withdrawn"):
            submit(url, own, permit=document, sign=document)
        submit(url, own, request="next", permit=document, sign=document)
    assert sorted(held(empty)) == [("permit", "received"), ("permit", "withdrawn"), ("sign", "received")]


def test_what_was_refused_on_the_way_takes_nothing_back(two_forms: IntakeServices, own: str, empty: Engine) -> None:
    """Something between us and intake refuses the second part: intake has looked at neither, and takes it at the next try."""
    document, numbers = REQUEST.applications["permit"], itertools.count(1)
    intake, refusing = create_intake(two_forms), answering(404, b"<html>")

    async def app(scope: Any, receive: Any, send: Any) -> None:
        # Two checks, the first part, and then the second.
        refuses = scope["type"] == "http" and next(numbers) == 4
        await (refusing if refuses else intake)(scope, receive, send)

    with serving(app) as url:
        with pytest.raises(Refused) as refused:
            submit(url, own, permit=document, sign=document)
        assert not refused.value.decided
        assert held(empty) == [("permit", "received")]
        receipts = submit(url, own, permit=document, sign=document)
    assert [one.form for one in receipts] == ["permit", "sign"]
    assert held(empty) == [("permit", "received"), ("sign", "received")]


def test_no_part_of_a_refused_bundle_stays_whichever_try_handed_it_in(
    two_forms: IntakeServices, own: str, empty: Engine
) -> None:
    """Both were taken, and the first was taken back by a process that died before the second."""
    document = REQUEST.applications["permit"]
    with serving(create_intake(two_forms)) as url:
        (first,) = submit(url, own, permit=document)
        submit(url, own, sign=document)
        two_forms.desk.withdraw("daoban", first.reference, "")
        with pytest.raises(Refused, match="withdrawn"):
            submit(url, own, permit=document, sign=document)
    assert sorted(held(empty)) == [("permit", "withdrawn"), ("sign", "withdrawn")]


def answering(status: int, body: bytes, headers: dict[str, str] | None = None) -> Any:
    """A server that always answers the same."""

    async def app(scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
        while (await receive()).get("more_body"):
            pass
        lines = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
        await send({"type": "http.response.start", "status": status, "headers": lines})
        await send({"type": "http.response.body", "body": body})

    return app


RECEIPT = {"reference": "R-1", "received_at": "2026-11-24T09:00:00Z"}


@pytest.mark.parametrize(
    ("app", "code", "retry_after"),
    [
        pytest.param(answering(500, b""), "http_500", None, id="500"),
        pytest.param(answering(503, b"<html>", {"Retry-After": "7"}), "http_503", 7.0, id="503-with-wish"),
        pytest.param(
            answering(503, b"", {"Retry-After": "Tue, 24 Nov 2026 09:00:00 GMT"}), "http_503", None, id="503-date"
        ),
        pytest.param(answering(429, b"{}", {"Retry-After": "3"}), "http_429", 3.0, id="429"),
        pytest.param(answering(409, b'{"type":"urn:other:in-progress"}'), "http_409", None, id="in-progress"),
        pytest.param(answering(302, b"", {"Location": "http://127.0.0.1:1/"}), "http_302", None, id="redirect"),
        pytest.param(answering(201, b""), "no_receipt", None, id="201-empty"),
        pytest.param(answering(201, b"[]"), "no_receipt", None, id="201-not-an-object"),
        pytest.param(answering(201, orjson.dumps({**RECEIPT, "reference": ""})), "no_receipt", None, id="no-reference"),
        pytest.param(
            answering(201, orjson.dumps({**RECEIPT, "received_at": "soon"})), "no_receipt", None, id="no-time"
        ),
        pytest.param(answering(201, b'"' + b"x" * (2 << 20) + b'"'), "answer_too_long", None, id="endless"),
    ],
)
def test_an_answer_that_decides_nothing_is_asked_for_again(app: Any, code: str, retry_after: float | None) -> None:
    with serving(app) as url, pytest.raises(Unavailable) as unavailable:
        submit(url, "key")
    assert (unavailable.value.code, unavailable.value.retry_after) == (code, retry_after)


@pytest.mark.parametrize("status", [400, 403, 404, 413, 415])
def test_other_refusals_are_final_unless_a_try_went_before(status: int) -> None:
    with serving(answering(status, b"")) as url, pytest.raises(Refused) as refused:
        submit(url, "key")
    assert (refused.value.code, refused.value.decided) == (f"http_{status}", False)


def test_a_receipt_of_any_intake_is_read() -> None:
    with serving(answering(201, orjson.dumps(RECEIPT))) as url:
        assert [receipt.reference for receipt in submit(url, "key")] == ["R-1"]


OURS = "urn:daoban:problem:"


@pytest.mark.parametrize(
    ("app", "fault"),
    [
        pytest.param(
            answering(404, orjson.dumps({"type": f"{OURS}no-such-notice"})), Refused("unknown_paper"), id="none"
        ),
        pytest.param(
            answering(503, orjson.dumps({"type": f"{OURS}not-printable"})), Refused("not_printed"), id="no-printer"
        ),
        pytest.param(answering(503, b"<html>"), Unavailable("http_503"), id="away"),
        pytest.param(answering(404, b""), Unavailable("http_404"), id="something-between"),
        pytest.param(answering(200, b"<html>"), Unavailable("http_200"), id="no-pdf"),
        pytest.param(answering(200, b"%PDF-" + b"x" * (17 << 20)), Unavailable("answer_too_long"), id="endless"),
    ],
)
def test_what_is_no_paper_is_none(app: Any, fault: Exception) -> None:
    async def ask(url: str) -> bytes:
        async with intake_client(url, "key") as client:
            return await HttpSubmission(client).paper("R-1", 1)

    with serving(app) as url, pytest.raises(type(fault), match=f"^{fault}$"):
        asyncio.run(ask(url))


def test_nobody_there_is_tried_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Unavailable, match="connect"):
            submit(f"http://127.0.0.1:{taken.getsockname()[1]}", "key")


def test_proxies_named_by_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with serving(answering(201, orjson.dumps(RECEIPT))) as url:
        assert submit(url, "key")


@pytest.mark.parametrize(
    "request_key",
    [
        pytest.param("c_abc:17", id="web"),
        pytest.param("rest:王小明 a:3", id="chinese-sender"),
        pytest.param("rest:a\r\nX-Evil: 1:3", id="line-break"),
        pytest.param("rest:" + "王" * 300 + ":3", id="long"),
    ],
)
def test_any_key_fits_a_header(request_key: str, services: IntakeServices, key: str) -> None:
    with serving(create_intake(services)) as url:
        first = submit(url, key, request=request_key)
        assert submit(url, key, request=request_key) == first
        assert submit(url, key, request=request_key + "0") != first


def test_different_keys_stay_different() -> None:
    long = "rest:" + "王" * 300
    found = {header_key(one, form) for one in ("a:1", "a", long + "1", long + "2") for form in ("x", "1:x")}
    assert len(found) == 8
    assert all(len(one) <= 200 and one.isascii() and one.isprintable() for one in found)


STOOD = {
    "reference": "SH-JA-1", "status": "issued", "status_code": 17, "status_text": "证照已签发",
    "received_at": "2026-11-24T10:00:00+08:00", "updated_at": "2026-11-24T12:00:00Z",
}  # fmt: skip
STEP = {"seq": 1, "state": "ordered", "text": "已下单", "at": "2026-11-24T13:00:00+08:00"}


@pytest.mark.parametrize(
    ("told", "delivery"),
    [
        (None, None), ("邮寄", None), ({}, None), ({"method_text": 1}, None), ({"method_text": ""}, None),
        ({"method_text": "邮寄", "steps": {}}, Delivery("邮寄")),
        ({"method_text": "邮寄", "number": 1}, None),
        ({"method_text": "邮寄", "steps": [{**STEP, "at": "soon"}]}, None),
        ({"method_text": "邮寄", "steps": [{**STEP, "text": None}]}, None),
        ({"method": "window", "method_text": "到窗口领取"}, Delivery("到窗口领取")),
        (
            {"method_text": "邮寄", "number": "DB1CN", "steps": [STEP]},
            Delivery("邮寄", "DB1CN", (("已下单", "2026-11-24T13:00:00+08:00"),)),
        ),
    ],
    ids=str,
)  # fmt: skip
def test_how_a_licence_is_handed_over_is_read_or_left_out(told: Any, delivery: Delivery | None) -> None:
    found = standing_of({**STOOD, "delivery": told})
    assert (found.code, found.delivery) == (17, delivery)


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-14:00", "2026-11-24T10:00:00", "soon"]
)
def test_a_moment_that_cannot_be_told_again_is_no_answer(at: str) -> None:
    with pytest.raises(Unavailable):
        standing_of({**STOOD, "updated_at": at})
