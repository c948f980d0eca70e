"""JSON Schemas of what the API answers: the turn above all."""

from __future__ import annotations

from typing import Any, Final

from bot.engine.materials import HOW
from bot.engine.undertakings import DEFERRED, PROMISED

TEXT: Final = {"type": "string"}
ANY: Final[dict[str, Any]] = {}
_COUNT: Final = {"type": "integer", "minimum": 0}
_NUMBER: Final = {"type": "number"}
_TODAY: Final = {"const": "today"}
_BOOLEAN: Final = {"type": "boolean"}


_SCOPE: Final = {"type": "string", "enum": ["personal", "sensitive"]}


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
        "scopes": an_array(_SCOPE),
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
        # The answers that an echo tells of.
        "accepted": an_array(_whole({"fact": TEXT, "label": TEXT})),
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
        "sensitivity": _SCOPE,
        "unit": TEXT,
        "limits": an_object(
            {
                "minimum": _NUMBER,
                "above": _NUMBER,
                "maximum": _NUMBER,
                "min_length": _COUNT,
                "max_length": _COUNT,
                "pattern": TEXT,
                "min_items": _COUNT,
                "max_items": _COUNT,
                "not_after": _TODAY,
                "not_before": _TODAY,
            }
        ),
        "options": an_array({"anyOf": [_OPTION, TEXT]}),
    },
    "instance", "fact", "kind",
)  # fmt: skip
#: How the answer of a field is put in.
EDITABLE: Final = an_object({**_ASKING["properties"], "value": ANY}, *_ASKING["required"])
_TEXTS: Final = an_array(TEXT)
#: What an edit would do. The edit that names ``seq`` as ``previewed`` is made without another preview.
PREVIEWED: Final = an_object(
    {
        "seq": _COUNT,
        "accepted": _BOOLEAN,
        "why_not": _TEXTS,
        "ask_again": _TEXTS,
        "parked": _TEXTS,
        "restored": _TEXTS,
        "added": _TEXTS,
        "removed": _TEXTS,
        "outcome": TEXT,
    },
    "seq", "accepted", "why_not", "ask_again", "parked", "restored", "added", "removed",
)  # fmt: skip
_FIELD: Final = _whole(
    {"value": ANY, "display": TEXT, "label": TEXT, "fact": TEXT, "source": TEXT, "confirmed": _BOOLEAN}
)
FILE: Final = _whole(
    {
        "id": TEXT,
        "name": TEXT,
        "media_type": {"type": "string", "enum": ["image/jpeg", "image/png", "application/pdf"]},
        "size": _COUNT,
        "pages": {"type": ["integer", "null"]},
        "state": {"type": "string", "enum": ["clean", "waiting", "unscanned", "infected"]},
    }
)
_FILES: Final = an_array(FILE)
_OFFER: Final = _whole(
    {"how": {"type": "string", "enum": [PROMISED, DEFERRED]}, "text": TEXT, "basis": TEXT, "certain": _BOOLEAN, "days": _COUNT, "version": TEXT}
)  # fmt: skip
_MATERIAL: Final = _whole(
    {
        "id": TEXT,
        "label": TEXT,
        "mode": TEXT,
        # How it is settled, and why in words; empty where the note says that already.
        "how": {"type": "string", "enum": list(HOW)},
        "settled": TEXT,
        # What may be undertaken instead of handing it in now; a yes names the version of its text.
        "offers": an_array(_OFFER),
        "why": TEXT,
        "basis": TEXT,
        "note": TEXT,
        "certain": _BOOLEAN,
        "optional": _BOOLEAN,
        # What is made for it from the answers, and what is to be answered first.
        "document": {"anyOf": [_whole({"id": TEXT, "title": TEXT, "missing": an_array(TEXT)}), {"type": "null"}]},
        "files": _FILES,
    }
)
#: Documents that are made from the answers. ``missing``: names of what is to be answered first.
DOCUMENTS: Final = an_array(_whole({"id": TEXT, "title": TEXT, "materials": an_array(TEXT), "missing": an_array(TEXT)}))
_OPEN: Final = an_object(
    {"fact": TEXT, "label": TEXT, "put_off": TEXT, "list": _BOOLEAN, "sensitivity": _SCOPE}, "fact", "label"
)
_LINE: Final = _whole({"id": TEXT, "rule": TEXT, "text": TEXT, "certain": _BOOLEAN})
#: An application that was received, with what is told of its item: office, time limits, fee, what comes after.
_RECEIVED: Final = an_object(
    {
        "form": TEXT,
        "title": TEXT,
        "reference": TEXT,
        "received_at": TEXT,
        "entries": an_array(_whole({"label": TEXT, "text": TEXT, "source": TEXT, "certain": _BOOLEAN})),
    },
    "form", "title", "reference", "entries",
)  # fmt: skip
_STAGE: Final = {"type": "string", "enum": ["routing", "asking", "review", "submitted", "closed"]}
_SUBMISSION: Final = {"type": "string", "enum": ["requested", "received", "failed"]}
#: How far what was handed in has come: 已发出, 已接收, 已受理, and what that means now.
_HAND_OFF: Final = _whole(
    {"state": {"type": "string", "enum": ["sent", "received", "accepted"]}, "label": TEXT, "words": TEXT}
)
_RECEIPT: Final = _whole({"reference": TEXT, "references": _a_map(TEXT)})
_PROGRESS: Final = _whole({"answered": _COUNT, "remaining_min": _COUNT, "remaining_max": _COUNT})
#: Something that is paid for; ``cents``: 分.
_CHARGED: Final = _whole({"title": TEXT, "cents": {"type": "integer", "minimum": 1}})
_STEPS: Final = {
    "seq": _COUNT,
    "code": _COUNT,
    "status": TEXT,
    "text": TEXT,
    "at": TEXT,
    "office": TEXT,
    "words": TEXT,
    "due": _whole({"day": TEXT, "unit": TEXT, "certain": _BOOLEAN}),
    "undated": _whole({"days": _COUNT, "unit": TEXT, "year": _COUNT}),
    "licence": an_object({"title": TEXT, "identifier": TEXT}, "title"),
    "composite": an_object({"title": TEXT, "identifier": TEXT}, "title"),
    "paper": _whole({"title": TEXT, "draft": _BOOLEAN}),
    # What is to be paid before the licence is made.
    "charge": an_array(_CHARGED),
}
#: A step of an application after it was handed in: as intake told it, and as it was asked for, which has no number.
_HAPPENED: Final = an_object(_STEPS, "seq", "code", "status", "text", "at")
_STEP: Final = an_object(_STEPS, "code", "status", "text", "at")
#: Where an application stands. ``left``: natural days to the last day of the step, below 0 after it.
_STANDS: Final = an_object(
    {
        "form": TEXT,
        "title": TEXT,
        "reference": TEXT,
        "events": an_array(_HAPPENED),
        "left": {"type": "integer"},
        "under_way": {"type": "string", "enum": ["supplement", "withdrawal.requested", "withdrawal.received"]},
    },
    "form", "title", "reference", "events",
)  # fmt: skip
#: What an office wants put right now. ``facts``: the questions behind a point; ``editable``: what may be changed meanwhile.
_CORRECTION: Final = _whole(
    {
        "form": TEXT,
        "reference": TEXT,
        "until": TEXT,
        "points": an_array(
            an_object(
                {
                    "pointer": TEXT,
                    "material": TEXT,
                    "label": TEXT,
                    "words": TEXT,
                    "basis": TEXT,
                    "facts": _TEXTS,
                    "settled": _BOOLEAN,
                },
                "label", "words", "facts", "settled",
            )
        ),
        "editable": _TEXTS,
    }
)  # fmt: skip
_CASE: Final = an_object(
    {
        "scenario": {"type": ["string", "null"]},
        "stage": _STAGE,
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
        # What can be answered now; ``put_off`` says who is to know it.
        "open": an_array(_OPEN),
        # Answers that do not count now.
        "parked": an_array(_whole({"fact": TEXT, "label": TEXT, "display": TEXT})),
        # Lists that count now, with the addresses of their items.
        "lists": an_array(_whole({"fact": TEXT, "label": TEXT, "items": _TEXTS})),
        "materials": an_array(_MATERIAL),
        "unneeded": an_array(_whole({"id": TEXT, "label": TEXT, "files": _FILES})),
        "warnings": an_array(_LINE),
        "reports": an_array(_LINE),
        "outcome": _whole({"id": TEXT, "kind": TEXT, "text": TEXT, "rule": TEXT}),
        # Who helps: the guide is silent meanwhile.
        "clerk": _whole({"name": TEXT}),
        # Since when the applicant waits for somebody.
        "called": TEXT,
        "submission": _SUBMISSION,
        "hand_off": _HAND_OFF,
        "receipt": _whole({"reference": TEXT, "references": _a_map(TEXT), "received": an_array(_RECEIVED)}),
        "standing": an_array(_STANDS),
        "correction": an_array(_CORRECTION),
    },
    "scenario", "stage", "applications", "materials",
)  # fmt: skip
_SAID: Final = _whole({"message": TEXT, "by": TEXT, "text": TEXT})
TURN: Final = an_object(
    {
        "seq": _COUNT,
        # Where messages of several turns were put together: the first of them.
        "first": _COUNT,
        # What the applicant (or a clerk) said, as its owner may read it again; not of a turn that nobody's words caused.
        "said": _SAID,
        "messages": an_array(_MESSAGE),
        "asking": {"anyOf": [_ASKING, {"type": "null"}]},
        "progress": _PROGRESS,
        "case": _CASE,
        "consent": an_array(_SCOPE),
        "elsewhere": {"const": True},
    },
    "seq", "messages", "asking", "progress", "case",
)  # fmt: skip

