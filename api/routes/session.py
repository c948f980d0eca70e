"""Who is signed in, the end of it, and a conversation that becomes theirs."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.local_time import ZONE
from actions.masking import masked_name, masked_number
from actions.principals import Principal

from ..followups import offer_to_look_up
from ..letting_in import signed_in
from ..openapi_sign_in import BIND, BIND_ANSWERS, SIGN_OUT_ANSWERS, WHO_ANSWERS
from ..problems import Problem
from ..security import SESSION_COOKIE, admitted, hashed, same_origin
from ..services import Services
from ..sign_in import SigningIn


def router(services: Services, signing_in: SigningIn) -> APIRouter:
    """``GET /api/v1/session``, ``POST /api/v1/sign-out`` and ``POST /api/v1/conversations/{id}/identity``."""
    routes = APIRouter(prefix="/api/v1", tags=["sign-in"])
    bound = services.rates(120, "bound")

    @routes.get("/session", response_class=Response, responses=WHO_ANSWERS)
    async def who(request: Request) -> Response:
        """Who is signed in in this browser; nothing where nobody is."""
        principal = services.principal(signed_in(services, request))
        return Response(status_code=204) if principal is None else ORJSONResponse(_told(signing_in, principal))

    @routes.post("/sign-out", status_code=204, response_class=Response, responses=SIGN_OUT_ANSWERS)
    async def sign_out(request: Request) -> Response:
        """Nobody is signed in in this browser any more; doing it again changes nothing."""
        same_origin(request)
        token = request.cookies.get(SESSION_COOKIE)
        if token:
            services.sessions.close(hashed(token))
        response = Response(status_code=204)
        response.delete_cookie(SESSION_COOKIE, path="/api/v1")
        return response

    @routes.post(
        "/conversations/{conversation}/identity", response_class=Response, responses=BIND_ANSWERS, openapi_extra=BIND
    )
    async def bind(conversation: str, request: Request) -> Response:
        """The conversation, begun by nobody in particular, is from now on that of who is signed in."""
        same_origin(request)
        row = admitted(services.store, request, conversation)
        bound.spend(conversation)
        principal = services.principal(signed_in(services, request))
        if principal is None:
            raise Problem(403, "sign-in-needed", "还没有登录，或者登录已经过了时间。请先登录。")
        _check_mandate(services, conversation, principal)
        if not services.store.bind(conversation, principal.id):
            raise Problem(
                409, "other-identity", "这件事是用另一个身份登录以后办的，不能换人。请用原来的身份登录，或者新办一件。"
            )
        now = services.store.find(conversation)
        if now is not None and row.identity is None:
            offer_to_look_up(services, now)
        return ORJSONResponse(_told(signing_in, principal))

    return routes


def _check_mandate(services: Services, conversation: str, principal: Principal) -> None:
    """Raises Problem 403 where the firm has not entrusted them with this, or not until today."""
    view, mandate, firm = services.conversations.standing(conversation).position.view, principal.mandate, principal.firm
    if mandate is None or firm is None:
        return
    today: date = services.conversations.clock().astimezone(ZONE).date()
    if mandate.until is not None and mandate.until < today:
        raise Problem(
            403, "mandate-over", f"「{firm.name}」的委托到 {mandate.until.isoformat()} 为止，已经过期，不能再代它办。"
        )
    if view is not None and not mandate.covers(frozenset(view.release.items), today):
        raise Problem(
            403,
            "mandate-does-not-cover",
            f"「{firm.name}」的委托不包括这件事，不能代它办。可以请单位扩大委托范围，或者不登录接着填。",
        )


def _told(signing_in: SigningIn, principal: Principal) -> dict[str, Any]:
    firm, mandate = principal.firm, principal.mandate
    return {
        "name": masked_name(principal.person.name),
        "number": masked_number(principal.person.number),
        "verified": principal.verified,
        "provider": signing_in.label_of(principal),
        "firm": firm.name if firm is not None else None,
        "role": mandate.role if mandate is not None else None,
        "until": mandate.until.isoformat() if mandate is not None and mandate.until is not None else None,
    }
