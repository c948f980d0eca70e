"""The catalogue at ``/catalog``: what can be applied for, generated from the files that conversations run on."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from actions.local_time import now
from bot.engine.errors import UnknownName

from ..catalog.pages import Pages
from ..packing import packed
from ..problems import Problem
from ..services import Services


def router(services: Services) -> APIRouter:
    """``GET /catalog``, ``/catalog/facts`` and ``/catalog/themes/<id>``."""
    routes, pages = APIRouter(include_in_schema=False), Pages()

    async def answer(request: Request, make: Callable[[], str]) -> Response:
        text = await run_in_threadpool(make)
        return packed(request, text.encode(), "text/html; charset=utf-8", {"Cache-Control": "no-cache"})

    @routes.get("/catalog")
    async def items(request: Request) -> Response:
        return await answer(request, lambda: pages.items(services.conversations.catalog, now().date()))

    @routes.get("/catalog/facts")
    async def facts(request: Request) -> Response:
        return await answer(request, lambda: pages.facts(services.conversations.catalog, now().date()))

    @routes.get("/catalog/themes/{name}")
    async def theme(name: str, request: Request) -> Response:
        try:
            return await answer(request, lambda: pages.theme(services.conversations.catalog, now().date(), name))
        except UnknownName as fault:
            raise Problem(404, "no-such-theme", "没有这个主题。") from fault

    return routes
