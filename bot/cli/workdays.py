"""`daoban workdays YEAR`: what is wrong with a year's table of working days, or the year to compare with its notice."""

from __future__ import annotations

import calendar
from datetime import date
from pathlib import Path

import typer

from api.intake.clock.reading import YEARS, read_year
from api.intake.clock.year_table import YearTable

_WEEK = "一二三四五六日"


def command(
    year: int = typer.Argument(..., help="哪一年。"),
    folder: Path = typer.Option(YEARS, "--folder", help="放工作日表的文件夹。"),  # noqa: B008
) -> None:
    """Prints the table's days; with a mistake, all mistakes and exit 1."""
    found = read_year(folder / f"{year}.yml")
    for issue in found.issues:
        typer.echo(str(issue))
    if found.table is None:
        raise typer.Exit(1)
    typer.echo("\n".join(_told(found.table)))


def _told(table: YearTable) -> list[str]:
    """Lines: version, notices, days off and days worked with their weekdays, and how many working days there are."""
    days = [day for month in range(1, 13) for day in _month(table, month)]
    listed = [
        f"{table.year}年的工作日表，版本 {table.version}",
        *table.sources,
        f"放假：{_days(table.off)}",
        f"调休上班：{_days(table.worked)}",
        f"全年 {sum(days)} 个工作日：" + "，".join(f"{m}月 {sum(_month(table, m))}" for m in range(1, 13)),
    ]
    return listed if table.certain else [*listed, "有的日子没有核到通知原文。"]


def _month(table: YearTable, month: int) -> list[bool]:
    days = calendar.Calendar().itermonthdates(table.year, month)
    return [table.is_working(day) for day in days if day.month == month]


def _days(days: frozenset[date]) -> str:
    return "、".join(f"{day.month}月{day.day}日（周{_WEEK[day.weekday()]}）" for day in sorted(days))
