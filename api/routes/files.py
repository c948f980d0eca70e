"""Files of a material: send one, look at it, take it away."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.files.kept_file import KeptFile
from actions.files.kinds import PDF, TAKEN
from actions.files.refused import FileRefused

from ..openapi import FILE_LOOK, FILE_LOOK_ANSWERS, FILE_REMOVE, FILE_REMOVE_ANSWERS, FILE_SEND, FILE_SEND_ANSWERS
from ..problems import Problem
from ..security import admitted, read_body
from ..services import Services

_FILES: Final = "/{conversation}/materials/{material}/files"
_FILE: Final = _FILES + "/{file}"
#: The file's name, percent-encoded. Not in the address: addresses are written into logs.
NAME: Final = "x-file-name"
_LONGEST_NAME: Final = 2000


def router(services: Services) -> APIRouter:
    """The routes under ``/api/v1/conversations/{id}/materials``."""
    routes = APIRouter(prefix="/api/v1/conversations", tags=["files"])
    sent, seen = services.rates(120, "files sent"), services.rates(1200, "files seen")
    uploads = services.uploads

    @routes.post(_FILES, status_code=201, response_class=Response, responses=FILE_SEND_ANSWERS, openapi_extra=FILE_SEND)
    async def send(conversation: str, material: str, request: Request) -> Response:
        """Takes one file, the request's body; the same file again gives what is kept already."""
        admitted(services.store, request, conversation)
        sent.spend(conversation)
        name = unquote(request.headers.get(NAME, "")[:_LONGEST_NAME])
        uploads.expect(conversation, material)
        content = await _content(request, uploads.limits.size)
        kept, fresh = await uploads.take(conversation, material, name, content)
        return ORJSONResponse(kept.told(), 201 if fresh else 200)

    @routes.get(_FILE, response_class=Response, responses=FILE_LOOK_ANSWERS, openapi_extra=FILE_LOOK)
    async def look(conversation: str, material: str, file: str, request: Request) -> Response:
        """The file as it is kept."""
        admitted(services.store, request, conversation)
        seen.spend(conversation)
        kept, content = await uploads.content(conversation, material, file)
        return Response(content, media_type=kept.about.media_type, headers=_apart(kept))

    @routes.delete(
        _FILE, status_code=204, response_class=Response, responses=FILE_REMOVE_ANSWERS, openapi_extra=FILE_REMOVE
    )
    async def remove(conversation: str, material: str, file: str, request: Request) -> Response:
        """The file is gone."""
        admitted(services.store, request, conversation)
        sent.spend(conversation)
        await uploads.remove(conversation, material, file)
        return Response(status_code=204)

    return routes


async def _content(request: Request, largest: int) -> bytes:
    """The body. Raises FileRefused when it is too large."""
    try:
        return await read_body(request, largest)
    except Problem as fault:
        declared = request.headers.get("content-length", "")
        size = f"{int(declared) / 1024 / 1024:.1f}" if declared.isascii() and declared.isdigit() else ""
        raise FileRefused("too_large", size, f"{largest // 1024 // 1024}") from fault


def _apart(kept: KeptFile) -> dict[str, Any]:
    """Headers that keep what strangers made from acting as a page of ours. Browsers show no PDF in a sandbox: it is saved."""
    kind = kept.about.media_type
    way = "attachment" if kind == PDF else "inline"
    return {
        "Content-Disposition": f"{way}; filename=\"file{TAKEN[kind]}\"; filename*=UTF-8''{quote(kept.about.name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
