"""`daoban test [PATHS]`: authors' stories; exit code 1 when one does not go as expected, or they prove too little."""

from __future__ import annotations

from pathlib import Path

import typer

from actions.local_time import now
from actions.phrases import run_phrases
from actions.stories import run_stories
from actions.stories.played import Played, RunKey, run_key
from bot.catalog import PHRASES
from bot.engine import Catalog
from bot.nlu import Understander

from .opening_files import ROOT, open_or_exit
from .story_measures import print_coverage, print_mutants


def command(
    names: list[str] = typer.Argument(  # noqa: B008
        None, metavar="[故事或主题]...", help="故事文件、文件夹，或者主题的编号；不写就是 scenarios/ 下所有 stories/。"
    ),
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
    coverage: bool = typer.Option(False, "--coverage", help="看故事走到了多少：问题、条件的两面、规则、结果、选项。"),
    mutants: bool = typer.Option(False, "--mutants", help="在主题里一处一处地改错，看故事发现不发现。"),
    form: str = typer.Option("text", "--format", help="text 给人看，json 给程序看。只用于 --coverage、--mutants。"),
    min_questions: float = typer.Option(0, help="问题覆盖率低于这个百分比就算没有通过。"),
    min_branches: float = typer.Option(0, help="条件两面的覆盖率低于这个百分比就算没有通过。"),
    min_score: float = typer.Option(0, help="发现错误的百分比低于这个数就算没有通过。"),
    sample: int = typer.Option(100, min=1, max=100, help="改错只试百分之几，每次试的一样；100 是全部。"),
    jobs: int = typer.Option(2, min=1, max=32, help="同时用几个进程。"),
) -> None:
    """Prints every place where a story went another way; or what the stories cover, or which mistakes they miss."""
    if form not in ("text", "json"):
        raise typer.BadParameter(f"格式只有 text 和 json，没有 {form}", param_hint="--format")
    built = open_or_exit(root, now().date())
    catalog = built.catalog()
    scenarios = [name for name in names or () if name in catalog.current and not Path(name).exists()]
    paths = [Path(name) for name in names or () if name not in scenarios]
    files = [file for path in paths or [root / "scenarios"] for file in _stories(path)]
    stories = [file for file in files if file.name != PHRASES]
    if not files:
        typer.echo("没有找到故事。", err=True)
        raise typer.Exit(2)
    chosen = scenarios or list(catalog.current)
    good = True
    known: dict[RunKey, Played] = {}
    if coverage or min_questions or min_branches:

        def keep(played: Played) -> None:
            known[run_key(played.situation)] = played

        good = print_coverage(built, catalog, stories, chosen, form, min_questions, min_branches, keep)
    if mutants or min_score:
        good = print_mutants(built, catalog, stories, chosen, form, min_score, jobs, known, sample) and good
    if not any((coverage, mutants, min_questions, min_branches, min_score)):
        phrases = [file for file in files if file.name == PHRASES]
        good = _print_failures(catalog, stories, phrases, jobs, scenarios)
    raise typer.Exit(0 if good else 1)


def _print_failures(
    catalog: Catalog, stories: list[Path], phrases: list[Path], jobs: int, scenarios: list[str]
) -> bool:
    """Prints the failures of the stories, where scenarios are named of theirs alone; whether there are none."""
    understander = Understander(catalog)
    found = [*run_stories(stories, catalog, understander, jobs, scenarios or None)]
    # Which scenario a phrase leads to is a matter of all of them.
    found += [run_phrases(file, catalog, understander) for file in phrases if not scenarios]
    failures = [failure for file in found for failure in file]
    for failure in failures:
        typer.echo(str(failure))
    bad = len({failure.file for failure in failures})
    typer.echo(f"{len(found)} 个故事，{len(found) - bad} 个通过，{bad} 个没有通过")
    return not failures


def _stories(path: Path) -> list[Path]:
    """The file, or the story files below a folder: those in a folder named stories, wherever the project itself lies."""
    if path.is_file():
        return [path]
    whole = path.resolve()
    above = whole.relative_to(ROOT).parts if whole.is_relative_to(ROOT) else (whole.name,)
    return sorted(file for file in path.rglob("*.yml") if "stories" in (*above, *file.relative_to(path).parts[:-1]))
