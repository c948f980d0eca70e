"""What the library's routes take and answer, for the published OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..openapi import Answers, answers, json_of
from ..shapes import ANY, PROBLEM, TEXT, an_array, an_object
from .asked import MOST_TYPES
from .identifier import MOST_VERSIONS
from .licences import ENDS
from .order import LONGEST_TEXT
from .telling import WORDS
from .uses import LARGEST

KEY: Final[dict[str, Any]] = {"security": [{"key": []}]}
_SHORT: Final = {**TEXT, "minLength": 1, "maxLength": LONGEST_TEXT}
_TEXT_OR_NULL: Final = {"type": ["string", "null"]}


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
            "valid_from": {"type": ["string", "null"], "format": "date"},
            "valid_until": {"type": ["string", "null"], "format": "date"},
            "content": {"type": "object"},
        },
        "type", "issuer", "serial", "title", "office", "holder", "issued_at",
    ),
    "parameters": [_IDEMPOTENCY],
}  # fmt: skip
END: Final = _takes({"status": {"enum": list(ENDS)}, "reason": {**TEXT, "maxLength": 1000}}, "status")
_CODES: Final = {
    "type": "array", "minItems": 1, "maxItems": MOST_TYPES, "items": {**TEXT, "pattern": "^[0-9A-Z]{18}[0-9]{3}$"},
}  # fmt: skip
OF_HOLDER: Final = _takes({"holder": _SHORT}, "holder")
SEARCH: Final = _takes({"holder": _SHORT, "purpose": _SHORT, "types": _CODES}, "holder", "purpose")
FETCH: Final = _takes(
    {"purpose": _SHORT, "use_cause": _SHORT, "pdf": {"type": "boolean"}}, "purpose", "use_cause"
)  # fmt: skip
AGREE: Final = _takes(
    {"holder": _SHORT, "purpose": _SHORT, "types": _CODES, "until": {**TEXT, "format": "date"}, "notice": _SHORT},
    "holder", "purpose", "types", "until", "notice",
)  # fmt: skip
LOG: Final = _takes({"holder": _SHORT, "before": {"type": "integer", "minimum": 1, "maximum": LARGEST}}, "holder")

SHOW: Final = _takes({"holder": _SHORT, "identifier": _SHORT}, "holder", "identifier")
CHECK: Final = _takes({"purpose": _SHORT, "by": _SHORT}, "purpose", "by")
RESOLVE: Final = _takes({"shown": _SHORT, "purpose": _SHORT, "by": _SHORT}, "shown", "purpose")

_PUBLIC: Final = {
    "identifier": TEXT, "title": TEXT, "office": TEXT, "status": {"enum": list(WORDS)}, "status_text": TEXT,
    "issued_at": TEXT, "valid_from": _TEXT_OR_NULL, "valid_until": _TEXT_OR_NULL, "certain": {"type": "boolean"}, "invented": {"type": "boolean"},
}  # fmt: skip
_HOLDER: Final = {"holder": an_object({"name": TEXT, "number": TEXT}, "name", "number")}
_ENDED: Final = {"ended_at": TEXT}
_ENTRY: Final = an_object({**_PUBLIC, **_ENDED, "superseded_by": TEXT}, *_PUBLIC)
_OWN: Final = an_object({**_ENTRY["properties"], "number": _TEXT_OR_NULL}, *_PUBLIC, "number")
_LICENCE: Final = an_object(
    {**_ENTRY["properties"], **_HOLDER, "content": ANY, "reason": TEXT}, *_PUBLIC, "holder", "content"
)
TAKEN: Final = answers(201, "In the library", json_of(_LICENCE), 400, 401, 403, 409, 413, 415, 422)
FOUND: Final = answers(200, "The licence", json_of(_LICENCE), 401, 403, 404)
ENDED: Final = answers(200, "Ended", json_of(_LICENCE), 400, 401, 403, 404, 409, 413, 415, 422)
ISSUED: Final = answers(
    200, "What the client has issued to the holder", json_of(an_object({"licences": an_array(_LICENCE)}, "licences")),
    400, 401, 403, 413, 415, 422,
)  # fmt: skip

OWN: Final = answers(
    200, "All that the holder has, for themselves", json_of(an_object({"licences": an_array(_OWN)}, "licences")),
    400, 401, 403, 413, 415, 422,
)  # fmt: skip


def _refusing(told: Answers, more: Mapping[int, dict[str, Any]]) -> Answers:
    """The answers, where the problems of these statuses tell more than problems do."""
    refused: Answers = {}
    for status, members in more.items():
        schema = {**PROBLEM, "properties": {**PROBLEM["properties"], **members}}
        refused[status] = {**told[status], "content": {"application/problem+json": {"schema": schema}}}
    return {**told, **refused}


_UNCOVERED: Final = {"types": an_array(TEXT)}
LISTED: Final = _refusing(
    answers(
        200, "The holder's licences", json_of(an_object({"licences": an_array(_ENTRY)}, "licences")),
        400, 401, 403, 413, 415, 422,
    ),
    {403: _UNCOVERED},
)  # fmt: skip
_FETCHED: Final = an_object(
    {**_LICENCE["properties"], "signed": TEXT, "pdf": {**TEXT, "contentEncoding": "base64"}},
    *_LICENCE["required"],
    "signed",
)
FETCHED: Final = _refusing(
    answers(
        200, "The licence, its signed data (JWS), and its PDF unless that was left out", json_of(_FETCHED),
        400, 401, 403, 404, 409, 413, 415, 422, 503,
    ),
    {
        403: _UNCOVERED,
        409: {"licence_status": {"enum": sorted(set(WORDS) - {"valid"})}, "superseded_by": TEXT},
    },
)  # fmt: skip
_KEY: Final = an_object(
    {"kty": {"const": "OKP"}, "crv": {"const": "Ed25519"}, "x": TEXT, "kid": TEXT, "use": {"const": "sig"}, "alg": {"const": "EdDSA"}},
    "kty", "crv", "x", "kid", "use", "alg",
)  # fmt: skip
KEYS: Final = answers(
    200, "What documents are signed with (RFC 7517)", json_of(an_object({"keys": an_array(_KEY)}, "keys"))
)
_CONSENT: Final = an_object(
    {
        "consent": TEXT, "client": TEXT, "purpose": TEXT, "types": an_array(TEXT), "given_at": TEXT, "until": TEXT,
        "notice": TEXT, "holds": {"type": "boolean"}, "ended_at": TEXT,
    },
    "consent", "client", "purpose", "types", "given_at", "until", "notice", "holds",
)  # fmt: skip
AGREED: Final = answers(201, "The consent", json_of(_CONSENT), 400, 401, 403, 413, 415, 422)
WITHDRAWN: Final = answers(200, "The consent, ended", json_of(_CONSENT), 400, 401, 403, 404, 413, 415, 422)
CONSENTS: Final = answers(
    200, "The holder's consents", json_of(an_object({"consents": an_array(_CONSENT)}, "consents")),
    400, 401, 403, 413, 415, 422,
)  # fmt: skip
_USE: Final = an_object(
    {
        "seq": {"type": "integer"}, "at": TEXT, "client": TEXT, "kind": {"enum": ["listed", "fetched", "verified", "checked"]}, "purpose": TEXT,
        "cause": TEXT, "consent": _TEXT_OR_NULL, "identifier": _TEXT_OR_NULL, "sha256": TEXT,
    },
    "seq", "at", "client", "kind", "purpose", "cause", "consent", "identifier",
)  # fmt: skip
USES: Final = answers(
    200, "The log; `next` goes into `before` for the page after this one",
    json_of(an_object({"uses": an_array(_USE), "next": {"type": "integer"}}, "uses")), 400, 401, 403, 413, 415, 422,
)  # fmt: skip
SHOWN: Final = _refusing(
    answers(
        201, "The text of the code to show, and until when it is taken",
        json_of(an_object({"token": TEXT, "text": TEXT, "expires_at": TEXT}, "token", "text", "expires_at")),
        400, 401, 403, 404, 409, 413, 415, 422, 429,
    ),
    {409: {"licence_status": {"enum": sorted(set(WORDS) - {"valid"})}}},
)  # fmt: skip
_RESOLVED: Final = {
    **_PUBLIC, **_HOLDER, "valid": {"type": "boolean"}, "fields": {"type": "object", "additionalProperties": TEXT},
    "withheld": an_array(TEXT),
}  # fmt: skip
RESOLVED: Final = answers(
    200, "What was shown, names and numbers masked; of what is not valid any more, no fields",
    json_of(an_object({**_RESOLVED, **_ENDED}, *_RESOLVED)),
    400, 401, 403, 404, 409, 410, 413, 415, 422, 429,
)  # fmt: skip
_MASKED: Final = json_of(an_object({**_PUBLIC, **_ENDED, **_HOLDER}, *_PUBLIC, "holder"))
VERIFIED: Final = answers(200, "What it is and whether it is valid, the holder masked", _MASKED, 404, 429)
CHECKED: Final = answers(
    200, "The same, for an officer", _MASKED, 400, 401, 403, 404, 413, 415, 422, 429
)  # fmt: skip
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
)
