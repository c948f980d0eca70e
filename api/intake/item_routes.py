"""The item catalogue over HTTP: public, and kept by whoever asks as long as nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from actions.local_time import ZONE

from . import openapi
from .desk import Desk
from .items import etag_of

_CACHED: Final = {"Cache-Control": "public, max-age=300"}


def add_items(router: APIRouter, desk: Desk) -> None:
    """``/items`` and ``/items/{code}`` are among the routes."""

    @router.get("/items", response_class=Response, responses=openapi.ITEMS)
    async def items(request: Request) -> Response:
        """The items that are taken here now or will be, each with its body, limits, version and dates."""
        return _answer(request, desk.items.told(desk.now().astimezone(ZONE).date()))

    @router.get("/items/{code}", response_class=Response, responses=openapi.ITEM)
    async def item(code: str, request: Request) -> Response:
        """One item, with all of its versions."""
        return _answer(request, desk.items.one(code, desk.now().astimezone(ZONE).date()))


def _answer(request: Request, told: Mapping[str, Any]) -> Response:
    headers = {**_CACHED, "ETag": etag_of(told)}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return JSONResponse(dict(told), headers=headers)
