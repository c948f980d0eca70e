"""The demo provider's HTTP: what an OpenID provider has, and a page where one of the invented people is chosen.

Source: OpenID Connect Core 1.0; OpenID Connect Discovery 1.0; RFC 7636; RFC 9207.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from actions.cipher import Cipher

from ..plain_pages import templates
from ..problem_page import answer
from ..problems import Problem
from ..security import read_body
from ..sign_in.provider import OIDC, Claims, Provider
from .people import roles
from .tokens import CODE_SECONDS, TOKEN_SECONDS, Tokens, matches

PREFIX: Final = "/demo-provider"
ID: Final = "demo"
_CLIENT: Final = "daoban-demo"
_BACK: Final = f"/api/v1/sign-in/{ID}/callback"
_PAGE: Final = templates(Path(__file__).parent / "templates").get_template("choose.html")
#: Somebody may look at the page for so long.
_CHOOSING_SECONDS: Final = 600
_ASKED: Final = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")


@dataclass(frozen=True, slots=True)
class DemoProvider:
    """What the routes stand on. ``issuer``: its address, as this process reaches it."""

    issuer: str
    secret: str
    tokens: Tokens


def open_demo_provider(cipher: Cipher, clock: Callable[[], datetime], here: str) -> DemoProvider:
    """The provider at ``here``; its client's secret is derived from the data key."""
    return DemoProvider(here + PREFIX, cipher.mark("demo provider client").hex(), Tokens(cipher, clock))


def demo_provider(place: DemoProvider) -> Provider:
    """How a client knows it."""
    return Provider(
        id=ID,
        label="演示登录",
        kind=OIDC,
        issuer=place.issuer,
        client_id=_CLIENT,
        secret=place.secret,
        claims=Claims(
            name="name",
            number="id_number",
            verified="real_name",
            verified_values=("true",),
            firm_name="firm_name",
            firm_number="firm_number",
            role="role",
            roles={"legal_rep": "legal_rep", "agent": "agent"},
            items="items",
            until="until",
        ),
        algorithms=("ES256",),
        userinfo=True,
        demo=True,
    )


def router(place: DemoProvider) -> APIRouter:
    """The routes under ``/demo-provider``. They are no part of what is published: a real provider has its own."""
    routes = APIRouter(prefix=PREFIX, include_in_schema=False)
    _add_pages(routes, place)
    _add_endpoints(routes, place)
    return routes


def _add_pages(routes: APIRouter, place: DemoProvider) -> None:
    @routes.get("/authorize")
    async def authorize(request: Request) -> Response:
        """The page where somebody is chosen; without a password, and it says so."""
        asked = request.query_params
        try:
            _check(asked, request.headers.get("host", ""))
        except Problem as fault:
            # Nothing leads back to an address that was not checked.
            return answer(request, fault)
        kept = place.tokens.sealed("asked", {name: asked[name] for name in _ASKED})
        people = [(name, list(some)) for name, some in groupby(roles().values(), lambda one: one.person)]
        page = _PAGE.render(people=people, asked=kept, back=f"{PREFIX}/cancel?{urlencode({'asked': kept})}")
        return Response(page, media_type="text/html; charset=utf-8")

    @routes.get("/choose")
    async def choose(request: Request) -> Response:
        """Leads back as the one who was chosen."""
        return _led_back(place, request, request.query_params.get("who", ""))

    @routes.get("/cancel")
    async def cancel(request: Request) -> Response:
        """Leads back as nobody."""
        return _led_back(place, request, None)


def _add_endpoints(routes: APIRouter, place: DemoProvider) -> None:
    @routes.get("/.well-known/openid-configuration")
    async def configuration() -> Response:
        issuer = place.issuer
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "userinfo_endpoint": f"{issuer}/userinfo",
                "jwks_uri": f"{issuer}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"],
                "code_challenge_methods_supported": ["S256"],
                "authorization_response_iss_parameter_supported": True,
            }
        )

    @routes.get("/jwks")
    async def jwks() -> Response:
        return JSONResponse(place.tokens.keys())

    @routes.post("/token")
    async def token(request: Request) -> Response:
        """Tokens for a code, once."""
        form = dict(parse_qsl((await read_body(request, 16 * 1024)).decode("utf-8", "replace")))
        if not _is_client(place, request.headers.get("authorization", "")):
            return JSONResponse({"error": "invalid_client"}, 401, {"WWW-Authenticate": "Basic"})
        code = form.get("code", "")
        found = place.tokens.opened("code", code, CODE_SECONDS)
        if (
            form.get("grant_type") != "authorization_code"
            or found is None
            or found["redirect_uri"] != form.get("redirect_uri")
            or not matches(found["code_challenge"], form.get("code_verifier", ""))
            or not place.tokens.spend(code)
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = place.tokens.sealed("access", {"who": found["who"]})
        subject = {"sub": roles()[found["who"]].claims["sub"]}
        identity = place.tokens.identity(place.issuer, _CLIENT, found["nonce"], subject, access)
        return JSONResponse(
            {"access_token": access, "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "id_token": identity}
        )

    @routes.get("/userinfo")
    async def userinfo(request: Request) -> Response:
        """Who was chosen."""
        bearer = request.headers.get("authorization", "")
        found = place.tokens.opened("access", bearer.removeprefix("Bearer "), TOKEN_SECONDS)
        if found is None:
            return JSONResponse({"error": "invalid_token"}, 401, {"WWW-Authenticate": "Bearer"})
        return JSONResponse(dict(roles()[found["who"]].claims))


def _led_back(place: DemoProvider, request: Request, who: str | None) -> Response:
    asked = place.tokens.opened("asked", request.query_params.get("asked", ""), _CHOOSING_SECONDS)
    if asked is None or (who is not None and who not in roles()):
        return answer(request, Problem(400, "not-asked", "这一页过了时间。请回到办理的页面，重新登录。"))
    told: dict[str, Any] = {"state": asked["state"], "iss": place.issuer}
    if who is None:
        told["error"] = "access_denied"
    else:
        told["code"] = place.tokens.sealed("code", {**asked, "who": who})
    return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(told)}", 303)


def _check(asked: Mapping[str, str], host: str) -> None:
    """Raises Problem 400: it leads back to this site's own address only, and asks as a client should."""
    back = urlsplit(asked.get("redirect_uri", ""))
    ours = back.scheme in ("http", "https") and back.netloc == host and back.path == _BACK and not back.query
    right = asked.get("client_id") == _CLIENT and asked.get("response_type") == "code"
    proof = asked.get("code_challenge_method") == "S256" and len(asked.get("code_challenge", "")) == 43
    if not (ours and right and proof and asked.get("state") and asked.get("nonce")) or back.fragment:
        raise Problem(400, "bad-request", "这个登录请求不对。请回到办理的页面，重新登录。")


def _is_client(place: DemoProvider, header: str) -> bool:
    kind, _, word = header.partition(" ")
    try:
        name, _, secret = base64.b64decode(word, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    known = hmac.compare_digest(unquote(secret).encode(), place.secret.encode())
    return kind.lower() == "basic" and name == _CLIENT and known
