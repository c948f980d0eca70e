"""Who asks for a conversation at the desk, and whether they may."""

from __future__ import annotations

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from actions.access import Matter
from actions.store import ConversationRow

from ...desk_services import DeskServices
from ...staff import Staff


async def entered(
    services: DeskServices, request: Request, conversation: str, action: str
) -> tuple[Staff, ConversationRow, Matter]:
    """Who is signed in, the conversation, and the matter that it is; a refusal is on record.

    Raises:
        Problem: 401 nobody is signed in, 403 they may not do this here, 404 there is no such conversation, 429 too many requests.
    """
    person = await run_in_threadpool(services.door.signed_in, request)
    row, matter = await run_in_threadpool(services.found, conversation)
    await run_in_threadpool(services.allow_or_note, request, person, action, matter, conversation)
    return person, row, matter
