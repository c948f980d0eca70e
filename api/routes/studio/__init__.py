"""``/studio``: the page on which authors write, try and release scenarios, and the API it uses.

The API is the page's own; it is not published and may change with it.
"""

from __future__ import annotations

from fastapi import APIRouter

from ...studio_services import Studio
from . import chats, drafts, history, page, reviews, scenarios, sessions, writing


def router(studio: Studio) -> APIRouter:
    """All routes of the studio. Each asks for a signed-in author, but the page and the signing in."""
    routes = APIRouter(include_in_schema=False)
    for topic in (page, sessions, scenarios, drafts, writing, chats, reviews, history):
        routes.include_router(topic.router(studio), prefix="/studio" if topic is not page else "")
    return routes
