"""``/review``: the page on which departments review applications, and the API it uses.

The API is the page's own; it is not published and may change with it.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from ...intake.officers import Officer
from ...review_services import Review
from .. import staff_page, staff_sessions
from . import applications, papers, ratings, verifying


def router(review: Review) -> APIRouter:
    """All routes of the desk. Each asks for a signed-in officer, but the page and the signing in."""
    routes = APIRouter(include_in_schema=False)
    routes.include_router(staff_page.router("review", "审批台"))
    routes.include_router(staff_sessions.router(review.door, _told), prefix="/review")
    routes.include_router(applications.router(review), prefix="/review")
    routes.include_router(papers.router(review), prefix="/review")
    routes.include_router(ratings.router(review), prefix="/review")
    routes.include_router(verifying.router(review), prefix="/review")
    return routes


def _told(officer: Officer) -> dict[str, Any]:
    return {"id": officer.id, "name": officer.name, "office": officer.office}
