"""`daoban check [PATHS]`: every mistake in the authors' files; exit code 1 when there is one."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import Enum
from pathlib import Path

import typer

from bot.catalog import Issue, check

from .opening_files import demand_folder, told
from .sarif import sarif
from .test_clock import AT_HELP, day_option


class Format(str, Enum):
    """How issues are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"


def command(
    paths: list[Path] = typer.Argument(None, help="只列出这些文件或文件夹里的问题；不写就是全部。"),  # noqa: B008
    form: Format = typer.Option(  # noqa: B008
        Format.text, "--format", help="text 给人看，json 给程序用，sarif 给编辑器和代码平台用。"
    ),
    root: Path = typer.Option(  # noqa: B008
        Path(),
        "--root",
        envvar="DAOBAN_ROOT",
        help="forms/ 和 scenarios/ 所在的文件夹；不写就照 DAOBAN_ROOT，再不然是这里。",
    ),
    at: str = typer.Option(None, "--at", help=AT_HELP),
) -> None:
    """Prints the issues of the project in ``root``, sorted by place."""
    day = day_option(at)
    missing = [path for path in paths or () if not path.exists()]
    if missing:
        typer.echo(f"没有这个文件或文件夹：{'、'.join(str(path) for path in missing)}", err=True)
        raise typer.Exit(2)
    demand_folder(root)
    outside = [path for path in paths or () if not path.resolve().is_relative_to(root.resolve())]
    if outside:
        typer.echo(
            f"不在 {root.resolve()} 里面：{'、'.join(str(path) for path in outside)}。别的文件夹用 --root。", err=True
        )
        raise typer.Exit(2)
    issues = check(root, paths or (), today=day)
    typer.echo(_PRINT[form](issues))
    raise typer.Exit(1 if issues else 0)


def _json(issues: tuple[Issue, ...]) -> str:
    return json.dumps([asdict(issue) for issue in issues], ensure_ascii=False, indent=2)


def _sarif(issues: tuple[Issue, ...]) -> str:
    return json.dumps(sarif(issues), ensure_ascii=False, indent=2)


_PRINT = {Format.text: told, Format.json: _json, Format.sarif: _sarif}
