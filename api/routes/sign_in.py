"""Signing in by a provider: the list of them, the way there, and the way back."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse, RedirectResponse

from actions.sessions import IDLE

from ..openapi_sign_in import BACK, BACK_ANSWERS, LEAVE, LEAVE_ANSWERS, PROVIDERS_ANSWERS
from ..problem_page import answer
from ..problems import Problem
from ..security import SESSION_COOKIE, hashed, new_token
from ..services import Services
from ..sign_in import SignInFailed, SigningIn
from ..sign_in.attempts import LASTS

PATH: Final = "/api/v1/sign-in"
#: However much a session is used it is over after this.
AT_MOST: Final = timedelta(hours=8)
_COOKIE: Final = "daoban_sign_in"
_LOG: Final = logging.getLogger("daoban.sign_in")


def router(services: Services, signing_in: SigningIn) -> APIRouter:
    """The routes under ``/api/v1/sign-in``."""
    routes = APIRouter(prefix=PATH, tags=["sign-in"])
    asked = services.rates(240, "sign-in")

    @routes.get("", response_class=Response, responses=PROVIDERS_ANSWERS)
    async def providers() -> Response:
        """By whom one can sign in."""
        some = signing_in.providers.values()
        return ORJSONResponse([{"id": one.id, "label": one.label, "demo": one.demo} for one in some])

    @routes.get("/{provider}", status_code=302, response_class=Response, responses=LEAVE_ANSWERS, openapi_extra=LEAVE)
    async def leave(provider: str, request: Request) -> Response:
        """Leads to the provider, which leads back here. ``back``: the page to come to in the end."""
        try:
            asked.spend(_client(request))
            _known(signing_in, provider)
            attempt = signing_in.begin(provider, request.query_params.get("back", "/"), _site(request))
            response = RedirectResponse(await signing_in.clients[provider].leads_to(attempt), 302)
        except (SignInFailed, Problem) as fault:
            return _not_signed_in(request, provider, fault)
        seconds, secure = int(LASTS.total_seconds()), request.url.scheme == "https"
        response.set_cookie(
            _COOKIE,
            signing_in.attempts.seal(attempt),
            max_age=seconds,
            httponly=True,
            samesite="lax",
            secure=secure,
            path=PATH,
        )
        return response

    @routes.get(
        "/{provider}/callback", status_code=303, response_class=Response, responses=BACK_ANSWERS, openapi_extra=BACK
    )
    async def come_back(provider: str, request: Request) -> Response:
        """The browser is signed in as who the provider says; it gets a new session, and an old one is over."""
        try:
            asked.spend(_client(request))
            _known(signing_in, provider)
            kept, told = request.cookies.get(_COOKIE, ""), request.query_params
            attempt, principal = await signing_in.finish(provider, kept, told)
        except (SignInFailed, Problem) as fault:
            return _not_signed_in(request, provider, fault)
        response = RedirectResponse(attempt.back, 303)
        response.delete_cookie(_COOKIE, path=PATH)
        _open(services, request, response, principal.id)
        return response

    return routes


def _open(services: Services, request: Request, response: Response, identity: str) -> None:
    """A session of its own: a token that was known before the sign-in opens nothing afterwards."""
    before = request.cookies.get(SESSION_COOKIE)
    if before:
        services.sessions.close(hashed(before))
    token = new_token()
    services.sessions.open(hashed(token), identity, IDLE, AT_MOST)
    seconds, secure = int(AT_MOST.total_seconds()), request.url.scheme == "https"
    response.set_cookie(
        SESSION_COOKIE, token, max_age=seconds, httponly=True, samesite="lax", secure=secure, path="/api/v1"
    )


def _known(signing_in: SigningIn, provider: str) -> None:
    if provider not in signing_in.providers:
        raise Problem(404, "unknown-provider", "没有这种登录方式。")


def _not_signed_in(request: Request, provider: str, fault: SignInFailed | Problem) -> Response:
    if isinstance(fault, SignInFailed):
        _LOG.warning("nobody was signed in by %s: %s", provider, fault.code)
        fault = Problem(fault.status, "not-signed-in", fault.said)
    return answer(request, fault)


def _site(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def _client(request: Request) -> str:
    return request.client.host if request.client is not None else ""
