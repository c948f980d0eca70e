"""How much applicants may hand in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileLimits:
    """The most of everything.

    Args:
        size: bytes of one file. files: of one case. pages: of one PDF.
        pixels: of one picture; the newest telephones take 50 million. side: pixels of its longer side as it is kept.
    """

    size: int = 10 * 1024 * 1024
    files: int = 20
    pages: int = 200
    pixels: int = 60_000_000
    side: int = 4000
