"""What may be uploaded, as this installation is set up: the page tells it before a file is chosen."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import ORJSONResponse

from actions.files.kinds import TAKEN

from ..openapi import UPLOADS_ANSWERS
from ..services import Services


def router(services: Services) -> APIRouter:
    """``GET /api/v1/uploads``."""
    routes = APIRouter(prefix="/api/v1", tags=["files"])
    limits = services.uploads.limits
    told = {"size": limits.size, "files": limits.files, "pages": limits.pages, "media_types": list(TAKEN)}

    @routes.get("/uploads", response_class=Response, responses=UPLOADS_ANSWERS)
    async def uploads() -> Response:
        """The most of one file in bytes, of files of one case, of pages of one PDF; and the kinds of files that are taken."""
        return ORJSONResponse(told, headers={"Cache-Control": "no-cache"})

    return routes
