"""`daoban learn`: where people leave and what was not understood; and one action that adds a phrase, or a test of one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Final

import typer

from actions.cipher import SealBroken
from actions.learning.adding import add_phrase
from actions.learning.adding_tests import Expectation, add_test
from actions.learning.changes import Change, Refused, write
from actions.learning.miss_log import KEPT_DAYS
from actions.learning.proving import Phrase
from actions.learning.report import IDLE_DAYS, QuestionReport, report
from actions.local_time import now
from actions.settings import Settings
from bot.catalog import CatalogInvalid
from bot.engine import Catalog

from .archive_access import kept_cipher, reading, settings_or_exit
from .learn_page import as_html, as_text
from .opening_files import ROOT, demand_folder, load_or_exit, no_such_scenario, told


class Format(str, Enum):
    """How the report is printed."""

    text = "text"
    json = "json"
    html = "html"


def command(
    scenario: str = typer.Argument(None, help="只看这个主题，或者只加到这个主题里；不写就是全部。"),
    days: int = typer.Option(30, "--since", min=1, max=KEPT_DAYS, help="看最近多少天。"),
    idle: int = typer.Option(IDLE_DAYS, "--idle", min=0, help="停了多少天算离开。"),
    form: Format = typer.Option(Format.text, "--format", help="text 给人看，json 给程序用，html 是一个网页。"),  # noqa: B008
    phrase: tuple[str, str] = typer.Option(
        (None, None), "--add-phrase", help="加一个说法：信息项（或 信息项=选项、says、words）和说法。"
    ),
    test: tuple[str, str, str] = typer.Option(
        (None, None, None), "--add-test", help="加一条核对：信息项（或 routing）、说法、应当听成的值。"
    ),
    yes: bool = typer.Option(None, "--yes/--no", help="加的说法是「是」的意思，还是「不是」的意思。"),
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
) -> None:
    """Prints the report; or adds a phrase or a test, proven before anything is written."""
    today = now().date()
    target, _, option = (phrase[0] or "").partition("=")
    if (phrase[0] is not None and test[0] is not None) or (yes is not None and (option or phrase[0] is None)):
        typer.echo(
            "--add-phrase 和 --add-test 一次只用一个；--yes、--no 只和 --add-phrase 一起用，不写选项。", err=True
        )
        raise typer.Exit(2)
    demand_folder(root)
    if phrase[0] is not None:
        wanted = Phrase(target, phrase[1], option or None, yes, scenario)
        _add(root, lambda: add_phrase(root, wanted, today=today))
    elif test[0] is not None:
        _add(root, lambda: add_test(root, Expectation(*test, scenario), today=today))
    else:
        catalog = load_or_exit(root, today)
        if scenario is not None and scenario not in catalog.current:
            typer.echo(no_such_scenario(scenario, catalog.current, "看"), err=True)
            raise typer.Exit(2)
        typer.echo(_PRINT[form](_report(settings_or_exit(), catalog, scenario, days, idle), days))


def _add(root: Path, make: Callable[[], Change]) -> None:
    """The change is written and shown. Raises typer.Exit(1) when it is refused, with the reasons, or does not pass."""
    reasons: Sequence[str]
    try:
        change = make()
        write(root, change)
    except (Refused, CatalogInvalid, OSError) as fault:
        reasons = fault.reasons if isinstance(fault, Refused) else [str(fault)]
        if isinstance(fault, CatalogInvalid):
            reasons = [told(fault.issues)]
        typer.echo("\n".join(["没有写。", *reasons]), err=True)
        raise typer.Exit(1) from fault
    before = set((change.before or "").splitlines())
    for number, line in enumerate(change.after.splitlines(), 1):
        if line not in before:
            shown = line.strip()
            typer.echo(f"{change.file}:{number}  {shown if len(shown) <= 80 else f'{shown[:40]} …… {shown[-30:]}'}")
    typer.echo("\n".join(change.proof))
    if not change.passed:
        raise typer.Exit(1)


def _report(settings: Settings, catalog: Catalog, scenario: str | None, days: int, idle: int) -> list[QuestionReport]:
    with reading(settings) as engine:
        cipher = kept_cipher(settings)
        try:
            return report(engine, cipher, catalog, now=now(), days=days, idle_days=idle, scenario=scenario)
        except SealBroken as fault:
            typer.echo(f"数据打不开，检查 DAOBAN_DATA_KEY：{fault}", err=True)
            raise typer.Exit(1) from fault


def _json(found: list[QuestionReport], days: int) -> str:
    return json.dumps([{**asdict(one), "harm": one.harm} for one in found], ensure_ascii=False, indent=2)


_PRINT: Final[dict[Format, Callable[[list[QuestionReport], int], str]]] = {
    Format.text: as_text,
    Format.json: _json,
    Format.html: as_html,
}
