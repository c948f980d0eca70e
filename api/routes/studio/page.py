"""The studio's page with its script and style. They hold nothing of the scenarios; who may see those, the API asks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response

from ...packing import packed
from ...problems import Problem
from ...studio_services import Studio

_STUDIO: Final = Path(__file__).resolve().parents[2] / "studio"
#: Address -> file and its type. The script is built by `make`.
_FILES: Final = {
    "/studio": ("index.html", "text/html"),
    "/studio/studio.css": ("studio.css", "text/css"),
    "/studio/studio.js": ("dist/studio.js", "text/javascript"),
}
_FRESH: Final = {"Cache-Control": "no-cache"}


def router(studio: Studio) -> APIRouter:
    """``GET /studio`` and its files."""
    routes = APIRouter()

    def asset(address: str, name: str, kind: str) -> None:
        @routes.get(address)
        async def file(request: Request) -> Response:
            try:
                content = (_STUDIO / name).read_bytes()
            except FileNotFoundError as fault:
                raise Problem(503, "not-built", "工作台的页面还没有做好，运行 make studio。") from fault
            return packed(request, content, f"{kind}; charset=utf-8", _FRESH)

    for address, (name, kind) in _FILES.items():
        asset(address, name, kind)
    return routes
