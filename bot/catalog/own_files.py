"""Files of the project itself: no pipe or device, and no link that leads out of it."""

from __future__ import annotations

import stat
from pathlib import Path


def text_of(root: Path, file: Path) -> str:
    """The text of a file under ``root``, without a byte order mark.

    Raises:
        OSError: there is no such file, it cannot be read, is no regular file, or lies outside of ``root``.
        UnicodeDecodeError: it is not UTF-8.
    """
    whole = file.resolve()
    if not stat.S_ISREG(whole.stat().st_mode) or not whole.is_relative_to(root.resolve()):
        raise OSError(f"{file} is no file of the project")
    return whole.read_text("utf-8-sig")
