"""What the desk is told by a library: only what can be read, and of one that misbehaves nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.intake.http_library import library_client
from api.intake.http_verifier import HttpVerifier
from api.problems import Problem

from .http_server import serving

WELL: dict[str, Any] = {
    "identifier": "1.2.156.3005.2.1", "title": "x", "office": "x", "status": "valid", "status_text": "有效",
    "holder": {"name": "x", "number": ""}, "valid_from": None, "valid_until": None, "certain": True, "invented": False,
    "valid": True, "fields": {"a": "b"}, "withheld": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def pretender() -> Iterator[tuple[str, list[Response]]]:
    """A library that answers as it is told, and what it is told."""
    answers: list[Response] = []

    async def answer(_: Request) -> Response:
        return answers[-1]

    with serving(Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])) as url:
        yield url, answers


def asked(url: str) -> Any:
    async def scene() -> Any:
        async with library_client(url, "k") as client:
            return await HttpVerifier(client).verify("x", "p", "b")

    return asyncio.run(scene())


def changed(**more: Any) -> Callable[[], Response]:
    return lambda: Response(orjson.dumps({**WELL, **more}))


def test_what_is_well_told_is_taken(pretender: tuple[str, list[Response]]) -> None:
    pretender[1].append(changed()())
    assert (asked(pretender[0]).valid, asked(pretender[0]).fields) == (True, {"a": "b"})
    # Of what is not valid no field is told, whatever the library says.
    pretender[1].append(changed(status="revoked", valid=False)())
    assert (asked(pretender[0]).valid, asked(pretender[0]).fields) == (False, {})


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(changed(valid=False), id="valid-and-not"),
        pytest.param(changed(status=None), id="no-status"),
        pytest.param(changed(holder="x"), id="no-holder"),
        pytest.param(changed(fields={"a": 1}), id="a-number-is-no-text"),
        pytest.param(changed(fields={"a": "b" * 501}), id="too-long-a-field"),
        pytest.param(changed(title="x\u202ey"), id="text-turned-round"),
        pytest.param(changed(withheld="all"), id="a-text-is-no-list"),
        pytest.param(lambda: Response(b"<html>"), id="a-page"),
        pytest.param(lambda: Response(b"x" * (200 << 10)), id="too-long"),
        pytest.param(lambda: Response(b"x", 500), id="broken"),
        pytest.param(lambda: Response(orjson.dumps({"title": "x"}), 404), id="a-404-of-something-else"),
        pytest.param(lambda: Response(b"", 302, {"Location": "https://evil.example/"}), id="sent-elsewhere"),
    ],
)
def test_a_library_that_misbehaves_has_told_nothing(
    pretender: tuple[str, list[Response]], make: Callable[[], Response]
) -> None:
    pretender[1].append(make())
    with pytest.raises(Problem) as fault:
        asked(pretender[0])
    assert (fault.value.status, fault.value.code) == (503, "library-away")


def test_a_library_that_is_away_has_told_nothing() -> None:
    with pytest.raises(Problem) as fault:
        asked("http://127.0.0.1:1")
    assert fault.value.code == "library-away"
