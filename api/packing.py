"""Public texts in few bytes. What holds somebody's own data is never packed: its length would tell of what is in it."""

from __future__ import annotations

import gzip
from functools import lru_cache

from fastapi import Request, Response

#: Below this a packed text is no smaller where it counts, in packets.
_SMALLEST = 1024


def packed(request: Request, content: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """The text, packed where the browser takes that."""
    headers = {**headers, "Vary": "Accept-Encoding"}
    if len(content) >= _SMALLEST and _takes_gzip(request.headers.get("accept-encoding", "")):
        content, headers["Content-Encoding"] = _pack(content), "gzip"
    return Response(content, media_type=media_type, headers=headers)


@lru_cache(maxsize=64)
def _pack(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _takes_gzip(accepted: str) -> bool:
    """Whether gzip is named without being refused. Source: RFC 9110, 12.5.3."""
    for part in accepted.split(","):
        name, _, weight = part.strip().lower().partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
