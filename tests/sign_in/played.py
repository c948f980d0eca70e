"""An OpenID provider on a port of its own, which can be told to lie, to be slow or to fail."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from authlib.jose import JsonWebToken, RSAKey

CLIENT, SECRET = "daoban", "a-secret-of-this-test"
#: Claims of somebody whose papers were checked.
PERSON: Mapping[str, Any] = {"sub": "u-1", "name": "陈演示", "card": "310100198501090097", "level": "3"}
FIRM: Mapping[str, Any] = {
    "org": "上海演示有限公司",
    "code": "91310106MADEM00116",
    "as": "agent",
    "of": ["food_operation_license"],
}


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Played:
    """``claims`` replace the token's own, None takes one away. ``signed``: RS256, none, HS256 or other. ``fault``: status of all answers."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    person: dict[str, Any] = field(default_factory=lambda: dict(PERSON))
    signed: str = "RS256"
    fault: int = 0
    slow: float = 0.0
    iss: str | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, is_private=True))
    other: Any = field(default_factory=lambda: RSAKey.generate_key(2048, is_private=True))

    def tell_the_truth(self) -> None:
        """As it was at first."""
        self.claims, self.person, self.signed, self.fault, self.slow, self.iss = {}, dict(PERSON), "RS256", 0, 0.0, None

    def asked(self, location: str) -> str:
        """The code for a request that the client sent a browser away with."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        return code

    def answer(self, path: str, form: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        """What is told at a path."""
        if self.fault:
            return self.fault, {}
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
            }
        if path == "/jwks":
            return 200, {"keys": [{**self.key.as_dict(is_private=False), "kid": "k1", "use": "sig"}]}
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or asked["redirect_uri"] != form.get("redirect_uri") or not self._proved(asked, form):
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "a",
            "token_type": "Bearer",
            "expires_in": 60,
            "id_token": self.token(asked["nonce"]),
        }

    def token(self, nonce: str) -> str:
        """The identity token."""
        now = int(time.time())
        body = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": nonce,
            **self.person,
            **self.claims,
        }
        body = {name: value for name, value in body.items() if value is not None}
        if self.signed in ("RS256", "other"):
            key = self.key if self.signed == "RS256" else self.other
            return str(JsonWebToken(["RS256"]).encode({"alg": "RS256", "kid": "k1"}, body, key, check=False).decode())
        head = _b64(json.dumps({"alg": self.signed, "kid": "k1"}).encode()) + "." + _b64(json.dumps(body).encode())
        public = self.key.as_pem(is_private=False)
        return f"{head}.{_b64(hmac.digest(public, head.encode(), 'sha256')) if self.signed == 'HS256' else ''}"

    def _proved(self, asked: Mapping[str, str], form: Mapping[str, str]) -> bool:
        made = _b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        return asked["code_challenge_method"] == "S256" and made == asked["code_challenge"]


@contextmanager
def playing(played: Played) -> Iterator[Played]:
    """It serves as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(played.slow)
            length = int(self.headers.get("Content-Length", 0))
            form = {name: one[0] for name, one in parse_qs(self.rfile.read(length).decode()).items()}
            status, body = played.answer(self.path, form)
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    played.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield played
    server.shutdown()
    server.server_close()
