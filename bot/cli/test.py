"""`daoban test [PATHS]`: authors' stories; exit code 1 when one does not go as expected."""

from __future__ import annotations

from pathlib import Path

import typer

from actions.local_time import now
from actions.phrases import run_phrases
from actions.stories import Failure, run_story
from bot.catalog import PHRASES
from bot.engine import Catalog
from bot.nlu import Understander

from .opening_files import ROOT, load_or_exit


def command(
    paths: list[Path] = typer.Argument(None, help="故事文件或文件夹；不写就是 scenarios/ 下所有 stories/。"),  # noqa: B008
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
) -> None:
    """Prints every place where a story went another way, and how many stories there are."""
    stories = [file for path in paths or [root / "scenarios"] for file in _stories(path)]
    if not stories:
        typer.echo("没有找到故事。", err=True)
        raise typer.Exit(2)
    catalog = load_or_exit(root, now().date())
    understander = Understander(catalog)
    failures = [failure for story in stories for failure in _run(story, catalog, understander)]
    for failure in failures:
        typer.echo(str(failure))
    bad = len({failure.file for failure in failures})
    typer.echo(f"{len(stories)} 个故事，{len(stories) - bad} 个通过，{bad} 个没有通过")
    raise typer.Exit(1 if failures else 0)


def _run(file: Path, catalog: Catalog, understander: Understander) -> list[Failure]:
    return (run_phrases if file.name == PHRASES else run_story)(file, catalog, understander)


def _stories(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*.yml") if "stories" in file.parts)
