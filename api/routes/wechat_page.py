"""From WeChat to the page: who taps the link is known by WeChat's own sign-in, and goes on with the conversation that is theirs there."""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from actions.followers import Follower

from ..letting_in import signed_in
from ..security import hashed, new_token
from ..services import Services
from ..wechat.answering import Answering
from ..wechat.channel import Channel
from ..wechat.faults import WeChatFault
from ..wechat.going_on import Refusal
from ..wechat.oauth import States, authorize_url, openid_of
from .identities import LASTS

#: Below the session's own path: who is signed in on the page is seen here.
_BACK: Final = "/api/v1/wechat/opened"
_COOKIE: Final = "daoban_wechat"
#: Both addresses have it.
_COOKIE_PATH: Final = "/"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{20,64}")
_COOKIE_LASTS: Final = int(timedelta(minutes=10).total_seconds())
_MICROS: Final = 1_000_000
_LOG: Final = logging.getLogger("daoban.wechat")


def router(services: Services, channel: Channel, answering: Answering) -> APIRouter:
    """``GET /wechat/open`` leads to WeChat's sign-in, which leads back to ``GET /api/v1/wechat/opened``."""
    routes = APIRouter(include_in_schema=False)
    states, asked = States(channel.key), services.rates(120, "wechat page")
    opening = _Opening(services, channel, answering, states)

    @routes.get("/wechat/open")
    async def leave(request: Request) -> RedirectResponse:
        """Without the account's secret nobody can be known: the page opens as it does for everybody."""
        asked.spend(_client(request))
        if channel.sending is None:
            return RedirectResponse("/", 303)
        # Who taps twice has two states under way, and either leads on.
        known = request.cookies.get(_COOKIE, "")
        cookie = known if _TOKEN.fullmatch(known) else new_token()
        state = states.make(cookie, time.time())
        response = RedirectResponse(authorize_url(channel.appid, channel.url + _BACK, state, channel.sign_in), 303)
        secure = channel.url.startswith("https://")
        response.set_cookie(
            _COOKIE, cookie, max_age=_COOKIE_LASTS, httponly=True, samesite="lax", secure=secure, path=_COOKIE_PATH
        )
        return response

    @routes.get(_BACK)
    async def come_back(request: Request) -> RedirectResponse:
        asked.spend(_client(request))
        where = await opening.opened(request)
        response = RedirectResponse(where or "/", 303)
        if where is not None:
            # Another sign-in has another cookie: what was under way is over, in whichever process it would be tried again.
            response.delete_cookie(_COOKIE, path=_COOKIE_PATH)
        return response

    return routes


@dataclass(frozen=True, slots=True)
class _Opening:
    """Lets browsers go on with what is theirs in WeChat."""

    services: Services
    channel: Channel
    answering: Answering
    states: States

    async def opened(self, request: Request) -> str | None:
        """The address under which this browser goes on; None where it is nobody's that is known."""
        code, state = request.query_params.get("code", ""), request.query_params.get("state", "")
        cookie, sending = request.cookies.get(_COOKIE, ""), self.channel.sending
        if sending is None or not self.states.take(state, cookie, time.time()) or not code:
            return None
        try:
            person = await openid_of(sending.wechat, code)
            token = new_token()
            identity = signed_in(self.services, request)
            known = await self.answering.change(person, lambda follower: self._given(follower, identity, token))
        except (WeChatFault, Refusal) as fault:
            _LOG.warning("not opened: %s", fault)
            return None
        return f"/r/{token}" if known is not None else None

    def _given(self, follower: Follower, identity: str | None, token: str) -> Follower:
        """The follower, whose own browser may go on by the token. Raises Refusal."""
        going_on, holding = self.answering.conversing.going_on, self.services.rights.holding
        if identity is not None:
            until = int((time.time() + LASTS.total_seconds()) * _MICROS)
            follower = replace(follower, identity=identity, identity_until=until)
            self.channel.followers.keep(follower)
        row = self.services.store.find(follower.conversation)
        if row is None or not going_on.may_read(follower, row):
            raise Refusal("wechat.sign_in")
        if not (going_on.writes(follower, row) or follower.opened):
            raise Refusal("wechat.elsewhere")
        holding.issue(row.id, row.token_hash or "", hashed(token))
        return replace(follower, opened=True)


def _client(request: Request) -> str:
    return request.client.host if request.client is not None else ""
