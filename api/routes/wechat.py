"""The webhook of an official account of WeChat: ``/wechat``, mounted where an account is configured."""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from actions.database import DatabaseUnavailable

from ..problems import Problem
from ..security import read_body
from ..services import Services
from ..wechat.admitting import LARGEST, Refused, admit, echo
from ..wechat.answering import Answering
from ..wechat.channel import Channel
from ..wechat.envelope import NotAMessage, write_fields
from ..wechat.inbound import Push, read_push
from ..wechat.signing import signature
from . import wechat_page

_LOG: Final = logging.getLogger("daoban.wechat")
#: What WeChat takes for 「there is nothing to show」; it is never sealed.
_NOTHING: Final = "success"


def routers(services: Services, channel: Channel, answering: Answering) -> tuple[APIRouter, ...]:
    """Everything that WeChat and its users reach."""
    return router(channel, answering), wechat_page.router(services, channel, answering)


def router(channel: Channel, answering: Answering) -> APIRouter:
    """``GET /wechat`` proves that the address is ours; ``POST /wechat`` takes a push."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/wechat")
    async def prove(request: Request) -> Response:
        try:
            return PlainTextResponse(echo(channel.account, request.query_params, time.time()))
        except Refused as fault:
            return _refused(fault)

    @routes.post("/wechat")
    async def push(request: Request) -> Response:
        try:
            body = await read_body(request, LARGEST)
            fields = admit(channel.account, request.query_params, body, time.time())
            told = read_push(fields)
        except (Refused, NotAMessage, Problem) as fault:
            return _refused(fault)
        try:
            answer = await answering.within(told, fields)
        except DatabaseUnavailable as fault:
            # Without a word: WeChat tries again, and whatever was kept is answered later.
            _LOG.error("a push waits: %s", fault)
            return Response(status_code=503)
        return _answered(channel, told, answer) if answer else PlainTextResponse(_NOTHING)

    return routes


def _refused(fault: Exception) -> Response:
    """Nothing, whatever it was: only our log knows why."""
    _LOG.warning("refused: %s", fault if isinstance(fault, (Refused, NotAMessage)) else type(fault).__name__)
    return Response(status_code=403)


def _answered(channel: Channel, push: Push, answer: str) -> Response:
    """The answer as WeChat takes it. What looks random in it is made of the push: every try is answered with the same bytes."""
    told: dict[str, str | int] = {"ToUserName": push.sender, "FromUserName": push.account, "CreateTime": push.at}
    xml = write_fields({**told, "MsgType": "text", "Content": answer})
    account = channel.account
    if account.seal is not None:
        place = f"{push.sender}\0{push.key}\0{answer}".encode()
        chance = hmac.digest(channel.key, place, hashlib.sha256)
        sealed = account.seal.seal(xml.encode(), chance[:16])
        nonce = str(int.from_bytes(chance[16:20], "big"))
        signed = signature(account.token, str(push.at), nonce, sealed)
        xml = write_fields({"Encrypt": sealed, "MsgSignature": signed, "TimeStamp": push.at, "Nonce": nonce})
    return Response(xml, media_type="application/xml")