SPOKEN: Final = an_object(
    {
        "seq": _COUNT,
        "said": _SAID,
        "messages": an_array(an_object({"kind": TEXT, "text": TEXT, "help": TEXT}, "kind", "text")),
    },
    "seq", "messages",
)  # fmt: skip
_GRADE: Final = {"grade": {"type": "integer", "minimum": 1, "maximum": 5}, "text": TEXT}
_RATED: Final = {**_GRADE, "reasons": _TEXTS}
STANDING: Final = an_object(
    {
        "applications": an_array(
            an_object(
                {
                    "form": TEXT,
                    "title": TEXT,
                    "reference": TEXT,
                    "hand_off": _HAND_OFF,
                    "events": an_array(_STEP),
                    # From the decision on, where something is to be paid. ``page``: where, while it is not paid.
                    "payment": an_object(
                        {
                            "cents": {"type": "integer", "minimum": 1}, "items": an_array(_CHARGED), "state": TEXT, "number": TEXT,
                            "page": TEXT, "paid_at": TEXT,
                        },
                        "cents", "items", "state",
                    ),
                    # From the issuing on: how the licence is handed over, its courier's number, and where it has been.
                    "delivery": an_object(
                        {"method": TEXT, "number": TEXT, "steps": an_array(_whole({"text": TEXT, "at": TEXT}))},
                        "method", "steps",
                    ),
                },
                "form", "title", "reference", "events",
            )
        ),
        # While intake has not said yet that it holds it; then there are no applications to tell of.
        "hand_off": _HAND_OFF,
        # The rating that was given, with what the office answered where it was bad.
        "rating": an_object(
            {**_RATED, "answer": _whole({"office": TEXT, "words": TEXT, "at": TEXT})}, *_RATED
        ),
        # Everything is decided, and nobody has rated it.
        "asks_rating": _BOOLEAN,
        "grades": an_array(_whole({**_GRADE, "reasons": an_array(_whole({"id": TEXT, "text": TEXT}))})),
    },
    "applications", "grades", "asks_rating",
)  # fmt: skip

