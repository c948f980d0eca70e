"""A city's own platform (统一受理平台) as data: how what we hand in and hear of is called there. Definitions only."""

from __future__ import annotations

from .definitions import (
    OUTCOMES,
    Answer,
    Call,
    CorrectionPlaces,
    Decided,
    EventPlaces,
    FormThere,
    Platform,
    ProblemPlaces,
    Signing,
)
from .statuses import STATUSES

__all__ = [
    "OUTCOMES",
    "STATUSES",
    "Answer",
    "Call",
    "CorrectionPlaces",
    "Decided",
    "EventPlaces",
    "FormThere",
    "Platform",
    "ProblemPlaces",
    "Signing",
]
