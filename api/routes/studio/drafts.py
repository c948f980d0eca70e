"""Drafts: everybody reads them, each author saves their own."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.studio.drafts import DraftMoved

from ...problems import Problem
from ...studio_services import Studio
from .admission import a_number, a_place, a_scenario, a_text, read_body, signed_in


def router(studio: Studio) -> APIRouter:
    """``/studio/api/drafts``."""
    routes = APIRouter(prefix="/api/drafts/{folder}/{scenario}")

    @routes.get("/{author}")
    async def read(folder: str, scenario: str, author: str, request: Request) -> Response:
        """An author's draft."""
        signed_in(studio, request)
        place = a_place(studio, folder, scenario)
        found = studio.drafts.find(author, place) if author in studio.door.people else None
        if found is None:
            raise Problem(404, "no-such-draft", "没有这份草稿。")
        told = {"author": found.author, "name": studio.name(found.author), "version": found.version}
        return ORJSONResponse({**told, "text": found.text, "base": found.base, "updated": found.updated.isoformat()})

    @routes.put("")
    async def save(folder: str, scenario: str, request: Request) -> Response:
        """Saves the signed-in author's draft, if it is still at the version that the author saw."""
        author = signed_in(studio, request)
        place = a_place(studio, folder, scenario)
        body = await read_body(request, "text", "version", "base")
        text, expected = a_scenario(body), a_number(body, "version")
        base = a_text(body, "base", 64)
        try:
            version = studio.drafts.save(author.id, place, text, base=base, expected=expected)
        except DraftMoved as fault:
            raise moved(fault) from fault
        return ORJSONResponse({"version": version})

    @routes.delete("")
    async def discard(folder: str, scenario: str, request: Request) -> Response:
        """Throws the signed-in author's draft away."""
        author = signed_in(studio, request)
        place = a_place(studio, folder, scenario)
        body = await read_body(request, "version")
        try:
            studio.drafts.discard(author.id, place, a_number(body, "version"))
        except DraftMoved as fault:
            raise moved(fault) from fault
        return Response(status_code=204)

    return routes


def moved(fault: DraftMoved) -> Problem:
    """The problem of a draft that was saved elsewhere meanwhile."""
    told = f"现在是第 {fault.version} 版" if fault.version else "现在没有了"
    return Problem(409, "draft-moved", "这份草稿在别的窗口里改过了。", [("/version", told)])
