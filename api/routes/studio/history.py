"""What was published before: each text, what changed between two, and the way back."""

from __future__ import annotations

import asyncio
import difflib
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.studio.decisions import AlreadyWaiting, Publication, Submission
from actions.studio.scenario_files import Place, text_hash

from ...problems import Problem
from ...studio_services import Studio
from .admission import a_text, read_body, signed_in
from .scenarios import publication_note, submission_note

LONGEST_NOTE: Final = 500


def router(studio: Studio) -> APIRouter:
    """``/studio/api/publications``."""
    routes = APIRouter(prefix="/api/publications")

    @routes.get("/{number}")
    async def publication(number: int, request: Request) -> Response:
        """What was published, and what changed since ``?since=`` (another publication), or since nothing."""
        signed_in(studio, request)
        found = _publication(studio, number)
        since = request.query_params.get("since", "")
        earlier = _publication(studio, int(since)) if since.isascii() and since.isdigit() and len(since) < 16 else None
        if earlier is not None and earlier.place != found.place:
            raise Problem(404, "no-such-publication", "没有这个版本。")
        lines = await asyncio.to_thread(changes, earlier.text if earlier is not None else "", found.text)
        return ORJSONResponse({**publication_note(studio, found), "text": found.text, "changes": lines})

    @routes.post("/{number}/restore", status_code=201)
    async def restore(number: int, request: Request) -> Response:
        """Submits an earlier text anew; it needs another author's approval like any other."""
        author = signed_in(studio, request)
        note = a_text(await read_body(request, "note"), "note", LONGEST_NOTE, least=2)
        old = _publication(studio, number)
        base = text_hash(studio.files.read(old.place))
        if base == old.text_hash:
            raise Problem(409, "nothing-new", "线上就是这个版本。")
        made = submitted(studio, old.place, old.text, base, author.id, note)
        return ORJSONResponse(submission_note(studio, made, author), 201)

    return routes


def changes(before: str, after: str) -> list[str]:
    """A unified diff, line by line, without its head."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=3)
    return list(found)[2:]


def submitted(studio: Studio, place: Place, text: str, base: str, author: str, note: str) -> Submission:
    """The text waits for another author. Raises Problem 409 when one of this scenario does already."""
    try:
        return studio.decisions.submit(place, text, base=base, submitter=author, note=note)
    except AlreadyWaiting as fault:
        raise Problem(409, "already-waiting", "这个主题已经有一份在等审批，先处理那一份。") from fault


def _publication(studio: Studio, number: int) -> Publication:
    found = studio.decisions.publication(number) if 0 < number < 2**53 else None
    if found is None:
        raise Problem(404, "no-such-publication", "没有这个版本。")
    return found
