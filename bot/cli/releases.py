"""`daoban releases [SCENARIO]`: every release that was ever served, what holds for it, and how many cases stand on it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

import typer

from actions.archive import Archive, Archived, in_force
from actions.database import Database
from actions.local_time import ZONE, now
from actions.pins import Pin, pins

from .archive_access import reading, settings_or_exit


class Format(str, Enum):
    """How the list is printed."""

    text = "text"
    json = "json"


def command(
    scenario: str = typer.Argument(None, help="只列这个主题的；不写就是全部。"),
    form: Format = typer.Option(Format.text, "--format", help="text 给人看，json 给程序用。"),  # noqa: B008
) -> None:
    """Lists the archive, the oldest release of each scenario first."""
    with reading(settings_or_exit()) as engine:
        database = Database(engine)
        rows = Archive(database, now).rows()
        open_cases = pins(database)
    wanted = [row for row in rows if scenario in (None, row.scenario)]
    if scenario is not None and not wanted:
        typer.echo(f"存档里没有主题 {scenario}。", err=True)
        raise typer.Exit(2)
    serving = {Pin(row.scenario, row.version) for row in in_force(rows).values()}
    typer.echo(_PRINT[form](wanted, open_cases, serving))


def _text(rows: Sequence[Archived], open_cases: Mapping[Pin, int], serving: set[Pin]) -> str:
    lines = []
    for row in rows:
        pin = Pin(row.scenario, row.version)
        marked = f"（{row.marked_by}，{_when(row.marked_at)}）" if row.marked_at is not None else ""
        told = [
            f"{row.scenario}  {row.version}  {_when(row.published)} 发布  {row.state}",
            f"在办 {open_cases.get(pin, 0)} 件",
            *(["现在用的"] if pin in serving else []),
            *([f"{row.note}{marked}"] if row.note else []),
        ]
        lines.append("  ".join(told))
    return "\n".join(lines) if lines else "存档是空的。"


def _json(rows: Sequence[Archived], open_cases: Mapping[Pin, int], serving: set[Pin]) -> str:
    told: list[dict[str, Any]] = [
        {
            "scenario": row.scenario,
            "version": row.version,
            "published": row.published.isoformat(),
            "state": row.state,
            "in_force": Pin(row.scenario, row.version) in serving,
            "open_cases": open_cases.get(Pin(row.scenario, row.version), 0),
            "note": row.note,
            "marked_at": row.marked_at.isoformat() if row.marked_at is not None else None,
            "marked_by": row.marked_by,
        }
        for row in rows
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _when(moment: datetime | None) -> str:
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if moment is not None else ""


_PRINT = {Format.text: _text, Format.json: _json}
