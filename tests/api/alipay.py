"""Alipay's gateway, played by its documents: it takes what is signed, gives each code's account once, and signs what it answers."""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.wechat.double import address, listening, served

APP = "2021000000000000"
_NODE, _ERROR = "alipay_system_oauth_token_response", "error_response"


def new_key() -> rsa.RSAPrivateKey:
    """As Alipay's tool makes one."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def told_private(key: rsa.RSAPrivateKey) -> str:
    """The key as the tool writes it: one line of base64."""
    return base64.b64encode(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())).decode()


def told_public(key: rsa.RSAPrivateKey) -> str:
    """The key's public half as the console shows it."""
    return base64.b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


@dataclass
class Gateway:
    """Alipay's side.

    Args:
        codes: code -> what is told of the account.
        spoil: what is done to an answer before it is sent.
    """

    theirs: rsa.RSAPrivateKey = field(default_factory=new_key)
    ours: rsa.RSAPrivateKey = field(default_factory=new_key)
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    spoil: Any = lambda content: content
    signs_errors: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        query = dict(parse_qsl(request.url.query, keep_blank_values=True))
        body = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        assert not set(query) & set(body)
        assert "code" not in query
        self.asked.append({**query, **body})
        return Response(self.spoil(self._told({**query, **body})), media_type="text/html;charset=utf-8")

    def signed(self, node: str, told: dict[str, Any]) -> bytes:
        """The answer and the signature over it, as it is written."""
        raw = json.dumps(told, ensure_ascii=False)
        made = base64.b64encode(self.theirs.sign(raw.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()
        return f'{{"{node}":{raw},"sign":{json.dumps(made)}}}'.encode()

    def _told(self, asked: dict[str, str]) -> bytes:
        fixed = {"app_id": APP, "method": "alipay.system.oauth.token", "sign_type": "RSA2", "version": "1.0"}
        if not fixed.items() <= asked.items() or not self._is_ours(asked):
            return self._error("isv.invalid-signature")
        told = self.codes.pop(asked.get("code", ""), None)
        return self._error("isv.code-invalid") if told is None else self.signed(_NODE, told)

    def _is_ours(self, asked: dict[str, str]) -> bool:
        sign = base64.b64decode(asked.pop("sign", ""))
        text = "&".join("=".join(pair) for pair in sorted(asked.items()) if pair[1])
        try:
            self.ours.public_key().verify(sign, text.encode(), padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return True

    def _error(self, sub: str) -> bytes:
        told = {"code": "40002", "msg": "Invalid Arguments", "sub_code": sub, "sub_msg": "授权码code无效"}
        return self.signed(_ERROR, told) if self.signs_errors else json.dumps({_ERROR: told}).encode()


@contextlib.asynccontextmanager
async def standing(gateway: Gateway) -> AsyncIterator[str]:
    """Where the gateway answers."""
    with listening() as listens:
        async with served([Route("/gateway.do", gateway.answer, methods=["POST"])], listens):
            yield address(listens)
