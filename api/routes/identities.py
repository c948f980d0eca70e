"""Demo identities and sessions. In production there are none, and these routes are not there."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from ..bodies import read_object
from ..openapi import IDENTITIES_ANSWERS, SESSION, SESSION_ANSWERS
from ..problems import Problem
from ..security import SESSION_COOKIE, hashed, new_token, same_origin
from ..services import Services

LASTS: Final = timedelta(minutes=30)


def router(services: Services) -> APIRouter:
    """``GET /api/v1/identities`` and ``POST /api/v1/session``."""
    routes = APIRouter(prefix="/api/v1", tags=["identities"])

    @routes.get("/identities", response_class=Response, responses=IDENTITIES_ANSWERS)
    async def identities() -> Response:
        """The made-up applicants to choose from."""
        return ORJSONResponse([{"id": one.id, "label": one.label} for one in services.identities.values()])

    @routes.post("/session", response_class=Response, responses=SESSION_ANSWERS, openapi_extra=SESSION)
    async def session(request: Request) -> Response:
        """Signs the browser in as one of them."""
        same_origin(request)
        body = await read_object(request, ("identity",))
        name = body.get("identity")
        if not isinstance(name, str) or name not in services.identities:
            raise Problem(422, "unknown-identity", "没有这个身份。", [("/identity", "GET /api/v1/identities 里的 id")])
        token = new_token()
        services.sessions.open(hashed(token), name, LASTS)
        response = ORJSONResponse({"identity": name, "label": services.identities[name].label})
        secure = request.url.scheme == "https"
        seconds = int(LASTS.total_seconds())
        response.set_cookie(
            SESSION_COOKIE, token, max_age=seconds, httponly=True, samesite="lax", secure=secure, path="/api/v1"
        )
        return response

    return routes
