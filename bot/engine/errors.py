"""Misuse of the engine and faults in definitions; an applicant's answer never raises one of these."""

from __future__ import annotations

from datetime import date


class EngineError(Exception):
    """The engine was used or configured wrongly."""


class FigureExpired(EngineError):
    """No period of the figure covers the day."""

    def __init__(self, figure: str, day: date) -> None:
        super().__init__(f"no period of figure {figure} covers {day.isoformat()}")
        self.figure = figure
        self.day = day


class UnknownName(EngineError):
    """A name is not in the catalog."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"no {kind} named {name!r} in the catalog")
        self.kind = kind
        self.name = name


class CaseFormat(EngineError):
    """A stored case cannot be read: its format is unknown or damaged."""
