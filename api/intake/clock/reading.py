"""Files -> tables and limits. A year's file is read with its lines, so that a mistake is told by its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import jsonschema

from bot.catalog import Document, Issue, read_yaml

from .errors import TablesInvalid
from .law import DatedLimit
from .limits import Kind, Limit, Unit
from .table_checks import meaning_issues
from .year_table import YearTable, year_table

HERE: Final = Path(__file__).resolve().parent
YEARS: Final = HERE / "years"
_SHAPE: Final = "YEAR-01"
_SCHEMA: Final = json.loads((HERE / "year.schema.json").read_text("utf-8"))


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
    issues = tuple(_shape_issues(document)) or tuple(meaning_issues(document, file.stem))
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
    """The permit law's own limits by name. Raises TablesInvalid where the file cannot be read."""
    document, issues = read_yaml(file.parent, file)
    if document is None:
        raise TablesInvalid(tuple(issues))
    return {name: DatedLimit(tuple(_periods(entry))) for name, entry in document.data["limits"].items()}


def _shape_issues(document: Document) -> Iterator[Issue]:
    checker = jsonschema.Draft202012Validator(_SCHEMA)
    for fault in checker.iter_errors(document.data):
        line = document.line(*fault.absolute_path)
        yield Issue(document.file, line, _SHAPE, f"{fault.json_path}：{fault.message}", "照 year.schema.json 改。")
    if not isinstance(document.data, dict):
        return
    for place, text in _dates(document.data.get("holidays")):
        try:
            date.fromisoformat(text)
        except ValueError:
            line = document.line("holidays", *place)
            yield Issue(document.file, line, _SHAPE, f"{text} 不是一个日子。", "写成 2026-05-01 这样。")


def _dates(holidays: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text where a date belongs, whatever else is wrong."""
    for at, holiday in enumerate(holidays if isinstance(holidays, list) else []):
        entry = holiday if isinstance(holiday, dict) else {}
        worked = entry.get("worked")
        places = [(at, "from"), (at, "until")]
        yield from ((place, entry[place[1]]) for place in places if isinstance(entry.get(place[1]), str))
        if isinstance(worked, list):
            yield from (((at, "worked", n), text) for n, text in enumerate(worked) if isinstance(text, str))


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
