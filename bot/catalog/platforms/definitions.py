"""What one file says of a platform. A *place* is a member of theirs, the inner ones after dots: ``data.projectNo``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Union

#: What an answer of theirs can come to, as ``errors`` names it.
#: ``held``: the key was used before, and what it holds is to be looked up. ``done``: it had been done before. ``again``: try later.
#: ``stuck``: somebody has to look. The others are refusals that the applicant is told.
OUTCOMES: Final = (
    "invalid",
    "key_reused",
    "withdrawn",
    "unknown_reference",
    "no_open_correction",
    "decided",
    "held",
    "done",
    "again",
    "stuck",
)


@dataclass(frozen=True, slots=True)
class Signing:
    """HMAC-SHA256 over method, path, timestamp, nonce and the SHA-256 of the body, each on a line: the headers that carry it.

    Args:
        key: whose header says which key signs.
        unit: of the timestamp, ``seconds`` or ``milliseconds``. encoding: of the signature, ``hex`` or ``base64``.
    """

    key: str
    timestamp: str
    nonce: str
    signature: str
    unit: str = "seconds"
    encoding: str = "hex"


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an answer has what we want of it; empty where it does not.

    Args:
        reference, received_at: of the application. status: where it stands, as they call it.
        item: the code of the item that it is for. list: the steps of the application.
    """

    reference: str = ""
    received_at: str = ""
    status: str = ""
    item: str = ""
    list: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One request.

    Args:
        path: below the platform's address; ``{key}`` and ``{reference}`` are put in.
        body: place of theirs -> name of a value of ours. always: place -> text that is always the same.
    """

    method: str
    path: str
    body: Mapping[str, str]
    always: Mapping[str, str]
    answer: Answer


@dataclass(frozen=True, slots=True)
class FormThere:
    """How a form is handed in there. ``body``: place of theirs -> pointer into the application."""

    item: str
    version: str
    body: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProblemPlaces:
    """Where an answer lists what is wrong with an application, and each of these its pointer and words."""

    list: str
    pointer: str
    message: str


@dataclass(frozen=True, slots=True)
class CorrectionPlaces:
    """Where a step has what is to be corrected; each of ``points`` the rest. Empty: they do not tell it."""

    id: str
    points: str
    label: str
    words: str
    until: str = ""
    pointer: str = ""
    material: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class EventPlaces:
    """Where a step of theirs has what we tell of it; empty, or None: they do not tell it."""

    status: str
    at: str
    office: str = ""
    words: str = ""
    licence: str = ""
    licence_title: str = ""
    correction: CorrectionPlaces | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A status of theirs that is several of ours: what stands at ``by`` decides, and nothing else does."""

    by: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Platform:
    """All that one file says.

    Args:
        idempotency: the header that the key goes in, with every request.
        code, success: where an answer says how it went, and what it says there when it went well.
        errors: what else it may say there -> one of ``OUTCOMES``.
        times: ``iso``, ``epoch_ms``, or a pattern of ``strptime`` for local time.
        calls: ``submit``, ``supplement``, ``withdraw``, ``events``, and where they have them ``check`` and ``find``.
        material: place in one of their materials -> name of a member of ours. modes: how we get one -> what they call that.
        statuses: theirs -> ours.
    """

    id: str
    title: str
    signing: Signing
    idempotency: str
    code: str
    success: frozenset[str]
    errors: Mapping[str, str]
    times: str
    forms: Mapping[str, FormThere]
    calls: Mapping[str, Call]
    material: Mapping[str, str]
    modes: Mapping[str, str]
    events: EventPlaces
    statuses: Mapping[str, Union[str, Decided]]
    problems: ProblemPlaces | None = None
    certain: bool = True
