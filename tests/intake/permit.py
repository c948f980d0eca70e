"""The small shop's permit with a published schema, and what a conversation hands in for it."""

from __future__ import annotations

from typing import Any, Final

from bot.catalog.validation import make_validator
from bot.engine import Catalog
from bot.engine.commands import Submit
from bot.engine.events import SubmitRequested
from bot.engine.forms import Form
from tests.engine.shop import Tester, make_catalog, make_form, make_release

_TEXT: Final = {"type": "string", "minLength": 1, "maxLength": 200}
_AREA: Final = {"type": "number", "exclusiveMinimum": 0}
SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:daoban:form:permit",
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "place", "dine_in", "items", "owner", "staff", "truthful"],
    "properties": {
        "name": _TEXT,
        "place": {
            "type": "object",
            "additionalProperties": False,
            "required": ["full", "district", "area", "kitchen"],
            "properties": {"full": _TEXT, "district": _TEXT, "area": _AREA, "kitchen": _AREA, "room": _TEXT},
        },
        "dine_in": {"type": "boolean"},
        "seats": {"type": "integer", "minimum": 1},
        "items": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "annotations"],
                "properties": {"id": _TEXT, "annotations": {"type": "array", "items": _TEXT}},
            },
        },
        "copies": {"type": "integer", "minimum": 0, "maximum": 9},
        "owner": {
            "type": "object",
            "additionalProperties": False,
            "required": ["id_no"],
            "properties": {"id_no": {"type": "string", "pattern": "^[0-9]{17}[0-9X]$"}, "gender": _TEXT},
        },
        "staff": {
            "type": "array",
            "minItems": 1,
            "maxItems": 3,
            "items": {
                "type": "object",
                "required": ["name", "full_time"],
                "properties": {"name": _TEXT, "full_time": {"type": "boolean"}, "hours": {"type": "integer"}},
            },
        },
        "stores": {"type": "array", "items": {"type": "object"}},
        "inspection": {"enum": ["exempt", "required"]},
        "email": _TEXT,
        "truthful": {"const": True},
        "theme": _TEXT,
    },
    "allOf": [
        {
            "$comment": "seats only with eating in",
            "if": {"properties": {"dine_in": {"const": False}}},
            "then": {"properties": {"seats": False}},
        }
    ],
}


def permit(**more: Any) -> Form:
    """The form, checked by its schema."""
    return make_form(**{"schema": SCHEMA, "validate": make_validator(SCHEMA), **more})


def shop_catalog() -> Catalog:
    """A catalog whose tea shop applies for the permit."""
    return make_catalog(make_release(form=permit()))


def submitted(case: str = "c_1") -> tuple[Tester, SubmitRequested]:
    """A whole conversation up to the request to hand in, and that request."""
    from bot.engine import Case

    tester = Tester(shop_catalog(), Case(case)).start().fill()
    tester.do(Submit())
    return tester, tester.event(SubmitRequested)
