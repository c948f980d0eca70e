"""A code with which another device goes on: as a QR code and as digits to type, used once, within minutes."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.holding import LASTS

from ..bodies import read_object
from ..openapi_rights import CODE, CODE_ANSWERS, CODE_STATE_ANSWERS, RESUME
from ..printing.qr import qr_address
from ..security import admitted, hashed, new_token
from ..services import Services
from ..wechat.scenes import scene_address


def router(services: Services) -> APIRouter:
    """``POST`` and ``GET /api/v1/conversations/{id}/handover``."""
    routes = APIRouter(prefix="/api/v1", tags=["handover"])
    asked, holding = services.rates(120, "handed over"), services.rights.holding

    @routes.post(
        "/conversations/{conversation}/handover",
        status_code=201,
        response_class=Response,
        responses=CODE_ANSWERS,
        openapi_extra=CODE,
    )
    async def issue(conversation: str, request: Request) -> Response:
        """A code for another device, as a QR code and as digits to type. An earlier one is void."""
        row = admitted(services.store, request, conversation)
        asked.spend(conversation)
        await read_object(request, ())
        token = new_token()
        code = holding.issue(conversation, row.token_hash or "", hashed(token))
        account = {} if services.wechat is None else {"wechat": await scene_address(services.wechat, token)}
        url = f"{own_origin(request)}/r/{token}"
        told = {"code": code.digits, "url": url, "qr": qr_address(url), "expires": code.expires.isoformat()}
        return ORJSONResponse({**told, **account, "seconds": int(LASTS.total_seconds())}, 201)

    @routes.get(
        "/conversations/{conversation}/handover",
        response_class=Response,
        responses=CODE_STATE_ANSWERS,
        openapi_extra=RESUME,
    )
    async def state(conversation: str, request: Request) -> Response:
        """Whether the latest code still waits, or was taken."""
        admitted(services.store, request, conversation)
        found, expires = holding.code_state(conversation)
        return ORJSONResponse({"state": found, **({"expires": expires.isoformat()} if expires is not None else {})})

    return routes


def own_origin(request: Request) -> str:
    """Where the browser reached this server; behind a proxy only the browser itself knows by which scheme."""
    host = request.headers.get("host", "")
    scheme, _, asked_from = request.headers.get("origin", "").partition("://")
    if asked_from != host or scheme not in ("http", "https"):
        scheme = request.url.scheme
    return f"{scheme}://{host}"
