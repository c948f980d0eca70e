"""Files -> tables and limits. A year's file is read with its lines, so that a mistake is told by its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from bot.catalog import Document, Issue, read_yaml, shape_issues_by

from .errors import TablesInvalid
from .law import DatedLimit
from .limits import Kind, Limit, Unit
from .table_checks import meaning_issues
from .year_table import YearTable, year_table

HERE: Final = Path(__file__).resolve().parent
YEARS: Final = HERE / "years"


@dataclass(frozen=True, slots=True)
class ReadYear:
    """A file: its table where it has no mistake, and its mistakes."""

    table: YearTable | None
    issues: tuple[Issue, ...]


def read_year(file: Path) -> ReadYear:
    """The table in a file named ``YEAR.yml``, or everything that is wrong with it."""
    document, unread = read_yaml(file.parent, file)
    if document is None:
        return ReadYear(None, tuple(unread))
    issues = (
        tuple(shape_issues_by(HERE / "year.schema.json", document))
        or tuple(_no_dates(document))
        or tuple(meaning_issues(document, file.stem))
    )
    return ReadYear(None, issues) if issues else ReadYear(_table(document.data), ())


def read_years(folder: Path = YEARS) -> tuple[YearTable, ...]:
    """Every year's table, in order.

    Raises:
        TablesInvalid: a file has mistakes; those of all files are in it.
    """
    found = [read_year(file) for file in sorted(folder.glob("*.yml"))]
    if issues := tuple(issue for one in found for issue in one.issues):
        raise TablesInvalid(issues)
    return tuple(one.table for one in found if one.table is not None)


def read_law(file: Path = HERE / "law.yml") -> dict[str, DatedLimit]:
    """The permit law's own limits by name. Raises TablesInvalid where the file has mistakes."""
    document, issues = read_yaml(file.parent, file)
    if document is not None:
        issues = shape_issues_by(HERE / "law.schema.json", document)
    if document is None or issues:
        raise TablesInvalid(tuple(issues))
    return {name: DatedLimit(tuple(_periods(entry))) for name, entry in document.data["limits"].items()}


def _no_dates(document: Document) -> Iterator[Issue]:
    """Texts that have the form of a date and are none, e.g. 2026-02-30; the schema cannot see them."""
    for at, holiday in enumerate(document.data["holidays"]):
        places = [("from",), ("until",), *(("worked", n) for n in range(len(holiday["worked"])))]
        for place in places:
            text = holiday[place[0]] if len(place) == 1 else holiday["worked"][place[1]]
            try:
                date.fromisoformat(text)
            except ValueError:
                line = document.line("holidays", at, *place)
                yield Issue(document.file, line, "YEAR-01", f"{text} 不是一个日子。", "对照通知改。")


def _table(data: dict[str, Any]) -> YearTable:
    off: list[date] = []
    worked: list[date] = []
    for holiday in data["holidays"]:
        first, last = date.fromisoformat(holiday["from"]), date.fromisoformat(holiday["until"])
        off += (first + timedelta(days=step) for step in range((last - first).days + 1))
        worked += map(date.fromisoformat, holiday["worked"])
    certain = all(holiday["certain"] for holiday in data["holidays"])
    return year_table(data["year"], data["revision"], tuple(data["sources"]), off, worked, certain=certain)


def _periods(entry: dict[str, Any]) -> Iterator[tuple[date, date | None, Limit]]:
    for period in entry["periods"]:
        first = date.fromisoformat(period["from"])
        last = None if period["until"] is None else date.fromisoformat(period["until"])
        yield (
            first,
            last,
            Limit(
                entry["label"],
                period["days"],
                Unit(entry["unit"]),
                Kind.statutory,
                period["source"],
                period["extension"],
                period["certain"],
            ),
        )
