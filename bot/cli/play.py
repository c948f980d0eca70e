"""`daoban play [SCENARIO]`: a conversation in the terminal; nothing is stored and nothing is handed in."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import typer

from actions.local_time import now
from actions.rehearsal import Rehearsal
from actions.stories.recording import Recording
from actions.stories.situation import at_nine
from actions.stories.story_text import NotWritten
from bot.engine import Catalog
from bot.engine.commands import ChooseScenario
from bot.engine.turn import Turn
from bot.nlu import Understander

from .opening_files import ROOT, load_or_exit, no_such_scenario
from .test_clock import AT_HELP, day_option


def command(
    scenario: str = typer.Argument(None, help="主题的编号，例如 beverage_shop；不写就从一句话开始。"),
    opening: str = typer.Argument(None, help="开头的一句话；不写，录的时候用主题 says 里的第一句。"),
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
    at: str = typer.Option(None, "--at", metavar="日期", help=AT_HELP),
    record: Path = typer.Option(None, metavar="文件", help="演练完写成一个故事文件。"),  # noqa: B008
) -> None:
    """Plays until the input ends or the applicant says 「退出」; then writes down what was said, if asked to."""
    day = day_option(at)
    if record is not None and record.exists():
        raise typer.BadParameter(f"已经有 {record} 了，换一个名字。", param_hint="--record")
    catalog = load_or_exit(root, day)
    if scenario is not None and scenario not in catalog.current:
        typer.echo(no_such_scenario(scenario, catalog.current, "演练"), err=True)
        raise typer.Exit(2)
    rehearsal = Rehearsal(catalog, Understander(catalog), now if at is None else lambda: at_nine(day))
    recording = Recording(rehearsal)
    _open(recording, scenario, opening or (_first(catalog, scenario) if record is not None else None))
    for line in iter(_read, None):
        _take(recording, line)
    if record is not None:
        _write(recording, record, day)


def _first(catalog: Catalog, scenario: str | None) -> str | None:
    return catalog.current[scenario].scenario.says[0] if scenario is not None else None


def _open(recording: Recording, scenario: str | None, opening: str | None) -> None:
    """Begins inside the scenario: with a sentence that leads to it, or as if it had been chosen."""
    if opening is not None:
        typer.echo(f"您：{opening}")
        _take(recording, opening)
        if recording.rehearsal.case.scenario != scenario:
            typer.echo(f"「{opening}」没有走到主题 {scenario}。", err=True)
            raise typer.Exit(2)
    elif scenario is not None:
        _print(recording.rehearsal.begin(Turn("begin", (ChooseScenario(scenario),))))


def _take(recording: Recording, said: str) -> None:
    outcome = recording.rehearsal.say(said)
    recording.take(said, outcome)
    _print(outcome)


def _write(recording: Recording, file: Path, day: date) -> None:
    if not recording.turns:
        typer.echo("一句话也没有说，没有可以录的。", err=True)
        raise typer.Exit(1)
    try:
        failures = recording.write(file, day)
    except NotWritten as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    for failure in failures:
        typer.echo(str(failure), err=True)
    typer.echo(
        ""
        if failures
        else f"写好了 {file}，共 {len(recording.turns)} 句，跑一遍已经通过。您说的话原样在里面，不要用真人的信息演练。"
    )
    raise typer.Exit(1 if failures else 0)


def _read() -> str | None:
    sys.stdout.write("您：")
    sys.stdout.flush()
    line = sys.stdin.readline()
    return None if not line or line.strip() in ("退出", "/quit") else line.rstrip("\n")


def _print(outcome: dict[str, Any]) -> None:
    for message in outcome["messages"]:
        typer.echo(f"导办：{message['text']}")
        labels = [choice["label"] for choice in message.get("choices") or ()]
        if labels:
            typer.echo("      " + "  ".join(f"[{number}] {label}" for number, label in enumerate(labels, 1)))
