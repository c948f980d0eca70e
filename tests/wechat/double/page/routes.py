"""Addresses of the demonstration's page: what is on the phone's screen, and what its holder does."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..chances import Faults
from ..double import Double
from ..links import Part
from ..phone import Phone
from ..records import Shown

_HERE = Path(__file__).parent
_FILES = {"/": "index.html", "/page/style.css": "style.css", "/page/script.js": "script.js"}
_KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
#: Nothing but what this server gives.
_POLICY = "default-src 'self'; img-src 'self' data:"
#: Rates of a fault that is switched on in the page.
_ON: dict[str, dict[str, float]] = {
    "duplicates": {"duplicates": 0.5, "lost": 0.2},
    "disorder": {"disorder": 0.5},
    "slow": {"delays": 0.7, "slow_calls": 0.7},
}
_IMAGES = ("image/jpeg", "image/png", "image/gif", "image/webp")
_LARGEST_IMAGE = 10 * 1024 * 1024
Act = Callable[[Phone, dict[str, Any]], Awaitable[str]]
_ACTS: dict[str, Act] = {
    "say": lambda phone, told: phone.say(str(told["text"])),
    "tap": lambda phone, told: phone.follow_link(Part("", says=str(told["says"]), menu=str(told["menu"]))),
    "click": lambda phone, told: phone.click(str(told["key"])),
    "view": lambda phone, told: phone.view(str(told["url"])),
    "voice": lambda phone, _: phone.send_voice(),
    "place": lambda phone, _: phone.send_place(31.228725, 121.457649, "上海市静安区南京西路1266号"),
    "follow": lambda phone, _: phone.follow(),
    "leave": lambda phone, _: phone.leave(),
}


def page_routes(double: Double) -> list[Route]:
    """The page's addresses. Its phone is made when it is first opened; ``?phone=NAME`` is another one's."""

    def holder(request: Request) -> Phone:
        name = "oDemo" + "".join(filter(str.isalnum, request.query_params.get("phone", "1")))[:20]
        return double.phones.get(name) or double.phone(name, follows=False)

    async def file(request: Request) -> Response:
        name = _FILES[request.url.path]
        answer = Response((_HERE / name).read_bytes(), media_type=_KINDS[name.rpartition(".")[2]])
        answer.headers["content-security-policy"] = _POLICY
        answer.headers["cache-control"] = "no-store"
        # WeChat's browser knows whose it is; an ordinary one is told so for the silent sign-in.
        answer.set_cookie("double_phone", holder(request).person, samesite="lax")
        return answer

    async def state(request: Request) -> Response:
        phone, after = holder(request), int(request.query_params.get("after", "0"))
        return Response(orjson.dumps(_state(double, phone, after)), media_type="application/json")

    async def act(request: Request) -> Response:
        phone, told = holder(request), orjson.loads(await request.body() or b"{}")
        double.aside.start(_ignored(_ACTS[request.path_params["act"]](phone, told)))
        return Response(status_code=204)

    async def image(request: Request) -> Response:
        phone, content, kind = holder(request), await request.body(), request.headers.get("content-type", "")
        if kind not in _IMAGES or len(content) > _LARGEST_IMAGE:
            return Response(status_code=400)
        double.aside.start(_ignored(phone.send_image(content, kind)))
        return Response(status_code=204)

    async def faults(request: Request) -> Response:
        switched = orjson.loads(await request.body())
        rates: dict[str, Any] = {name: rate for fault in switched if fault in _ON for name, rate in _ON[fault].items()}
        double.faults = Faults(double.faults.seed, **rates)
        return Response(status_code=204)

    return [
        *(Route(path, file) for path in _FILES),
        Route("/page/state", state),
        Route("/page/image", image, methods=["POST"]),
        Route("/page/faults", faults, methods=["POST"]),
        Route("/page/act/{act}", act, methods=["POST"]),
    ]


def _state(double: Double, phone: Phone, after: int) -> dict[str, Any]:
    on = [name for name, rates in _ON.items() if all(getattr(double.faults, one) for one in rates)]
    return {
        "lines": [_line(one) for one in phone.screen[after:]],
        "typing": time.monotonic() < phone.typing,
        "follows": phone.follows,
        "menu": double.interface.setup.buttons,
        "faults": on,
        "left": phone.window.left if double.clock.now() <= phone.window.until else 0,
        "tries": len([one for one in double.answers if one.person == phone.person]),
        "last": round(next((one.seconds for one in reversed(double.answers) if one.person == phone.person), 0.0), 2),
    }


def _line(one: Shown) -> dict[str, Any]:
    return {"way": one.way.value, "parts": [asdict(part) for part in one.parts], "url": one.url}


async def _ignored(doing: Awaitable[str]) -> None:
    """What it gives is on the screen."""
    await doing
