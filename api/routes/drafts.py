"""What a browser can go on with, and the notice on personal data."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.conversations import UnknownConversation
from actions.matters import Matter
from actions.state import summarise

from ..letting_in import signed_in
from ..openapi_rights import DRAFTS_ANSWERS, PRIVACY_ANSWERS
from ..security import DEVICE_COOKIE, hashed
from ..services import Services


def router(services: Services) -> APIRouter:
    """``GET /api/v1/drafts`` and ``GET /api/v1/privacy``."""
    routes = APIRouter(prefix="/api/v1", tags=["rights"])
    rights = services.rights

    @routes.get("/drafts", response_class=Response, responses=DRAFTS_ANSWERS)
    async def drafts(request: Request) -> Response:
        """What this browser, or who is signed in, can go on with; nothing for anybody else."""
        device = request.cookies.get(DEVICE_COOKIE)
        listed = rights.matters.listed(signed_in(services, request), hashed(device) if device else None)
        told = [one for matter in listed if (one := _told(services, matter)) is not None]
        return ORJSONResponse(told)

    @routes.get("/privacy", response_class=Response, responses=PRIVACY_ANSWERS)
    async def privacy() -> Response:
        """What applicants are told of their data before any is asked."""
        return ORJSONResponse(rights.notice.told())

    return routes


def _told(services: Services, matter: Matter) -> dict[str, Any] | None:
    """One of the list; None when it was erased meanwhile."""
    try:
        found = services.conversations.standing(matter.id)
    except UnknownConversation:
        return None
    told = {"id": matter.id, "held": matter.held, "updated": matter.updated.isoformat()}
    told |= summarise(found.catalog, found.row.case, found.position)
    if "receipt" not in told:
        told["kept_until"] = services.rights.retention.kept_until(matter.updated).isoformat()
    return told
