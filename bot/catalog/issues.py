"""An author's mistake: where it is, what is wrong, and how to put it right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One mistake in one file.

    Args:
        code: which check found it, e.g. ``FACT-01``.
        file: path from the project's root; line: counted from 1, 0 when the mistake has no line.
        what, remedy: Chinese, for the author.
        suggestion: the name that was probably meant, or empty.
    """

    file: str
    line: int
    code: str
    what: str
    remedy: str
    suggestion: str = ""

    def __str__(self) -> str:
        meant = f"是不是 {self.suggestion}？" if self.suggestion else ""
        return f"{self.file}:{self.line}  {self.code}  {self.what}\n    {meant}{self.remedy}"


class CatalogInvalid(Exception):
    """The files have mistakes; ``issues`` are all of them, sorted by place."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__("\n".join(str(issue) for issue in issues))
        self.issues = issues


def sort_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Each issue once, by file, line and code."""
    return tuple(sorted(set(issues), key=lambda issue: (issue.file, issue.line, issue.code, issue.what)))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The known name most like ``name``, or empty when none is like it."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return close[0]
    tail = name.rpartition(".")[2]
    same_tail = [one for one in names if one.rpartition(".")[2] == tail]
    return same_tail[0] if len(same_tail) == 1 else ""
