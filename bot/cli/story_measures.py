"""What `daoban test --coverage` and `--mutants` print."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from actions.local_time import now
from actions.stories.coverage import Coverage, Share
from actions.stories.measuring import measure
from actions.stories.mutation import Score, place_of, scores, situations_of, trial
from actions.stories.played import Played, RunKey
from bot.catalog import Built
from bot.engine import Catalog
from bot.nlu import Understander


def print_coverage(
    built: Built,
    catalog: Catalog,
    stories: Sequence[Path],
    chosen: Sequence[str],
    form: str,
    min_questions: float,
    min_branches: float,
    keep: Callable[[Played], None],
) -> bool:
    """Prints the coverage of the chosen scenarios; whether every story went well and every share is large enough.

    Args:
        keep: called with every situation that went as it expects.
    """
    with typer.progressbar(length=len(stories), label="跑故事", file=sys.stderr) as bar:  # type: ignore[var-annotated]
        found, failures = measure(
            built, catalog, Understander(catalog), stories, now().date(), chosen, lambda: bar.update(1), keep
        )
    for failure in failures:
        typer.echo(str(failure), err=form == "json")
    if form == "json":
        typer.echo(json.dumps([_coverage_json(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            _print_one(one, catalog)
    enough = all(one.questions.percent >= min_questions and one.branches.percent >= min_branches for one in found)
    return enough and not failures


def _print_one(one: Coverage, catalog: Catalog) -> None:
    typer.echo(f"{one.scenario}（{catalog.current[one.scenario].scenario.title}）：{one.stories} 个故事文件")
    for _, called, share in one.shares():
        typer.echo(f"  {called}  {share.covered}/{share.total}  {_percent(share)}")
    for _, _, share in one.shares():
        for gap in share.gaps:
            typer.echo(f"    {gap}")


def _percent(share: Share) -> str:
    """Rounded down: 99.9 is not 100."""
    return f"{int(share.percent * 10) / 10:g}%"


def _coverage_json(one: Coverage) -> dict[str, Any]:
    return {
        "scenario": one.scenario,
        "stories": one.stories,
        **{
            name: {
                "covered": share.covered,
                "total": share.total,
                "percent": share.percent,
                "gaps": [{"file": gap.file, "line": gap.line, "what": gap.what} for gap in share.gaps],
            }
            for name, _, share in one.shares()
        },
    }


def print_mutants(
    built: Built,
    catalog: Catalog,
    stories: Sequence[Path],
    chosen: Sequence[str],
    form: str,
    min_score: float,
    jobs: int,
    known: Mapping[RunKey, Played],
    sample: int,
) -> bool:
    """Prints the score of the chosen scenarios; whether every one is high enough.

    Args:
        known: situations that were played just now, which need not be played again.
        sample: how many of a hundred mistakes are tried.
    """
    today = now().date()
    found_in = situations_of(stories)
    trials = [trial(built, catalog, name, found_in.get(name, []), today, known, sample) for name in chosen]
    planted = len({place_of(mutant) for found in trials for mutant in found.mutants})
    with typer.progressbar(length=planted, label="改错", file=sys.stderr) as bar:  # type: ignore[var-annotated]
        found = scores(trials, jobs, lambda: bar.update(1))
    if form == "json":
        typer.echo(json.dumps([_score_json(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            _print_score(one)
    return all(not one.failing and one.percent >= min_score for one in found)


def _print_score(one: Score) -> None:
    if one.failing:
        typer.echo(f"{one.scenario}：有故事没有通过，先改好再看：")
        for failure in one.failing:
            typer.echo(f"  {failure}")
        return
    typer.echo(
        f"{one.scenario}：改错 {one.total} 处，故事发现 {one.killed} 处，{int(one.percent * 10) / 10:g}%；"
        f"另有 {one.equivalent} 处改了也没有区别，不算"
    )
    for mutant in one.survivors:
        typer.echo(f"  没有故事注意到：{mutant}")


def _score_json(one: Score) -> dict[str, Any]:
    return {
        "scenario": one.scenario,
        "total": one.total,
        "killed": one.killed,
        "equivalent": one.equivalent,
        "percent": one.percent,
        "survivors": [{"file": found.file, "line": found.line, "what": found.what} for found in one.survivors],
        "failing": list(one.failing),
    }
