"""A change of one author's file: made, shown, and written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.catalog.scaffold.files import OutsideProject, current
from bot.catalog.scaffold.files import write as write_files


class Refused(ValueError):
    """Nothing was added, nothing was written. ``reasons``: why, for the author, one line each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Change:
    """One file changed: its path from the root, its text before (None: no file) and after.

    Args:
        proof: what was tried, for the author.
        passed: False: a test was added that is not understood as it demands.
    """

    file: str
    before: str | None
    after: str
    proof: tuple[str, ...] = ()
    passed: bool = True


def is_writable(words: str, longest: int) -> bool:
    """Whether the words can stand in one line of a file."""
    return len(words.strip()) > 0 and len(words) <= longest and words.isprintable()


def write(root: Path, change: Change) -> None:
    """The file says what the change says, whole or not at all.

    Raises:
        Refused: it was changed by somebody meanwhile, or lies outside the root.
        OSError: it cannot be written.
    """
    try:
        if current(root, change.file) != change.before:
            raise Refused(f"{change.file} 刚才被别人改过，请再来一次。")
        write_files(root, {change.file: change.after})
    except OutsideProject as fault:
        raise Refused(f"{fault} 不在 {root} 里面。") from fault
