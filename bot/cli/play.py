"""`daoban play [SCENARIO]`: a conversation in the terminal; nothing is stored and nothing is handed in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from actions.local_time import now
from actions.rehearsal import Rehearsal
from bot.engine.commands import ChooseScenario
from bot.engine.turn import Turn
from bot.nlu import Understander

from .opening_files import ROOT, load_or_exit


def command(
    scenario: str = typer.Argument(None, help="主题的编号，例如 beverage_shop；不写就从一句话开始。"),
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
) -> None:
    """Plays until the input ends or the applicant says 「退出」."""
    catalog = load_or_exit(root, now().date())
    if scenario is not None and scenario not in catalog.current:
        typer.echo(f"没有主题 {scenario}。可以演练：{'、'.join(catalog.current)}", err=True)
        raise typer.Exit(2)
    rehearsal = Rehearsal(catalog, Understander(catalog), now)
    if scenario is not None:
        _print(rehearsal.begin(Turn("begin", (ChooseScenario(scenario),))))
    for line in iter(_read, None):
        _print(rehearsal.say(line))


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
