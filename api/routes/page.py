"""The applicants' page at ``/`` as Vite built it, and the styles that other pages share."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, HTTPException, Request, Response

from ..packing import packed
from ..problems import Problem
from ..services import Services

_WEB: Final = Path(__file__).resolve().parents[1] / "web"
_BUILT: Final = _WEB / "dist"
_KINDS: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_SHARED: Final = ("catalog.css", "palette.css", "staff.css")
_FRESH: Final = {"Cache-Control": "no-cache"}
#: The name of a built file changes with its content.
_FOR_EVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


def router(services: Services) -> APIRouter:
    """``GET /``, ``GET /r/<code>``, ``GET /privacy``, ``GET /web/assets/<file>`` and ``GET /web/<style>``."""
    routes = APIRouter(include_in_schema=False)

    # The page asks before it spends the code of its address: whoever only looks at a link, as previews do, changes nothing.
    @routes.get("/r/{code}")
    @routes.get("/")
    async def page(request: Request) -> Response:
        try:
            content = (_BUILT / "index.html").read_bytes()
        except FileNotFoundError as fault:
            raise Problem(503, "not-built", "网页还没有做好，运行 make web。") from fault
        return packed(request, content, "text/html; charset=utf-8", _FRESH)

    @routes.get("/privacy")
    async def privacy() -> Response:
        return Response(services.rights.notice.page, media_type="text/html; charset=utf-8", headers=_FRESH)

    @routes.get("/web/assets/{name}")
    async def built(name: str, request: Request) -> Response:
        # Looked up among the names that are there: no name leads anywhere else.
        file = next((one for one in (_BUILT / "assets").glob("*") if one.name == name), None)
        if file is None or file.suffix not in _KINDS:
            raise HTTPException(404)
        return packed(request, file.read_bytes(), f"{_KINDS[file.suffix]}; charset=utf-8", _FOR_EVER)

    def shared(name: str) -> None:
        @routes.get(f"/web/{name}")
        async def style(request: Request) -> Response:
            return packed(request, (_WEB / name).read_bytes(), "text/css; charset=utf-8", _FRESH)

    for name in _SHARED:
        shared(name)
    return routes
