"""The authors' files for a command that needs them whole: their catalog, or their mistakes and an end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from bot.catalog import CatalogInvalid, Issue, load
from bot.engine import Catalog


def load_or_exit(root: Path, today: date) -> Catalog:
    """The catalog of the files under ``root``.

    Raises:
        typer.Exit: 2, there is no such folder; 1, the files have mistakes. Which, is told on standard error.
    """
    if not root.is_dir():
        typer.echo(f"没有这个文件夹：{root}", err=True)
        raise typer.Exit(2)
    try:
        return load(root, today=today)
    except CatalogInvalid as mistakes:
        typer.echo(told(mistakes.issues), err=True)
        raise typer.Exit(1) from mistakes


def told(issues: Sequence[Issue]) -> str:
    """The issues as people read them, and how many there are."""
    return "\n".join([*(str(issue) for issue in issues), f"有 {len(issues)} 个问题"]) if issues else "没有发现问题"
