"""``/studio``: the page on which authors write, try and release scenarios, and the API it uses.

The API is the page's own; it is not published and may change with it.
"""

from __future__ import annotations

from fastapi import APIRouter

from ...studio_services import Studio
from .. import staff_page, staff_sessions
from . import chats, drafts, history, reviews, scenarios, writing


def router(studio: Studio) -> APIRouter:
    """All routes of the studio. Each asks for a signed-in author, but the page and the signing in."""
    routes = APIRouter(include_in_schema=False)
    routes.include_router(
        staff_sessions.router(studio.door, lambda author: {"id": author.id, "name": author.name}), prefix="/studio"
    )
    routes.include_router(staff_page.router("studio", "工作台"))
    for topic in (scenarios, drafts, writing, chats, reviews, history):
        routes.include_router(topic.router(studio), prefix="/studio")
    return routes
