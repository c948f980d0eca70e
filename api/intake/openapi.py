"""What the intake's routes take and answer, for the published OpenAPI."""

from __future__ import annotations

from typing import Any, Final

from ..openapi import answers, json_of
from ..shapes import ANY, TEXT, an_array, an_object
from .billing import STATES as BILL_STATES
from .checking import LONGEST_NAME, MOST_MATERIALS, MOST_PARTS
from .desk import LONGEST_REASON
from .items import STATES, TYPES, UNITS
from .ratings import rating
from .status import STATUSES

_OBJECT: Final = {"type": "object"}
_SEQ: Final = {"type": "integer", "minimum": 1}
KEY: Final[dict[str, Any]] = {"security": [{"key": []}]}


def _takes(properties: dict[str, Any], *required: str, always: bool = True) -> dict[str, Any]:
    schema = {**an_object(properties, *required), "additionalProperties": False}
    return {"requestBody": {"required": always, "content": json_of(schema)}, **KEY}


_MATERIALS: Final = {**an_array(_OBJECT), "maxItems": MOST_MATERIALS}
_NAME: Final = {**TEXT, "maxLength": LONGEST_NAME}
_FORMS: Final = {**an_array(TEXT), "minItems": 2, "maxItems": MOST_PARTS, "uniqueItems": True}
_BUNDLE: Final = {
    **an_object({"id": {**_NAME, "minLength": 1}, "forms": _FORMS, "scenario": _NAME}, "id", "forms"),
    "additionalProperties": False,
}
_ITEM: Final = {
    **an_object({name: {**_NAME, "minLength": 1} for name in ("code", "version")}, "code", "version"),
    "additionalProperties": False,
}
_IDEMPOTENCY: Final = {
    "name": "Idempotency-Key", "in": "header", "required": True,
    "schema": {**TEXT, "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "The same key and body are answered as before. Only a check (validate=only) can do without.",
}  # fmt: skip
HAND_IN: Final = {
    **_takes(
        {
            "form": TEXT,
            "application": _OBJECT,
            "materials": _MATERIALS,
            "provenance": _OBJECT,
            "bundle": _BUNDLE,
            "item": _ITEM,
        },
        "form",
        "application",
    ),
    "parameters": [_IDEMPOTENCY],
}
SUPPLEMENT: Final = {
    **_takes(
        {"correction": TEXT, "application": _OBJECT, "materials": _MATERIALS, "provenance": _OBJECT},
        "correction",
        "application",
    ),
    "parameters": [_IDEMPOTENCY],
}
WITHDRAW: Final = _takes({"reason": {**TEXT, "maxLength": LONGEST_REASON}}, always=False)

_RECEIPT: Final = {
    "reference": TEXT, "form": TEXT, "status": {"enum": list(STATUSES)}, "status_code": {"type": "integer"},
    "status_text": TEXT, "seq": _SEQ, "received_at": TEXT, "updated_at": TEXT, "key": TEXT,
}  # fmt: skip
_CENTS: Final = {"type": "integer", "minimum": 1}
_CHARGED: Final = {
    "cents": _CENTS,
    "items": an_array(an_object({"title": TEXT, "cents": _CENTS, "source": TEXT}, "title", "cents", "source")),
}
_HELD: Final = {
    **_RECEIPT,
    "form_version": TEXT,
    "application": ANY,
    "materials": ANY,
    "provenance": ANY,
    "bundle": ANY,
    "item": ANY,
    "delivery": an_object(
        {
            "method": {"enum": ["e_cert", "mail", "window"]}, "method_text": TEXT, "number": TEXT, "state": TEXT, "text": TEXT,
            "steps": an_array(an_object({"seq": _SEQ, "state": TEXT, "text": TEXT, "at": TEXT}, "seq", "state", "text", "at")),
        },
        "method", "method_text",
    ),
    # From the decision on, where something is to be paid before the licence is made. ``page``: where, while it is not paid.
    "payment": an_object(
        {
            **_CHARGED, "state": {"enum": ["awaited", *BILL_STATES]}, "text": TEXT, "number": TEXT, "page": TEXT, "paid_at": TEXT,
        },
        "cents", "items", "state", "text",
    ),
}  # fmt: skip
_TOLD: Final = json_of(an_object(_RECEIPT, *_RECEIPT))
_POINT: Final = an_object(
    {"pointer": TEXT, "material": TEXT, "label": TEXT, "words": TEXT, "basis": TEXT}, "label", "words"
)
_LICENCE: Final = an_object({"identifier": TEXT, "title": TEXT}, "identifier", "title")
_DUE: Final = an_object(
    {"day": TEXT, "days": {"type": "integer"}, "unit": TEXT, "certain": {"type": "boolean"}, "tables": an_array(TEXT)},
    "day", "days", "unit", "certain", "tables",
)  # fmt: skip
EVENT: Final = an_object(
    {
        "id": TEXT, "reference": TEXT, "form": TEXT, "key": TEXT, "seq": _SEQ, "code": {"type": "integer"},
        "status": {"enum": list(STATUSES)}, "text": TEXT, "at": TEXT, "office": TEXT, "words": TEXT, "reason": TEXT, "by_silence": {"type": "boolean"},
        "due": _DUE,
        "undated": an_object(
            {"days": {"type": "integer"}, "unit": TEXT, "year": {"type": "integer"}}, "days", "unit", "year"
        ),
        "correction": an_object({"id": TEXT, "until": ANY, "points": an_array(_POINT)}, "id", "until", "points"),
        "licence": _LICENCE,
        "composite": _LICENCE,
        "charge": an_object(_CHARGED, *_CHARGED),
        "paper": an_object({"title": TEXT, "draft": {"type": "boolean"}}, "title", "draft"),
    },
    "id", "reference", "form", "key", "seq", "code", "status", "text", "at",
)  # fmt: skip
TAKEN: Final = {
    **answers(201, "Held under the reference", _TOLD, 400, 401, 403, 409, 413, 415, 422),
    200: {"description": "Checked only; it is held already", "content": _TOLD},
    204: {"description": "Checked only; it would be held"},
}
FOUND: Final = answers(
    200,
    "As it is now: as handed in, with what corrected it",
    json_of(an_object(_HELD, *_RECEIPT, "form_version", "application")),
    401,
    403,
    404,
)
HAPPENED: Final = answers(
    200, "What happened to it, in order", json_of(an_object({"events": an_array(EVENT)}, "events")), 400, 401, 403, 404
)
NOTICE: Final = answers(200, "The paper as a PDF", {"application/pdf": {}}, 401, 403, 404, 429, 503)
CORRECTED: Final = answers(200, "Corrected; the reference stays", _TOLD, 400, 401, 403, 404, 409, 413, 415, 422)
WITHDRAWN: Final = answers(200, "Withdrawn", _TOLD, 400, 401, 403, 404, 409, 413, 415, 422)
_FLAG: Final = {"type": "boolean"}
_DAYS: Final = {"type": "integer", "minimum": 0}
_TERM: Final = {
    "days": _DAYS,
    "unit": {"enum": list(UNITS.values())},
    "extension": _DAYS,
    "certain": _FLAG,
    "source": TEXT,
}
_FEE: Final = {"title": TEXT, "cents": _CENTS, "conditional": _FLAG, "source": TEXT}
_LIMIT: Final = {
    "step": TEXT, "title": TEXT, "kind": TEXT, "conditional": _FLAG, "since": {"enum": ["opened", "accepted"]},
    "statutory": an_object(_TERM, *_TERM), "promised": {"anyOf": [an_object(_TERM, *_TERM), {"type": "null"}]},
}  # fmt: skip
_DATES: Final = {
    "version": TEXT, "valid_from": TEXT, "valid_to": {"type": ["string", "null"]}, "state": {"enum": list(STATES)},
    "state_text": TEXT,
}  # fmt: skip
_LISTED: Final = {
    "code": TEXT, **_DATES, "title": TEXT, "form": TEXT, "type": {"enum": list(TYPES)}, "type_text": TEXT,
    "body": an_object({"title": TEXT, "certain": _FLAG, "code": TEXT, "code_certain": _FLAG}, "title", "certain"),
    "limits": an_array(an_object(_LIMIT, *_LIMIT)), "fees": an_array(an_object(_FEE, *_FEE)), "certain": _FLAG, "source": TEXT,
}  # fmt: skip
_KNOWN: Final[dict[int | str, dict[str, Any]]] = {304: {"description": "The one that is known already"}}
ITEMS: Final = {
    **answers(200, "The items", json_of(an_object({"items": an_array(an_object(_LISTED, *_LISTED))}, "items"))),
    **_KNOWN,
}
ITEM: Final = {
    **answers(
        200,
        "The item",
        json_of(an_object({**_LISTED, "versions": an_array(an_object(_DATES, *_DATES))}, *_LISTED, "versions")),
        404,
    ),
    **_KNOWN,
}
RATE: Final = {
    **_takes(
        {
            "grade": {"enum": list(rating.GRADES)},
            "words": {**TEXT, "maxLength": rating.LONGEST_WORDS},
            "reasons": {
                **an_array({**TEXT, "minLength": 1, "maxLength": rating.LONGEST_REASON}),
                "maxItems": rating.MOST_REASONS,
            },
        },
        "grade",
    ),
    "parameters": [_IDEMPOTENCY],
}
_RATING: Final = an_object(
    {
        "reference": TEXT, "grade": {"enum": list(rating.GRADES)}, "received_at": TEXT, "due": {"anyOf": [_DUE, {"type": "null"}]},
        "answer": {"anyOf": [an_object({"at": TEXT, "office": TEXT, "words": TEXT}, "at", "office", "words"), {"type": "null"}]},
    },
    "reference", "grade", "received_at", "due", "answer",
)  # fmt: skip
RATED: Final = answers(201, "It waits for its answer", json_of(_RATING), 400, 401, 403, 404, 409, 413, 415, 422)
RATINGS: Final = answers(
    200, "None or one", json_of(an_object({"ratings": an_array(_RATING)}, "ratings")), 401, 403, 404
)
SCHEMA: Final = {
    **answers(200, "The JSON Schema", {"application/schema+json": {}}, 404),
    **_KNOWN,
}
