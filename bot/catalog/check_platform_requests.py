"""What a platform is sent can be told apart there: each request goes where it says, names what it is about, and is signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .issues import Issue
from .platforms import Call, Platform
from .yaml_reader import Document

#: Call -> the values of ours that it can send.
_HANDED_IN: Final = (
    "key", "item", "item_version", "form", "application", "materials", "provenance", "bundle", "bundle_forms", "scenario",
)  # fmt: skip
VALUES: Final = {
    "submit": _HANDED_IN,
    "check": _HANDED_IN,
    "find": ("key", "item", "item_version", "form"),
    "supplement": ("key", "reference", "correction", "application", "materials", "provenance"),
    "withdraw": ("key", "reference", "reason"),
    "events": ("reference",),
}
#: What of them can stand in a path: short texts that are always there, and that logs on the way may have.
IN_PATHS: Final = ("key", "item", "item_version", "form", "reference", "correction")
#: Call -> what it has to hand in, in its path or its body; of each line one is enough.
_NEEDED: Final = {
    "submit": (("application",), ("item", "form")),
    "check": (("application",), ("item", "form")),
    "find": (("key",),),
    "supplement": (("reference",), ("application",)),
    "withdraw": (("reference",),),
    "events": (("reference",),),
}
_LACKING: Final = {
    "application": "没有交申请书",
    "item": "没有说是哪个事项",
    "key": "没有说问的是哪个幂等键",
    "reference": "没有说是哪一件",
}
PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
#: Source: RFC 3986, 3.3 and 3.4: ``segment-nz`` after each slash, and ``query``; without percent signs, for what is put in is encoded here.
_PATH: Final = re.compile(r"(/[A-Za-z0-9._~!$&'()*+,;=:@-]+)+/?(\?[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?")
#: Names that HTTP has a use for, so that a client, or something on the way, sets, changes or drops them.
#: Source: RFC 9110, 5 to 15 (fields) and 7.6.1 (of one connection); RFC 9111, 5; RFC 9112, 6.1 and 7; RFC 7239, 4; RFC 6265, 4;
#: Fetch, 2.2.2 (forbidden request-headers).
_OF_HTTP: Final = frozenset(
    """
    age allow alt-svc cache-control connection cookie cookie2 date dnt etag expect expires forwarded from host
    http2-settings keep-alive last-modified location max-forwards origin pragma range referer retry-after server set-cookie
    te trailer transfer-encoding upgrade user-agent vary via warning www-authenticate x-http-method-override x-real-ip
    """.split()
)
_FAMILIES_OF_HTTP: Final = ("accept", "access-control-", "content-", "if-", "proxy-", "sec-", "x-forwarded-")
#: What HTTP leaves to whoever asks for a signature or the name of a key.
_CREDENTIALS: Final = ("key", "signature")


def sound_requests(platform: Platform, document: Document) -> Iterator[Issue]:
    """No outcome means two things, no header is another's, and each request is one that the platform can tell from the others."""
    yield from _outcomes(platform, document)
    yield from _headers(platform, document)
    for name, call in platform.calls.items():
        yield from _needed(platform, document, name, call)
        yield from _path(document, name, call)
        yield from _unsent(document, name, call)
    yield from _alike(platform, document)


def _outcomes(platform: Platform, document: Document) -> Iterator[Issue]:
    for code in platform.errors:
        if code in platform.success:
            what = f"{code} 既写在 success，又写在 errors，平台说没成的也会当成成了。"
            line = document.line("outcome", "errors", code)
            yield Issue(document.file, line, "PLATFORM-09", what, "成了才说的写在 success，其余写在 errors。")


def _needed(platform: Platform, document: Document, name: str, call: Call) -> Iterator[Issue]:
    sent = set(PLACEHOLDER.findall(call.path))
    if call.method != "GET":
        sent.update(call.body.values())
    if not sent.issubset(VALUES[name]):
        return
    for names in _NEEDED[name]:
        whole = names == ("application",) and name in ("submit", "check") and call.method != "GET"
        if sent.isdisjoint(names) and not (whole and all(form.body for form in platform.forms.values())):
            what = f"{name} {_LACKING[names[0]]}，平台会弄错，或者什么也没有收到。"
            remedy = f"在 body 里写上 {' 或者 '.join(names)}（GET 没有正文"
            remedy += "，要换成 POST）。" if names == ("application",) else f"），或者在 path 里写上 {{{names[0]}}}。"
            yield Issue(document.file, document.line("calls", name), "PLATFORM-10", what, remedy)


def _headers(platform: Platform, document: Document) -> Iterator[Issue]:
    signing = platform.signing
    used = [
        (("signing", "key"), signing.key),
        (("signing", "timestamp"), signing.timestamp),
        (("signing", "nonce"), signing.nonce),
        (("signing", "signature"), signing.signature),
        (("idempotency",), platform.idempotency),
    ]
    first: dict[str, str] = {}
    for path, header in used:
        line, name = document.line(*path), header.lower()
        if (other := first.setdefault(name, path[-1])) != path[-1]:
            what = f"{other} 和 {path[-1]} 用了同一个头 {header}，后写的会盖掉先写的。"
            yield Issue(document.file, line, "PLATFORM-11", what, "一个头只放一样。")
        elif name in _OF_HTTP or name.startswith(_FAMILIES_OF_HTTP):
            what = f"{path[-1]} 用的头 {header} 是 HTTP 自己的，路上会被改掉。"
            yield Issue(document.file, line, "PLATFORM-11", what, "换一个平台自己的头，例如 X-Signature。")
        elif name == "authorization" and path[-1] not in _CREDENTIALS:
            what = f"{path[-1]} 用的头 {header} 只能放密钥的名字或者签名。"
            yield Issue(document.file, line, "PLATFORM-11", what, "换一个平台自己的头，例如 X-Request-Id。")


def _path(document: Document, name: str, call: Call) -> Iterator[Issue]:
    written = PLACEHOLDER.sub("x", call.path)
    stepping = any(part in (".", "..") for part in written.partition("?")[0].split("/"))
    if stepping or not _PATH.fullmatch(written):
        what = f"{name} 的 path 写成 {call.path[:60]}，送去的会是别的地方。"
        remedy = "从一个 / 写起，每一段都要有字，不写 . 和 .. 的段、%、# 和网址；要带的值写成 {reference} 的样子。"
        yield Issue(document.file, document.line("calls", name, "path"), "PLATFORM-12", what, remedy)


def _unsent(document: Document, name: str, call: Call) -> Iterator[Issue]:
    """A body that nobody sends looks as if the platform got it."""
    if call.method != "GET":
        return
    for kind, places in (("body", call.body), ("always", call.always)):
        if places:
            what = f"{name} 是 GET，没有正文，{kind} 里写的不会送出去。"
            line = document.line("calls", name, kind)
            yield Issue(document.file, line, "PLATFORM-13", what, "换成 POST，或者删掉，要带的值写在 path 里。")


def _alike(platform: Platform, document: Document) -> Iterator[Issue]:
    """Two requests that differ in nothing but values: one of them would do the other's work."""
    seen: dict[tuple[object, ...], str] = {}
    for name, call in platform.calls.items():
        way = (call.method, call.path, tuple(sorted(call.always.items())) if call.method != "GET" else ())
        if (other := seen.setdefault(way, name)) != name:
            what = f"{other} 和 {name} 的 method、path、always 都一样，平台分不清要做哪一件。"
            line = document.line("calls", name)
            yield Issue(document.file, line, "PLATFORM-14", what, "换一个 path，或者在 always 里写上是哪一件。")
