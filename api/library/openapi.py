"""What the library's routes take and answer, for the published OpenAPI."""

from __future__ import annotations

from typing import Any, Final

from ..openapi import answers, json_of
from ..shapes import ANY, TEXT, an_array, an_object
from .identifier import MOST_VERSIONS
from .licences import ENDS
from .order import LONGEST_TEXT
from .telling import WORDS

KEY: Final[dict[str, Any]] = {"security": [{"key": []}]}
_SHORT: Final = {**TEXT, "minLength": 1, "maxLength": LONGEST_TEXT}
_DAY: Final = {"type": ["string", "null"]}


def _takes(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    schema = {**an_object(properties, *required), "additionalProperties": False}
    return {"requestBody": {"required": True, "content": json_of(schema)}, **KEY}


_IDEMPOTENCY: Final = {
    "name": "Idempotency-Key", "in": "header", "required": True,
    "schema": {**TEXT, "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "The same key and body are answered as before.",
}  # fmt: skip
TAKE: Final = {
    **_takes(
        {
            "type": {**TEXT, "pattern": "^[0-9A-Z]{18}[0-9]{3}$"},
            "issuer": {**TEXT, "pattern": "^([0-9A-Z]{18}|[0-9]{6})$"},
            "serial": {**TEXT, "pattern": "^[0-9A-Z]{1,32}$"},
            "version": {"type": "integer", "minimum": 1, "maximum": MOST_VERSIONS},
            "title": _SHORT,
            "office": _SHORT,
            "holder": {**an_object({"name": _SHORT, "number": _SHORT}, "name"), "additionalProperties": False},
            "issued_at": {**TEXT, "format": "date-time"},
            "valid_until": {"type": ["string", "null"], "format": "date"},
            "content": {"type": "object"},
        },
        "type", "issuer", "serial", "title", "office", "holder", "issued_at",
    ),
    "parameters": [_IDEMPOTENCY],
}  # fmt: skip
END: Final = _takes({"status": {"enum": list(ENDS)}, "reason": {**TEXT, "maxLength": 1000}}, "status")
SEARCH: Final = _takes({"holder": _SHORT}, "holder")

_PUBLIC: Final = {
    "identifier": TEXT, "title": TEXT, "office": TEXT, "status": {"enum": list(WORDS)}, "status_text": TEXT,
    "issued_at": TEXT, "valid_until": _DAY, "certain": {"type": "boolean"},
    "holder": an_object({"name": TEXT, "number": TEXT}, "name", "number"),
}  # fmt: skip
_ENDED: Final = {"ended_at": TEXT}
_LICENCE: Final = an_object({**_PUBLIC, **_ENDED, "content": ANY, "reason": TEXT}, *_PUBLIC, "content")
TAKEN: Final = answers(201, "In the library", json_of(_LICENCE), 400, 401, 403, 409, 413, 415, 422)
FOUND: Final = answers(200, "The licence", json_of(_LICENCE), 401, 403, 404)
ENDED: Final = answers(200, "Ended", json_of(_LICENCE), 400, 401, 403, 404, 409, 413, 415, 422)
LISTED: Final = answers(
    200, "The holder's licences", json_of(an_object({"licences": an_array(_LICENCE)}, "licences")),
    400, 401, 403, 413, 415, 422,
)  # fmt: skip
VERIFIED: Final = answers(
    200,
    "What it is and whether it is valid, the holder masked",
    json_of(an_object({**_PUBLIC, **_ENDED}, *_PUBLIC)),
    404,
    429,
)
_TYPE: Final = an_object(
    {
        "title": TEXT, "code": TEXT, "certain": {"type": "boolean"}, "department": TEXT,
        "holder": an_array({"enum": ["person", "enterprise"]}), "fields": an_array(TEXT),
        "term": {"oneOf": [{"type": "integer"}, {"enum": ["long", "stated"]}]}, "source": TEXT, "sure": an_array(TEXT),
        "dictionary": TEXT,
    },
    "title", "code", "certain", "department", "holder", "fields", "term", "source", "sure",
)  # fmt: skip
TYPES: Final = answers(
    200,
    "The types of licences that the library knows",
    json_of(an_object({"types": an_array(_TYPE)}, "types")),
    401,
    403,
)
