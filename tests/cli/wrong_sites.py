"""Sites that stand where the service should: each answers like it but for one thing."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

#: What is asked -> how it is answered instead: a status, words, 「later」, or 「anybody」.
Answers = Mapping[str, Any]
#: Name -> how it answers, and what the check says of it.
SITES: Final[dict[str, tuple[Answers, str]]] = {
    "down": ({"/healthz": 502}, "后面的服务没有起来（状态 502）"),
    "leads-on": ({"/healthz": 301}, "会跳转到别处"),
    "slow": ({"/healthz": "later"}, "在 5 秒里没有答复"),
    "slow-to-pushes": ({"POST": "later"}, "在 5 秒里没有答复"),
    "no-webhook": ({"GET": 404}, "没有照原样答回暗号（状态 404）"),
    "in-quotes": ({"GET": '"{echo}"'}, "没有照原样答回暗号（状态 200）"),
    "for-anybody": ({"GET": "anybody"}, "假的签名没有被拒绝（状态 200）"),
    "takes-no-push": ({"POST": 403}, "加密的推送被拒绝（状态 403）"),
    "no-notice": ({"/privacy": 404}, "隐私告知 /privacy 打不开（状态 404）"),
}


def site(token: str, answers: Answers) -> Starlette:
    """A site that knows the token, and answers so."""

    async def instead(asked: str, echo: str = "") -> Response | None:
        answer = answers.get(asked)
        if answer == "later":
            await asyncio.sleep(6)
        if isinstance(answer, int):
            return Response(status_code=answer, headers={"location": "https://example.org/"})
        return PlainTextResponse(answer.format(echo=echo)) if isinstance(answer, str) and "{" in answer else None

    async def webhook(request: Request) -> Response:
        query = request.query_params
        given = await instead(request.method, query.get("echostr", ""))
        if given is not None:
            return given
        signed = hashlib.sha1("".join(sorted([token, query["timestamp"], query["nonce"]])).encode()).hexdigest()
        known = query["signature"] == signed or answers.get(request.method) == "anybody"
        return PlainTextResponse(query.get("echostr", "success")) if known else Response(status_code=403)

    async def page(request: Request) -> Response:
        return await instead(request.url.path) or HTMLResponse("<p>")

    return Starlette(routes=[Route("/wechat", webhook, methods=["GET", "POST"]), Route("/{path:path}", page)])


def certificate(folder: Path) -> tuple[str, str]:
    """Files with a certificate of our own making, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    own, private = folder / "own.pem", folder / "own.key"
    own.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return str(own), str(private)
