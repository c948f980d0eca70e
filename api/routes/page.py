"""The plain page at ``/``, and its script and style."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Response

_WEB: Final = Path(__file__).resolve().parents[1] / "web"
_FILES: Final = {
    "app.js": "text/javascript",
    "chat.js": "text/javascript",
    "form.js": "text/javascript",
    "talk.js": "text/javascript",
    "catalog.css": "text/css",
    "palette.css": "text/css",
    "style.css": "text/css",
}
_FRESH: Final = {"Cache-Control": "no-cache"}


def router() -> APIRouter:
    """``GET /`` and ``GET /web/<file>``."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    async def page() -> Response:
        return Response((_WEB / "index.html").read_bytes(), media_type="text/html; charset=utf-8", headers=_FRESH)

    def asset(name: str, kind: str) -> None:
        @routes.get(f"/web/{name}")
        async def file() -> Response:
            return Response((_WEB / name).read_bytes(), media_type=f"{kind}; charset=utf-8", headers=_FRESH)

    for name, kind in _FILES.items():
        asset(name, kind)
    return routes
