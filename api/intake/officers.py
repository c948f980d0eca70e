"""Who works at intake: officers, each of one department."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who reviews. ``office``: the department they act for, as the processes name it.

    ``password``: its salted hash; None: chosen without one, in a demonstration.
    """

    id: str
    name: str
    office: str
    password: str | None = None
