"""The published OpenAPI of what others hold about who is signed in, and of their earlier applications."""

from __future__ import annotations

from typing import Final

from .openapi import OWN, answers, json_of
from .shapes import TEXT, an_array, an_object

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
DOSSIER_ANSWERS: Final = answers(
    200, "What the subject applied for before", json_of(an_object({"subject": _PARTY, "applications": an_array(_EARLIER)}, "subject", "applications")), 401, 403
)  # fmt: skip
FORGET_ANSWERS: Final = answers(
    200, "It is not used again", json_of(an_object({"forgotten": {"const": True}}, "forgotten")), 401, 403, 404
)
