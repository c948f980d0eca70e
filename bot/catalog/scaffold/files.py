"""Where a draft's files are, and writing them: inside the project only, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


class OutsideProject(ValueError):
    """A path leads out of the project; the message is the path."""


def inside(root: Path, name: str) -> Path:
    """The file of this name under ``root``, links followed.

    Raises:
        OutsideProject: it lies somewhere else, or is no plain file.
    """
    base = root.resolve()
    path = (base / name).resolve()
    if not path.is_relative_to(base) or (path.exists() and not path.is_file()):
        raise OutsideProject(name)
    return path


def current(root: Path, name: str) -> str | None:
    """The file's text with its line ends as they are; None when there is no file."""
    path = inside(root, name)
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Every file has its text: each is written beside its place first, and put there when all could be written."""
    ready: list[tuple[Path, Path]] = []
    try:
        for name, text in texts.items():
            path = inside(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            ready.append((_beside(path, text), path))
        for made, path in ready:
            made.replace(path)
    finally:
        for made, _ in ready:
            made.unlink(missing_ok=True)


def _beside(path: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    made = Path(name)
    made.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    return made
