"""Shapes of requests and answers for the published OpenAPI; the handlers check by themselves."""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final = {"type": "string"}
_ANY: Final[dict[str, Any]] = {}


def _object(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": {**schema, "additionalProperties": False}}}}


def _answer(status: str, description: str, schema: dict[str, Any], *problems: str) -> dict[str, Any]:
    answers: dict[str, Any] = {
        status: {"description": description, "content": {"application/json": {"schema": schema}}}
    }
    problem = {"content": {"application/problem+json": {"schema": PROBLEM}}}
    answers.update({code: {"description": "Problem (RFC 9457)", **problem} for code in problems})
    return answers


PROBLEM: Final = _object(
    {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "field": _TEXT,
        "errors": _array(_object({"pointer": _TEXT, "detail": _TEXT})),
    }
)
_CHOICE: Final = _object({"label": _TEXT, "value": _ANY})
_FIELD: Final = _object({"value": _ANY, "display": _TEXT, "source": _TEXT, "confirmed": {"type": "boolean"}})
_APPLICATION: Final = _object(
    {"form": _TEXT, "fields": {"type": "object", "additionalProperties": _FIELD}, "missing": _array(_TEXT)}
)
TURN: Final = _object(
    {
        "seq": {"type": "integer"},
        "messages": _array(
            _object({"kind": _TEXT, "text": _TEXT, "choices": _array(_CHOICE), "sources": _array(_ANY)})
        ),
        "asking": {
            "nullable": True,
            **_object({"instance": _TEXT, "fact": _TEXT, "kind": _TEXT, "unit": _TEXT, "options": _array(_ANY)}),
        },
        "progress": _object({name: {"type": "integer"} for name in ("answered", "remaining_min", "remaining_max")}),
        "case": _object(
            {
                "scenario": _TEXT,
                "stage": {"type": "string", "enum": ["routing", "asking", "review", "submitted", "closed"]},
                "applications": _array(_APPLICATION),
                "materials": _array(_ANY),
                "receipt": _ANY,
            }
        ),
    },
    ("seq", "messages", "asking", "progress", "case"),
)
CREATE: Final = {
    "requestBody": _body(_object({"channel": {"type": "string", "enum": ["web", "window", "kiosk"]}})),
    "responses": _answer("201", "The conversation and its token", _object({"id": _TEXT, "token": _TEXT}), "422", "429"),
}
MESSAGE: Final = {
    "requestBody": _body(
        _object(
            {
                "client_msg_id": {"type": "string", "pattern": r"^[A-Za-z0-9._:\-]{1,64}$"},
                "text": {"type": "string", "maxLength": 20000},
                "choice": _object({"question": _TEXT, "value": _ANY}, ("question", "value")),
                "edit": _object({"fact": _TEXT, "value": _ANY}, ("fact", "value")),
            },
            ("client_msg_id",),
        )
    ),
    "responses": _answer("200", "The turn", TURN, "400", "401", "404", "409", "413", "422", "429"),
}
STATE: Final = {"responses": _answer("200", "The state, as a turn", TURN, "401", "404")}
EVENTS: Final = {
    "responses": {
        "200": {"description": "Server-sent events: one `turn` event a turn", "content": {"text/event-stream": {}}}
    }
}
