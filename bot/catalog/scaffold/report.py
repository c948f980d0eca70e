"""What a draft did and what is left to its author, in the author's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..blanks import MARK
from .dictionary_text import NAME as DICTIONARY

#: The head of an entry that stands inside another.
_HEAD: Final = re.compile(r"\s+([\w.]+):\s*")
_LONGEST: Final = 60
#: Marks listed one by one; past it only their number is told.
_MOST_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the author must decide; ``places``: ``file:line``."""

    what: str
    remedy: str = ""
    places: tuple[str, ...] = ()


@dataclass
class Report:
    """What was written, what is known, what must be decided, what is still blank."""

    written: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def text(self, *, dry: bool = False) -> str:
        """The report for a terminal."""
        lines = [*_listed("打算写（这次没有写）" if dry else "写好了", self.written)] or ["没有要写的，文件都没有动。"]
        lines += _listed("请核对", self.notes)
        if self.decisions:
            lines.append(f"要您定的有 {len(self.decisions)} 处：")
            for one in self.decisions:
                lines.append(f"  {one.what}")
                lines += [f"      {one.remedy}"] if one.remedy else []
                lines += [f"      在 {'、'.join(one.places)}"] if one.places else []
        if self.marks:
            lines += _listed(f"{MARK} {len(self.marks)} 处", self.marks[:_MOST_LISTED])
            lines += ["  ……"] if len(self.marks) > _MOST_LISTED else []
            lines.append("填完以后运行 daoban check。")
        return "\n".join(lines)


def marks_in(texts: Mapping[str, str], facts: Collection[str]) -> list[str]:
    """``file:line  what is to be written`` for every mark of the files; of the dictionary, those of these facts only."""
    return [
        f"{name}:{number}  {shown}"
        for name, text in texts.items()
        for number, entry, shown in _marked(text.splitlines())
        if name != DICTIONARY or any(f"{entry}.".startswith(f"{fact}.") for fact in facts)
    ]


def _marked(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Number, entry and words of each line with a mark; the entry, if there is one, stands before the words too."""
    for number, line in enumerate(lines, 1):
        if MARK not in line:
            continue
        words = "".join(char for char in line.strip().lstrip("- #") if char.isprintable())
        shown = f"{words[:_LONGEST]}…" if len(words) > _LONGEST else words
        entry = _entry_of(lines[: number - 1], _depth(line))
        yield number, entry, f"{entry}  {shown}" if entry else shown


def _entry_of(before: list[str], depth: int) -> str:
    """The fact that a line at this depth belongs to, an item behind its list; empty outside the dictionary's entries."""
    names: list[str] = []
    for line in reversed(before):
        if line.strip() and not line.lstrip().startswith("#") and _depth(line) < depth:
            depth = _depth(line)
            head = _HEAD.fullmatch(line)
            if head is not None and head[1] not in ("items", "options"):
                names.insert(0, head[1])
    return ".".join(names)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _listed(head: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{head}："
        yield from (f"  {line}" for line in lines)
