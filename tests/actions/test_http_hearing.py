"""Speech made into words by a real service of a few lines: what it is sent, and every way in which it does not answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from email import message_from_bytes
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from actions.gateways.http_hearing import HttpHearing, hearing_client
from actions.ports import Unavailable
from tests.wechat.double import address, listening, served

PATH = "/v1/audio/transcriptions"


def ask(answer: Callable[[dict[str, Any]], Response], **more: Any) -> str:
    """What is heard where the service answers so; it is told the form that it was sent."""

    async def endpoint(request: Request) -> Response:
        head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
        told: dict[str, Any] = {"key": request.headers.get("authorization")}
        for part in message_from_bytes(head + await request.body()).walk():
            content, name = part.get_payload(decode=True), part.get_param("name", header="content-disposition")
            if isinstance(content, bytes):
                told |= (
                    {"name": part.get_filename(), "sound": content}
                    if part.get_filename()
                    else {str(name): content.decode()}
                )
        return answer(told)

    async def acting() -> str:
        with listening() as listens:
            async with served([Route(PATH, endpoint, methods=["POST"])], listens), hearing_client() as http:
                return await HttpHearing(address(listens) + PATH, http, **more).heard(b"#!AMR\n...", "amr")

    return asyncio.run(acting())


def test_what_is_said_is_heard() -> None:
    got: list[dict[str, Any]] = []

    def answer(told: dict[str, Any]) -> Response:
        got.append(told)
        return JSONResponse({"text": " 我想开一家奶茶店 "})

    assert ask(answer, key="k", model="small") == "我想开一家奶茶店"
    assert got == [
        {
            "language": "zh",
            "response_format": "json",
            "model": "small",
            "sound": b"#!AMR\n...",
            "name": "voice.amr",
            "key": "Bearer k",
        }
    ]
    assert (
        ask(lambda told: JSONResponse({"text": "无" if told["key"] is None and "model" not in told else "有"})) == "无"
    )


def test_no_more_is_taken_than_of_what_is_typed() -> None:
    assert len(ask(lambda _: JSONResponse({"text": "好" * 9000}))) == 2000


@pytest.mark.parametrize(
    "answer",
    [
        Response(status_code=500),
        Response(b"no json"),
        JSONResponse({"words": "x"}),
        JSONResponse({"text": 7}),
        JSONResponse(["x"]),
        JSONResponse({"text": "好" * 90_000}),
        RedirectResponse("http://127.0.0.1:1/"),
    ],
)
def test_who_does_not_answer_as_agreed_was_not_there(answer: Response) -> None:
    with pytest.raises(Unavailable):
        ask(lambda _: answer)


def test_nobody_there() -> None:
    async def acting() -> str:
        async with hearing_client() as http:
            return await HttpHearing("http://127.0.0.1:1/x", http).heard(b"", "amr")

    with pytest.raises(Unavailable):
        asyncio.run(acting())
