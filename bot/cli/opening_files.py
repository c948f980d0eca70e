"""The authors' files for a command that needs them whole: their catalog, or their mistakes and an end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import typer

from bot.catalog import Built, CatalogInvalid, Issue, open_built, open_forms
from bot.catalog.issues import did_you_mean
from bot.engine import Catalog

#: The project this command line belongs to.
ROOT: Final = Path(__file__).resolve().parents[2]


def load_or_exit(root: Path, today: date) -> Catalog:
    """The catalog of the files under ``root``, the stories not looked at. Raises as ``open_or_exit`` does."""
    return open_or_exit(root, today, stories=False).catalog()


def open_or_exit(root: Path, today: date, *, stories: bool = True) -> Built:
    """The definitions of the files under ``root``, with the places they stand at; ``stories``: whether theirs count.

    Raises:
        typer.Exit: 2, there is no such folder; 1, the files have mistakes. Which, is told on standard error.
    """
    demand_folder(root)
    try:
        return open_built(root, today=today, stories=stories)
    except CatalogInvalid as mistakes:
        typer.echo(told(mistakes.issues), err=True)
        raise typer.Exit(1) from mistakes


def forms_or_exit(root: Path, today: date) -> Built:
    """The forms of the files under ``root`` and how they are dealt with, no scenario looked at. Raises as ``open_or_exit``."""
    demand_folder(root)
    try:
        return open_forms(root, today=today)
    except CatalogInvalid as mistakes:
        typer.echo(told(mistakes.issues), err=True)
        raise typer.Exit(1) from mistakes


def demand_folder(root: Path) -> None:
    """Nothing happens where there is such a folder. Raises typer.Exit(2) where there is none, and says so."""
    if not root.is_dir():
        typer.echo(f"没有这个文件夹：{root}", err=True)
        raise typer.Exit(2)


def demand_out(out: Path, endings: Collection[str]) -> None:
    """Nothing happens where the file may be written. Raises typer.Exit(2) where a file of another kind would be lost."""
    if out.exists() and out.suffix.lower() not in endings:
        typer.echo(f"{out} 已经有了，不是{'、'.join(endings)} 文件，没有动它。换一个文件名。", err=True)
        raise typer.Exit(2)


def told(issues: Sequence[Issue]) -> str:
    """The issues as people read them, and how many there are."""
    return "\n".join([*(str(issue) for issue in issues), f"有 {len(issues)} 个问题"]) if issues else "没有发现问题"


def no_such_scenario(name: str, known: Collection[str], what: str) -> str:
    """That there is no such scenario, which was probably meant, and which can be drawn, walked or whatever ``what`` says."""
    meant = did_you_mean(name, known)
    return f"没有主题 {name}。{f'是不是 {meant}？' if meant else ''}可以{what}：{'、'.join(sorted(known))}"
