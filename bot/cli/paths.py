"""`daoban paths [SCENARIO…]`: every way through a scenario, as a table to sign; exit code 1 when one leads nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path

import typer
from click._termui_impl import ProgressBar

from bot.catalog import Built, CatalogInvalid, open_built
from bot.catalog.paths import MOST, never_reached

from .earlier import AGAINST_HELP, earlier_bundles
from .opening_files import ROOT, demand_folder, demand_out, no_such_scenario
from .path_report import Job, Report, report
from .test_clock import AT_HELP, day_option


class Format(str, Enum):
    """How the paths are written."""

    text = "text"
    html = "html"
    csv = "csv"
    markdown = "markdown"


def command(
    scenarios: list[str] = typer.Argument(None, help="主题的编号；不写就是全部。"),  # noqa: B008
    form: Format = typer.Option(Format.text, "--format", help="text 只列结果和问题；html、csv、markdown 是整张表。"),  # noqa: B008
    out: Path = typer.Option(None, help="写到这个文件；几个主题一起写，就是文件夹。"),  # noqa: B008
    against: str = typer.Option(None, help=f"{AGAINST_HELP}：同样的情形，哪些结果变了。"),
    most: int = typer.Option(MOST, min=1, help="不超过这么多条路的，全部走；超过的，走两两组合。"),
    at: str = typer.Option(None, help=AT_HELP),
    jobs: int = typer.Option(min(2, os.cpu_count() or 1), min=1, max=16, help="几个进程一起走。"),
    root: Path = typer.Option(ROOT, help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
) -> None:
    """Walks the scenarios and writes what was found."""
    day = day_option(at)
    built = _opened(root, day)
    names = _names(built, scenarios or [])
    if form is not Format.text and out is None and len(names) > 1:
        _wrong("几个主题的表要写到文件夹里：加上 --out 文件夹。")
    job = partial(Job, day=day, most=most, form=form.value, compared=against is not None)
    before = earlier_bundles(root, against) if against is not None else {}
    reports = list(_run([job(scenario=name, before=before.get(name)) for name in names], built, jobs))
    for one in reports:
        _write(one, form, out, many=len(names) > 1)
    shared = _of_fragments(built, reports)
    for issue in shared:
        typer.echo(issue, err=form is not Format.text)
    raise typer.Exit(1 if shared or any(one.issues for one in reports) else 0)


def _of_fragments(built: Built, reports: Iterable[Report]) -> list[str]:
    """The parts of fragments that none of the scenarios comes to, but for those that a scenario has told by itself."""
    told = {issue for one in reports for issue in one.issues}
    found = map(str, never_reached(built, {one.scenario: one.unreached for one in reports}))
    return [issue for issue in found if issue not in told]


def _run(jobs: list[Job], built: Built, processes: int) -> Iterator[Report]:
    """The reports in the jobs' order, with a bar that moves on as paths are walked or scenarios are finished."""
    catalog = built.catalog()
    if len(jobs) == 1 or processes == 1:
        for job in jobs:
            with _bar(100, job.scenario) as bar:
                yield report(job, built, catalog, _onto(bar.update))
        return
    from actions.stories.forking import each  # noqa: PLC0415 - its package understands words, which one walk can do without

    with _bar(len(jobs), "主题") as bar:
        for done in each(lambda number: report(jobs[number], built, catalog), len(jobs), processes):
            bar.update(1)
            yield done


def _bar(length: int, label: str) -> ProgressBar[int]:
    """A bar beside the output, so that a table can go into a file."""
    return typer.progressbar(length=length, label=label, file=typer.get_text_stream("stderr"))


def _onto(update: Callable[[int], None]) -> Callable[[int, int], None]:
    """Turns "so many of so many" into steps of a bar of a hundred that never goes back."""
    reached = 0

    def progress(done: int, whole: int) -> None:
        nonlocal reached
        now_at = min(99, 100 * done // max(whole, 1))
        if now_at > reached:
            update(now_at - reached)
            reached = now_at

    return progress


def _write(one: Report, form: Format, out: Path | None, *, many: bool) -> None:
    if form is Format.text:
        _print(_summary(one))
        return
    if out is None:
        typer.echo(one.table, nl=False)
    else:
        file = out / f"{one.scenario}.{_ENDINGS[form]}" if many or out.is_dir() else out
        demand_out(file, (f".{_ENDINGS[form]}",))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(one.table, "utf-8", newline="")
        typer.echo(f"{one.title}：写到 {file}", err=True)
    for issue in one.issues:
        typer.echo(issue, err=True)


def _summary(one: Report) -> Iterable[str]:
    yield f"{one.title}（{one.scenario}）"
    yield f"  {one.bound}"
    yield from (f"  {count:5d} 条  {end}" for end, count in one.endings)
    yield from (f"  {line}" for line in one.changes)
    yield from one.issues
    yield f"  有 {len(one.issues)} 个问题" if one.issues else "  没有走不通的路"


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _opened(root: Path, day: date) -> Built:
    """The files; ends the command when they have mistakes."""
    demand_folder(root)
    try:
        return open_built(root, today=day, stories=False)
    except CatalogInvalid as mistakes:
        _print(str(issue) for issue in mistakes.issues)
        typer.echo("先改好这些问题，才走得了。", err=True)
        raise typer.Exit(1) from mistakes


def _names(built: Built, wished: list[str]) -> list[str]:
    """The scenarios to walk; ends the command when a name is not one of theirs."""
    known = list(built.scenarios)
    for name in wished:
        if name not in known:
            _wrong(no_such_scenario(name, known, "走"))
    return wished or known


def _wrong(what: str) -> None:
    typer.echo(what, err=True)
    raise typer.Exit(2)


_ENDINGS = {Format.html: "html", Format.csv: "csv", Format.markdown: "md"}
