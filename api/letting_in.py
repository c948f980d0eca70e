"""Lets a browser into a conversation: its token as a cookie, and a note of it for this browser's list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from fastapi import Request, Response
from fastapi.responses import ORJSONResponse

from actions.store import ConversationRow

from .problems import Problem
from .security import COOKIE, DEVICE_COOKIE, SESSION_COOKIE, hashed, new_token
from .services import Services

#: Where a conversation is held; a browser that the next person uses keeps nothing when it is closed, and no list.
CHANNELS: Final = ("web", "window", "kiosk")
_PATH: Final = "/api/v1/conversations"


def read_channel(body: dict[str, Any]) -> str:
    """The channel that the body names. Raises Problem 422 for one that is none."""
    channel = body.get("channel", "web")
    if not isinstance(channel, str) or channel not in CHANNELS:
        raise Problem(422, "invalid-request", "请求的内容不对。", [("/channel", "、".join(CHANNELS))])
    return channel


def signed_in(services: Services, request: Request) -> str | None:
    """Whose session the browser brings; None when it brings none that holds."""
    session = request.cookies.get(SESSION_COOKIE)
    return services.sessions.identity(hashed(session)) if session else None


def device_of(request: Request, channel: str) -> str | None:
    """The token of this browser's list, new where it has none yet; None where the next person uses the same machine."""
    if channel != "web":
        return None
    known = request.cookies.get(DEVICE_COOKIE, "")
    return known if 20 <= len(known) <= 64 and known.isascii() else new_token()


def note_device(services: Services, request: Request, row: ConversationRow) -> str | None:
    """This browser's list has the conversation once something is said in it; gives the list's token where it is new.

    A program that brings its token itself keeps its own list.
    """
    known = request.cookies.get(DEVICE_COOKIE)
    if "authorization" in request.headers or (known is not None and row.version > 0):
        return None
    device = device_of(request, row.channel)
    if device is not None:
        services.rights.holding.note(row.id, hashed(device), row.token_hash or "")
    return device if device != known else None


def set_device(services: Services, request: Request, response: Response, device: str) -> None:
    """The browser keeps the token of its list."""
    _set(response, request, DEVICE_COOKIE, device, "/api/v1", _lasts(services))


def let_in(
    services: Services, request: Request, conversation: str, token: str, channel: str, status: int = 200
) -> Response:
    """The answer that gives the browser the conversation's token, which is shown once and set as a cookie."""
    response = ORJSONResponse({"id": conversation, "token": token}, status)
    lasts = _lasts(services) if channel == "web" else None
    _set(response, request, COOKIE, token, f"{_PATH}/{conversation}", lasts)
    return response


def _lasts(services: Services) -> int:
    """As long as a draft is kept: who comes back to it has to get in."""
    return int(timedelta(days=services.settings.retention_days).total_seconds())


def _set(response: Response, request: Request, name: str, value: str, path: str, lasts: int | None) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=lasts, httponly=True, samesite="lax", secure=secure, path=path)
