"""What the published OpenAPI says of signing in: which answer comes when. ``unknown`` asks for a provider that there is not."""

from __future__ import annotations

from typing import Any

EVIL = {"Origin": "https://evil.example"}
LIST, LEAVE = ("get", "/api/v1/sign-in"), ("get", "/api/v1/sign-in/{provider}")
BACK, WHO = ("get", "/api/v1/sign-in/{provider}/callback"), ("get", "/api/v1/session")
OUT, BIND = ("post", "/api/v1/sign-out"), ("post", "/api/v1/conversations/{conversation}/identity")

SIGN_IN: list[tuple[tuple[str, str], int, str, dict[str, Any]]] = [
    (LIST, 200, "", {}),
    (LEAVE, 302, "", {}),
    (LEAVE, 404, "unknown", {}),
    (BACK, 400, "", {}),
    (BACK, 404, "unknown", {}),
    (WHO, 200, "signed-in", {}),
    (WHO, 204, "", {}),
    (OUT, 403, "", {"headers": EVIL}),
    (OUT, 204, "", {}),
    (BIND, 401, "foreign", {}),
    (BIND, 403, "cookie", {"headers": EVIL}),
    (BIND, 404, "unknown", {}),
    (BIND, 200, "signed-received", {}),
]
#: What takes a whole sign-in, a provider that is away, or very many requests: tests/sign_in sees them.
SIGN_IN_ELSEWHERE = {
    *((*route, 429) for route in (LEAVE, BACK, BIND)),
    *((*BACK, status) for status in (303, 403, 503)),
    (*LEAVE, 503),
    (*BIND, 409),
}