CREATED: Final = _whole({"id": TEXT, "token": TEXT})
_THEMES: Final = an_array(_whole({"id": TEXT, "title": TEXT, "words": _TEXTS}))
THEMES: Final = an_array(_whole({"id": TEXT, "title": TEXT, "themes": _THEMES}))
#: The most of one file in bytes, of files of one case, of pages of one PDF.
UPLOADS: Final = _whole({"size": _COUNT, "files": _COUNT, "pages": _COUNT, "media_types": _TEXTS})
IDENTITIES: Final = an_array(_whole({"id": TEXT, "label": TEXT}))
SIGNED_IN: Final = _whole({"identity": TEXT, "label": TEXT})
REPLIES: Final = an_array(
    an_object(
        {"recipient_id": TEXT, "text": TEXT, "buttons": an_array(_whole({"title": TEXT, "payload": TEXT}))},
        "recipient_id", "text",
    )
)  # fmt: skip
DRAFTS: Final = an_array(
    an_object(
        {
            "id": TEXT,
            "held": {"type": "string", "enum": ["here", "elsewhere", "identity"]},
            "updated": TEXT,
            "kept_until": TEXT,
            "scenario": {"type": ["string", "null"]},
            "title": TEXT,
            "stage": _STAGE,
            "progress": _PROGRESS,
            "asking": TEXT,
            "submission": _SUBMISSION,
            "receipt": _RECEIPT,
        },
        "id", "held", "updated", "scenario", "title", "stage", "progress", "asking",
    )
)  # fmt: skip
_CODE: Final = {"code": TEXT, "url": TEXT, "qr": TEXT, "expires": TEXT, "seconds": _COUNT}
#: ``wechat``: a code that leads into the account of WeChat, empty where there is none; not there without an account.
CODE: Final = an_object({**_CODE, "wechat": TEXT}, *_CODE)
CODE_STATE: Final = an_object(
    {"state": {"type": "string", "enum": ["waiting", "taken", "none"]}, "expires": TEXT}, "state"
)
_LINES: Final = an_array(TEXT)
NOTICE: Final = _whole({"version": TEXT, "short": _whole({"personal": _LINES, "sensitive": _LINES}), "page": TEXT})
AGREED: Final = _whole({"consent": an_array(_SCOPE), "version": TEXT})
ERASED: Final = _whole({"erased": {"const": True}, "kept_at_intake": {"type": ["string", "null"]}})
_NOTHING_OR: Final = {"type": ["object", "null"]}
OWN_DATA: Final = an_object(
    {
        "conversation": {"type": "object"},
        "scenario": {"type": ["string", "null"]},
        "stage": _STAGE,
        "answers": an_array({"type": "object"}),
        "put_off": an_array({"type": "object"}),
        "turns": an_array({"type": "object"}),
        "consents": an_array({"type": "object"}),
        "submission": _NOTHING_OR,
        "handed_in": an_array({"type": "object"}),
        "files": an_array({"type": "object"}),
        "rating": _NOTHING_OR,
        "wechat": _NOTHING_OR,
        "signed_in": _NOTHING_OR,
    },
    "conversation", "scenario", "stage", "answers", "turns", "consents",
)  # fmt: skip
