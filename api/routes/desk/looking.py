"""A case as a clerk looks at it."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.window.viewing import viewed

from ...desk_services import DeskServices
from .entering import entered

#: What the page has buttons for.
_SHOWN: Final = ("case.take", "case.reassign", "case.fill", "case.pair", "case.print")


def router(services: DeskServices) -> APIRouter:
    """``GET /desk/api/conversations/{id}``."""
    routes = APIRouter(prefix="/api/conversations/{conversation}")

    @routes.get("")
    async def look(conversation: str, request: Request) -> Response:
        """The case with its latest turns, as its applicant sees it; whether it is one's own, and what one may do."""
        person, row, matter = await entered(services, request, conversation, "case.open")
        told = await run_in_threadpool(viewed, services.conversations, conversation)
        owner = row.case.clerk
        return ORJSONResponse(
            {
                **told,
                "conversation": conversation,
                "channel": row.channel,
                "owner": {"id": owner.id, "name": owner.name} if owner is not None else None,
                "own": owner is not None and owner.id == person.id,
                "may": [one for one in _SHOWN if services.is_allowed(person, one, matter)],
            }
        )

    return routes
