"""What can be applied for, as data: the themes of each item, for the page's first view."""

from __future__ import annotations

import orjson
from fastapi import APIRouter, Request, Response

from bot.catalog import overview

from ..openapi import THEMES_ANSWERS
from ..packing import packed
from ..services import Services


def router(services: Services) -> APIRouter:
    """``GET /api/v1/themes``."""
    routes = APIRouter(prefix="/api/v1", tags=["themes"])

    @routes.get("/themes", response_class=Response, responses=THEMES_ANSWERS)
    async def themes(request: Request) -> Response:
        """The items in the order of the catalogue, each with its themes. A theme that applies for several items stands at each."""
        catalog = services.conversations.catalog
        offered = overview.themes(catalog)
        content = orjson.dumps(
            [
                {
                    "id": item,
                    "title": title,
                    "themes": [
                        {"id": name, "title": offered[name].scenario.title, "words": offered[name].scenario.words}
                        for name in names
                    ],
                }
                for item, title, names in overview.by_item(catalog)
            ]
        )
        return packed(request, content, "application/json", {"Cache-Control": "no-cache"})

    return routes
