"""Going on with a conversation that another device began, and taking it back."""

from __future__ import annotations

import re
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from actions.holding import LOCATOR, SECRET, NoSuchCode, NotHeld, OtherIdentity, Taker

from ..bodies import read_object
from ..letting_in import device_of, let_in, read_channel, set_device, signed_in
from ..openapi_rights import RESUME, RESUME_ANSWERS, TAKE, TAKE_ANSWERS
from ..problems import Problem
from ..security import hashed, new_token, presented, same_origin, wrong_token
from ..services import Services

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{20,64}")
_DIGITS: Final = re.compile(rf"[0-9]{{{LOCATOR + SECRET}}}")
#: Short codes that one client, and all of them, may try in a minute; they are few enough to be guessed otherwise.
_OF_ONE: Final = 10
_OF_ALL: Final = 100


def router(services: Services) -> APIRouter:
    """``POST /api/v1/handover`` and ``POST /api/v1/conversations/{id}/resume``."""
    routes = APIRouter(prefix="/api/v1", tags=["handover"])
    asked = services.rates(120, "taken over")
    tried, tried_by_all = services.rates(_OF_ONE, "codes"), services.rates(_OF_ALL, "codes of all")
    holding = services.rights.holding

    @routes.post("/handover", response_class=Response, responses=TAKE_ANSWERS, openapi_extra=TAKE)
    async def take(request: Request) -> Response:
        """This browser goes on; the one that made the code only reads from now on."""
        same_origin(request)
        client = _client(request)
        body = await read_object(request, ("token", "code", "channel"))
        channel = read_channel(body)
        found = _read_code(body)
        for rates, key in ((tried, client), (tried_by_all, "")) if "digits" in found else ((asked, f"by {client}"),):
            rates.spend(key)
        token, device = new_token(), device_of(request, channel)
        try:
            conversation = holding.take(_taker(services, request, token, channel, device), **found)
        except NoSuchCode as fault:
            raise Problem(
                404, "no-such-code", "这个码不对，或者已经用过、过期了。请在原来的设备上重新取一个。"
            ) from fault
        except OtherIdentity as fault:
            raise _sign_in_first() from fault
        return _given(services, request, conversation, token, channel, device)

    @routes.post(
        "/conversations/{conversation}/resume",
        response_class=Response,
        responses=RESUME_ANSWERS,
        openapi_extra=RESUME,
    )
    async def resume(conversation: str, request: Request) -> Response:
        """This browser, which wrote before or is signed in as whose conversation it is, goes on; the other one only reads."""
        same_origin(request)
        asked.spend(f"back {_client(request)}")
        channel = read_channel(await read_object(request, ("channel",)))
        row = services.store.find(conversation) if len(conversation) <= 64 else None
        if row is None or row.token_hash is None:
            raise Problem(404, "unknown-conversation", "没有这个会话。")
        token, device = new_token(), device_of(request, channel)
        try:
            holding.take_back(conversation, presented(request), _taker(services, request, token, channel, device))
        except NotHeld as fault:
            raise wrong_token() from fault
        except OtherIdentity as fault:
            raise _sign_in_first() from fault
        return _given(services, request, conversation, token, channel, device)

    return routes


def _given(
    services: Services, request: Request, conversation: str, token: str, channel: str, device: str | None
) -> Response:
    response = let_in(services, request, conversation, token, channel)
    if device is not None:
        set_device(services, request, response, device)
    return response


def _client(request: Request) -> str:
    return request.client.host if request.client is not None else ""


def _taker(services: Services, request: Request, token: str, channel: str, device: str | None) -> Taker:
    noted = hashed(device) if device is not None else None
    return Taker(hashed(token), signed_in(services, request), channel, noted)


def _read_code(body: dict[str, Any]) -> dict[str, str]:
    """What the body brings: the long form, hashed, or the digits, with the spaces that people put in left out."""
    token, code = body.get("token"), body.get("code")
    if (token is None) == (code is None):
        raise Problem(422, "invalid-request", "请求的内容不对。", [("/token", "token、code 两者正好有一个")])
    if token is not None:
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise Problem(422, "invalid-request", "请求的内容不对。", [("/token", "二维码里 /r/ 后面的那一段")])
        return {"token_hash": hashed(token)}
    digits = re.sub(r"[\s-]", "", code) if isinstance(code, str) and len(code) <= 40 else ""
    if not _DIGITS.fullmatch(digits):
        raise Problem(422, "invalid-request", "请求的内容不对。", [("/code", f"{LOCATOR + SECRET} 位数字")])
    return {"digits": digits}


def _sign_in_first() -> Problem:
    return Problem(
        403, "sign-in-needed", "这件事是登录以后办的。请先在这台设备上用同一个身份登录，再打开。码还没有用掉。"
    )
