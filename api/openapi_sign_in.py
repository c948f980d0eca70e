"""The published OpenAPI of signing in: providers, the way there and back, who is signed in."""

from __future__ import annotations

from typing import Any, Final

from .openapi import OWN, Answers, answers, json_of
from .shapes import TEXT, an_array, an_object

_PATH: Final = {"name": "provider", "in": "path", "required": True, "schema": TEXT}
_TEXT_OR_NULL: Final = {"type": ["string", "null"]}
_WHO: Final = an_object(
    {
        "name": TEXT,
        "number": TEXT,
        "verified": {"type": "boolean"},
        "provider": TEXT,
        "firm": _TEXT_OR_NULL,
        "role": _TEXT_OR_NULL,
        "until": _TEXT_OR_NULL,
    },
    "name", "number", "verified", "provider", "firm", "role", "until",
)  # fmt: skip


def _query(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "in": "query", "schema": TEXT} for name in names]


def _moved(status: int, description: str, *problems: int) -> Answers:
    told = answers(status, description, {}, *problems)
    told[status] = {"description": description}
    return told


PROVIDERS_ANSWERS: Final = answers(
    200,
    "By whom one can sign in",
    json_of(
        an_array(an_object({"id": TEXT, "label": TEXT, "demo": {"type": "boolean"}}, "id", "label", "demo")),
    ),
)
LEAVE: Final = {"parameters": [_PATH, *_query("back")]}
LEAVE_ANSWERS: Final = _moved(302, "To the provider", 404, 429, 503)
BACK: Final = {"parameters": [_PATH, *_query("state", "code", "iss", "error")]}
BACK_ANSWERS: Final = _moved(303, "Signed in; the session is set as a cookie", 400, 403, 404, 429, 503)
WHO_ANSWERS: Final[Answers] = {
    **answers(200, "Who is signed in", json_of(_WHO)),
    204: {"description": "Nobody is"},
}
SIGN_OUT_ANSWERS: Final = _moved(204, "Nobody is signed in", 403)
BIND: Final = OWN
BIND_ANSWERS: Final = answers(200, "The conversation is theirs", json_of(_WHO), 401, 403, 404, 409, 429)
