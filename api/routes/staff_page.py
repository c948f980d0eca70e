"""A page at a window or desk, with its script and style. They hold nothing that is confidential; who may see more, the page's API asks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response

from ..packing import packed
from ..problems import Problem

_API: Final = Path(__file__).resolve().parents[1]
_FRESH: Final = {"Cache-Control": "no-cache"}


def router(place: str, title: str, *, built: bool = True) -> APIRouter:
    """``GET /<place>``, its style and its script, from the folder of that name.

    Args:
        title: what the page is called. built: its script is put together of others; else it is one file, as it stands.
    """
    routes = APIRouter()
    files = {
        f"/{place}": ("index.html", "text/html"),
        f"/{place}/{place}.css": (f"{place}.css", "text/css"),
        f"/{place}/{place}.js": (f"dist/{place}.js" if built else f"{place}.js", "text/javascript"),
    }

    def asset(address: str, name: str, kind: str) -> None:
        @routes.get(address)
        async def file(request: Request) -> Response:
            try:
                content = (_API / place / name).read_bytes()
            except FileNotFoundError as fault:
                raise Problem(503, "not-built", f"{title}的页面还没有做好，运行 make studio。") from fault
            return packed(request, content, f"{kind}; charset=utf-8", _FRESH)

    for address, (name, kind) in files.items():
        asset(address, name, kind)
    return routes
