"""The path explorer: what every applicant's way through a scenario comes to, before anybody has to go it."""

from __future__ import annotations

from .comparing import Change, compare
from .exploring import MOST, Exploration, explore
from .findings import never_reached, path_issues, unreached
from .rows import Result, Row
from .samples import samples_of
from .table_html import as_html
from .tables import as_csv, as_markdown

__all__ = [
    "MOST",
    "Change",
    "Exploration",
    "Result",
    "Row",
    "as_csv",
    "as_html",
    "as_markdown",
    "compare",
    "explore",
    "never_reached",
    "path_issues",
    "samples_of",
    "unreached",
]
