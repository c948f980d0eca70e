"""``/desk``: where clerks help, and the API the page uses; ``/screen``: what the applicant sees on their side of the counter.

The API is the page's own; it is not published and may change with it.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from actions.access import ROLES

from ...desk_services import DeskServices
from ...staff import Staff
from .. import staff_page, staff_sessions
from . import auditing, board, cases, counter, lists, looking, misheard, narrowing, printing, searching, taking_over


def router(services: DeskServices) -> APIRouter:
    """All routes of the desk. Each asks for somebody signed in, but the page and the signing in."""

    def told(person: Staff) -> dict[str, Any]:
        place = services.directory.tree[person.organisation].name
        return {
            "id": person.id, "name": person.name, "office": f"{place} · {ROLES[person.role]}", "role": person.role,
        }  # fmt: skip

    routes = APIRouter(include_in_schema=False)
    routes.include_router(staff_page.router("desk", "帮办台"))
    routes.include_router(staff_page.router("screen", "对面的屏幕", built=False))
    routes.include_router(staff_sessions.router(services.door, told, services.note), prefix="/desk")
    routes.include_router(lists.router(services), prefix="/desk")
    routes.include_router(narrowing.router(services), prefix="/desk")
    routes.include_router(searching.router(services), prefix="/desk")
    routes.include_router(printing.router(services), prefix="/desk")
    routes.include_router(looking.router(services), prefix="/desk")
    routes.include_router(misheard.router(services), prefix="/desk")
    routes.include_router(cases.router(services), prefix="/desk")
    routes.include_router(taking_over.router(services), prefix="/desk")
    routes.include_router(board.router(services), prefix="/desk")
    routes.include_router(auditing.router(services), prefix="/desk")
    routes.include_router(counter.router(services), prefix="/desk")
    return routes
