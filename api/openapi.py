"""The published OpenAPI: what each route takes and answers. The handlers check by themselves; a test holds both together."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from .bodies import LONGEST_TEXT
from .following import LONGEST_WAIT
from .shapes import (
    ANY,
    CREATED,
    DOCUMENTS,
    EDITABLE,
    FILE,
    IDENTITIES,
    PREVIEWED,
    PROBLEM,
    REPLIES,
    SIGNED_IN,
    SPOKEN,
    STANDING,
    TEXT,
    THEMES,
    TURN,
    UPLOADS,
    an_array,
    an_object,
)

#: A Word file.
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: ``responses`` of a route. Any other status is a problem document too.
Answers = dict[int | str, dict[str, Any]]
_PROBLEM: Final = {"content": {"application/problem+json": {"schema": PROBLEM}}}
_MEANINGS: Final = {
    400: "The body is not strict JSON",
    401: "No token, or a wrong one",
    403: "A page of another origin asks",
    404: "There is no such thing",
    409: "It was done before, otherwise: a message id used for another message, a matter rated already; or not all of it is answered",
    410: "Its time is over",
    413: "The body is too large",
    415: "The body is of a kind that is not taken",
    422: "A member is missing or wrong; it is named",
    429: "Too many requests; Retry-After says when to come again",
    503: "The server cannot do it now; the detail says why",
}
#: Security schemes, one of which a route of a conversation asks for.
OWN: Final[dict[str, Any]] = {"security": [{"token": []}, {"cookie": []}]}
_CONVERSATION: Final = {"name": "conversation", "in": "path", "required": True, "schema": TEXT}


def answers(status: int, description: str, content: dict[str, Any], *problems: int) -> Answers:
    """One answer that is meant and the problems that may come instead."""
    told: Answers = {status: {"description": description, "content": content}}
    told.update({code: {"description": _MEANINGS[code], **_PROBLEM} for code in problems})
    told["default"] = {"description": "A problem (RFC 9457)", **_PROBLEM}
    return told


def json_of(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def takes(required: bool, properties: dict[str, Any], *names: str) -> dict[str, Any]:
    schema = {**an_object(properties, *names), "additionalProperties": False}
    return {"requestBody": {"required": required, "content": json_of(schema)}}


EDIT: Final = an_object({"fact": TEXT, "value": ANY, "previewed": {"type": "integer", "minimum": 0}}, "fact", "value")
#: How a material is to be handed in; ``version`` is that of the text that was shown and agreed to.
UNDERTAKE: Final = an_object(
    {
        "material": {"type": "string", "minLength": 1, "maxLength": 200},
        "how": {"type": "string", "enum": ["promised", "deferred", "upload"]},
        "version": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
    "material", "how",
)  # fmt: skip
BEGIN: Final = takes(
    False, {"channel": {"type": "string", "enum": ["web", "window", "kiosk"]}, "asks_consent": {"type": "boolean"}}
)
BEGIN_ANSWERS: Final = answers(
    201, "The conversation and its token, which is also set as a cookie", json_of(CREATED), 400, 403, 413, 415, 422, 429
)
SAY: Final = {
    **takes(
        True,
        {
            "client_msg_id": {"type": "string", "pattern": r"^[A-Za-z0-9._:\-]{1,64}$"},
            "text": {"type": "string", "maxLength": LONGEST_TEXT},
            "choice": an_object({"question": TEXT, "value": ANY}, "question", "value"),
            "edit": EDIT,
            "undertake": UNDERTAKE,
            "question": {"type": "string", "minLength": 1, "maxLength": 200},
            # The text was put together of what stood in the question's boxes.
            "filled": {"type": "boolean"},
        },
        "client_msg_id",
    ),
    **OWN,
}
SAY_ANSWERS: Final = answers(200, "The turn", json_of(TURN), 400, 401, 403, 404, 409, 413, 415, 422, 429)
PREVIEW: Final = {**takes(True, {"edit": an_object({"fact": TEXT, "value": ANY}, "fact", "value")}, "edit"), **OWN}
PREVIEW_ANSWERS: Final = answers(
    200, "What the edit would do", json_of(PREVIEWED), 400, 401, 403, 404, 413, 415, 422, 429
)
FIELD: Final = OWN
FIELD_ANSWERS: Final = answers(200, "How the answer is put in", json_of(EDITABLE), 401, 404)
LOOK: Final = OWN
LOOK_ANSWERS: Final = answers(200, "Where the conversation stands, as a turn", json_of(TURN), 401, 404)
FOLLOW: Final = {
    "parameters": [
        _CONVERSATION,
        {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}},
        {"name": "Last-Event-ID", "in": "header", "schema": {"type": "integer", "minimum": 0}},
    ],
    **OWN,
}
FOLLOW_ANSWERS: Final = answers(
    200,
    "Server-sent events: an event `turn` a turn, its id the turn's seq; `hello` at the beginning",
    {"text/event-stream": {}},
    401,
    404,
    422,
)
TURNS: Final = {
    "parameters": [
        _CONVERSATION,
        {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}},
        {
            "name": "wait",
            "in": "query",
            "schema": {"type": "integer", "minimum": 0, "maximum": LONGEST_WAIT, "default": 0},
        },
    ],
    **OWN,
}
TURNS_ANSWERS: Final = answers(
    200, "The turns after it, none when none came in time", json_of(an_array(TURN)), 401, 404, 422
)
LOG: Final = {
    "parameters": [
        _CONVERSATION,
        {"name": "before", "in": "query", "schema": {"type": "integer", "minimum": 0}},
    ],
    **OWN,
}
LOG_ANSWERS: Final = answers(
    200, "What was said in the last turns before it, the oldest first", json_of(an_array(SPOKEN)), 401, 404, 422
)
STANDING_ASKED: Final = OWN
STANDING_ANSWERS: Final = answers(
    200, "Where each application stands at intake, with what has happened to it", json_of(STANDING), 401, 404, 429, 503
)
RATE: Final = {
    **takes(
        True,
        {
            "grade": {"type": "integer", "minimum": 1, "maximum": 5},
            "words": {"type": "string", "maxLength": 500},
            # Ids of those that are told beside the grade.
            "reasons": an_array(TEXT),
        },
        "grade",
    ),
    **OWN,
}
RATE_ANSWERS: Final = answers(
    200, "The rating, as it is kept", json_of(STANDING["properties"]["rating"]), 400, 401, 403, 404, 409, 413, 415, 422
)
PRINT: Final = OWN
PRINT_ANSWERS: Final = answers(200, "The document", {"application/pdf": {}}, 401, 404, 429, 503)
DOCUMENT: Final = OWN
DOCUMENTS_ANSWERS: Final = answers(200, "What can be made of the answers now", json_of(DOCUMENTS), 401, 404, 429)
DOCUMENT_PDF_ANSWERS: Final = answers(200, "The document", {"application/pdf": {}}, 401, 404, 409, 429, 503)
DOCUMENT_WORD_ANSWERS: Final = answers(200, "The document as a Word file", {WORD: {}}, 401, 404, 409, 429)
PAPER: Final = OWN
PAPER_ANSWERS: Final = answers(200, "The paper of the step", {"application/pdf": {}}, 401, 404, 429, 503)
QR_ANSWERS: Final = answers(200, "The receipt's number as a QR code", {"image/svg+xml": {}}, 401, 404)
_IMAGES_AND_PDF: Final = ("image/jpeg", "image/png", "application/pdf")
_BINARY: Final = {"type": "string", "format": "binary"}
FILE_SEND: Final = {
    "requestBody": {"required": True, "content": {kind: {"schema": _BINARY} for kind in _IMAGES_AND_PDF}},
    "parameters": [
        _CONVERSATION,
        {"name": "material", "in": "path", "required": True, "schema": TEXT},
        {"name": "X-File-Name", "in": "header", "schema": TEXT, "description": "Percent-encoded UTF-8"},
    ],
    **OWN,
}
FILE_SEND_ANSWERS: Final = {
    **answers(201, "The file as it is kept", json_of(FILE), 401, 403, 404, 409, 413, 415, 422, 429),
    200: {"description": "The same file is kept already", "content": json_of(FILE)},
}
FILE_LOOK: Final = OWN
FILE_LOOK_ANSWERS: Final = answers(
    200, "The file as it is kept", {kind: {} for kind in _IMAGES_AND_PDF}, 401, 404, 409, 429
)
FILE_REMOVE: Final = OWN
FILE_REMOVE_ANSWERS: Final = {
    **answers(204, "It is gone", {}, 401, 403, 404, 409, 429),
    204: {"description": "It is gone"},
}
IDENTITIES_ANSWERS: Final = answers(200, "The made-up applicants", json_of(IDENTITIES))
UPLOADS_ANSWERS: Final = answers(200, "What may be uploaded", json_of(UPLOADS))
THEMES_ANSWERS: Final = answers(200, "The items, each with its themes", json_of(THEMES))
SESSION: Final = takes(True, {"identity": TEXT}, "identity")
SESSION_ANSWERS: Final = answers(
    200, "Signed in; the session is set as a cookie", json_of(SIGNED_IN), 400, 403, 413, 415, 422
)
WEBHOOK: Final = {
    **takes(True, {"sender": TEXT, "message": {"type": "string", "maxLength": LONGEST_TEXT}, "metadata": ANY, "input_channel": ANY}, "message"),
    "security": [{}, {"key": []}],
}  # fmt: skip
WEBHOOK_ANSWERS: Final = answers(200, "The replies", json_of(REPLIES), 400, 401, 403, 404, 413, 422, 429)
STATUS_ANSWERS: Final = answers(
    200,
    "It is so",
    json_of(
        an_object({"status": TEXT, "scenarios": an_array(TEXT), "intake": {"enum": ["answers", "away"]}}, "status")
    ),
)
METRICS_ANSWERS: Final = answers(200, "Figures in Prometheus text", {"text/plain": {}})


def publish(app: FastAPI) -> None:
    """``/openapi.json`` tells the routes and how their users are known."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, routes=app.routes)
            made.setdefault("components", {})["securitySchemes"] = {
                "token": {"type": "http", "scheme": "bearer", "description": "The conversation's token"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "daoban_conversation"},
                "key": {"type": "http", "scheme": "bearer", "description": "The key of a program"},
            }
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]
