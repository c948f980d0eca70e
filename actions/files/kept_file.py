"""A file that is kept, as everybody but its reader sees it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

import orjson

#: What is known of viruses in it. WAITING: it is to be scanned, and nobody gets it until then. UNSCANNED: there is no scanner.
CLEAN: Final = "clean"
WAITING: Final = "waiting"
UNSCANNED: Final = "unscanned"
INFECTED: Final = "infected"


@dataclass(frozen=True, slots=True)
class About:
    """What is told of a file. ``source``: digest of what was sent; ``sha256``: of what is kept."""

    name: str
    media_type: str
    size: int
    pages: int | None
    sha256: str
    source: str

    def written(self) -> bytes:
        """As JSON."""
        return orjson.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a case. ``content`` is the id of its content, which the same file for another material shares."""

    id: str
    material: str
    content: str
    state: str
    about: About

    def told(self) -> dict[str, Any]:
        """As the interfaces tell it."""
        about = self.about
        return {
            "id": self.id,
            "name": about.name,
            "media_type": about.media_type,
            "size": about.size,
            "pages": about.pages,
            "state": self.state,
        }

    def handed_in(self) -> dict[str, Any]:
        """As the bundle names it: whoever gets the file can tell that it is this one."""
        about = self.about
        return {
            "name": about.name,
            "media_type": about.media_type,
            "size": about.size,
            "sha256": about.sha256,
            "scan": self.state,
        }
