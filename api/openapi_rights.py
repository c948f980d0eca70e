"""The published OpenAPI of applicants' rights: drafts, going on elsewhere, the notice, one's data."""

from __future__ import annotations

from typing import Final

from .openapi import OWN, answers, json_of, takes
from .shapes import AGREED, CODE_STATE, CREATED, DRAFTS, ERASED, NOTICE, OWN_DATA, TEXT, an_array
from .shapes import CODE as CODE_SHAPE

_CHANNEL: Final = {"type": "string", "enum": ["web", "window", "kiosk"]}

DRAFTS_ANSWERS: Final = answers(200, "What this browser, or who is signed in, can go on with", json_of(DRAFTS))
CODE: Final = OWN
CODE_ANSWERS: Final = answers(
    201, "A code for another device, for five minutes", json_of(CODE_SHAPE), 400, 401, 403, 404, 413, 415, 422, 429
)
CODE_STATE_ANSWERS: Final = answers(200, "How the latest code stands", json_of(CODE_STATE), 401, 404)
TAKE: Final = takes(True, {"token": TEXT, "code": TEXT, "channel": _CHANNEL})
TAKE_ANSWERS: Final = answers(
    200,
    "This browser goes on; its new token is also set as a cookie",
    json_of(CREATED),
    400,
    403,
    404,
    413,
    415,
    422,
    429,
)
RESUME: Final = OWN
RESUME_ANSWERS: Final = answers(
    200, "This browser goes on again; its new token is also set as a cookie", json_of(CREATED), 400, 401, 403, 404, 413, 415, 422, 429
)  # fmt: skip
PRIVACY_ANSWERS: Final = answers(200, "The notice on personal data, in short", json_of(NOTICE))
CONSENT: Final = {
    **takes(
        True,
        {
            "decision": {"type": "string", "enum": ["agreed", "declined"]},
            "scopes": {**an_array({"type": "string", "enum": ["personal", "sensitive"]}), "minItems": 1},
            "version": TEXT,
        },
        "decision",
        "version",
    ),
    **OWN,
}
CONSENT_ANSWERS: Final = answers(
    200, "All that is agreed to now", json_of(AGREED), 400, 401, 403, 404, 409, 413, 415, 422
)
DATA: Final = OWN
DATA_ANSWERS: Final = answers(200, "Everything that is stored of it", json_of(OWN_DATA), 401, 404)
ERASE: Final = OWN
ERASE_ANSWERS: Final = answers(200, "Nothing of it is left here", json_of(ERASED), 401, 403, 404, 409)
