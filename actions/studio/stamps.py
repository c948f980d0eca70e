"""When the files that definitions are read from were changed last: what tells that they must be read again."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

#: File -> when it was changed last, and its size.
Stamps = dict[str, tuple[int, int]]
_READ: Final = (
    "forms/*.yml",
    "forms/*/*.yml",
    "forms/*/*.json",
    "forms/*/examples/*.json",
    "scenarios/*/*.yml",
    "scenarios/*/fragments/*.yml",
)
_STORIES: Final = "scenarios/stories/"


def stamps(root: Path) -> Stamps:
    """The files of forms and scenarios, named from the root; stories define nothing."""
    return {name: stamp for name, stamp in stamps_with_stories(root).items() if not name.startswith(_STORIES)}


def stamps_with_stories(root: Path) -> Stamps:
    """The files of forms, scenarios and stories, named from the root."""
    found: Stamps = {}
    for pattern in _READ:
        for file in root.glob(pattern):
            with contextlib.suppress(FileNotFoundError):
                state = file.stat()
                found[file.relative_to(root).as_posix()] = (state.st_mtime_ns, state.st_size)
    return found
