"""Pushes as they go over the line and answers as they come back, sealed and opened by wechatpy: none of our own code is in it."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException

from .official import OfficialAccount

Fields = Mapping[str, "str | int | Fields"]
#: Bytes of a text that WeChat's clients are known to take.
LARGEST = 2048
#: Kinds of answers. The last one hands the conversation to WeChat's own desk and shows nothing.
KINDS = ("text", "image", "voice", "video", "music", "news", "transfer_customer_service")


class BadAnswer(Exception):
    """The answer is none that WeChat takes."""


class Wire:
    """Seals, signs and opens for one account. ``key``: the EncodingAESKey that is sealed with; the account's first where none is given."""

    def __init__(self, account: OfficialAccount, key: str = "") -> None:
        self.account = account
        self._crypto = WeChatCrypto(account.token, key or account.keys[0], account.appid)

    def signed(self, *parts: str) -> str:
        """The signature over the token and the parts."""
        return hashlib.sha1("".join(sorted([self.account.token, *parts])).encode()).hexdigest()

    def request(self, fields: Fields, *, at: int | None = None, nonce: str = "") -> tuple[dict[str, str], bytes]:
        """Query and body of one try of a push, signed now or ``at``; each try is sealed anew, as WeChat's are."""
        now, nonce = str(at if at is not None else int(time.time())), nonce or str(secrets.randbelow(10**10))
        body, query = xml(fields), {"timestamp": now, "nonce": nonce, "signature": self.signed(now, nonce)}
        query["openid"] = str(fields["FromUserName"])
        if self.account.sealed:
            envelope = xmltodict.parse(self._crypto.encrypt_message(body, nonce, now))["xml"]
            query |= {"encrypt_type": "aes", "msg_signature": envelope["MsgSignature"]}
            body = xml({"ToUserName": str(fields["ToUserName"]), "Encrypt": envelope["Encrypt"]})
        return query, body.encode()

    def read(self, answer: str, person: str) -> str:
        """What the answer shows the person: a text, or the kind of what is none in brackets. Raises BadAnswer."""
        told = self._opened(answer)
        if (told.get("ToUserName"), told.get("FromUserName")) != (person, self.account.name):
            raise BadAnswer("between others")
        kind = told.get("MsgType")
        if kind not in KINDS or not str(told.get("CreateTime", "")).isdigit():
            raise BadAnswer(f"no answer: {kind}")
        if kind != "text":
            return "" if kind == KINDS[-1] else f"[{kind}]"
        words = told.get("Content")
        if not isinstance(words, str) or len(words.encode()) > LARGEST:
            raise BadAnswer("no text, or too long")
        return words

    def _opened(self, answer: str) -> dict[str, Any]:
        told = parsed(answer)
        if not self.account.sealed:
            return told
        try:
            opened = self._crypto.decrypt_message(told, told["MsgSignature"], told["TimeStamp"], told["Nonce"])
        except (InvalidSignatureException, InvalidAppIdException) as fault:
            raise BadAnswer(type(fault).__name__) from fault
        except Exception as fault:  # wechatpy lets through whatever its parts raise at bad input.
            raise BadAnswer(f"cannot be opened: {fault}") from fault
        return parsed(opened)


def parsed(text: str) -> dict[str, Any]:
    """The fields of an XML of WeChat's. Raises BadAnswer."""
    try:
        told = xmltodict.parse(text)["xml"]
    except (ExpatError, KeyError) as fault:
        raise BadAnswer("no XML") from fault
    if not isinstance(told, dict):
        raise BadAnswer("nothing in it")
    return told


def xml(fields: Fields) -> str:
    """The fields as WeChat writes them: texts in CDATA, numbers bare."""
    return f"<xml>{_inner(fields)}</xml>"


def _inner(fields: Fields) -> str:
    return "".join(f"<{name}>{_value(value)}</{name}>" for name, value in fields.items())


def _value(value: str | int | Fields) -> str:
    if isinstance(value, str):
        return f"<![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]>"
    return str(value) if isinstance(value, int) else _inner(value)
