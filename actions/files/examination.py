"""One file, looked at from its first byte to its last; made for a process of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .kinds import PDF, TAKEN, called, media_type
from .limits import FileLimits
from .papers import checked_pages
from .pictures import repainted
from .refused import FileRefused


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept.

    Args:
        content: as it is kept. pages: of a PDF; None of a picture.
        sha256: of ``content``. source: of what was sent, which tells whether the same is sent again.
    """

    content: bytes
    media_type: str
    pages: int | None
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class Examination:
    """Examines files. Decoders of other people's formats run here: what they do wrong stays here."""

    limits: FileLimits

    def examine(self, content: bytes) -> Examined:
        """The file as it may be kept. Raises FileRefused."""
        kind = media_type(content)
        if not content:
            raise FileRefused("empty")
        if kind not in TAKEN:
            raise FileRefused("wrong_kind", called(kind))
        source = digest(content)
        if kind == PDF:
            return Examined(content, kind, checked_pages(content, self.limits), source, source)
        kept, kind = repainted(content, kind, self.limits)
        return Examined(kept, kind, None, digest(kept), source)


def digest(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
