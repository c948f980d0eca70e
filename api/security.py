"""Who may do what: conversation tokens, sessions, origins, rates, and headers on every answer."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Protocol

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions.store import ConversationRow, Store

from .problems import Problem

#: Cookie of a conversation; its path is that conversation's own.
COOKIE: Final = "daoban_conversation"
SESSION_COOKIE: Final = "daoban_session"
#: Tells which conversations this browser was let into; it opens none of them.
DEVICE_COOKIE: Final = "daoban_device"
_HEADERS: Final = (
    (b"content-security-policy", b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)  # fmt: skip
_KEPT: Final = (b"cache-control", b"no-store")


def new_token() -> str:
    """A token of 160 random bits."""
    return secrets.token_urlsafe(20)


def hashed(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def admitted(store: Store, request: Request, conversation: str) -> ConversationRow:
    """The conversation, when the request holds its token (Bearer, or the cookie set with it).

    A token that wrote until the conversation went on elsewhere still reads.

    Raises:
        Problem: 404 when there is none, 401 without the right token; 403 when a page of another origin used the cookie, or
            when something is to change and the conversation went on elsewhere.
    """
    row = store.find(conversation) if len(conversation) <= 64 else None
    if row is None or row.token_hash is None:
        raise Problem(404, "unknown-conversation", "没有这个会话。")
    token_hash = presented(request)
    if token_hash is None or not hmac.compare_digest(token_hash, row.token_hash):
        if token_hash is None or not store.held_before(conversation, token_hash):
            raise wrong_token()
        if request.method not in ("GET", "HEAD"):
            raise Problem(
                403,
                "continued-elsewhere",
                "这件事已经在另一个设备上继续，这里只能看。要在这里接着办，先选「在这里继续」。",
            )
    return row


def presented(request: Request) -> str | None:
    """The hash of the conversation's token that the request brings; None when it brings none.

    Raises:
        Problem: 403 when a page of another origin used the cookie.
    """
    bearer = request.headers.get("authorization", "")
    token = bearer[7:] if bearer[:7].lower() == "bearer " else None
    if token is None:
        token = request.cookies.get(COOKIE)
        if token is not None:
            same_origin(request)
    return None if token is None else hashed(token)


def wrong_token() -> Problem:
    """What is answered without the right token."""
    return Problem(401, "wrong-token", "没有带会话的令牌，或者令牌不对。", headers={"WWW-Authenticate": "Bearer"})


def same_origin(request: Request) -> None:
    """Refuses a request that changes something and comes from a page of another origin. Raises Problem 403."""
    if request.method in ("GET", "HEAD"):
        return
    origin = request.headers.get("origin")
    if origin is not None:
        foreign = origin.partition("://")[2] != request.headers.get("host", "")
    else:
        # Browsers that leave Origin out say where the page is from; programs say neither.
        foreign = request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    if foreign:
        raise Problem(403, "foreign-origin", "请求来自别的网站，没有处理。")


def own_machine(request: Request) -> None:
    """Refuses a request that calls the server by a name of the net, which a hostile site could point at this machine.

    For what a demonstration gives away without a password. Raises Problem 403.
    """
    host = request.url.hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        if host != "localhost":
            raise Problem(403, "foreign-host", "演示只认 localhost 或 IP 地址，没有处理。") from None


class Counts(Protocol):
    """Counts acts of all processes together."""

    def spend(self, name: str, key: str, most: int) -> bool | None:
        """Whether one more act of the key is within ``most`` a minute; None: nobody counts together now."""


class Rates:
    """At most ``most`` acts per minute of one key: of all processes where they count together, else of this one.

    ``name`` tells what is counted, and is one in all processes. Here, keys unused longest are forgotten first.
    """

    def __init__(
        self,
        most: int,
        name: str = "",
        together: Counts | None = None,
        keys: int = 20_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._together = together
        self._most = most
        self._keys = keys
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, key: str) -> None:
        """Counts one act. Raises Problem 429 when there were too many."""
        within = self._together.spend(self._name, key, self._most) if self._together is not None else None
        if not (self._within(key) if within is None else within):
            raise Problem(429, "too-many-requests", "太快了，请稍等再试。", headers={"Retry-After": "5"})

    def _within(self, key: str) -> bool:
        now = self._clock()
        left, at = self._left.pop(key, (float(self._most), now))
        left = min(float(self._most), left + (now - at) * self._most / 60)
        self._left[key] = (max(left - 1, 0.0), now)
        if len(self._left) > self._keys:
            self._left.popitem(last=False)
        return left >= 1


#: Makes the count of a name: how many a minute, and the name.
MakeRates = Callable[[int, str], Rates]


class Guard:
    """Puts the security headers on every answer; one that does not say how it may be kept may not be kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = message.get("headers", ())
                kept = () if any(name.lower() == _KEPT[0] for name, _ in own) else (_KEPT,)
                message["headers"] = [*own, *_HEADERS, *kept]
            await send(message)

        await self._app(scope, receive, guarded)


async def read_body(request: Request, largest: int) -> bytes:
    """The request's body. Raises Problem 413 as soon as it is larger than ``largest`` bytes."""
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > largest:
        raise Problem(413, "too-large", f"请求超过 {largest} 字节。")
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > largest:
            raise Problem(413, "too-large", f"请求超过 {largest} 字节。")
        parts.append(part)
    return b"".join(parts)
