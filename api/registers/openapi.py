"""What the registers' routes take and answer, for the published OpenAPI."""

from __future__ import annotations

from typing import Any, Final

from ..library.order import LONGEST_TEXT
from ..openapi import answers, json_of
from ..shapes import TEXT, an_array, an_object
from .places import CONFIDENCES
from .telling import COORDINATES, TITLES
from .tenure import LEASE, LESSOR, OWNER
from .uses import LARGEST

_SHORT: Final = {**TEXT, "minLength": 1, "maxLength": LONGEST_TEXT}
_TEXT_OR_NULL: Final = {"type": ["string", "null"]}
_REFUSED: Final = (400, 401, 403, 413, 415, 422, 429)


def _takes(properties: dict[str, Any], *required: str, **more: Any) -> dict[str, Any]:
    schema = {**an_object(properties, *required), "additionalProperties": False, **more}
    return {"requestBody": {"required": True, "content": json_of(schema)}, "security": [{"key": []}]}


ASK_PERSON: Final = _takes({"number": _SHORT, "name": _SHORT, "purpose": _SHORT}, "number", "name", "purpose")
ASK_FIRM: Final = _takes({"number": _SHORT, "purpose": _SHORT}, "number", "purpose")
ASK_ADDRESS: Final = _takes({"address": _SHORT, "purpose": _SHORT}, "address", "purpose")
ASK_PROPERTY: Final = _takes(
    {"address": _SHORT, "certificate": _SHORT, "purpose": _SHORT, "party": _SHORT, "lessor": _SHORT},
    "purpose",
    oneOf=[{"required": ["address"]}, {"required": ["certificate"]}],
    dependentRequired={"lessor": ["party"]},
)
ASK_LOG: Final = _takes({"holder": _SHORT, "before": {"type": "integer", "minimum": 1, "maximum": LARGEST}}, "holder")

_SOURCE: Final = {
    "register": {"enum": list(TITLES.values())}, "entry": TEXT, "as_of": {**TEXT, "format": "date"}, "invented": {"type": "boolean"},
}  # fmt: skip


def _an_entry(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    whole = {**_SOURCE, **properties}
    return an_object(whole, *(name for name in whole if name not in optional))


_PERSON: Final = _an_entry(
    {
        "number": TEXT, "name": TEXT, "sex": {"enum": ["男", "女"]}, "ethnicity": TEXT, "born": {**TEXT, "format": "date"},
        "residence": an_object({"district": TEXT, "district_code": TEXT}, "district", "district_code"),
    }
)  # fmt: skip
PERSON: Final = answers(200, "The person of this number and name", json_of(_PERSON), 404, *_REFUSED)
_FIRM: Final = _an_entry(
    {
        "number": TEXT, "name": TEXT, "type": TEXT, "legal_rep": TEXT, "address": TEXT, "capital": TEXT,
        "established_on": {**TEXT, "format": "date"}, "scope": TEXT, "status": {"enum": ["存续", "吊销", "注销"]},
    }
)  # fmt: skip
FIRM: Final = answers(200, "The firm", json_of(_FIRM), 404, *_REFUSED)
_COORDINATES: Final = an_object(
    {"system": {"const": COORDINATES}, "longitude": {"type": "number"}, "latitude": {"type": "number"}},
    "system", "longitude", "latitude",
)  # fmt: skip
_PLACE: Final = _an_entry(
    {
        "address": TEXT, "district": TEXT, "district_code": TEXT, "street": _TEXT_OR_NULL,
        "confidence": {"enum": list(CONFIDENCES)}, "coordinates": _COORDINATES,
    }
)  # fmt: skip
PLACES: Final = answers(
    200, "Every place that the text may mean", json_of(an_object({"candidates": an_array(_PLACE)}, "candidates")), *_REFUSED
)  # fmt: skip
_LEASE: Final = an_object({"number": TEXT, "from": TEXT, "until": TEXT}, "number", "from", "until")
_TENURE: Final = an_object(
    {
        "party": TEXT, "proven": {"type": "boolean"}, "by": {"enum": [OWNER, LEASE, LESSOR, None]}, "lease": _LEASE,
    },
    "party", "proven", "by",
)  # fmt: skip
_PROPERTY: Final = _an_entry(
    {
        "address": TEXT, "certificate": TEXT, "use": _TEXT_OR_NULL, "area": TEXT,
        "owner": an_object({"name": TEXT, "is_party": {"type": "boolean"}}, "name", "is_party"), "tenure": _TENURE,
    },
    "tenure",
)  # fmt: skip
PROPERTIES: Final = answers(
    200, "Every property that fits", json_of(an_object({"properties": an_array(_PROPERTY)}, "properties")), *_REFUSED
)
_USE: Final = an_object(
    {
        "seq": {"type": "integer"}, "at": TEXT, "client": TEXT, "register": {"enum": list(TITLES)}, "purpose": TEXT,
        "found": {"type": "boolean"}, "kinds": an_array(TEXT),
    },
    "seq", "at", "client", "register", "purpose", "found", "kinds",
)  # fmt: skip
USES: Final = answers(
    200, "The log; `next` goes into `before` for the page after this one",
    json_of(an_object({"uses": an_array(_USE), "next": {"type": "integer"}}, "uses")), 400, 401, 403, 413, 415, 422,
)  # fmt: skip
