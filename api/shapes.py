"""JSON Schemas of what the API answers: the turn above all."""

from __future__ import annotations

from typing import Any, Final

TEXT: Final = {"type": "string"}
ANY: Final[dict[str, Any]] = {}
_COUNT: Final = {"type": "integer", "minimum": 0}
_NUMBER: Final = {"type": "number"}
_TODAY: Final = {"const": "today"}
_BOOLEAN: Final = {"type": "boolean"}


def an_object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    """An object with these members, of which these are always there."""
    return {"type": "object", "properties": properties, "required": list(required)}


def an_array(items: dict[str, Any]) -> dict[str, Any]:
    """Any number of these."""
    return {"type": "array", "items": items}


def _a_map(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


def _whole(properties: dict[str, Any]) -> dict[str, Any]:
    """An object whose members are all always there."""
    return an_object(properties, *properties)


PROBLEM: Final = an_object(
    {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "field": TEXT,
        "errors": an_array(_whole({"pointer": TEXT, "detail": TEXT})),
    },
    "type", "title", "status", "detail",
)  # fmt: skip

_OPTION: Final = _whole({"label": TEXT, "value": ANY})
_MESSAGE: Final = an_object(
    {
        "kind": TEXT,
        "text": TEXT,
        "choices": an_array(_OPTION),
        "question": TEXT,
        "fact": TEXT,
        "help": TEXT,
        "sources": an_array(_whole({"id": TEXT, "basis": TEXT})),
        "code": TEXT,
        "pointer": TEXT,
        "references": _a_map(TEXT),
    },
    "kind", "text",
)  # fmt: skip
_ASKING: Final = an_object(
    {
        "instance": TEXT,
        "fact": {"type": ["string", "null"]},
        "kind": TEXT,
        "label": TEXT,
        "optional": _BOOLEAN,
        "unit": TEXT,
        "limits": an_object(
            {
                "minimum": _NUMBER,
                "above": _NUMBER,
                "maximum": _NUMBER,
                "not_after": _TODAY,
                "not_before": _TODAY,
            }
        ),
        "options": an_array({"anyOf": [_OPTION, TEXT]}),
    },
    "instance", "fact", "kind",
)  # fmt: skip
_FIELD: Final = _whole(
    {"value": ANY, "display": TEXT, "label": TEXT, "fact": TEXT, "source": TEXT, "confirmed": _BOOLEAN}
)
_MATERIAL: Final = _whole({"id": TEXT, "label": TEXT, "mode": TEXT, "basis": TEXT, "note": TEXT, "certain": _BOOLEAN})
_LINE: Final = _whole({"id": TEXT, "rule": TEXT, "text": TEXT, "certain": _BOOLEAN})
#: An application that was received, with what is told of its item: office, time limits, fee, what comes after.
_RECEIVED: Final = _whole(
    {
        "form": TEXT,
        "title": TEXT,
        "reference": TEXT,
        "entries": an_array(_whole({"label": TEXT, "text": TEXT, "source": TEXT, "certain": _BOOLEAN})),
    }
)
_CASE: Final = an_object(
    {
        "scenario": {"type": ["string", "null"]},
        "stage": {"type": "string", "enum": ["routing", "asking", "review", "submitted", "closed"]},
        "applications": an_array(
            _whole(
                {
                    "form": TEXT,
                    "title": TEXT,
                    "fields": _a_map(_FIELD),
                    "sections": an_array(_whole({"title": TEXT, "fields": an_array(TEXT)})),
                    "declarations": an_array(_whole({"pointer": TEXT, "text": TEXT})),
                    "missing": an_array(TEXT),
                }
            )
        ),
        "materials": an_array(_MATERIAL),
        "warnings": an_array(_LINE),
        "reports": an_array(_LINE),
        "outcome": _whole({"id": TEXT, "kind": TEXT, "text": TEXT, "rule": TEXT}),
        "submission": {"type": "string", "enum": ["requested", "received", "failed"]},
        "receipt": _whole({"reference": TEXT, "references": _a_map(TEXT), "received": an_array(_RECEIVED)}),
    },
    "scenario", "stage", "applications", "materials",
)  # fmt: skip
TURN: Final = _whole(
    {
        "seq": _COUNT,
        "messages": an_array(_MESSAGE),
        "asking": {"anyOf": [_ASKING, {"type": "null"}]},
        "progress": _whole({"answered": _COUNT, "remaining_min": _COUNT, "remaining_max": _COUNT}),
        "case": _CASE,
    }
)

STANDING: Final = an_object(
    {
        "applications": an_array(
            an_object(
                {
                    "form": TEXT,
                    "title": TEXT,
                    "reference": TEXT,
                    "events": an_array(_whole({"status": TEXT, "code": _COUNT, "text": TEXT, "at": TEXT})),
                },
                "form", "title", "reference", "events",
            )
        ),
        "rating": _whole({"grade": {"type": "integer", "minimum": 1, "maximum": 5}, "text": TEXT}),
        "grades": an_array(_whole({"grade": {"type": "integer", "minimum": 1, "maximum": 5}, "text": TEXT})),
    },
    "applications", "grades",
)  # fmt: skip

CREATED: Final = _whole({"id": TEXT, "token": TEXT})
THEMES: Final = an_array(
    _whole(
        {
            "id": TEXT,
            "title": TEXT,
            "themes": an_array(_whole({"id": TEXT, "title": TEXT, "words": an_array(TEXT)})),
        }
    )
)
IDENTITIES: Final = an_array(_whole({"id": TEXT, "label": TEXT}))
SIGNED_IN: Final = _whole({"identity": TEXT, "label": TEXT})
REPLIES: Final = an_array(
    an_object(
        {"recipient_id": TEXT, "text": TEXT, "buttons": an_array(_whole({"title": TEXT, "payload": TEXT}))},
        "recipient_id", "text",
    )
)  # fmt: skip
