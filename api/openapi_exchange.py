"""The published OpenAPI of what others hold about who is signed in, and of their earlier applications."""

from __future__ import annotations

from typing import Final

from .openapi import OWN, answers, json_of
from .shapes import TEXT, an_array, an_object

_TEXT_OR_NULL: Final = {"type": ["string", "null"]}
_FACT: Final = an_object(
    {"label": TEXT, "display": TEXT, "reuse": {"enum": ["free", "confirm"]}}, "label", "display", "reuse"
)
_EARLIER: Final = an_object(
    {"reference": TEXT, "title": TEXT, "accepted": TEXT, "facts": an_array(_FACT)},
    "reference", "title", "accepted", "facts",
)  # fmt: skip
_PARTY: Final = an_object(
    {"kind": {"enum": ["person", "firm"]}, "name": TEXT, "number": TEXT}, "kind", "name", "number"
)

TAKE_BACK: Final = OWN
TAKE_BACK_ANSWERS: Final = answers(
    200, "Nothing is looked up any more", json_of(an_object({"withdrawn": {"const": True}}, "withdrawn")), 401, 403, 404
)
LOOKED_UP_ANSWERS: Final = answers(
    200,
    "Whether a consent can be taken back, whether it was handed in, and what goes",
    json_of(
        an_object(
            {"withdrawable": {"type": "boolean"}, "handed_in": {"type": "boolean"}, "labels": an_array(TEXT)},
            "withdrawable", "handed_in", "labels",
        )
    ),
    401, 404,
)  # fmt: skip
DOSSIER_ANSWERS: Final = answers(
    200, "What the subject applied for before", json_of(an_object({"subject": _PARTY, "applications": an_array(_EARLIER)}, "subject", "applications")), 401, 403
)  # fmt: skip
FORGET_ANSWERS: Final = answers(
    200, "It is not used again", json_of(an_object({"forgotten": {"const": True}}, "forgotten")), 401, 403, 404
)

_LICENCE: Final = an_object(
    {
        "identifier": TEXT, "title": TEXT, "office": TEXT,
        "status": {"enum": ["valid", "not_yet", "expired", "superseded", "recalled", "revoked"]},
        # Null: the library tells none.
        "number": _TEXT_OR_NULL, "valid_until": _TEXT_OR_NULL,
        "issued": TEXT, "certain": {"type": "boolean"}, "invented": {"type": "boolean"},
    },
    "identifier", "title", "office", "status", "number", "valid_until", "issued", "certain", "invented",
)  # fmt: skip
_HOLDER: Final = an_object(
    {**_PARTY["properties"], "licences": an_array(_LICENCE)}, "kind", "name", "number", "licences"
)
LICENCES_ANSWERS: Final = answers(
    200, "The licences of who is signed in, and of the firm that they answer for", json_of(an_object({"holders": an_array(_HOLDER)}, "holders")),
    401, 403, 429, 503,
)  # fmt: skip
SHOW_ANSWERS: Final = answers(
    201, "The code as a picture (a data address of an SVG), and for how many seconds it is taken",
    json_of(an_object({"qr": TEXT, "seconds": {"type": "integer", "minimum": 0}}, "qr", "seconds")), 401, 403, 404, 409, 429, 503,
)  # fmt: skip
