"""`daoban route`: which scenario a phrase asks for; a stream of JSON lines, or one phrase."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from actions.local_time import now
from bot.engine.catalog import Catalog
from bot.nlu import Understander

from .lines import Json, answer_lines, text_of
from .opening_files import ROOT, load_or_exit


def command(
    text: str = typer.Argument(None, help="要办的事，例如 我想开一家奶茶店。"),
    jsonl: bool = typer.Option(False, "--jsonl", help='从标准输入逐行读 {"text"}，逐行回答。'),
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
) -> None:
    """Prints the themes that the phrase may mean, best first."""
    if text is None and not jsonl:
        typer.echo("用法：daoban route 一句话，或 daoban route --jsonl。", err=True)
        raise typer.Exit(2)
    catalog = load_or_exit(root, now().date())
    understander = Understander(catalog)
    if jsonl:
        answer_lines(
            lambda line: answer(text_of(line, "text"), catalog, understander),
            lambda: {"themes": [], "matter": "new", "sure": False, "error": "input.malformed"},
        )
        return
    typer.echo(json.dumps(answer(text, catalog, understander), ensure_ascii=False, indent=2))


def answer(text: str, catalog: Catalog, understander: Understander) -> Json:
    """Where the text belongs; no themes and sure: it is out of scope."""
    routing = understander.route(text)
    themes = []
    for candidate in routing.candidates:
        scenario = catalog.current[candidate.scenario].scenario
        themes.append({"id": scenario.id, "theme": scenario.theme, "title": scenario.title, "score": candidate.score})
    return {"themes": themes, "matter": routing.matter, "sure": routing.sure}
